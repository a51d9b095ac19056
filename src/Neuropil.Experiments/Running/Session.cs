namespace Neuropil.Experiments;

/// <summary>
/// Runs simulations for an experiment: it gives them the user's seed, threads and precision, the noise of <c>--check-dt</c>, progress and
/// checkpoints, and adds up what they cost. A stop is an exception: nothing after it is done, and what was found before it is kept.
/// </summary>
public sealed class Session
{
    private readonly ExperimentContext context;
    private readonly SavedState saved;
    private readonly string path;
    private readonly List<Func<RunCounters>> costs;
    private readonly List<string> warnings;
    private CheckpointClock? checkpoints;
    private int simulations;

    internal Session(ExperimentContext context, SavedState saved)
        : this(context, saved, "", context.Progress, [])
        => checkpoints = saved.Clock(context.CheckpointEvery, message => Warn([message]));

    private Session(ExperimentContext context, SavedState saved, string path, Progress progress, List<string> warnings)
        => (this.context, this.saved, this.path, Progress, costs, this.warnings) = (context, saved, path, progress, [], warnings);

    /// <summary>The seed of everything random.</summary>
    public ulong Seed => context.Seed;

    /// <summary>Number format of the state.</summary>
    public Precision Precision => context.Precision;

    /// <summary>The processes among which simulations are divided; null for those with which this one was started.</summary>
    public RankGroup? Ranks => context.Ranks;

    /// <summary>Set when the user wants to stop: for what is no simulation and takes long, such as the adaptive solver, which throws then.</summary>
    public CancellationToken Cancellation => context.Cancellation;

    /// <summary>Where to report simulated time.</summary>
    public Progress Progress { get; }

    /// <summary>How to run, for what the session itself runs.</summary>
    internal ExperimentContext Context => context;

    /// <summary>What all simulations so far have cost, in the order in which they were made.</summary>
    internal RunCounters Counters => costs.Count == 0 ? new RunCounters() : costs.Select(cost => cost()).Aggregate((sum, next) => sum.Add(next));

    /// <summary>What simulations warned of, each once.</summary>
    internal IReadOnlyList<string> Warnings => warnings;

    /// <summary>A network with the seed of the run.</summary>
    public Network NewNetwork() => new() { Seed = Seed };

    /// <summary>
    /// One of <paramref name="count"/> equally long parts of the work, of which <paramref name="index"/> are done: its progress is a part of the whole.
    /// </summary>
    public Session Part(int index, int count)
    {
        var part = new Session(context, saved, $"{path}{costs.Count}.", Progress.Part(index, count), warnings) { checkpoints = checkpoints };
        costs.Add(() => part.Counters);
        return part;
    }

    /// <summary>
    /// A simulation of a network. It lives until the report is written, unless it is disposed: then it is calculated again where an
    /// interrupted run is resumed.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="timeStep">The time step.</param>
    /// <param name="method">The method for cells that name none of their own.</param>
    /// <param name="name">The name of the file of kernels that <c>--dump-kernels</c> writes.</param>
    /// <param name="precision">The precision, for a simulation to which the user's does not apply.</param>
    /// <param name="partition">Which cells each rank has, where the network is divided.</param>
    public SessionRun Simulate(Network network, Time timeStep, Integrator? method = null, string name = "cells", Precision? precision = null,
        RankPartition? partition = null)
    {
        var simulation = new Simulation(network, new RunOptions
        {
            TimeStep = timeStep, Threads = context.Threads, Precision = precision ?? context.Precision, PathRefinement = context.PathRefinement,
            Method = method ?? Integrators.ExponentialEuler, Ranks = context.Ranks, Partition = partition, RecordBudget = context.RecordBudget,
            RecordFolder = RecordFolder($"{path}s{simulations}"),
            IsProfiled = context.IsProfiled,
        });
        simulation.SaveBy(checkpoints);
        context.DumpKernels?.Invoke(name.Replace(' ', '-'), simulation.DumpKernels());
        var run = new SessionRun(simulation, this, $"{path}s{simulations++}");
        costs.Add(() => run.Counters);
        saved.Keep(run);
        return run;
    }

    /// <summary>
    /// Keeps what is no simulation in checkpoints: <paramref name="load"/> is called at once where an interrupted run is resumed, and
    /// <paramref name="save"/> when this run is stopped.
    /// </summary>
    public void Keep(string name, Action<Stream> save, Action<Stream> load) => saved.Keep($"{path}{name}", save, load);

    /// <summary>Adds to what the run has cost, for what is no simulation.</summary>
    public void Spend(Func<RunCounters> cost) => costs.Add(cost);

    /// <summary>
    /// A measurement at each of some values, with several seeds each. Nothing is measured before <see cref="Sweep{T}.Run"/>, so that
    /// <see cref="Findings.Always"/> can draw the points that there are when the run is stopped.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="seeds">How many seeds at each value: that of the run and those after it.</param>
    /// <param name="measure">Measures at one value, with a session and findings of its own.</param>
    public Sweep<T> Sweep<T>(IReadOnlyList<T> values, int seeds, Action<T, Session, Findings> measure)
        => new(this, $"{path}p{costs.Count}", values, seeds, measure);

    // The simulations of a run at half the step are others.
    private string? RecordFolder(string key)
        => context.RecordFolder is { } folder ? Path.Combine(folder, context.PathRefinement == 0 ? key : $"half-step-{key}") : null;

    /// <summary>Passes on what a simulation warned of.</summary>
    internal void Warn(IEnumerable<string> messages)
    {
        lock (warnings)
        {
            foreach (string message in messages.Where(message => !warnings.Contains(message)))
            {
                warnings.Add(message);
                context.Warn?.Invoke(message);
            }
        }
    }

    /// <summary>Saves what there is and ends the run.</summary>
    internal void Stop()
    {
        saved.IsStopped = true;
        saved.Save();
        throw new OperationCanceledException(Cancellation);
    }

    /// <summary>What an interrupted run saved of a simulation.</summary>
    internal void Restore(SessionRun run, long targetStep) => saved.Restore(run, targetStep);
}
