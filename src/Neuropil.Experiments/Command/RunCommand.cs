using System.CommandLine;
using System.CommandLine.Parsing;

namespace Neuropil.Experiments;

/// <summary><c>neuropil run NAME</c>: one experiment with its own options.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    /// <summary>
    /// The command with a subcommand for each experiment. Only those that the arguments name get their options: reading the declarations takes time.
    /// </summary>
    public static Command Create(CommandEnvironment environment, IReadOnlyList<string> arguments)
    {
        var command = new Command(Name, "Run an experiment and write its figures, checks and data into a folder ('run NAME --help' shows its options)");
        foreach (Experiment experiment in environment.Catalogue.Experiments)
        {
            var subcommand = new Command(experiment.Name, experiment.Question);
            if (arguments.Contains(experiment.Name))
            {
                AddOptions(subcommand, experiment, environment);
            }

            command.Add(subcommand);
        }

        return command;
    }

    /// <summary>An experiment's command of its own: <c>neuropil fit</c> is <c>neuropil run fit</c>.</summary>
    public static Command ShortForm(CommandEnvironment environment, Experiment experiment, IReadOnlyList<string> arguments)
    {
        var command = new Command(experiment.Name, $"Short for run {experiment.Name}: {experiment.Question}");
        if (arguments.Count > 0 && arguments[0] == experiment.Name)
        {
            AddOptions(command, experiment, environment);
        }

        return command;
    }

    /// <summary>Gives a command the options of an experiment and its action.</summary>
    public static void AddOptions(Command command, Experiment experiment, CommandEnvironment environment)
    {
        string standardFolder = Path.Combine("out", experiment.Name);
        command.Description = Describe(experiment);
        var parameters = experiment.Parameters.Select(parameter => (Parameter: parameter, Option: OptionOf(parameter))).ToList();
        parameters.ForEach(each => command.Add(each.Option));
        var preset = new Option<string>("--preset") { HelpName = "name", Description = "a named set of values, which other options then change" };
        Option<string> seed = CommonOptions.Seed(experiment.DefaultSeed);
        Option<string> seeds = CommonOptions.Seeds();
        Option<string> shard = CommonOptions.Shard();
        Option<string> threads = CommonOptions.Threads();
        Option<string> precision = CommonOptions.Precision();
        Option<string> output = CommonOptions.Out(standardFolder);
        Option<string> checkpointEvery = CommonOptions.CheckpointEvery();
        Option<string> recordBudget = CommonOptions.RecordBudget();
        Option<string> figures = CommonOptions.Figures();
        var checkStep = new Option<bool>("--check-dt") { Description = "repeat the run at half the time step and report how much the statistics move" };
        var dumpKernels = new Option<bool>("--dump-kernels") { Description = "write equations and kernels in readable form into the folder" };
        var profile = new Option<bool>("--profile") { Description = "report how long every population, projection and record took" };
        foreach (Option option in (Option[])
            [preset, output, seed, seeds, shard, threads, precision, figures, checkpointEvery, recordBudget, checkStep, dumpKernels, profile])
        {
            bool hasMeaning = (option != preset || experiment.PresetDescriptions.Count > 0) && (option != checkStep || experiment.HasTimeStep);
            if (hasMeaning)
            {
                command.Add(option);
            }
        }

        command.SetAction(parsed =>
        {
            string? Given(Option<string> option) => command.Options.Contains(option) ? parsed.Text(option) : null;
            var given = parameters.Where(each => parsed.GetResult(each.Option) is { Implicit: false })
                .Select(each => (each.Parameter, Text: Value(each.Parameter, Given(each.Option)))).ToList();
            SweptParameter[] swept =
                [.. given.Where(each => each.Parameter.CanVary && SweptParameter.IsRange(each.Text)).Select(each => each.Parameter.Sweep(each.Text))];
            string FirstOf(ExperimentParameter parameter, string text) => Array.Find(swept, each => each.Parameter == parameter)?.Values[0] ?? text;
            var request = new RunRequest
            {
                Values = ResolvedParameters.Resolve(
                    experiment, Given(preset), given.Select(each => KeyValuePair.Create(each.Parameter.Option, FirstOf(each.Parameter, each.Text)))),
                Swept = swept,
                Seeds = parsed.ReadSeeds(seeds),
                Shard = parsed.Text(shard) is { } share ? Shard.Parse(share) : null,
                Invocation = environment.Invocation,
                Language = environment.Language,
                Output = parsed.ReadOut(output, standardFolder),
                Seed = parsed.ReadSeed(seed, experiment.DefaultSeed),
                Threads = parsed.ReadThreads(threads),
                Precision = parsed.ReadPrecision(precision),
                FigureFormats = parsed.ReadFigures(figures, environment.Language),
                CheckStep = experiment.HasTimeStep && parsed.GetValue(checkStep),
                DumpKernels = parsed.GetValue(dumpKernels),
                IsProfiled = parsed.GetValue(profile),
                CheckpointEvery = parsed.ReadCheckpointEvery(checkpointEvery),
                RecordBudget = parsed.ReadRecordBudget(recordBudget),
            };
            RequireSense(request);
            using var interruption = new Interruption(environment, request.Output);
            RunOutcome outcome = ExperimentRunner.Run(request, environment.NewListeners(), interruption.Token);
            return OutcomeText.Write(environment, request, outcome);
        });
    }

    private static void RequireSense(RunRequest request)
    {
        if (request.Shard is not null && !request.IsSwept && !request.Experiment.HasPoints)
        {
            throw new UserErrorException("--shard: there are no points to share out; give a parameter a range, such as 20nS..120nS/11, or several --seeds.");
        }

        if (request.IsProfiled && request.IsSwept)
        {
            throw new UserErrorException("--profile: points of a sweep run beside each other, and would be timed together; profile one of them.");
        }

        if (request.CheckStep && request.Swept.Any(each => each.Parameter == request.Experiment.TimeStep))
        {
            throw new UserErrorException("--check-dt: the time step is varied already; give one value for --dt.");
        }
    }

    private static ValueOption OptionOf(ExperimentParameter parameter)
        => new("--" + parameter.Option, parameter.Kind, parameter.Description, parameter.Default, parameter.Limits)
        {
            Arity = parameter.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };

    /// <summary>A switch that stands alone is on.</summary>
    private static string Value(ExperimentParameter parameter, string? text) => parameter.IsSwitch && string.IsNullOrEmpty(text) ? "on" : text ?? "";

    private static string Describe(Experiment experiment)
    {
        string presets = string.Concat(experiment.PresetDescriptions.Select(preset => $"\n  --preset {preset.Name}: {preset.Description}"));
        return $"{experiment.Question}\n  {experiment.Source}{(presets.Length > 0 ? "\n" + presets : "")}\n\n{ExitCodes.Help}";
    }
}
