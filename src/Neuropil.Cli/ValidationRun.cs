using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>How a validation runs its experiments.</summary>
/// <param name="Threads">Number of threads; 0 for automatic.</param>
/// <param name="Precision">The number format.</param>
/// <param name="Folder">Where each run's results are kept; null for nowhere.</param>
internal sealed record ValidationSettings(int Threads, Precision Precision, string? Folder);

/// <summary>One experiment of a validation with one preset. An experiment that fails to run counts as a failed check, and the others go on.</summary>
/// <param name="Title">The experiment, and the preset after a space.</param>
/// <param name="Checks">The checks it returned.</param>
/// <param name="Error">Why it could not be run; null if it could.</param>
internal sealed record ValidationRun(string Title, IReadOnlyList<Check> Checks, string? Error)
{
    public int Passed => Checks.Count(check => check.Passed);

    public int Failed => Checks.Count - Passed + (Error is null ? 0 : 1);

    public static ValidationRun Of(Experiment experiment, string? preset, ValidationSettings settings, Progress progress, CancellationToken cancellation)
    {
        string title = preset is null ? experiment.Name : $"{experiment.Name} {preset}";
        try
        {
            var values = ResolvedParameters.Resolve(experiment, preset, []);
            ExperimentResult result = settings.Folder is null
                ? ExperimentRunner.Measure(values, settings.Threads, settings.Precision, progress, cancellation)
                : ExperimentRunner.Run(Request(values, title, settings), new RunListeners(progress), cancellation).Result;
            return new ValidationRun(title, result.Checks, Error: null);
        }
        catch (Exception error) when (settings.Folder is null || error is not UserErrorException)
        {
            return new ValidationRun(title, [], OneLine.Of(error is UserErrorException ? error.Message : $"{error.GetType().Name}: {error.Message}"));
        }
    }

    private static RunRequest Request(ResolvedParameters values, string title, ValidationSettings settings) => new()
    {
        Values = values,
        Output = Path.Combine(settings.Folder!, title.Replace(' ', '-')),
        Seed = values.Experiment.DefaultSeed,
        Threads = settings.Threads,
        Precision = settings.Precision,
    };
}
