using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// Poisson counts as fast as they can be made on one thread without a promise: eight xorshift generators (Marsaglia, J. Stat. Soft. 8, 2003) whose numbers
/// follow from those before, four numbers of 16 bits from each, and a table. Counts rarer than one in 65 536 do not come.
/// </summary>
internal sealed class HandWrittenPoisson
{
    private const int Made = 32;
    private readonly short[] borders;
    private readonly double[] counts = new double[Made];
    private int next = Made;
    private Vector512<ulong> state;

    public HandWrittenPoisson(double mean, ulong seed)
    {
        var table = new List<short>();
        double probability = Math.Exp(-mean);
        double sum = probability;
        for (int k = 1; sum * 65536 < 65535; k++)
        {
            table.Add((short)(Math.Floor(sum * 65536) - 32768));
            probability *= mean / k;
            sum += probability;
        }

        borders = [.. table];
        var random = new Random((int)seed);
        state = Vector512.Create((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(),
            (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64()) | Vector512.Create(1UL);
    }

    /// <summary>Eight counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Next()
    {
        if (next == Made)
        {
            Make();
            next = 0;
        }

        var eight = Vector512.LoadUnsafe(ref counts[next]);
        next += Vector512<double>.Count;
        return eight;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Make()
    {
        var s = state;
        s ^= Vector512.ShiftLeft(s, 13);
        s ^= Vector512.ShiftRightLogical(s, 7);
        s ^= Vector512.ShiftLeft(s, 17);
        state = s;
        var numbers = s.AsInt16();
        var count = Vector512<short>.Zero;
        foreach (short border in borders)
        {
            count -= Vector512.GreaterThanOrEqual(numbers, Vector512.Create(border));
        }

        var (lower, upper) = Vector512.Widen(count);
        Store(lower, 0);
        Store(upper, Made / 2);
    }

    private void Store(Vector512<int> values, int at)
    {
        var (lower, upper) = Vector512.Widen(values);
        Vector512.ConvertToDouble(lower).StoreUnsafe(ref counts[at]);
        Vector512.ConvertToDouble(upper).StoreUnsafe(ref counts[at + Vector512<double>.Count]);
    }
}
