namespace Neuropil.Engine;

/// <summary>One thread's way through a table: where the next synapse of each class of the present source goes.</summary>
internal sealed unsafe class RowCursor(RowTable table)
{
    private readonly uint[] next = new uint[table.Classes.Length];

    public RowTable Table => table;

    /// <summary>For each class, first the number of synapses that are counted, then the place of the next that is stored.</summary>
    public uint[] Next => next;

    /// <summary>Begins to count a source's synapses.</summary>
    public void Begin() => Array.Clear(next);

    /// <summary>Gives each class of the source its place in the row, and writes it into the index.</summary>
    public void Place(int source)
    {
        uint* group = table.Index + ((long)source * next.Length);
        uint begin = group[0];
        for (int rowClass = 0; rowClass < next.Length; rowClass++)
        {
            uint end = begin + next[rowClass];
            next[rowClass] = begin;
            begin = end;

            // Where the row itself ends is written already, and read by who fills the next row.
            if (rowClass + 1 < next.Length)
            {
                group[rowClass + 1] = end;
            }
        }
    }
}
