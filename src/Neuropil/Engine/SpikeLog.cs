namespace Neuropil.Engine;

/// <summary>The recorded spikes of a population in the order of steps and cells.</summary>
internal sealed class SpikeLog(int population) : IDisposable
{
    public int Population { get; } = population;

    public NativeList<int> Steps { get; } = new();

    public NativeList<int> Cells { get; } = new();

    /// <summary>The first step that is recorded.</summary>
    public long StartStep { get; set; }

    public unsafe void Append(long step, int* cells, long count)
    {
        Steps.EnsureRoom(count);
        Cells.EnsureRoom(count);
        for (long i = 0; i < count; i++)
        {
            Steps.Items[Steps.Count++] = (int)step;
            Cells.Items[Cells.Count++] = cells[i];
        }
    }

    public void Dispose()
    {
        Steps.Dispose();
        Cells.Dispose();
    }
}
