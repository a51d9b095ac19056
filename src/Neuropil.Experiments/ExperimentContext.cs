namespace Neuropil.Experiments;

/// <summary>What an experiment is given besides its own parameters: how to run, how to report, how to stop and how to go on.</summary>
public sealed class ExperimentContext
{
    /// <summary>The seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of threads as <see cref="RunOptions.Threads"/> takes it: 0 leaves the choice to the engine. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Number format of the state.</summary>
    public Precision Precision { get; init; }

    /// <summary>
    /// How often the time step has been halved (<c>--check-dt</c>): pass it on as <see cref="RunOptions.PathRefinement"/>, so that noise follows the same paths.
    /// </summary>
    public int PathRefinement { get; init; }

    /// <summary>Where to report simulated time.</summary>
    public Progress Progress { get; init; } = Progress.None;

    /// <summary>
    /// Set when the user wants to stop. An experiment then ends its step, calls <see cref="SaveCheckpoint"/>, and returns what it has with
    /// <see cref="ExperimentResult.Interrupted"/> set. One that has nothing to show yet may throw <see cref="OperationCanceledException"/>.
    /// </summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// What <see cref="SaveCheckpoint"/> wrote in the interrupted run that is to be continued, verified and positioned at its first byte; null
    /// for a run from the beginning. All parameters and the seed are the interrupted run's.
    /// </summary>
    public Stream? ResumeFrom { get; init; }

    /// <summary>
    /// Receives kernels in readable form under a name in kebab case, for the file <c>kernels/NAME.txt</c>; null when nobody asked for them
    /// (<c>--dump-kernels</c>): <c>context.DumpKernels?.Invoke("cells", run.DumpKernels())</c>.
    /// </summary>
    public Action<string, string>? DumpKernels { get; init; }

    /// <summary>Receives checkpoints; null where nothing keeps them.</summary>
    internal Action<Action<Stream>>? CheckpointSink { get; init; }

    /// <summary>
    /// Replaces the run's checkpoint by what <paramref name="write"/> writes, in one piece: a checkpoint that cannot be written leaves the one before.
    /// An interrupted run that never calls this is resumed from its beginning.
    /// </summary>
    public void SaveCheckpoint(Action<Stream> write) => CheckpointSink?.Invoke(write);
}
