namespace Neuropil.Experiments;

/// <summary>Runs an experiment and writes its folder: the way that <c>run</c>, <c>resume</c> and tests share.</summary>
public static class ExperimentRunner
{
    private const string CheckpointName = CheckpointFile.FileName;

    /// <summary>Runs from the beginning.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written, or the library refuses a value.</exception>
    public static RunOutcome Run(RunRequest request, RunListeners listeners, CancellationToken cancellation)
        => Execute(request, resumeFrom: null, listeners, cancellation);

    /// <summary>Goes on where the run that left a checkpoint in <paramref name="folder"/> stopped; everything in the folder is written anew.</summary>
    /// <param name="folder">The output folder of the interrupted run.</param>
    /// <param name="experiments">The experiments that the checkpoint may name.</param>
    /// <param name="threads">Number of threads, which may differ from the interrupted run's; 0 leaves the choice to the engine.</param>
    /// <param name="listeners">Who is told what while it runs.</param>
    /// <param name="cancellation">Stops the run again.</param>
    /// <param name="invocation">How this program is called.</param>
    /// <param name="checkpointEvery">The time on the clock between checkpoints; null for the standard, zero for none.</param>
    /// <param name="recordBudget">Bytes of recorded spikes in memory; null for those of the interrupted run.</param>
    /// <param name="language">The language of the report; English unless given.</param>
    /// <exception cref="UserErrorException">There is no checkpoint, or it cannot be used; names the file and the reason.</exception>
    public static (RunRequest Request, RunOutcome Outcome) Resume(
        string folder, IReadOnlyCollection<Experiment> experiments, int threads, RunListeners listeners, CancellationToken cancellation,
            Invocation? invocation = null, Time? checkpointEvery = null, long? recordBudget = null, Language? language = null)
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
                ?? throw new UserErrorException(
                    $"{OneLine.Quote(path)}: this checkpoint is of the experiment {OneLine.Quote(header.Experiment)}, which does not exist here.");
            RunRequest request = Request(path, folder, header, experiment, threads, invocation ?? Invocation.Neuropil)
                with
                {
                    CheckpointEvery = checkpointEvery, RecordBudget = recordBudget ?? header.RecordBudget, Language = language ?? Language.English,
                };
            try
            {
                return (request, Execute(request, payload, listeners, cancellation));
            }
            catch (UserErrorException error) when (error.InnerException is CheckpointException)
            {
                throw new UserErrorException($"{OneLine.Quote(path)}: {error.Message}", error);
            }
        }
    }

    /// <summary>Runs with the experiment's own seed, without writing anything.</summary>
    /// <exception cref="UserErrorException">The library refuses a value.</exception>
    internal static ExperimentResult Measure(ResolvedParameters values, int threads, Precision precision, Progress progress, CancellationToken cancellation)
        => Measure(values, new ExperimentContext
        {
            Seed = values.Experiment.DefaultSeed, Threads = threads, Precision = precision, Progress = progress, Cancellation = cancellation,
        });

    /// <summary>Runs without writing anything.</summary>
    /// <exception cref="UserErrorException">The library refuses a value.</exception>
    internal static ExperimentResult Measure(ResolvedParameters values, ExperimentContext context)
    {
        ExperimentResult result = ExperimentRun.Of(context, (session, findings) => values.Experiment.Run(values.Record, session, findings));
        context.Progress.Stop();
        return result;
    }

    private static RunRequest Request(
        string path, string folder, CheckpointHeader header, Experiment experiment, int threads, Invocation invocation)
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
                Swept = [.. header.Swept.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2))
                    .Select(pair => ResolvedParameters.Find(experiment, pair[0]).Sweep(pair[1]))],
                Seeds = header.Seeds,
                Invocation = invocation,
                CheckStep = header.CheckStep && experiment.TimeStep is not null,
                FigureFormats = [.. header.Figures.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.Parse<FigureFormat>(name))],
                DumpKernels = header.DumpKernels,
            };
        }
        catch (Exception error) when (error is UserErrorException or ArgumentException)
        {
            throw new UserErrorException($"{OneLine.Quote(path)}: this checkpoint is of another version of {experiment.Name}: {error.Message}", error);
        }
    }

    private static RunOutcome Execute(RunRequest request, Stream? resumeFrom, RunListeners listeners, CancellationToken cancellation)
    {
        var ranks = request.Shard is null ? Ranks() : RankGroup.Alone;
        using var folder = Open(request, ranks, resumes: resumeFrom is not null);
        using var stop = StopFile.Watch(request.Output, ranks.Writes, cancellation);
        cancellation = stop.Token;
        IReadOnlyList<string> former = RunFiles.Former(request.Output);
        if (resumeFrom is null && request.Shard is null && ranks.Writes && RunFiles.Replaced(request.Output) is { } replaced)
        {
            listeners.Say?.Invoke(replaced);
        }

        var kernels = new Dictionary<string, string>();
        bool checkpointed = false;
        void SaveCheckpoint(Action<Stream> payload)
        {
            SharedPayload.Write(ranks, write => folder.Replace(CheckpointName, stream => CheckpointFile.Write(stream, Header(request), write)), payload);
            checkpointed = true;
        }

        // Points are there after a process was killed, and an empty checkpoint says which run they are of; a shared folder needs none.
        var points = new PointStore(folder, request, () => (request.Shard is null ? SaveCheckpoint : (Action<Action<Stream>>)(_ => { }))(_ => { }));
        if (request.Shard is null && resumeFrom is null && ranks.Writes)
        {
            points.ClearBefore();
            RunFiles.ClearRecords(folder, request.Output);
        }

        var context = new ExperimentContext
        {
            Seed = request.Seed,
            Threads = request.Threads,
            Precision = request.Precision,
            Progress = listeners.Progress,
            Warn = listeners.Warn,
            Cancellation = cancellation,
            Ranks = ranks,
            ResumeFrom = resumeFrom,
            DumpKernels = request.DumpKernels ? (name, text) => KeepKernels(kernels, name, text) : null,
            IsProfiled = request.IsProfiled,
            CheckpointSink = request.Shard is null ? SaveCheckpoint : null,
            CheckpointEvery = request.CheckpointEvery,
            RecordBudget = request.RecordBudget,
            RecordFolder = Path.Combine(request.Output, RunFiles.Records),
            Points = points,
        };
        using var saved = new SavedState(context);
        try
        {
            ExperimentResult result = ExperimentRun.Of(context, saved, Body(request, request.Values));
            IReadOnlyList<StepChange> changes = [];
            if (request.CheckStep && !result.Interrupted)
            {
                // Two networks at once would take the memory of both.
                saved.Dispose();
                var half = request.Values.Scaled(request.Experiment.TimeStep!, 0.5);
                var repeated = ExperimentRun.Of(context with { PathRefinement = 1, DumpKernels = null }, Body(request, half));
                changes = repeated.Interrupted ? [] : StepChange.Compare(result, repeated);
                result = result with { Interrupted = repeated.Interrupted };
            }

            listeners.Progress.Stop();
            var outcome = Publish(folder, request, result, changes, kernels, former, points, listeners.Warn ?? (_ => { }), () =>
            {
                if (!checkpointed)
                {
                    // Nothing to go on from: an empty payload makes `resume` start again, which ends with the same bits.
                    folder.Replace(CheckpointName, stream => CheckpointFile.Write(stream, Header(request), _ => { }));
                }
            });
            return saved.HasSimulated && IsToBeRescued(ranks, null)
                ? throw Rescue(request, saved, ranks, new UserErrorException("rank 0 cannot write the results")) : outcome;
        }
        catch (UserErrorException error) when (saved.HasSimulated)
        {
            if (IsToBeRescued(ranks, error.InnerException))
            {
                throw Rescue(request, saved, ranks, error);
            }

            throw;
        }
        catch (PointsMissingException missing)
        {
            listeners.Progress.Stop();
            return new RunOutcome(new ExperimentResult(), [], [], missing.Message);
        }
    }

    private static RankGroup Ranks()
    {
        try
        {
            return RankGroup.Current;
        }
        catch (RankException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    // Rank 0 makes the folder; the others must see the same one, for what they read there.
    private static OutputFolder Open(RunRequest request, RankGroup ranks, bool resumes)
    {
        OutputFolder? folder = null;
        try
        {
            ranks.Together(() =>
            {
                if (ranks.Writes)
                {
                    RunFiles.RequireOurs(request);
                    Refuse.If(!resumes && request.Shard is null && File.Exists(Path.Combine(request.Output, CheckpointName)),
                        $"--out {OneLine.Quote(request.Output)}: a run that was interrupted is there, and '{request.Invocation.Resume(request.Output)}' "
                            + $"goes on with it; without its {CheckpointName} this one begins anew");
                    folder = OutputFolder.Open(request.Output, shared: request.Shard is not null);
                }
            });
            ranks.Together(() =>
            {
                folder ??= OutputFolder.OfAnother(request.Output);
                if (!Directory.Exists(request.Output))
                {
                    throw new UserErrorException(
                        $"--out {OneLine.Quote(request.Output)}: the folder that rank 0 has made is not seen on {Environment.MachineName}; expected one that "
                        + "all machines share");
                }
            });
            return folder!;
        }
        catch (RankException error)
        {
            folder?.Dispose();
            throw new UserErrorException(error.Message, error);
        }
    }

    // Whether rank 0 could not write, or any rank its spikes: the others, which have come to the end or to an error, learn that here.
    private static bool IsToBeRescued(RankGroup ranks, Exception? error)
    {
        bool cannotWrite = error is RecordFileException || (ranks.Writes && error is not null && OutputFolder.IsAboutFiles(error));
        if (ranks.Count == 1)
        {
            return cannotWrite;
        }

        try
        {
            return ranks.Exchange([cannotWrite ? (byte)1 : (byte)0]).Any(each => each[0] != 0);
        }
        catch (RankException)
        {
            return false; // the ranks are apart, and whose fault that is has been said
        }
    }

    // The disk may be full, or gone: what was simulated goes where there may still be room.
    private static UserErrorException Rescue(RunRequest request, SavedState saved, RankGroup ranks, UserErrorException error)
    {
        try
        {
            string rescue = "";
            SharedPayload.Write(ranks, write =>
            {
                if (!ranks.Writes)
                {
                    write(Stream.Null);
                    return;
                }

                rescue = Directory.CreateTempSubdirectory($"neuropil-{request.Experiment.Name}-").FullName;
                CompleteFile.Write(Path.Combine(rescue, CheckpointName), stream => CheckpointFile.Write(stream, Header(request), write));
            }, saved.Write);
            return new UserErrorException(
                $"{error.Message.TrimEnd('.')}; what was simulated is in {OneLine.Quote(rescue)}: '{request.Invocation.Resume(rescue)}' "
                    + (error.InnerException is RecordFileException or RankException ? "goes on from there"
                        : "writes the results there without simulating again"), error);
        }
        catch (Exception also) when (OutputFolder.IsAboutFiles(also))
        {
            return new UserErrorException($"{error.Message.TrimEnd('.')}, and no checkpoint: {OutputFolder.Reason(also)}", error);
        }
    }

    private static RunOutcome Publish(
        OutputFolder folder, RunRequest request, ExperimentResult result, IReadOnlyList<StepChange> changes, Dictionary<string, string> kernels,
        IReadOnlyList<string> former, PointStore points, Action<string> warn, Action keepCheckpoint)
    {
        if (result.Interrupted && request.Shard is not null)
        {
            // The folder is others' too: they would take a half report for the whole.
            return new RunOutcome(result, [], [], "stopped; the same command goes on from here");
        }

        if (result.Interrupted)
        {
            keepCheckpoint();
        }

        if (folder.IsSilent)
        {
            return new RunOutcome(result, changes, []);
        }

        var outcome = new RunOutcome(result, changes, RunFiles.Stage(folder, request, result, changes, kernels, warn));
        folder.Publish(obsolete: result.Interrupted ? former : [.. former, CheckpointName]);
        if (!result.Interrupted && request.Shard is null)
        {
            points.Clear();
        }

        return outcome;
    }

    private static Action<Session, Findings> Body(RunRequest request, ResolvedParameters values) => (session, findings) =>
    {
        if (request.IsSwept)
        {
            ParameterSweep.Run(request, values, session, findings);
        }
        else
        {
            request.Experiment.Run(values.Record, session, findings);
        }
    };

    // Simulations of one name whose kernels differ, as at two time steps, have a file each.
    private static void KeepKernels(Dictionary<string, string> kernels, string name, string text)
    {
        string file = name;
        for (int i = 2; kernels.TryGetValue(file, out string? other) && other != text; i++)
        {
            file = $"{name}-{i}";
        }

        kernels[file] = text;
    }

    private static CheckpointHeader Header(RunRequest request) => new(
        request.Experiment.Name, request.Values.ExactTexts(), request.Seed, request.Precision, request.CheckStep,
        string.Join('\n', request.Swept.Select(each => $"{each.Parameter.Option}={each.Text}")), request.Seeds,
        string.Join(',', request.FigureFormats), request.DumpKernels, request.RecordBudget);
}

/// <summary>Who is told what while a run is on its way.</summary>
/// <param name="Progress">Receives how far it has come.</param>
/// <param name="Warn">Receives what simulations warn of, each once.</param>
/// <param name="Say">Receives what is to be known and is no warning: which earlier run the folder loses.</param>
public sealed record RunListeners(Progress Progress, Action<string>? Warn = null, Action<string>? Say = null);
