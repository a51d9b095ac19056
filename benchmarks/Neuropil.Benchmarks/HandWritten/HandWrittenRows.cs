using System.Runtime.CompilerServices;

namespace Neuropil.Benchmarks;

/// <summary>The targets of each cell, drawn with repetition, row behind row: a spike adds one number to the arrivals of its row.</summary>
internal sealed class HandWrittenRows
{
    private readonly int[] targets;
    private readonly int length;

    public HandWrittenRows(int cells, int length, int seed)
    {
        this.length = length;
        var random = new Random(seed);
        targets = new int[(long)cells * length];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = random.Next(cells);
        }
    }

    /// <summary>Adds a weight at all targets of a cell, and says how many there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Deliver(int cell, double weight, double[] arrivals)
    {
        foreach (int target in targets.AsSpan(cell * length, length))
        {
            arrivals[target] += weight;
        }

        return length;
    }
}
