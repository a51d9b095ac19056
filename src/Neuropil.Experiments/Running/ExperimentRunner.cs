namespace Neuropil.Experiments;

/// <summary>Runs an experiment and writes its folder: the way that <c>run</c>, <c>resume</c> and tests share.</summary>
public static class ExperimentRunner
{
    private const string CheckpointName = CheckpointFile.FileName;

    /// <summary>Runs from the beginning.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written, or the library refuses a value.</exception>
    public static RunOutcome Run(RunRequest request, Progress progress, CancellationToken cancellation)
        => Execute(request, resumeFrom: null, progress, cancellation);

    /// <summary>Goes on where the run that left a checkpoint in <paramref name="folder"/> stopped; everything in the folder is written anew.</summary>
    /// <param name="folder">The output folder of the interrupted run.</param>
    /// <param name="experiments">The experiments that the checkpoint may name.</param>
    /// <param name="threads">Number of threads, which may differ from the interrupted run's; 0 leaves the choice to the engine.</param>
    /// <param name="progress">Where to report.</param>
    /// <param name="cancellation">Stops the run again.</param>
    /// <exception cref="UserErrorException">There is no checkpoint, or it cannot be used; names the file and the reason.</exception>
    public static (RunRequest Request, RunOutcome Outcome) Resume(
        string folder, IReadOnlyCollection<Experiment> experiments, int threads, Progress progress, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, CheckpointName);
        if (!File.Exists(path))
        {
            string reason = !Directory.Exists(folder) ? "there is no such folder"
                : File.Exists(Path.Combine(folder, RunFiles.Summary)) ? "there is no checkpoint: the run that wrote this folder was not interrupted"
                : "there is no checkpoint in this folder";
            throw new UserErrorException($"{OneLine.Quote(path)}: {reason}.");
        }

        var (header, payload) = CheckpointFile.Open(path);
        using (payload)
        {
            Experiment experiment = experiments.FirstOrDefault(each => each.Name == header.Experiment)
                ?? throw new UserErrorException($"{OneLine.Quote(path)}: this checkpoint is of the experiment {OneLine.Quote(header.Experiment)}, which does not exist here.");
            RunRequest request = Request(path, folder, header, experiment, threads);
            try
            {
                return (request, Execute(request, payload.Length == 0 ? null : payload, progress, cancellation));
            }
            catch (UserErrorException error) when (error.InnerException is CheckpointException)
            {
                throw new UserErrorException($"{OneLine.Quote(path)}: {error.Message}", error);
            }
        }
    }

    /// <summary>Runs without writing anything.</summary>
    /// <exception cref="UserErrorException">The library refuses a value.</exception>
    public static ExperimentResult Measure(ResolvedParameters values, ExperimentContext context)
    {
        ExperimentResult result = RunOrStop(values, context);
        context.Progress.Stop();
        return result;
    }

    private static RunRequest Request(string path, string folder, CheckpointHeader header, Experiment experiment, int threads)
    {
        try
        {
            return new RunRequest
            {
                Values = ResolvedParameters.FromExactTexts(experiment, header.Parameters),
                Output = folder,
                Seed = header.Seed,
                Threads = threads,
                Precision = header.Precision,
                CheckStep = header.CheckStep && experiment.TimeStep is not null,
                DumpKernels = RunFiles.Former(folder).Any(name => name.StartsWith(RunFiles.Kernels + "/", StringComparison.Ordinal)),
            };
        }
        catch (UserErrorException error)
        {
            throw new UserErrorException($"{OneLine.Quote(path)}: this checkpoint is of another version of {experiment.Name}: {error.Message}", error);
        }
    }

    private static RunOutcome Execute(RunRequest request, Stream? resumeFrom, Progress progress, CancellationToken cancellation)
    {
        using var folder = OutputFolder.Open(request.Output);
        IReadOnlyList<string> former = RunFiles.Former(request.Output);
        var kernels = new Dictionary<string, string>();
        bool checkpointed = false;
        void SaveCheckpoint(Action<Stream> payload)
        {
            folder.Replace(CheckpointName, stream => CheckpointFile.Write(stream, Header(request), payload));
            checkpointed = true;
        }

        var context = new ExperimentContext
        {
            Seed = request.Seed,
            Threads = request.Threads,
            Precision = request.Precision,
            Progress = progress,
            Cancellation = cancellation,
            ResumeFrom = resumeFrom,
            DumpKernels = request.DumpKernels ? (name, text) => kernels[name] = text : null,
            CheckpointSink = SaveCheckpoint,
        };
        ExperimentResult result = RunOrStop(request.Values, context);
        IReadOnlyList<StepChange> changes = [];
        if (request.CheckStep && !result.Interrupted)
        {
            var repeated = RunOrStop(request.Values.Scaled(request.Experiment.TimeStep!, 0.5), AtHalfTheStep(context));
            changes = repeated.Interrupted ? [] : StepChange.Compare(result, repeated);
            result = result with { Interrupted = repeated.Interrupted };
            checkpointed &= !repeated.Interrupted;
        }

        progress.Stop();
        if (result.Interrupted && !checkpointed)
        {
            // Nothing to go on from: an empty payload makes `resume` start again, which ends with the same bits.
            SaveCheckpoint(_ => { });
        }

        var outcome = new RunOutcome(result, changes, RunFiles.Stage(folder, request, result, changes, kernels));
        folder.Publish(obsolete: result.Interrupted ? former : [.. former, CheckpointName]);
        return outcome;
    }

    private static ExperimentResult RunOrStop(ResolvedParameters values, ExperimentContext context)
    {
        try
        {
            return values.Experiment.Run(values.Record, context);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            return new ExperimentResult { Answer = "The run was interrupted before there was anything to show.", Interrupted = true };
        }
        catch (Exception error) when (LibraryRefusal.Is(error))
        {
            throw LibraryRefusal.AsUserError(error);
        }
    }

    // The same noise on a finer grid, and no checkpoints.
    private static ExperimentContext AtHalfTheStep(ExperimentContext context) => new()
    {
        PathRefinement = context.PathRefinement + 1,
        Seed = context.Seed,
        Threads = context.Threads,
        Precision = context.Precision,
        Progress = context.Progress,
        Cancellation = context.Cancellation,
    };

    private static CheckpointHeader Header(RunRequest request)
        => new(request.Experiment.Name, request.Values.ExactTexts(), request.Seed, request.Precision, request.CheckStep);
}
