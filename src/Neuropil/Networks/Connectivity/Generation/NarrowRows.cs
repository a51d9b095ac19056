using System.Runtime.CompilerServices;

namespace Neuropil.Networks;

/// <summary>Rows that are there already, with two bytes for each of at most 65 536 targets.</summary>
/// <param name="rowStart">Where each source's row begins, and where the last one ends.</param>
/// <param name="targets">The targets of all rows, ascending within a row.</param>
internal sealed class NarrowRows(long[] rowStart, ushort[] targets) : RowGenerator
{
    /// <inheritdoc/>
    public override int Length(int source) => (int)(rowStart[source + 1] - rowStart[source]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Fill(int source, Span<int> row)
    {
        var narrow = targets.AsSpan((int)rowStart[source], Length(source));
        for (int i = 0; i < narrow.Length; i++)
        {
            row[i] = narrow[i];
        }
    }
}
