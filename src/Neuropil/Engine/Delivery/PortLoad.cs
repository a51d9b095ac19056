namespace Neuropil.Engine;

/// <summary>
/// What can arrive at a port in a step: how many synapses each cell has there, and how large a weight can be. Both are exact whatever the order
/// in which they were found, so that what follows from them is the same for any number of threads.
/// </summary>
internal sealed class PortLoad(int cells)
{
    private readonly int[] inDegree = new int[cells];
    private readonly Lock adding = new();

    /// <summary>The largest |weight|, or a bound of it, in kernel units.</summary>
    public float LargestWeight { get; private set; }

    /// <summary>Synapses of the cell that has most.</summary>
    public long LargestInDegree => inDegree.Length == 0 ? 0 : inDegree.Max();

    /// <summary>What several projections bring to one port.</summary>
    public static PortLoad Sum(int cells, IEnumerable<PortLoad> loads)
    {
        var sum = new PortLoad(cells);
        foreach (var load in loads)
        {
            sum.Add(load.inDegree, 0, load.LargestWeight);
        }

        return sum;
    }

    /// <summary>Takes the synapses onto the cells of other ranks; the largest weight is the same for all.</summary>
    public void Complete(RankGroup ranks, Func<int, (int Begin, int End)> rangeOf)
        => RankWork.Complete(
            ranks, MeetingKind.Building, 0, inDegree.AsSpan(), rank => (Math.Min(rangeOf(rank).Begin, cells), Math.Min(rangeOf(rank).End, cells)));

    /// <summary>Adds synapses to the cells from <paramref name="firstCell"/> on, of weights up to that.</summary>
    public void Add(ReadOnlySpan<int> synapses, int firstCell, float largestWeight)
    {
        lock (adding)
        {
            LargestWeight = Math.Max(LargestWeight, largestWeight);
            for (int i = 0; i < synapses.Length; i++)
            {
                inDegree[firstCell + i] = checked(inDegree[firstCell + i] + synapses[i]);
            }
        }
    }
}
