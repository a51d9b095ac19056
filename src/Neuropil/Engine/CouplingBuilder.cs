using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>Makes the edges of a coupling from its rule: the same draws as a projection's synapses, turned from sources' rows to targets' rows.</summary>
internal static class CouplingBuilder
{
    private const ulong HashPrime = 1099511628211; // of FNV-1a

    /// <summary>The edges, their number, and a number that follows from all of them.</summary>
    /// <param name="projection">The coupling.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="threads">How many threads make rows.</param>
    /// <param name="weights">Weights in kernel units in place of the declared ones, one for all or one for each contact; null for none.</param>
    public static (CouplingEdges Edges, long Count, ulong Hash) Build(Projection projection, ulong seed, int threads, float[]? weights = null)
    {
        bool isGated = ((ICoupling)projection.Receptor).OpenDownhill != ((ICoupling)projection.Receptor).OpenUphill;
        if (projection.Rule is AllToAll && (weights is null ? projection.Weight.IsUniform : weights.Length == 1) && !isGated)
        {
            return Homogeneous(projection, weights?[0] ?? (float)KernelUnits.FromSi(projection.Weight.UniformSi, projection.Weight.Dimension));
        }

        var pairs = projection.Mirrored ?? projection;
        var connectivity = ConnectivityBuilder.Build(pairs.Rule, pairs.Ends, seed, pairs.WiringFamily, threads);
        var given = weights is null ? null : new GivenWeights(weights, new RowSource(connectivity), pairs.Source.Count);
        var values = new SynapseValues(pairs.Weight, RandomPurpose.Weight, (ulong)pairs.Index, connectivity, seed, given: given);
        var (rowStart, sources, drawn, hash) = ByTarget(projection, connectivity, values);
        bool isFull = !isGated && connectivity.SynapseCount == (long)projection.Source.Count * projection.Target.Count && projection.Rule is AllToAll && drawn
            is not null;
        CouplingEdges edges = isFull
            ? new DenseCoupling(drawn!, projection.Source.Count)
            : new SparseCoupling(rowStart, sources, drawn, values.AreEqual ? values.KernelValue : 0);
        return (edges, connectivity.SynapseCount, hash);
    }

    private static (CouplingEdges Edges, long Count, ulong Hash) Homogeneous(Projection projection, float weight)
    {
        var ends = projection.Ends;
        int? own = projection.Rule.SelfConnections || ends.SelfOffset is not { } offset ? null : -offset;
        long left = own is { } shift ? Enumerable.Range(0, ends.Targets).LongCount(target => target + shift >= 0 && target + shift < ends.Sources) : 0;
        return (new HomogeneousCoupling(weight, ends.Sources, own), ((long)ends.Sources * ends.Targets) - left, 0);
    }

    // What each target takes. Seen from the other end the drawn sources are the targets, so that a drawn row is what one cell takes.
    private static (long[] RowStart, int[] Sources, float[]? Weights, ulong Hash) ByTarget(Projection projection, Connectivity connectivity,
        SynapseValues values)
    {
        if (connectivity.SynapseCount > int.MaxValue)
        {
            throw new ArgumentException($"Projection '{projection.Name}' has {connectivity.SynapseCount} couplings; expected at most {int.MaxValue}.");
        }

        bool isMirrored = projection.Mirrored is not null;
        long[] rowStart = isMirrored ? connectivity.RowStart : Starts(connectivity.Targets, projection.Target.Count);
        var next = rowStart.ToArray();
        var sources = new int[connectivity.SynapseCount];
        var weights = values.AreEqual ? null : new float[connectivity.SynapseCount];
        ulong hash = isMirrored ? 1UL : 0;
        double[] row = [];
        for (int cell = 0; cell < connectivity.Sources; cell++)
        {
            var partners = connectivity.Row(cell);
            Array.Resize(ref row, Math.Max(row.Length, partners.Length));
            if (weights is not null)
            {
                values.FillKernelValues(cell, 0, partners, row.AsSpan(0, partners.Length));
            }

            for (int i = 0; i < partners.Length; i++)
            {
                var (source, target) = isMirrored ? (partners[i], cell) : (cell, partners[i]);
                long place = next[target]++;
                sources[place] = source;
                hash = ((hash ^ (uint)source) * HashPrime) ^ (uint)target;
                if (weights is not null)
                {
                    weights[place] = (float)row[i];
                    hash = (hash ^ BitConverter.SingleToUInt32Bits(weights[place])) * HashPrime;
                }
            }
        }

        return (rowStart, sources, weights, hash);
    }

    // Where the row of each target begins, and behind the last one's end.
    private static long[] Starts(int[] targets, int count)
    {
        var starts = new long[count + 1];
        foreach (int target in targets)
        {
            starts[target + 1]++;
        }

        for (int target = 0; target < count; target++)
        {
            starts[target + 1] += starts[target];
        }

        return starts;
    }
}
