using Neuropil.Files;

namespace Neuropil.Engine;

/// <summary>
/// The recorded spikes of a population's cells, all of consecutive ones or every so many of them, numbered from zero, in the order of steps and cells. The
/// earlier ones may have gone to files.
/// </summary>
internal sealed class SpikeLog(string name, int population, int first, int count, int every, long startStep) : IDisposable
{
    // So many are given at once.
    private const int SpikesAtOnce = 1 << 16;

    /// <summary>The name of the cells.</summary>
    public string Name => name;

    public int Population { get; } = population;

    /// <summary>The first cell that is recorded.</summary>
    public int First { get; } = first;

    /// <summary>The cells from the first to the last that is recorded.</summary>
    public int Range { get; } = count;

    /// <summary>One in so many of these is recorded.</summary>
    public int Every { get; } = every;

    /// <summary>The number of cells that are recorded.</summary>
    public int CellCount => (Range + Every - 1) / Every;

    /// <summary>The steps of the spikes that are in memory.</summary>
    public NativeList<int> Steps { get; } = new();

    /// <summary>The cells of the spikes that are in memory.</summary>
    public NativeList<int> Cells { get; } = new();

    /// <summary>The earlier spikes, which have gone to files.</summary>
    public MovedSpikes Moved { get; } = new();

    /// <summary>The number of spikes, wherever they are.</summary>
    public long Count => Cells.Count + Moved.Spikes;

    /// <summary>Bytes of the spikes that are in memory.</summary>
    public long HeldBytes => 2 * sizeof(int) * Cells.Count;

    /// <summary>The first step that is recorded.</summary>
    public long StartStep { get; set; } = startStep;

    /// <summary>What is recorded, in words.</summary>
    public string Description
        => $"spikes of {Range} cells from {First} of population {Population}" + (Every == 1 ? "" : $", one in {Every}");

    /// <summary>Appends those of a population's spikes in a step that are recorded.</summary>
    public unsafe void Append(long step, SpikeRange spikes)
    {
        var recorded = spikes.Within(First, First + Range);
        Steps.EnsureRoom(recorded.Count);
        Cells.EnsureRoom(recorded.Count);
        for (long i = 0; i < recorded.Count; i++)
        {
            int cell = recorded.Cells[i] - First;
            if (Every == 1 || cell % Every == 0)
            {
                Steps.Items[Steps.Count++] = (int)step;
                Cells.Items[Cells.Count++] = cell / Every;
            }
        }
    }

    /// <summary>Gives the spikes of all steps that overlap the given ones, and perhaps others before and behind them, in their order.</summary>
    public unsafe void ForEach(long fromStep, long toStep, SpikeAction action)
    {
        Moved.ForEach(fromStep, toStep, action);
        for (long done = 0; done < Cells.Count; done += SpikesAtOnce)
        {
            int some = (int)Math.Min(SpikesAtOnce, Cells.Count - done);
            action(new ReadOnlySpan<int>(Steps.Items + done, some), new ReadOnlySpan<int>(Cells.Items + done, some));
        }
    }

    /// <summary>Forgets the spikes that are in memory, since all are in files.</summary>
    public void Forget()
    {
        Steps.RemoveFirst(Steps.Count);
        Cells.RemoveFirst(Cells.Count);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(StartStep);
        Steps.Save(writer);
        Cells.Save(writer);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote; <see cref="Moved"/> has nothing then.</summary>
    public void Load(BinaryReader reader)
    {
        StartStep = reader.ReadInt64();
        Steps.Load(reader);
        Cells.Load(reader);
        Moved.Close();
    }

    public void Dispose()
    {
        Steps.Dispose();
        Cells.Dispose();
        Moved.Dispose();
    }
}
