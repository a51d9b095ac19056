using System.Numerics;
using System.Runtime.CompilerServices;

namespace Neuropil.Networks;

/// <summary>The parts of rows that lead to the targets of this process, where nobody here knows the rest.</summary>
/// <param name="rowStart">Where each source's part begins, and where the last one ends.</param>
/// <param name="targets">The targets of all parts, ascending within a part.</param>
/// <param name="before">How many targets of each source stand before its part.</param>
/// <param name="lengths">How many targets each source has in all.</param>
internal sealed class PartRows<T>(long[] rowStart, T[] targets, int[] before, int[] lengths) : RowGenerator
    where T : unmanaged, IBinaryInteger<T>
{
    /// <inheritdoc/>
    public override int Length(int source) => lengths[source];

    /// <inheritdoc/>
    public override void Fill(int source, Span<int> row)
    {
        var part = Part(source);
        if (part.Length != row.Length)
        {
            throw new InvalidOperationException("Only some targets of a row are known here.");
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] = int.CreateTruncating(part[i]);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int FillPart(int source, TargetRange range, ref int[] row, out int first)
    {
        var part = Part(source);
        EnsureRoom(ref row, part.Length);
        int below = 0;
        int count = 0;
        foreach (T one in part)
        {
            int target = int.CreateTruncating(one);
            row[count] = target;
            below += target < range.Begin ? 1 : 0;
            count += target >= range.Begin && target < range.End ? 1 : 0;
        }

        first = before[source] + below;
        return count;
    }

    private ReadOnlySpan<T> Part(int source) => targets.AsSpan((int)rowStart[source], (int)(rowStart[source + 1] - rowStart[source]));
}
