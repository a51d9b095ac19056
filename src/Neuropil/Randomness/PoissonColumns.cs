using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil;

/// <summary>
/// Poisson counts of consecutive cells at one step, many at a time. Each is a function of key, source, step and cell alone: the cell has a number of 53 bits
/// from 0 to 1, which becomes a count by inversion. One random block of <see cref="Philox"/> makes the first 16 bits of eight cells' numbers. They nearly
/// always decide the count, and where they do not, a block of the cell's own makes the rest. Integers, comparisons, products and sums only, in a fixed
/// order, so that every width gives the same counts.
/// </summary>
internal static unsafe class PoissonColumns
{
    /// <summary>How many cells are made at a time; ranges begin and end at multiples.</summary>
    public const int Group = 2 * Half;

    /// <summary>What the first 16 bits of a number leave open.</summary>
    public const double ShortStep = 1.0 / (1 << ShortBits);

    private const int ShortBits = 16;

    // Eight blocks make the numbers of 64 cells: their first halves those of 32, and their second halves those of the 32 behind them.
    private const int Blocks = 8;
    private const int Half = 32;
    private const int CellsOfHalfBlock = 4;

    // Far from the blocks of eight cells, whose indices are below 2^28.
    private const uint OwnBlock = 0x8000_0000;

    private const int Lanes = 8;

    /// <summary>Counts of one mean for all cells from <paramref name="begin"/> to <paramref name="end"/>.</summary>
    /// <param name="key">The key of seed and purpose.</param>
    /// <param name="source">What the counts are for; independent for each.</param>
    /// <param name="step">The step.</param>
    /// <param name="begin">The first cell.</param>
    /// <param name="end">The cell behind the last.</param>
    /// <param name="table">The distribution.</param>
    /// <param name="counts">Where the counts go, that of the first cell first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ulong key, ulong source, uint step, int begin, int end, PoissonTable table, double* counts)
    {
        var borders = table.Borders;
        var allOnes = Vector512.Create(short.MaxValue);
        for (int cell = begin; cell < end; cell += Group)
        {
            var (u, v) = PhiloxColumns.ShortIntegers(key, source, step, (uint)(cell / Group * Blocks));
            var first = Vector512<short>.Zero;
            var second = Vector512<short>.Zero;
            var firstOpen = Vector512.Equals(u, allOnes);
            var secondOpen = Vector512.Equals(v, allOnes);
            foreach (short each in borders)
            {
                var border = Vector512.Create(each);
                first -= Vector512.GreaterThan(u, border); // a lane that is true is -1
                second -= Vector512.GreaterThan(v, border);
                firstOpen |= Vector512.Equals(u, border);
                secondOpen |= Vector512.Equals(v, border);
            }

            double* own = counts + (cell - begin);
            Store(first, own);
            Store(second, own + Half);
            if ((firstOpen | secondOpen) != Vector512<short>.Zero)
            {
                ulong open = firstOpen.ExtractMostSignificantBits() | (secondOpen.ExtractMostSignificantBits() << Half);
                for (; open != 0; open &= open - 1)
                {
                    int i = BitOperations.TrailingZeroCount(open);
                    own[i] = One(key, source, step, cell + i, table);
                }
            }
        }
    }

    /// <summary>Counts of cells that have a mean each.</summary>
    /// <param name="key">The key of seed and purpose.</param>
    /// <param name="source">What the counts are for; independent for each.</param>
    /// <param name="step">The step.</param>
    /// <param name="begin">The first cell.</param>
    /// <param name="end">The cell behind the last.</param>
    /// <param name="means">The means, that of the first cell first.</param>
    /// <param name="none">e^-mean of each.</param>
    /// <param name="counts">Where the counts go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ulong key, ulong source, uint step, int begin, int end, double* means, double* none, double* counts)
    {
        short* words = stackalloc short[Group];
        for (int cell = begin; cell < end; cell += Group)
        {
            var (u, v) = PhiloxColumns.ShortIntegers(key, source, step, (uint)(cell / Group * Blocks));
            Vector512.Store(u, words);
            Vector512.Store(v, words + Half);
            for (int i = 0; i < Group; i += Lanes)
            {
                int at = cell - begin + i;
                uint open = Invert(words + i, means + at, none + at, counts + at);
                for (; open != 0; open &= open - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(open);
                    counts[at + lane] = One(key, source, step, cell + i + lane, means[at + lane], none[at + lane]);
                }
            }
        }
    }

    /// <summary>Counts of one mean that is too large for a table.</summary>
    public static void FillLarge(ulong key, ulong source, uint step, int begin, int end, double mean, double* counts)
    {
        for (int cell = begin; cell < end; cell++)
        {
            counts[cell - begin] = OneLarge(key, source, step, cell, mean);
        }
    }

    /// <summary>The count of one cell.</summary>
    public static double One(ulong key, ulong source, uint step, int cell, PoissonTable table)
    {
        double number = Number(key, source, step, cell);
        int count = 0;
        while (count < table.Terms && number >= table.Cumulative[count])
        {
            count++;
        }

        return count;
    }

    /// <summary>The count of one cell at a mean that is too large for a table.</summary>
    public static double OneLarge(ulong key, ulong source, uint step, int cell, double mean)
    {
        var random = new RandomStream(key, RandomStream.Entity(source, (ulong)cell), step);
        return PoissonRejection.Draw(ref random, mean);
    }

    /// <summary>The number of one cell, all 53 bits of it, in [0, 1).</summary>
    internal static double Number(ulong key, ulong source, uint step, int cell)
    {
        int place = cell % Group;
        var (first, second) = PhiloxColumns.Halves(key, source, step, (uint)((cell / Group * Blocks) + (place % Half / CellsOfHalfBlock)));
        ulong half = place < Half ? first : second;
        var signed = (short)(half >> (place % CellsOfHalfBlock * ShortBits));
        ulong rest = PhiloxColumns.Halves(key, source, step, OwnBlock | (uint)cell).First;
        return (((ulong)(signed - short.MinValue) << (53 - ShortBits)) | (rest >> (64 - 53 + ShortBits))) * (1.0 / (1UL << 53));
    }

    // As PoissonTable does it.
    private static double One(ulong key, ulong source, uint step, int cell, double mean, double none)
    {
        if (mean > PoissonTable.LargestMean)
        {
            return OneLarge(key, source, step, cell, mean);
        }

        double number = Number(key, source, step, cell);
        double probability = none;
        double sum = none;
        double before = double.NegativeInfinity;
        int count = 0;
        while (number >= sum && sum > before)
        {
            count++;
            probability *= mean * PoissonTable.Reciprocals[count];
            (before, sum) = (sum, sum + probability);
        }

        return count;
    }

    // The same for eight means at a time, as far as the first 16 bits of the cells' numbers say. Returns which counts they leave open.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Invert(short* words, double* means, double* none, double* counts)
    {
        var below = (Doubles(Vector128.Load(words)) - Vector512.Create((double)short.MinValue)) * Vector512.Create(ShortStep);
        var above = below + Vector512.Create(ShortStep);
        var mean = Vector512.Load(means);
        var open = Vector512.GreaterThan(mean, Vector512.Create(PoissonTable.LargestMean));
        var probability = Vector512.Load(none);
        var sum = probability;
        var count = Vector512<double>.Zero;
        var beyond = Vector512.AndNot(Vector512.GreaterThanOrEqual(below, sum), open);
        open |= Vector512.GreaterThan(sum, below) & Vector512.GreaterThan(above, sum);
        var reciprocals = PoissonTable.Reciprocals;
        for (int k = 1; k < reciprocals.Length && beyond.ExtractMostSignificantBits() != 0; k++)
        {
            count += Vector512.ConditionalSelect(beyond, Vector512.Create(1.0), Vector512<double>.Zero);
            probability *= mean * Vector512.Create(reciprocals[k]);
            var next = sum + probability;
            beyond &= Vector512.GreaterThan(next, sum);
            open |= beyond & Vector512.GreaterThan(next, below) & Vector512.GreaterThan(above, next);
            beyond &= Vector512.GreaterThanOrEqual(below, next);
            sum = next;
        }

        Vector512.Store(count, counts);
        return (uint)open.ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<short> values, double* to)
    {
        Vector512.Store(Doubles(values.GetLower().GetLower()), to);
        Vector512.Store(Doubles(values.GetLower().GetUpper()), to + Lanes);
        Vector512.Store(Doubles(values.GetUpper().GetLower()), to + (2 * Lanes));
        Vector512.Store(Doubles(values.GetUpper().GetUpper()), to + (3 * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Doubles(Vector128<short> values)
    {
        var (lower, upper) = Vector128.Widen(values);
        return Vector512.Create(Four(lower), Four(upper));
    }

    // Exact by any instructions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Four(Vector128<int> values)
    {
        if (Avx.IsSupported)
        {
            return Avx.ConvertToVector256Double(values);
        }

        var (lower, upper) = Vector128.Widen(values);
        return Vector256.ConvertToDouble(Vector256.Create(lower, upper));
    }
}
