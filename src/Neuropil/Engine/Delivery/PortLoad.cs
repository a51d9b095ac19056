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

    /// <summary>What is largest of it.</summary>
    public PortLargest Largest => new(inDegree.Length == 0 ? 0 : inDegree.Max(), LargestWeight);

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

/// <summary>What decides the units of a port's arrivals.</summary>
/// <param name="InDegree">Synapses of the cell that has most.</param>
/// <param name="Weight">The largest |weight|, or a bound of it, in kernel units.</param>
internal readonly record struct PortLargest(long InDegree, float Weight);
