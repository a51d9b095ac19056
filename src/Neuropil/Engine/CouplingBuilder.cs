using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>Makes the edges of a coupling from its rule: the same draws as a projection's synapses, turned from sources' rows to targets' rows.</summary>
internal static class CouplingBuilder
{
    private const ulong HashPrime = 1099511628211; // of FNV-1a

    /// <summary>The edges, their number, and a number that follows from all of them.</summary>
    public static (CouplingEdges Edges, long Count, ulong Hash) Build(Projection projection, ulong seed, int threads)
    {
        if (projection.Rule is AllToAll && projection.Weight.IsUniform)
        {
            return Homogeneous(projection);
        }

        var connectivity = ConnectivityBuilder.Build(projection.Rule, projection.Ends, seed, projection.WiringFamily, threads);
        var values = new SynapseValues(projection.Weight, RandomPurpose.Weight, (ulong)projection.Index, connectivity, seed);
        var (rowStart, sources, weights, hash) = ByTarget(projection, connectivity, values);
        bool isFull = connectivity.SynapseCount == (long)projection.Source.Count * projection.Target.Count && projection.Rule is AllToAll && weights
            is not null;
        CouplingEdges edges = isFull
            ? new DenseCoupling(weights!, projection.Source.Count)
            : new SparseCoupling(rowStart, sources, weights, values.AreEqual ? values.KernelValue : 0);
        return (edges, connectivity.SynapseCount, hash);
    }

    private static (CouplingEdges Edges, long Count, ulong Hash) Homogeneous(Projection projection)
    {
        var ends = projection.Ends;
        int? own = projection.Rule.SelfConnections || ends.SelfOffset is not { } offset ? null : -offset;
        float weight = (float)KernelUnits.FromSi(projection.Weight.UniformSi, projection.Weight.Dimension);
        long left = own is { } shift ? Enumerable.Range(0, ends.Targets).LongCount(target => target + shift >= 0 && target + shift < ends.Sources) : 0;
        return (new HomogeneousCoupling(weight, ends.Sources, own), ((long)ends.Sources * ends.Targets) - left, 0);
    }

    private static (long[] RowStart, int[] Sources, float[]? Weights, ulong Hash) ByTarget(Projection projection, Connectivity connectivity,
        SynapseValues values)
    {
        if (connectivity.SynapseCount > int.MaxValue)
        {
            throw new ArgumentException($"Projection '{projection.Name}' has {connectivity.SynapseCount} couplings; expected at most {int.MaxValue}.");
        }

        var rowStart = new long[projection.Target.Count + 1];
        foreach (int target in connectivity.Targets)
        {
            rowStart[target + 1]++;
        }

        for (int target = 0; target < projection.Target.Count; target++)
        {
            rowStart[target + 1] += rowStart[target];
        }

        var next = rowStart.ToArray();
        var sources = new int[connectivity.SynapseCount];
        var weights = values.AreEqual ? null : new float[connectivity.SynapseCount];
        ulong hash = 0;
        var row = Array.Empty<double>();
        for (int source = 0; source < connectivity.Sources; source++)
        {
            var targets = connectivity.Row(source);
            Array.Resize(ref row, Math.Max(row.Length, targets.Length));
            if (weights is not null)
            {
                values.FillKernelValues(source, targets, row.AsSpan(0, targets.Length));
            }

            for (int i = 0; i < targets.Length; i++)
            {
                long place = next[targets[i]]++;
                sources[place] = source;
                hash = ((hash ^ (uint)source) * HashPrime) ^ (uint)targets[i];
                if (weights is not null)
                {
                    weights[place] = (float)row[i];
                    hash = (hash ^ BitConverter.SingleToUInt32Bits(weights[place])) * HashPrime;
                }
            }
        }

        return (rowStart, sources, weights, hash);
    }
}
