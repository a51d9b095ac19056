using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil;

/// <summary>
/// Poisson counts of consecutive cells at one step, many at a time. Each is a function of key, source, step and cell alone: one random block of
/// <see cref="Philox"/> makes two numbers of 53 bits, those of cells i and i + 8 of a group of sixteen, and a number becomes a count by inversion. Comparisons,
/// products and sums only, in a fixed order, so that every width gives the same counts.
/// </summary>
internal static unsafe class PoissonColumns
{
    /// <summary>How many cells are made at a time; ranges begin and end at multiples.</summary>
    public const int Group = 2 * PhiloxColumns.Group;

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
        var one = Vector512.Create(1.0);
        var cumulative = table.Cumulative;
        int common = table.CommonTerms;
        for (int cell = begin; cell < end; cell += Group)
        {
            var (u, v) = PhiloxColumns.Pair(key, source, step, (ulong)(cell / 2));
            var first = Vector512<double>.Zero;
            var second = Vector512<double>.Zero;
            int k = 0;
            for (; k < common; k++)
            {
                var bound = Vector512.Create(cumulative[k]);
                first += Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(u, bound), one, Vector512<double>.Zero);
                second += Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(v, bound), one, Vector512<double>.Zero);
            }

            for (; k < cumulative.Length; k++)
            {
                var bound = Vector512.Create(cumulative[k]);
                if (!Vector512.GreaterThanOrEqualAny(Vector512.Max(u, v), bound))
                {
                    break;
                }

                first += Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(u, bound), one, Vector512<double>.Zero);
                second += Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(v, bound), one, Vector512<double>.Zero);
            }

            Vector512.Store(first, counts + (cell - begin));
            Vector512.Store(second, counts + (cell - begin) + PhiloxColumns.Group);
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
        for (int cell = begin; cell < end; cell += Group)
        {
            int at = cell - begin;
            var (u, v) = PhiloxColumns.Pair(key, source, step, (ulong)(cell / 2));
            bool isLarge = Invert(u, means + at, none + at, counts + at);
            isLarge |= Invert(v, means + at + PhiloxColumns.Group, none + at + PhiloxColumns.Group, counts + at + PhiloxColumns.Group);
            if (isLarge)
            {
                FillLarge(key, source, step, cell, means + at, counts + at);
            }
        }
    }

    /// <summary>Counts of one mean that is too large for a table.</summary>
    public static void FillLarge(ulong key, ulong source, uint step, int begin, int end, double mean, double* counts)
    {
        for (int cell = begin; cell < end; cell++)
        {
            counts[cell - begin] = One(key, source, step, cell, mean);
        }
    }

    /// <summary>The count of one cell.</summary>
    public static double One(ulong key, ulong source, uint step, int cell, PoissonTable table)
    {
        var (first, second) = PhiloxColumns.Halves(key, source, step, (uint)((cell / Group * PhiloxColumns.Group) + (cell % PhiloxColumns.Group)));
        double number = cell % Group < PhiloxColumns.Group ? first : second;
        int count = 0;
        while (count < table.Terms && number >= table.Cumulative[count])
        {
            count++;
        }

        return count;
    }

    /// <summary>The count of one cell at a mean that is too large for a table.</summary>
    public static double One(ulong key, ulong source, uint step, int cell, double mean)
    {
        var random = new RandomStream(key, RandomStream.Entity(source, (ulong)cell), step);
        return PoissonRejection.Draw(ref random, mean);
    }

    private static void FillLarge(ulong key, ulong source, uint step, int firstCell, double* means, double* counts)
    {
        for (int i = 0; i < Group; i++)
        {
            if (means[i] > PoissonTable.LargestMean)
            {
                counts[i] = One(key, source, step, firstCell + i, means[i]);
            }
        }
    }

    // As PoissonTable does it, eight means at a time. Returns whether one of them is too large for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Invert(Vector512<double> number, double* means, double* none, double* counts)
    {
        var mean = Vector512.Load(means);
        var isLarge = Vector512.GreaterThan(mean, Vector512.Create(PoissonTable.LargestMean));
        var probability = Vector512.Load(none);
        var sum = probability;
        var count = Vector512<double>.Zero;
        var beyond = Vector512.AndNot(Vector512.GreaterThanOrEqual(number, sum), isLarge);
        var reciprocals = PoissonTable.Reciprocals;
        for (int k = 1; k < reciprocals.Length && beyond.ExtractMostSignificantBits() != 0; k++)
        {
            count += Vector512.ConditionalSelect(beyond, Vector512.Create(1.0), Vector512<double>.Zero);
            probability *= mean * Vector512.Create(reciprocals[k]);
            var next = sum + probability;
            beyond &= Vector512.GreaterThanOrEqual(number, next) & Vector512.GreaterThan(next, sum);
            sum = next;
        }

        Vector512.Store(count, counts);
        return isLarge.ExtractMostSignificantBits() != 0;
    }
}
