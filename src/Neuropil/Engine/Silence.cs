namespace Neuropil.Engine;

/// <summary>Takes the cells that spike no more out of lists of spikes.</summary>
internal static unsafe class Silence
{
    /// <summary>Keeps the spikes of all others, in their order.</summary>
    /// <returns>How many these are.</returns>
    public static long Keep(int* cells, long count, bool[] silent)
    {
        long kept = 0;
        for (long i = 0; i < count; i++)
        {
            int cell = cells[i];
            if (!silent[cell])
            {
                cells[kept++] = cell;
            }
        }

        return kept;
    }
}
