namespace Neuropil.Experiments;

/// <summary>How an experiment is run: what its <see cref="Session"/> is made of.</summary>
internal sealed record ExperimentContext
{
    /// <summary>The seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of threads as <see cref="RunOptions.Threads"/> takes it: 0 leaves the choice to the engine. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The processes among which simulations are divided; null for those with which this one was started.</summary>
    public RankGroup? Ranks { get; init; }

    /// <summary>Number format of the state.</summary>
    public Precision Precision { get; init; }

    /// <summary>How often the time step has been halved (<c>--check-dt</c>), so that noise follows the same paths.</summary>
    public int PathRefinement { get; init; }

    /// <summary>Where to report simulated time.</summary>
    public Progress Progress { get; init; } = Progress.None;

    /// <summary>Set when the user wants to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What <see cref="SavedState"/> wrote in the interrupted run that is to be continued; null for a run from the beginning.</summary>
    public Stream? ResumeFrom { get; init; }

    /// <summary>Receives kernels in readable form under a name in kebab case; null when nobody asked for them (<c>--dump-kernels</c>).</summary>
    public Action<string, string>? DumpKernels { get; init; }

    /// <summary>Whether the parts of simulations are timed (<c>--profile</c>).</summary>
    public bool IsProfiled { get; init; }

    /// <summary>Receives what simulations warn of; null where nobody listens.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Receives checkpoints; null where nothing keeps them.</summary>
    public Action<Action<Stream>>? CheckpointSink { get; init; }

    /// <summary>The time on the clock between checkpoints while a simulation runs; null for the standard, zero for none.</summary>
    public Time? CheckpointEvery { get; init; }

    /// <summary>About so many bytes of recorded spikes stay in memory; null for all.</summary>
    public long? RecordBudget { get; init; }

    /// <summary>The folder of the spikes that do not, with a folder for each simulation; null where there is none.</summary>
    public string? RecordFolder { get; init; }

    /// <summary>Keeps the points of sweeps; null where they live in memory only.</summary>
    public PointStore? Points { get; init; }
}
