using System.Runtime.CompilerServices;

namespace Neuropil.Networks;

/// <summary>Sorts those of drawn targets that are within a range. Where a row's targets are drawn one after another, the rest is drawn in vain.</summary>
/// <param name="range">The range.</param>
/// <param name="most">The largest number of targets of a row.</param>
/// <param name="targets">The number of all targets.</param>
internal sealed class PartSort(TargetRange range, int most, int targets)
{
    private readonly int[] chosen = new int[most + 1];
    private readonly BucketSort sort = new((int)((long)most * range.Length / Math.Max(1, targets)), range.Length);

    /// <summary>Writes the targets within the range, ascending; and says where in the row the first of them stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Sort(ReadOnlySpan<int> drawn, ref int[] row, out int first)
    {
        int[] own = chosen;
        (int begin, int length) = (range.Begin, range.Length);
        int count = 0;
        int below = 0;
        foreach (int target in drawn)
        {
            int place = target - begin;
            own[count] = place;
            count += (uint)place < (uint)length ? 1 : 0;
            below += place < 0 ? 1 : 0;
        }

        RowGenerator.EnsureRoom(ref row, count);
        var sorted = row.AsSpan(0, count);
        sort.Sort(own.AsSpan(0, count), sorted);
        foreach (ref int target in sorted)
        {
            target += begin;
        }

        first = below;
        return count;
    }
}
