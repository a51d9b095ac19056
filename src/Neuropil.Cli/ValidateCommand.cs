using System.CommandLine;
using System.CommandLine.Parsing;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary><c>neuropil validate</c>: runs experiments and holds every prediction against its measurement.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var names = new Argument<string[]>("name") { Description = "experiments; all of them when none is named", Arity = ArgumentArity.ZeroOrMore };
        var full = new Option<bool>("--full") { Description = "every preset too, however long it takes" };
        Option<string> threads = CommonOptions.Threads();
        Option<string> precision = CommonOptions.Precision();
        var output = new Option<string>("--out") { HelpName = "folder", Description = "keep the results of each run in a folder of its own inside this one" };
        var command = new SingleProcessCommand("validate", "Run experiments and compare predictions with measurements; exit code 1 when a check fails")
        {
            names, full, threads, precision, output,
        };
        command.SetAction(parsed =>
        {
            var settings = new ValidationSettings(parsed.ReadThreads(threads), parsed.ReadPrecision(precision), parsed.Text(output));
            var experiments = environment.Catalogue.Chosen(parsed.GetValue(names));
            using var interruption = new Interruption(environment);
            return Run(environment, experiments, parsed.GetValue(full), settings, interruption.Token);
        });
        return command;
    }

    private static int Run(
        CommandEnvironment environment, IReadOnlyList<Experiment> experiments, bool full, ValidationSettings settings, CancellationToken cancellation)
    {
        var runs = new List<ValidationRun>();
        foreach (var (experiment, preset) in experiments.SelectMany(each => each.ValidationPresets(full).Select(preset => (each, preset))))
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            environment.Error.WriteLine(preset is null ? experiment.Name : $"{experiment.Name} --preset {preset}");
            runs.Add(ValidationRun.Of(experiment, preset, settings, environment.NewProgress(), cancellation));
        }

        ValidationTable.Write(environment, runs);
        int failed = runs.Sum(run => run.Failed);
        int passed = runs.Sum(run => run.Passed);
        environment.Output.WriteLine(
            environment.Language.Text($"{passed} checks passed, {failed} failed, in {runs.Count} run{(runs.Count == 1 ? "" : "s")} of {experiments.Count} "
            + $"experiment{(experiments.Count == 1 ? "" : "s")}"));
        return cancellation.IsCancellationRequested ? ExitCodes.Interrupted : failed > 0 ? ExitCodes.CheckFailed : ExitCodes.Success;
    }
}
