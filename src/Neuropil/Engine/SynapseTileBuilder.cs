using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// Packs a projection's synapses into tiles. Rows are counted first and then filled in place, on several threads; nothing but who connects to
/// whom (4 bytes a synapse) is held beside the tiles.
/// </summary>
internal sealed unsafe class SynapseTileBuilder
{
    private const ulong HashPrime = 1099511628211; // of FNV-1a

    private readonly Projection projection;
    private readonly Connectivity connectivity;
    private readonly SynapseValues weights;
    private readonly SynapseValues delays;
    private readonly DelayGrid grid;
    private readonly string delayName;
    private readonly int threads;
    private readonly Lock merging = new();
    private int shortestDelay = int.MaxValue;
    private int longestDelay;
    private ulong hash;

    private SynapseTileBuilder(Projection projection, ulong seed, double timeStepSeconds, int threads)
    {
        (this.projection, this.threads) = (projection, threads);
        grid = new DelayGrid(timeStepSeconds);
        delayName = $"delay of '{projection.Name}'";
        connectivity = ConnectivityBuilder.Build(projection.Rule, projection.Ends, seed, (ulong)projection.Index, threads);
        weights = new SynapseValues(projection.Weight, RandomPurpose.Weight, projection, connectivity, seed);
        delays = new SynapseValues(projection.Delay, RandomPurpose.Delay, projection, connectivity, seed);
    }

    private int LongestRow
    {
        get
        {
            long longest = 0;
            for (int source = 0; source < connectivity.Sources; source++)
            {
                longest = Math.Max(longest, connectivity.RowStart[source + 1] - connectivity.RowStart[source]);
            }

            return (int)longest;
        }
    }

    /// <summary>Builds the synapses onto the given ranges of target cells, one for each worker.</summary>
    /// <exception cref="ArgumentException">A delay is negative or too long; the message names it.</exception>
    public static ProjectionSynapses Build(
        Projection projection, ulong seed, double timeStepSeconds, IReadOnlyList<(int Begin, int End)> workers, int ringStride, int tileSize)
    {
        var builder = new SynapseTileBuilder(projection, seed, timeStepSeconds, workers.Count);
        string? warning = builder.FindDelays();
        builder.RequireAddressable(ringStride);
        var bounds = new TileBounds(projection.Target, (double)builder.connectivity.SynapseCount / projection.Source.Count, workers, tileSize);
        var tiles = builder.BuildTiles(bounds, ringStride);
        return new ProjectionSynapses
        {
            Tiles = Enumerable.Range(0, workers.Count).Select(worker => tiles.Where((_, tile) => bounds.WorkerOf(tile) == worker).ToList()).ToArray(),
            Count = builder.connectivity.SynapseCount,
            ShortestDelay = builder.shortestDelay,
            LongestDelay = builder.longestDelay,
            Hash = builder.hash,
            Warning = warning,
        };
    }

    // The shortest and the longest delay, and a warning where a delay that a user wrote had to be rounded.
    private string? FindDelays()
    {
        if (delays.AreEqual)
        {
            (int steps, string? warning) = grid.StepsWithWarning(delays.Value, delayName);
            (shortestDelay, longestDelay) = (steps, steps);
            return warning;
        }

        string? firstWarning = null;
        int longestRow = LongestRow;

        // Written delays are few: on one thread the first that was rounded is found first.
        Shares.Run(connectivity.Sources, connectivity.SynapseCount, delays.AreWritten ? 1 : threads, (first, end) =>
        {
            int low = int.MaxValue;
            int high = 0;
            var row = new double[longestRow];
            for (int source = first; source < end; source++)
            {
                var values = row.AsSpan(0, connectivity.Row(source).Length);
                delays.Fill(source, values);
                foreach (double value in values)
                {
                    (int steps, string? warning) = delays.AreWritten ? grid.StepsWithWarning(value, delayName) : (grid.Steps(value, delayName), null);
                    (low, high) = (Math.Min(low, steps), Math.Max(high, steps));
                    firstWarning ??= warning;
                }
            }

            lock (merging)
            {
                (shortestDelay, longestDelay) = (Math.Min(shortestDelay, low), Math.Max(longestDelay, high));
            }
        });
        shortestDelay = Math.Min(shortestDelay, longestDelay);
        return firstWarning;
    }

    // A word of 32 bits says where in the ring a weight goes.
    private void RequireAddressable(int ringStride)
    {
        if ((longestDelay + 1L) * ringStride > uint.MaxValue)
        {
            throw new ArgumentException(
                $"The longest {delayName} is {longestDelay} time steps onto {ringStride} cells; expected at most {uint.MaxValue / ringStride - 1}. Use a longer time step.");
        }
    }

    private List<SynapseTile> BuildTiles(TileBounds bounds, int ringStride)
    {
        bool delaysDiffer = shortestDelay != longestDelay;
        var form = new SynapseForm(
            WeightsDiffer: !weights.AreEqual, delaysDiffer, weights.AreEqual ? weights.KernelValue : 0, shortestDelay);
        var tiles = Enumerable.Range(0, bounds.Count).Select(_ => new SynapseTile(projection.Source.Count, form)).ToList();
        Shares.Run(connectivity.Sources, connectivity.SynapseCount, threads, (first, end) => CountRows(first, end, bounds, tiles));
        tiles.ForEach(tile => tile.Allocate());
        int longestRow = LongestRow;
        Shares.Run(connectivity.Sources, connectivity.SynapseCount, threads, (first, end) =>
        {
            var row = new RowBuffers(longestRow, tiles.Count);
            ulong sum = 0;
            for (int source = first; source < end; source++)
            {
                sum += FillRow(source, bounds, tiles, form, ringStride, row);
            }

            Interlocked.Add(ref hash, sum);
        });
        return tiles;
    }

    private void CountRows(int first, int end, TileBounds bounds, List<SynapseTile> tiles)
    {
        for (int source = first; source < end; source++)
        {
            int tile = 0;
            foreach (int target in connectivity.Row(source))
            {
                tile = bounds.Find(projection.Target.Start + target, tile);
                tiles[tile].RowStart[source + 1]++;
            }
        }
    }

    private ulong FillRow(int source, TileBounds bounds, List<SynapseTile> tiles, SynapseForm form, int ringStride, RowBuffers row)
    {
        var targets = connectivity.Row(source);
        var rowDelays = row.Delays.AsSpan(0, targets.Length);
        var rowWeights = row.Weights.AsSpan(0, targets.Length);
        if (form.DelaysDiffer)
        {
            delays.Fill(source, rowDelays);
        }

        if (form.WeightsDiffer)
        {
            weights.FillKernelValues(source, rowWeights);
        }

        Array.Clear(row.Filled);
        ulong rowHash = (ulong)source;
        int tile = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            int target = projection.Target.Start + targets[i];
            tile = bounds.Find(target, tile);
            long place = tiles[tile].RowStart[source] + row.Filled[tile]++;
            int delay = form.DelaysDiffer ? grid.Steps(rowDelays[i], delayName) : 0;
            ulong synapse = (uint)(((long)delay * ringStride) + target);
            if (form.WeightsDiffer)
            {
                synapse |= (ulong)BitConverter.SingleToUInt32Bits((float)rowWeights[i]) << 32;
                tiles[tile].Packed[place] = synapse;
            }
            else
            {
                tiles[tile].Words[place] = (uint)synapse;
            }

            rowHash = (rowHash ^ synapse) * HashPrime;
            rowHash ^= rowHash >> 29;
        }

        return rowHash;
    }

    // What one thread needs to fill rows.
    private sealed class RowBuffers(int longestRow, int tiles)
    {
        public double[] Delays { get; } = new double[longestRow];

        public double[] Weights { get; } = new double[longestRow];

        public uint[] Filled { get; } = new uint[tiles];
    }
}
