namespace Neuropil.Experiments;

/// <summary>A simulation of an experiment: <see cref="Simulation"/> with the session's options, progress, counters and checkpoints.</summary>
public sealed class SessionRun : IDisposable
{
    private readonly Session session;
    private readonly List<SpikeRecord> spikes = [];
    private long target;
    private RunCounters? final;

    internal SessionRun(Simulation simulation, Session session, string key) => (Simulation, this.session, Key) = (simulation, session, key);

    /// <summary>The simulation itself. Spikes that are recorded with it do not count in the run's spike hash.</summary>
    public Simulation Simulation { get; }

    /// <summary>The simulated time.</summary>
    public Time Time => Simulation.Time;

    /// <summary>What names this simulation among those of the experiment, in checkpoints.</summary>
    internal string Key { get; }

    /// <summary>Whether it has been disposed.</summary>
    internal bool IsDisposed => final is not null;

    /// <summary>What it has cost so far, and the hash of all its recorded spikes.</summary>
    internal RunCounters Counters => final ?? RunCounters.Of(Simulation, SpikeHash());

    /// <summary>Records spikes from now on.</summary>
    public SpikeRecord Record(SpikeSelection selection)
    {
        var record = Simulation.Record(selection);
        spikes.Add(record);
        return record;
    }

    /// <summary>Records variables of single cells.</summary>
    public TraceRecord Record(TraceSelection selection) => Simulation.Record(selection);

    /// <summary>Records several variables of the same cells, which are read as one set of traces.</summary>
    /// <param name="cells">The population.</param>
    /// <param name="which">The cells.</param>
    /// <param name="interval">The time between samples; null for every step.</param>
    /// <param name="variables">The names of the variables.</param>
    /// <returns>What reads them.</returns>
    public Func<Traces> Record(Population cells, IReadOnlyList<int> which, Time? interval, params string[] variables)
    {
        TraceRecord[] records = [.. variables.Select(variable => Record(cells.Trace(variable, [.. which]) with { Interval = interval }))];
        return () =>
        {
            // The last sample of what advances with the receptors comes with the next step.
            Traces[] traces = [.. records.Select(record => record.Traces())];
            var shortest = traces.MinBy(one => one.TimesSeconds.Count)!;
            int count = shortest.TimesSeconds.Count;
            return new Traces(shortest.TimesSeconds, [.. traces.SelectMany(one => one.Columns).Select(column => column.Values.Count == count ? column
                : column with { Values = new ArraySegment<double>((double[])column.Values, 0, count) })]);
        };
    }

    /// <summary>Records the mean of a variable over cells.</summary>
    public MeanRecord Record(MeanSelection selection) => Simulation.Record(selection);

    /// <summary>Advances by so long a time, in whole steps (<see cref="Simulation.StepsOf"/>); a resumed run goes on from where it was stopped.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="progress">Where to report; the session's progress unless given.</param>
    /// <exception cref="OperationCanceledException">It was stopped; what there is has been saved.</exception>
    public void Advance(Time duration, Progress? progress = null)
    {
        target += Simulation.StepsOf(duration);
        session.Restore(this, target);
        session.Warn(Simulation.Warnings);
        bool isDone = Simulation.Advance((target - Simulation.Step) * Simulation.TimeStep, progress ?? session.Progress, session.Cancellation);
        session.Warn(Simulation.Warnings);
        if (!isDone)
        {
            session.Stop();
        }
    }

    /// <summary>Frees the simulation and its records. What it has cost still counts.</summary>
    public void Dispose()
    {
        if (!IsDisposed)
        {
            final = Counters;
            Simulation.Dispose();
        }
    }

    private string SpikeHash()
        => spikes.Select(record => new RunCounters { SpikeHash = record.Hash() }).Aggregate(new RunCounters(), (sum, next) => sum.Add(next)).SpikeHash;
}
