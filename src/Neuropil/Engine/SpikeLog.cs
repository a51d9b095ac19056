using Neuropil.Files;

namespace Neuropil.Engine;

/// <summary>
/// The recorded spikes of a population's cells, all of consecutive ones or every so many of them, numbered from zero, in the order of steps and cells. The
/// earlier ones may have gone to a file.
/// </summary>
internal sealed class SpikeLog(string name, int population, int first, int count, int every, long startStep) : IDisposable
{
    // Blocks of this many spikes, and of as many more as are of the same step: a disk that fills up leaves all but the last.
    private const int SpikesPerBlock = 1 << 16;

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

    /// <summary>The file of the earlier spikes; null as long as all are in memory.</summary>
    public SpikeStreamWriter? Stream { get; private set; }

    /// <summary>The number of spikes, wherever they are.</summary>
    public long Count => Cells.Count + (Stream?.Spikes ?? 0);

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
        if (Stream is { } file)
        {
            SpikeStreamReader.Read(file.Path, file.Length, fromStep, toStep, action);
        }

        for (long done = 0; done < Cells.Count; done += SpikesPerBlock)
        {
            int some = (int)Math.Min(SpikesPerBlock, Cells.Count - done);
            action(new ReadOnlySpan<int>(Steps.Items + done, some), new ReadOnlySpan<int>(Cells.Items + done, some));
        }
    }

    /// <summary>Moves all spikes from memory to the file, which tells of all steps before <paramref name="step"/> then.</summary>
    /// <exception cref="IOException">It cannot be written: those that it has not are still in memory.</exception>
    public unsafe void MoveToFile(int step, string path, double timeStepSeconds, FileOpener open)
    {
        Stream ??= SpikeStreamWriter.Create(path, new SpikeStreamHead(name, CellCount, timeStepSeconds, StartStep), open);
        long done = 0;
        try
        {
            while (done < Cells.Count)
            {
                long end = Math.Min(done + SpikesPerBlock, Cells.Count);
                while (end < Cells.Count && Steps.Items[end] == Steps.Items[end - 1])
                {
                    end++;
                }

                int some = checked((int)(end - done));
                Stream.Write(new ReadOnlySpan<int>(Steps.Items + done, some), new ReadOnlySpan<int>(Cells.Items + done, some),
                    end < Cells.Count ? Steps.Items[end - 1] + 1 : step);
                done = end;
            }
        }
        finally
        {
            Steps.RemoveFirst(done);
            Cells.RemoveFirst(done);
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(StartStep);
        Steps.Save(writer);
        Cells.Save(writer);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote, and goes on with the file of the earlier spikes.</summary>
    public void Load(BinaryReader reader, SpikeStreamPlace? place, string path, FileOpener open)
    {
        StartStep = reader.ReadInt64();
        Steps.Load(reader);
        Cells.Load(reader);
        Stream?.Dispose();
        Stream = place is null ? null : SpikeStreamWriter.Continue(path, place, open);
    }

    public void Dispose()
    {
        Steps.Dispose();
        Cells.Dispose();
        Stream?.Dispose();
    }
}
