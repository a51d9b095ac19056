using System.Text;

namespace Neuropil.Experiments;

/// <summary>
/// The simulations of an experiment in its checkpoint: a section for each that lives when the run is stopped, finished ones too. The resumed
/// run is made from the beginning; each simulation takes over its section where it would otherwise advance, and one without a section is
/// calculated again, with the same bits.
/// </summary>
/// <remarks>Layout: the sections; for each its key, step, offset and length; their number (4 bytes) and where they are listed (8 bytes).</remarks>
internal sealed class SavedState : IDisposable
{
    private const int TailLength = 12;
    private readonly Action<Action<Stream>>? sink;
    private readonly string prefix;
    private readonly List<SessionRun> runs = [];
    private readonly List<(string Key, Action<Stream> Save)> others = [];
    private readonly Dictionary<string, (long Step, Stream Section)> restored = [];

    public SavedState(ExperimentContext context)
    {
        (sink, prefix) = (context.CheckpointSink, $"{context.PathRefinement}:");
        if (context.ResumeFrom is { Length: > TailLength } stream)
        {
            Read(stream);
        }
    }

    /// <summary>Whether the run was stopped, here or at another rank.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Whether something has been saved.</summary>
    public bool IsSaved { get; private set; }

    /// <summary>Whether a simulation lives that has begun.</summary>
    public bool HasSimulated => runs.Exists(run => !run.IsDisposed && run.Simulation.Step > 0);

    /// <summary>Keeps a simulation.</summary>
    public void Keep(SessionRun run)
    {
        runs.RemoveAll(each => each.IsDisposed);
        runs.Add(run);
    }

    /// <summary>Keeps what is no simulation, and gives it what was saved of it.</summary>
    public void Keep(string key, Action<Stream> save, Action<Stream> load)
    {
        others.Add((prefix + key, save));
        if (restored.Remove(prefix + key, out var found))
        {
            load(found.Section);
        }
    }

    /// <summary>
    /// Gives a simulation what was saved of it, if that is not beyond the step where it is to go: records between must not hold what came later.
    /// </summary>
    public void Restore(SessionRun run, long targetStep)
    {
        if (!restored.TryGetValue(prefix + run.Key, out var found) || found.Step > targetStep)
        {
            return;
        }

        try
        {
            found.Section.Position = 0;
            run.Simulation.LoadCheckpoint(found.Section);
            restored.Remove(prefix + run.Key);
        }
        catch (CheckpointException) when (found.Step == targetStep)
        {
            // Saved after more records had been declared at this very step: the next call has them.
        }
    }

    /// <summary>Saves everything that lives, at the end of the run.</summary>
    public void Save()
    {
        IsSaved = sink is not null;
        sink?.Invoke(Write);
    }

    /// <summary>A clock by which simulations that run save everything that lives; null where nothing keeps it or nobody wants it.</summary>
    /// <param name="every">The time between, null for the standard.</param>
    /// <param name="warn">Takes what is to be said when it could not be saved, as on a full disk: the run goes on.</param>
    public CheckpointClock? Clock(Time? every, Action<string> warn)
    {
        void Save()
        {
            try
            {
                sink(Write);
            }
            catch (UserErrorException error)
            {
                warn($"no checkpoint: {error.Message}");
            }
        }

        return sink is null || every is { SiValue: 0 } ? null : new CheckpointClock(Save, every);
    }

    public void Dispose() => runs.ForEach(run => run.Dispose());

    /// <summary>Writes everything that lives, and what has not been taken over yet of what an interrupted run saved.</summary>
    public void Write(Stream stream)
    {
        var sections = new List<(string Key, long Step, long Offset, long Length)>();
        long begin = stream.Position;
        void Add(string key, long step, Action<Stream> save)
        {
            long offset = stream.Position;
            save(stream);
            sections.Add((key, step, offset - begin, stream.Position - offset));
        }

        foreach (var run in runs.Where(run => !run.IsDisposed && run.Simulation.Step > 0))
        {
            Add(prefix + run.Key, run.Simulation.Step, run.Simulation.SaveCheckpoint);
        }

        others.ForEach(each => Add(each.Key, 0, each.Save));
        foreach (var (key, (step, section)) in restored.Where(each => !sections.Exists(section => section.Key == each.Key)).ToList())
        {
            section.Position = 0;
            Add(key, step, section.CopyTo);
        }

        long list = stream.Position - begin;
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        foreach (var (key, step, offset, length) in sections)
        {
            writer.Write(key);
            writer.Write(step);
            writer.Write(offset);
            writer.Write(length);
        }

        writer.Write(sections.Count);
        writer.Write(list);
    }

    private void Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        stream.Position = stream.Length - TailLength;
        int count = reader.ReadInt32();
        stream.Position = reader.ReadInt64();
        for (int i = 0; i < count; i++)
        {
            string key = reader.ReadString();
            restored[key] = (reader.ReadInt64(), new SectionStream(stream, reader.ReadInt64(), reader.ReadInt64()));
        }
    }
}
