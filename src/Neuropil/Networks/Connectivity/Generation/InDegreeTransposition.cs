using System.Numerics;
using System.Runtime.CompilerServices;

namespace Neuropil.Networks;

/// <summary>
/// Rows by source of a rule that is driven by its targets. Each target's sources are drawn twice from its own stream: once to count the rows,
/// once to put the target into them (a stable counting sort), which is cheaper than holding all synapses in both orders. Targets are
/// visited in ascending order, so rows come out ascending. They stay only while the network is built, and then beside the synapses themselves: where
/// there are few enough targets each takes two bytes. A process that has some of the targets draws for these alone.
/// </summary>
internal sealed class InDegreeTransposition(FixedInDegree rule, ConnectionEnds ends, ulong seed, ulong projection, int workers, OwnTargets? own)
{
    private readonly TargetRange range = own?.Range ?? TargetRange.All(ends.Targets);

    // How many synapses the targets of a worker add to each source's row; then, where in the row its next one goes.
    private readonly int[][] places = new int[workers][];

    /// <summary>Bytes of a synapse in the rows onto so many targets.</summary>
    public static int BytesOf(int targets) => targets <= ushort.MaxValue + 1 ? sizeof(ushort) : sizeof(int);

    /// <summary>The rows.</summary>
    public RowSource Build()
    {
        ConnectivityBuilder.RequireHoldable((long)range.Length * rule.Count);
        ConnectivityBuilder.Share(range.Length, workers, Count);
        var lengths = new int[ends.Sources];
        long[] rowStart = new long[ends.Sources + 1];
        for (int source = 0; source < ends.Sources; source++)
        {
            rowStart[source + 1] = lengths[source] = StartsOfWorkers(source);
        }

        bool isNarrow = BytesOf(ends.Targets) == sizeof(ushort);
        if (own is not null)
        {
            var known = own.Complete(lengths);
            return isNarrow ? Parts<ushort>(rowStart, known) : Parts<int>(rowStart, known);
        }

        if (isNarrow)
        {
            ushort[] narrow = Placed<ushort>(rowStart);
            return new RowSource(() => new NarrowRows(rowStart, narrow));
        }

        return new RowSource(new Connectivity(rowStart, Placed<int>(rowStart)));
    }

    private RowSource Parts<T>(long[] rowStart, (int[] Before, int[] InAll) known)
        where T : unmanaged, IBinaryInteger<T>
    {
        var targets = Placed<T>(rowStart);
        return new RowSource(() => new PartRows<T>(rowStart, targets, known.Before, known.InAll));
    }

    private T[] Placed<T>(long[] rowStart)
        where T : unmanaged, IBinaryInteger<T>
    {
        var targets = ConnectivityBuilder.AllocateRows<T>(rowStart);
        ConnectivityBuilder.Share(range.Length, workers, (worker, first, end) => Place(worker, first, end, rowStart, targets));
        return targets;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int worker, int first, int end)
    {
        int[] counts = places[worker] = new int[ends.Sources];
        var draws = new UniformDraws(rule.Count, rule.WithRepetition, ends.Sources);
        for (int target = range.Begin + first; target < range.Begin + end; target++)
        {
            foreach (int source in SourcesOf(target, draws))
            {
                counts[source]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place<T>(int worker, int first, int end, long[] rowStart, T[] targets)
        where T : unmanaged, IBinaryInteger<T>
    {
        int[] next = places[worker];
        var draws = new UniformDraws(rule.Count, rule.WithRepetition, ends.Sources);
        for (int target = range.Begin + first; target < range.Begin + end; target++)
        {
            foreach (int source in SourcesOf(target, draws))
            {
                targets[rowStart[source] + next[source]++] = T.CreateTruncating(target);
            }
        }
    }

    private ReadOnlySpan<int> SourcesOf(int target, UniformDraws draws)
    {
        var stream = new RandomStream(seed, RandomPurpose.Connectivity, RandomStream.Entity(projection, (ulong)target));
        return draws.Draw(ref stream, rule.Count, rule.SelfConnections ? ConnectionEnds.Absent : ends.SourceOfSelf(target));
    }

    // Workers take ascending shares of the targets, so in every row the part of worker 0 comes first.
    private int StartsOfWorkers(int source)
    {
        int length = 0;
        foreach (int[] place in places)
        {
            int count = place[source];
            place[source] = length;
            length += count;
        }

        return length;
    }
}
