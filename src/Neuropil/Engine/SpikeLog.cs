namespace Neuropil.Engine;

/// <summary>The recorded spikes of consecutive cells of a population, numbered from zero, in the order of steps and cells.</summary>
internal sealed class SpikeLog(int population, int first, int count, long startStep) : IDisposable
{
    public int Population { get; } = population;

    /// <summary>The first cell that is recorded.</summary>
    public int First { get; } = first;

    /// <summary>The number of cells that are recorded.</summary>
    public int CellCount { get; } = count;

    public NativeList<int> Steps { get; } = new();

    public NativeList<int> Cells { get; } = new();

    /// <summary>The first step that is recorded.</summary>
    public long StartStep { get; set; } = startStep;

    /// <summary>Appends those of a population's spikes in a step that are recorded.</summary>
    public unsafe void Append(long step, SpikeRange spikes)
    {
        var recorded = spikes.Within(First, First + CellCount);
        Steps.EnsureRoom(recorded.Count);
        Cells.EnsureRoom(recorded.Count);
        for (long i = 0; i < recorded.Count; i++)
        {
            Steps.Items[Steps.Count++] = (int)step;
            Cells.Items[Cells.Count++] = recorded.Cells[i] - First;
        }
    }

    public void Dispose()
    {
        Steps.Dispose();
        Cells.Dispose();
    }
}
