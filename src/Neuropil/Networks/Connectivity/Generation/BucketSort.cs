using System.Numerics;
using System.Runtime.CompilerServices;

namespace Neuropil.Networks;

/// <summary>
/// Sorts a row of uniformly drawn numbers in linear expected time: their leading bits spread them over about as many buckets as there are
/// numbers, and an insertion sort repairs the order within buckets. Equal numbers are alike, so the result is unique.
/// </summary>
internal sealed class BucketSort
{
    private readonly int shift;
    private readonly int[] bucketStart;

    /// <summary>A sorter of rows of <paramref name="count"/> numbers from 0 to <paramref name="bound"/> - 1.</summary>
    public BucketSort(int count, int bound)
    {
        shift = Math.Max(0, BitLength(bound - 1) - BitLength(count));
        bucketStart = new int[(Math.Max(bound - 1, 0) >> shift) + 1];
    }

    /// <summary>Writes <paramref name="numbers"/> in ascending order to <paramref name="sorted"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(ReadOnlySpan<int> numbers, Span<int> sorted)
    {
        int bits = shift;
        int[] start = bucketStart;
        Array.Clear(start);
        foreach (int number in numbers)
        {
            start[number >> bits]++;
        }

        int total = 0;
        for (int bucket = 0; bucket < start.Length; bucket++)
        {
            int size = start[bucket];
            start[bucket] = total;
            total += size;
        }

        foreach (int number in numbers)
        {
            sorted[start[number >> bits]++] = number;
        }

        if (bits > 0)
        {
            SortNearlySorted(sorted);
        }
    }

    private static void SortNearlySorted(Span<int> numbers)
    {
        for (int i = 1; i < numbers.Length; i++)
        {
            int number = numbers[i];
            int place = i;
            while (place > 0 && numbers[place - 1] > number)
            {
                numbers[place] = numbers[place - 1];
                place--;
            }

            numbers[place] = number;
        }
    }

    private static int BitLength(int value) => value <= 0 ? 0 : BitOperations.Log2((uint)value) + 1;
}
