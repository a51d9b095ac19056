using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Engine;

/// <summary>Synapses that come next, given by their places in the store, which are anywhere.</summary>
internal readonly unsafe struct NextSynapses(uint* list, int count)
{
    /// <summary>Their values of a column.</summary>
    public NextValues Of(StoreColumn column) => new(column.Values, list, count);
}

/// <summary>Values of synapses that come next: they are asked for, a few at a time, while others are looked up.</summary>
internal readonly unsafe struct NextValues(double* values, uint* list, int count)
{
    /// <summary>Looks values up by their places, and asks for those that come next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(double* values, uint* places, double* found, int count, NextValues next)
    {
        int i = 0;
        for (; i + 4 <= count; i += 4)
        {
            next.AskFour(i);
            found[i] = values[places[i]];
            found[i + 1] = values[places[i + 1]];
            found[i + 2] = values[places[i + 2]];
            found[i + 3] = values[places[i + 3]];
        }

        for (; i < count; i++)
        {
            found[i] = values[places[i]];
        }
    }

    // Into the second-level cache: of lines for the first, fewer can be on their way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AskFour(int i)
    {
        if (Sse.IsSupported && i + 4 <= count)
        {
            Sse.Prefetch1(values + list[i]);
            Sse.Prefetch1(values + list[i + 1]);
            Sse.Prefetch1(values + list[i + 2]);
            Sse.Prefetch1(values + list[i + 3]);
        }
    }
}
