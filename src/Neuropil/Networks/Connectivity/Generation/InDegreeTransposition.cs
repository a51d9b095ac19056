using System.Runtime.CompilerServices;

namespace Neuropil.Networks;

/// <summary>
/// Rows by source of a rule that is driven by its targets. Each target's sources are drawn twice from its own stream: once to count the rows,
/// once to put the target into them (a stable counting sort), which is cheaper than holding all synapses in both orders. Targets are
/// visited in ascending order, so rows come out ascending.
/// </summary>
internal sealed class InDegreeTransposition(FixedInDegree rule, ConnectionEnds ends, ulong seed, ulong projection, int workers)
{
    // How many synapses the targets of a worker add to each source's row; then, where in the row its next one goes.
    private readonly int[][] places = new int[workers][];

    /// <summary>The synapses.</summary>
    public Connectivity Build()
    {
        ConnectivityBuilder.RequireHoldable((long)ends.Targets * rule.Count);
        ConnectivityBuilder.Share(ends.Targets, workers, Count);
        long[] rowStart = new long[ends.Sources + 1];
        for (int source = 0; source < ends.Sources; source++)
        {
            rowStart[source + 1] = StartsOfWorkers(source);
        }

        int[] targets = ConnectivityBuilder.AllocateRows(rowStart);
        ConnectivityBuilder.Share(ends.Targets, workers, (worker, first, end) => Place(worker, first, end, rowStart, targets));
        return new Connectivity(rowStart, targets);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int worker, int first, int end)
    {
        int[] counts = places[worker] = new int[ends.Sources];
        var draws = new UniformDraws(rule.Count, rule.WithRepetition, ends.Sources);
        for (int target = first; target < end; target++)
        {
            foreach (int source in SourcesOf(target, draws))
            {
                counts[source]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(int worker, int first, int end, long[] rowStart, int[] targets)
    {
        int[] next = places[worker];
        var draws = new UniformDraws(rule.Count, rule.WithRepetition, ends.Sources);
        for (int target = first; target < end; target++)
        {
            foreach (int source in SourcesOf(target, draws))
            {
                targets[rowStart[source] + next[source]++] = target;
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
