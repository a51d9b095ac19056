namespace Neuropil.Networks;

/// <summary>
/// Rows by source of explicit pairs: two stable counting sorts, by target and then by source, so a pair given twice keeps its order.
/// </summary>
internal static class PairSort
{
    /// <summary>The synapses of <paramref name="pairs"/>, which must lie within <paramref name="ends"/>.</summary>
    public static Connectivity Build(ReadOnlySpan<(int Source, int Target)> pairs, ConnectionEnds ends)
    {
        int[] byTarget = new int[pairs.Length];
        int[] next = new int[ends.Targets + 1];
        foreach ((_, int target) in pairs)
        {
            next[target + 1]++;
        }

        for (int target = 0; target < ends.Targets; target++)
        {
            next[target + 1] += next[target];
        }

        for (int pair = 0; pair < pairs.Length; pair++)
        {
            byTarget[next[pairs[pair].Target]++] = pair;
        }

        long[] rowStart = new long[ends.Sources + 1];
        foreach ((int source, _) in pairs)
        {
            rowStart[source + 1]++;
        }

        int[] targets = ConnectivityBuilder.AllocateRows(rowStart);
        int[] pairOfSynapse = new int[pairs.Length];
        long[] place = rowStart.AsSpan(0, ends.Sources).ToArray();
        foreach (int pair in byTarget)
        {
            (int source, int target) = pairs[pair];
            long synapse = place[source]++;
            targets[synapse] = target;
            pairOfSynapse[synapse] = pair;
        }

        return new Connectivity(rowStart, targets) { PairOfSynapse = pairOfSynapse };
    }
}
