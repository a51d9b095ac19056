using System.Runtime.InteropServices;
using Neuropil.Files;

namespace Neuropil.Engine;

/// <summary>
/// The recorded spikes of a log that have left the memory. They count as moved when all ranks have written theirs: until then they are in memory, and what
/// is in files already is not written again.
/// </summary>
internal sealed class MovedSpikes : IDisposable
{
    // Blocks of this many spikes, and of as many more as are of the same step: a disk that fills up leaves all but the last.
    private const int SpikesPerBlock = 1 << 16;

    private readonly List<SpikeSegment> segments = [];
    private readonly Dictionary<string, SpikeStreamFollower> followers = [];
    private SpikeStreamWriter? writer;
    private long passed; // of the spikes in memory, those that are in this rank's file already or are not its own
    private bool goesOn; // whether the last segment is still written

    /// <summary>Where they are, in the order of time.</summary>
    public IReadOnlyList<SpikeSegment> Segments => segments;

    /// <summary>The number of them.</summary>
    public long Spikes => segments.Sum(segment => segment.Spikes);

    /// <summary>What tells of them all, a file of spikes or an index of several; null where there are none.</summary>
    public string? Path { get; private set; }

    /// <summary>The number of the segment that is written, from 1 on.</summary>
    public int Number => goesOn ? segments.Count : segments.Count + 1;

    /// <summary>The segments that are no longer written.</summary>
    public IEnumerable<SpikeSegment> Former => segments.Take(Number - 1);

    /// <summary>Where this rank's file is now; null where it has none.</summary>
    public SpikeStreamPlace? Place => writer?.Place;

    /// <summary>The step up to which all is in files.</summary>
    public long? StopStep => segments.Count > 0 ? segments[^1].StopStep : null;

    /// <summary>The step up to which this rank has written, which is later where another has failed.</summary>
    public long? WrittenStep => writer?.StopStep ?? StopStep;

    /// <summary>Gives those of all steps that overlap the given ones, and perhaps others before and behind them, in their order.</summary>
    public void ForEach(long fromStep, long toStep, SpikeAction action) => segments.ForEach(segment => segment.Read(fromStep, toStep, action));

    /// <summary>Begins this rank's file of a segment, unless it has.</summary>
    /// <exception cref="IOException">It cannot be written; nothing is left of it.</exception>
    public void Begin(string path, SpikeStreamHead head, FileOpener open) => writer ??= SpikeStreamWriter.Create(path, head, open);

    /// <summary>Writes the spikes of this rank's cells that are in memory to its file, which tells of all steps before <paramref name="step"/> then.</summary>
    /// <exception cref="IOException">It cannot be written: what it has not stays to be written.</exception>
    public unsafe void Write(NativeList<int> steps, NativeList<int> cells, SpikeShare share, int step)
    {
        var (blockSteps, blockCells) = (new List<int>(), new List<int>());
        void WriteBlock(int stopStep, long end)
        {
            writer!.Write(CollectionsMarshal.AsSpan(blockSteps), CollectionsMarshal.AsSpan(blockCells), stopStep);
            passed = end;
            blockSteps.Clear();
            blockCells.Clear();
        }

        for (long i = passed; i < cells.Count; i++)
        {
            if (cells.Items[i] < share.FirstCell || cells.Items[i] >= share.StopCell)
            {
                continue;
            }

            if (blockSteps.Count >= SpikesPerBlock && steps.Items[i] != blockSteps[^1])
            {
                WriteBlock(blockSteps[^1] + 1, i);
            }

            blockSteps.Add(steps.Items[i]);
            blockCells.Add(cells.Items[i]);
        }

        // Also a silent rank says up to where it was.
        if (blockSteps.Count > 0 || writer!.StopStep < step)
        {
            WriteBlock(step, cells.Count);
        }
    }

    /// <summary>Makes sure that what was written is on the disk, where others are to read it.</summary>
    public void FlushToDisk() => writer?.FlushToDisk();

    /// <summary>Looks at what another rank has written since.</summary>
    /// <exception cref="IOException">It is not to be seen.</exception>
    /// <exception cref="InvalidDataException">As above.</exception>
    public void Follow(SpikeStreamPlace place)
    {
        if (!followers.TryGetValue(place.Path, out var follower))
        {
            followers.Add(place.Path, follower = new SpikeStreamFollower(place.Path));
        }

        follower.Follow(place);
    }

    /// <summary>All that was in memory is in files now.</summary>
    /// <param name="segment">Where what was moved is, with what was there before.</param>
    /// <param name="path">What tells of all.</param>
    public void Add(SpikeSegment segment, string path)
    {
        segments.RemoveRange(Number - 1, segments.Count - Number + 1);
        segments.Add(segment);
        goesOn = true;
        passed = 0;
        Path = path;
    }

    /// <summary>Takes over what a checkpoint tells of, in place of what is there.</summary>
    /// <param name="loaded">The segments.</param>
    /// <param name="path">What tells of all; null where there is none.</param>
    /// <param name="own">This rank's file of the last segment, where it goes on with it.</param>
    /// <param name="isContinued">Whether ranks go on with the last segment.</param>
    public void Become(IReadOnlyList<SpikeSegment> loaded, string? path, SpikeStreamWriter? own, bool isContinued)
    {
        segments.Clear();
        segments.AddRange(loaded);
        (Path, writer, goesOn) = (path, own, isContinued);
    }

    /// <summary>Closes the files, and forgets what is in them.</summary>
    public void Close()
    {
        writer?.Dispose();
        foreach (var follower in followers.Values)
        {
            follower.Dispose();
        }

        followers.Clear();
        segments.Clear();
        (writer, Path, passed, goesOn) = (null, null, 0, false);
    }

    public void Dispose() => Close();
}
