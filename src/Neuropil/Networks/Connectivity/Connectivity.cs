namespace Neuropil.Networks;

/// <summary>
/// Who connects to whom, as compressed rows: the targets of source s are <c>Targets[RowStart[s] .. RowStart[s + 1]]</c>, ascending. A synapse's
/// position in its row is its ordinal, its identity within (projection, source), by which weights and delays are drawn.
/// </summary>
/// <param name="rowStart">Where each source's row begins, and where the last one ends.</param>
/// <param name="targets">The targets of all rows.</param>
internal sealed class Connectivity(long[] rowStart, int[] targets)
{
    /// <summary>The number of synapses.</summary>
    public long SynapseCount => Targets.Length;

    /// <summary>The number of sources.</summary>
    public int Sources => RowStart.Length - 1;

    /// <summary>Where each source's row begins in <see cref="Targets"/>; one more entry than sources.</summary>
    public long[] RowStart { get; } = rowStart;

    /// <summary>The targets of all rows, ascending within a row.</summary>
    public int[] Targets { get; } = targets;

    /// <summary>
    /// For <see cref="ExplicitPairs"/>, the position in the given list of each synapse, so that values given pair by pair find theirs; else null.
    /// </summary>
    public int[]? PairOfSynapse { get; init; }

    /// <summary>The targets of <paramref name="source"/> in the order of their ordinals.</summary>
    public ReadOnlySpan<int> Row(int source) => Targets.AsSpan((int)RowStart[source], (int)(RowStart[source + 1] - RowStart[source]));
}
