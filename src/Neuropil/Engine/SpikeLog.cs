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

    private SpikeStreamWriter? stream;
    private SpikeStreamFollower? follower; // where another rank writes

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

    /// <summary>The file of the earlier spikes, with the bytes of it that count; null as long as all are in memory.</summary>
    public (string Path, long Length)? File => stream is { } own ? (own.Path, own.Length) : follower is { } others ? (others.Path, others.Length) : null;

    /// <summary>Where this process's file is now; null where it writes none.</summary>
    public SpikeStreamPlace? Place => stream?.Place;

    /// <summary>The step up to which the file tells of spikes.</summary>
    public long StopStep => stream?.StopStep ?? follower?.StopStep ?? StartStep;

    /// <summary>The number of spikes, wherever they are.</summary>
    public long Count => Cells.Count + (stream?.Spikes ?? follower?.Spikes ?? 0);

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
        if (File is { } file)
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
        stream ??= SpikeStreamWriter.Create(path, new SpikeStreamHead(name, CellCount, timeStepSeconds, StartStep), open);
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
                stream.Write(new ReadOnlySpan<int>(Steps.Items + done, some), new ReadOnlySpan<int>(Cells.Items + done, some),
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

    /// <summary>Makes sure that what was moved is on the disk, where others are to read it.</summary>
    public void FlushFile() => stream?.FlushToDisk();

    /// <summary>Reads the earlier spikes from a file to which another rank has moved them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">How far it goes.</param>
    /// <param name="hasAll">Whether all spikes are there, so that those in memory can go.</param>
    /// <exception cref="IOException">They are not to be seen there.</exception>
    /// <exception cref="InvalidDataException">As above.</exception>
    public void Follow(string path, SpikeStreamPlace place, bool hasAll)
    {
        follower ??= new SpikeStreamFollower(path);
        follower.Follow(place);
        if (hasAll)
        {
            Steps.Count = 0;
            Cells.Count = 0;
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(StartStep);
        Steps.Save(writer);
        Cells.Save(writer);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote; <see cref="Continue"/> has the earlier spikes.</summary>
    public void Load(BinaryReader reader)
    {
        StartStep = reader.ReadInt64();
        Steps.Load(reader);
        Cells.Load(reader);
        stream?.Dispose();
        follower?.Dispose();
        (stream, follower) = (null, null);
    }

    /// <summary>Goes on with the file of the earlier spikes.</summary>
    public void Continue(SpikeStreamPlace place, string path, FileOpener open) => stream = SpikeStreamWriter.Continue(path, place, open);

    public void Dispose()
    {
        Steps.Dispose();
        Cells.Dispose();
        stream?.Dispose();
        follower?.Dispose();
    }
}
