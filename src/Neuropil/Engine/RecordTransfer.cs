using System.Text;
using Neuropil.Files;

namespace Neuropil.Engine;

/// <summary>
/// Moves recorded spikes to files, and goes on with files that a checkpoint tells of. Each rank writes the spikes of its own cells, and makes sure that it
/// sees what the others have written, before any lets go of what is in memory; rank 0 writes the index. One process does the same, as the only rank.
/// </summary>
internal sealed class RecordTransfer(List<SpikeLog> logs, RecordBudget budget, EngineState state)
{
    private readonly RankGroup ranks = state.Ranks;

    /// <summary>Moves all spikes that are in memory.</summary>
    /// <exception cref="RecordFileException">A file cannot be written; all spikes are still in memory, or in files that count.</exception>
    /// <exception cref="RankException">Another rank cannot write one, or cannot see it; the same holds.</exception>
    public void Move(long step)
    {
        List<int> moving = [.. Enumerable.Range(0, logs.Count).Where(log => logs[log].Cells.Count > 0)]; // the same at all ranks
        var shares = moving.ConvertAll(log => SharesOf(logs[log]));
        RankWork.Together(ranks, MeetingKind.Recording, () =>
        {
            for (int i = 0; i < moving.Count; i++)
            {
                WriteOwn(moving[i], shares[i], step);
            }
        });
        var segments = Tell(moving, shares);
        RankWork.Together(ranks, MeetingKind.Recording, () =>
        {
            for (int i = 0; i < moving.Count; i++)
            {
                segments[i] = Seen(logs[moving[i]], segments[i]);
                WriteIndex(moving[i], [.. logs[moving[i]].Moved.Former, segments[i]], step);
            }
        });
        for (int i = 0; i < moving.Count; i++)
        {
            var log = logs[moving[i]];
            log.Moved.Add(segments[i], MainPathOf(moving[i], [.. log.Moved.Former, segments[i]]));
            log.Forget();
        }
    }

    /// <summary>Goes on with the files of earlier spikes, in the present folder, to which those that are elsewhere are copied.</summary>
    /// <param name="moved">The segments of each log.</param>
    public void GoOnWith(IReadOnlyList<IReadOnlyList<SpikeSegment>> moved)
    {
        var shares = logs.ConvertAll(SharesOf);
        RankWork.Together(ranks, MeetingKind.Recording, () =>
        {
            for (int i = 0; i < logs.Count; i++)
            {
                Take(i, moved[i], shares[i]);
            }
        });
        RankWork.Together(ranks, MeetingKind.Recording, () =>
        {
            for (int i = 0; i < logs.Count; i++)
            {
                foreach (var segment in logs[i].Moved.Segments)
                {
                    Seen(logs[i], segment);
                }

                if (moved[i].Count > 0)
                {
                    WriteIndex(i, logs[i].Moved.Segments, moved[i][^1].StopStep);
                }
            }
        });
    }

    /// <summary>The cells of a record that each rank has, without ranks that have none.</summary>
    private List<SpikeShare> SharesOf(SpikeLog log)
    {
        int CellAt(int cell) => Math.Clamp((cell - log.First + log.Every - 1) / log.Every, 0, log.CellCount);

        return [.. state.RangesOfRanks.Select(ranges => ranges[log.Population])
            .Select((range, rank) => new SpikeShare(rank, CellAt(range.Begin), CellAt(range.End))).Where(share => share.FirstCell < share.StopCell)];
    }

    private void WriteOwn(int index, List<SpikeShare> shares, long step)
    {
        int own = shares.FindIndex(share => share.Rank == ranks.Rank);
        if (own < 0)
        {
            return;
        }

        var log = logs[index];
        string path = budget.PathOf(
            log.Moved.Place?.FileName ?? SpikePart.NameOf(RecordBudget.StemOf(index, log.Name), log.Moved.Number, ranks.Rank, ranks.Count));
        try
        {
            log.Moved.Begin(path, budget.HeadOf(log, StartOf(log)), budget.Open);
            log.Moved.Write(log.Steps, log.Cells, shares[own], (int)step);
            if (ranks.Count > 1)
            {
                log.Moved.FlushToDisk();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw budget.CannotWrite(log, path, step, log.Moved.WrittenStep, error);
        }
    }

    // The step at which the segment begins that is written.
    private static long StartOf(SpikeLog log) => log.Moved.Former.LastOrDefault()?.StopStep ?? log.StartStep;

    // What all ranks have written, by log.
    private List<SpikeSegment> Tell(List<int> moving, List<List<SpikeShare>> shares)
    {
        var places = moving.ConvertAll(_ => new List<SpikePart>());
        using var told = new MemoryStream();
        using (var writer = new BinaryWriter(told, Encoding.UTF8, leaveOpen: true))
        {
            foreach (int log in moving)
            {
                logs[log].Moved.Place?.Save(writer);
            }
        }

        if (ranks.Count > 1)
        {
            ranks.Meeting.Begin(MeetingKind.Recording, 0);
            ranks.Meeting.Write<byte>(told.ToArray());
            ranks.Meeting.End();
        }

        for (int rank = 0; rank < ranks.Count; rank++)
        {
            using var reader = new BinaryReader(new MemoryStream(ranks.Count > 1 ? ranks.Meeting.Of(rank).ToArray() : told.ToArray()));
            for (int i = 0; i < moving.Count; i++)
            {
                int share = shares[i].FindIndex(each => each.Rank == rank);
                if (share >= 0)
                {
                    places[i].Add(new SpikePart(shares[i][share], SpikeStreamPlace.Load(reader)));
                }
            }
        }

        return [.. moving.Select((log, i) => new SpikeSegment(ranks.Count, StartOf(logs[log]), places[i]))];
    }

    private SpikeSegment Here(SpikeSegment segment) => segment.At(file => Path.GetFullPath(budget.PathOf(file)));

    // The files as they are seen from here, which is made sure of.
    private SpikeSegment Seen(SpikeLog log, SpikeSegment segment)
    {
        var here = Here(segment);
        for (int i = 0; i < here.Parts.Count; i++)
        {
            var (share, place) = here.Parts[i];
            if (ranks.Count == 1 || place.Path == log.Moved.Place?.Path)
            {
                continue;
            }

            try
            {
                log.Moved.Follow(place);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new IOException(
                    $"The spikes of '{log.Name}' that rank {share.Rank} has written to '{segment.Parts[i].Place.Path}' are not in '{place.Path}' on "
                        + $"{Environment.MachineName}: {error.Message.TrimEnd('.')}. Give a RecordFolder that all ranks share.", error);
            }
        }

        return here;
    }

    // Opens and copies what this rank has to: its own file where the ranks go on with the last segment, and its share of all that nobody goes on with.
    private void Take(int index, IReadOnlyList<SpikeSegment> segments, List<SpikeShare> shares)
    {
        bool goesOn = segments.Count > 0 && segments[^1].IsOf(ranks.Count, shares);
        foreach (var former in goesOn ? segments.SkipLast(1) : segments)
        {
            for (int part = ranks.Rank; part < former.Parts.Count; part += ranks.Count)
            {
                former.Parts[part].Place.CopyTo(budget.PathOf(former.Parts[part].Place.FileName));
            }
        }

        var own = goesOn ? segments[^1].Parts.FirstOrDefault(part => part.Share.Rank == ranks.Rank)?.Place : null;
        SpikeSegment[] here = [.. segments.Select(Here)];
        logs[index].Moved.Become(here, here.Length == 0 ? null : MainPathOf(index, here),
            own is null ? null : SpikeStreamWriter.Continue(budget.PathOf(own.FileName), own, budget.Open), goesOn);
    }

    // The file that tells of all: the one file of one process, or else the index.
    private string MainPathOf(int log, IReadOnlyList<SpikeSegment> segments)
        => segments is [{ IsOfOneProcess: true } only] ? only.Parts[0].Place.Path : Path.GetFullPath(IndexPathOf(log));

    private string IndexPathOf(int log) => budget.PathOf(SpikePart.NameOf(RecordBudget.StemOf(log, logs[log].Name), segment: 1, rank: 0, ranks: 1) + ".json");

    // Also removes what an earlier run has left by the name of the index, or of the file in whose place there is an index now.
    private void WriteIndex(int index, IReadOnlyList<SpikeSegment> segments, long step)
    {
        if (!ranks.Writes)
        {
            return;
        }

        var log = logs[index];
        string path = IndexPathOf(index);
        try
        {
            if (segments is [{ IsOfOneProcess: true }])
            {
                File.Delete(path);
                return;
            }

            new SpikeIndex(budget.HeadOf(log, log.StartStep), segments).Write(path);
            string ofOneProcess = path[..^".json".Length];
            if (!segments.Any(segment => segment.Parts.Any(part => part.Place.FileName == Path.GetFileName(ofOneProcess))))
            {
                File.Delete(ofOneProcess);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw budget.CannotWrite(log, path, step, log.Moved.StopStep, error);
        }
    }
}
