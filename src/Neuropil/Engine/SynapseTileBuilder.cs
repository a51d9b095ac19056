using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// Draws a projection's weights and delays and packs its synapses into tiles. Draws are keyed by (projection, source), one after another in the
/// order of the row, so that no tile size, thread or storage form changes them.
/// </summary>
internal sealed class SynapseTileBuilder
{
    // A tile's ring rows should stay in the cache of one core; but a row of a source should hold some 32 synapses, below which starting a row
    // costs more than the cache saves (design section 7, docs/decisions/0004-delivery.md).
    private const int TargetsInCache = 4096;
    private const int ShortestRow = 32;

    private readonly Projection projection;
    private readonly Connectivity connectivity;
    private readonly ulong seed;
    private readonly double timeStepSeconds;

    public SynapseTileBuilder(Projection projection, ulong seed, double timeStepSeconds, int threads)
    {
        this.projection = projection;
        this.seed = seed;
        this.timeStepSeconds = timeStepSeconds;
        connectivity = ConnectivityBuilder.Build(projection.Rule, projection.Ends, seed, (ulong)projection.Index, threads);
        Delays = DrawDelays();
        ShortestDelay = Delays.Length == 0 ? 0 : Delays.Min();
        LongestDelay = Delays.Length == 0 ? 0 : Delays.Max();
    }

    public long SynapseCount => connectivity.SynapseCount;

    public int ShortestDelay { get; }

    public int LongestDelay { get; }

    /// <summary>Something the user should know (a delay was rounded), or null.</summary>
    public string? Warning { get; private set; }

    // One delay in steps for all, or one for each synapse.
    private int[] Delays { get; }

    /// <summary>The tiles of each range of target cells (indices in the target population).</summary>
    public List<SynapseTile>[] Build(IReadOnlyList<(int Begin, int End)> ranges, int ringStride, int tileSize)
    {
        var bounds = TileBounds(ranges, tileSize);
        var weights = DrawWeights();
        bool weightsDiffer = weights.Length != 1;
        bool delaysDiffer = ShortestDelay != LongestDelay;
        var counts = CountRows(bounds.ConvertAll(tile => tile.End));
        var tiles = new List<SynapseTile>(bounds.Count);
        for (int tile = 0; tile < bounds.Count; tile++)
        {
            tiles.Add(new SynapseTile(
                projection.Source.Count, counts[tile], weightsDiffer, delaysDiffer, weightsDiffer || weights.Length == 0 ? 0 : weights[0], ShortestDelay));
        }

        FillRows(bounds, tiles, weights, ringStride);
        var result = ranges.Select(_ => new List<SynapseTile>()).ToArray();
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            result[bounds[tile].Range].Add(tiles[tile]);
        }

        return result;
    }

    private List<(int Range, int End)> TileBounds(IReadOnlyList<(int Begin, int End)> ranges, int tileSize)
    {
        var target = projection.Target;
        double rowLength = (double)SynapseCount / projection.Source.Count;
        double targetsOfShortestRow = rowLength > 0 ? ShortestRow * (target.Count / rowLength) : target.Count;
        int size = tileSize > 0 ? tileSize : (int)Math.Min(int.MaxValue / 2, Math.Max(TargetsInCache, targetsOfShortestRow));
        var bounds = new List<(int Range, int End)>();
        for (int range = 0; range < ranges.Count; range++)
        {
            int begin = Math.Max(ranges[range].Begin, target.Start);
            int end = Math.Min(ranges[range].End, target.Start + target.Count);
            for (; begin < end; begin += size)
            {
                bounds.Add((range, Math.Min(end, begin + size)));
            }
        }

        return bounds;
    }

    private long[] CountRows(List<int> ends)
    {
        var counts = new long[ends.Count];
        int first = projection.Target.Start;
        for (int source = 0; source < connectivity.Sources; source++)
        {
            int tile = 0;
            foreach (int target in connectivity.Row(source))
            {
                while (first + target >= ends[tile])
                {
                    tile++;
                }

                counts[tile]++;
            }
        }

        return counts;
    }

    private unsafe void FillRows(List<(int Range, int End)> bounds, List<SynapseTile> tiles, float[] weights, int ringStride)
    {
        var filled = new uint[tiles.Count];
        int first = projection.Target.Start;
        bool delaysDiffer = ShortestDelay != LongestDelay;
        for (int source = 0; source < connectivity.Sources; source++)
        {
            long synapse = connectivity.RowStart[source];
            int tile = 0;
            foreach (int target in connectivity.Row(source))
            {
                while (first + target >= bounds[tile].End)
                {
                    tile++;
                }

                uint word = checked((uint)((delaysDiffer ? (long)Delays[synapse] * ringStride : 0) + first + target));
                if (weights.Length == 1)
                {
                    tiles[tile].Words[filled[tile]] = word;
                }
                else
                {
                    tiles[tile].Packed[filled[tile]] = word | ((ulong)BitConverter.SingleToUInt32Bits(weights[synapse]) << 32);
                }

                filled[tile] = checked(filled[tile] + 1);
                synapse++;
            }

            for (int i = 0; i < tiles.Count; i++)
            {
                tiles[i].RowStart[source + 1] = filled[i];
            }
        }
    }

    private float[] DrawWeights()
    {
        var weight = projection.Weight;
        double[] si = Draw(weight, RandomPurpose.Weight);
        return Array.ConvertAll(si, value => (float)KernelUnits.FromSi(value, weight.Dimension));
    }

    private int[] DrawDelays()
    {
        var grid = new DelayGrid(timeStepSeconds);
        string name = $"delay of '{projection.Name}'";
        double[] si = Draw(projection.Delay, RandomPurpose.Delay);
        if (si.Length != 1)
        {
            return Array.ConvertAll(si, value => grid.Steps(value, name));
        }

        (int steps, Warning) = grid.StepsWithWarning(si[0], name);
        return [steps];
    }

    // One value for all, or one for each synapse in the order of the rows.
    private double[] Draw(Parameter parameter, RandomPurpose purpose)
    {
        if (parameter.IsUniform)
        {
            return [parameter.UniformSi];
        }

        var values = new double[SynapseCount];
        if (parameter.Count is not null)
        {
            var listed = new double[parameter.Count.Value];
            parameter.Fill(listed, seed, purpose, 0, 0);
            for (long synapse = 0; synapse < values.Length; synapse++)
            {
                values[synapse] = listed[connectivity.PairOfSynapse![synapse]];
            }

            return values;
        }

        for (int source = 0; source < connectivity.Sources; source++)
        {
            var stream = new RandomStream(seed, purpose, RandomStream.Entity((ulong)projection.Index, (ulong)source));
            for (long synapse = connectivity.RowStart[source]; synapse < connectivity.RowStart[source + 1]; synapse++)
            {
                values[synapse] = parameter.Sample(ref stream);
            }
        }

        return values;
    }
}
