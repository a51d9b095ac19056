using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Engine;

/// <summary>
/// Goes some lines of memory ahead of the loop that adds rows, and asks for them. The processor by itself finds neither the next row nor, in time, the next
/// lines of this one.
/// </summary>
internal unsafe ref struct RowsAhead
{
    /// <summary>Bytes of a line.</summary>
    public const int Line = AlignedMemory.Alignment;

    // Measured on rows of 1932 synapses in memory, ns per event: none 1.65, 8 lines 1.45, 16 1.28, 32 and 64 1.17.
    private const int Lines = 32;

    private readonly DueRow* end;
    private DueRow* row;
    private byte* line;

    /// <summary>Asks for the first lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowsAhead(DueRow* rows, long count)
    {
        row = rows;
        end = rows + count;
        line = rows->Begin;
        for (int i = 0; i < Lines; i++)
        {
            Next();
        }
    }

    /// <summary>Asks for one more line: to be called once for every line of words, and once for what is left of each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next()
    {
        if (Sse.IsSupported && row < end)
        {
            // Words seldom begin where a line does: the last line of a row is asked for by its last byte.
            if (line + Line <= row->End)
            {
                Sse.Prefetch0(line);
                line += Line;
            }
            else
            {
                Sse.Prefetch0(line);
                Sse.Prefetch0(row->End - 1);
                row++;
                line = row < end ? row->Begin : line;
            }
        }
    }
}
