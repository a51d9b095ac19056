using System.CommandLine;
using System.CommandLine.Parsing;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>
/// <c>neuropil gallery</c>: runs experiments with their default parameters, and the examples of the project, and writes one page with all their figures.
/// </summary>
internal static class GalleryCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var names = new Argument<string[]>("name")
        {
            Description = "experiments and examples (example-lesion) to run anew; all of them when none is named", Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> output = CommonOptions.Out("docs/gallery");
        Option<string> threads = CommonOptions.Threads();
        const string Description
            = "Write a page with the figures of experiments, their answers and commands; with --language a twin of the page that is there";
        var command = new SingleProcessCommand("gallery", Description) { names, output, threads };
        command.SetAction(parsed =>
        {
            string[] named = parsed.GetValue(names) ?? [];
            string folder = parsed.Text(output) ?? "docs/gallery";
            var examples = GalleryExample.Named(folder, named);
            var chosen = Array.FindAll(named, name => !examples.Any(example => example.Name == name));
            var experiments = named.Length > 0 && chosen.Length == 0 ? [] : environment.Catalogue.Chosen(chosen);
            int threadCount = parsed.ReadThreads(threads);
            var page = GalleryPage.In(folder, environment.Catalogue);
            using var interruption = new Interruption(environment);
            if (environment.Language.IsEnglish)
            {
                return Run(environment, experiments, examples, page, threadCount, interruption.Token);
            }

            // The page in another language is made of the one in English: what is there already need not be run again.
            int code = named.Length > 0 ? Run(environment, experiments, examples, page, threadCount, interruption.Token) : ExitCodes.Success;
            GalleryTranslation.Write(folder, environment.Language);
            environment.Output.WriteLine(GalleryTranslation.PathIn(folder, environment.Language));
            return code;
        });
        return command;
    }

    // After each experiment the page is whole: one that is stopped, or that fails, keeps what there is.
    private static int Run(
        CommandEnvironment environment, IReadOnlyList<Experiment> experiments, IReadOnlyList<GalleryExample> examples, GalleryPage page, int threads,
        CancellationToken cancellation)
    {
        int failed = 0;
        void Show(string name, Action show)
        {
            environment.Error.WriteLine(name);
            try
            {
                show();
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Its section stays as it was.
            }
            catch (Exception error) when (error is not (OutOfMemoryException or IOException or UnauthorizedAccessException))
            {
                failed++;
                environment.Error.WriteLine($"{name}: {OneLine.Of(error.Message)}");
            }
        }

        foreach (var experiment in experiments.TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            Show(experiment.Name, () =>
            {
                var values = ResolvedParameters.Resolve(experiment, experiment.ValidationPresets(full: false).First(), []);
                var result = ExperimentRunner.Measure(values, threads, Precision.Double, environment.NewProgress(), cancellation);
                if (!cancellation.IsCancellationRequested)
                {
                    page.Show(experiment, result);
                }
            });
        }

        foreach (var example in examples.TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            Show(example.Name, () => page.Show(example, cancellation));
        }

        environment.Output.WriteLine($"{page.Path}: {page.Experiments} experiment{(page.Experiments == 1 ? "" : "s")}");
        return cancellation.IsCancellationRequested ? ExitCodes.Interrupted : failed > 0 ? ExitCodes.CheckFailed : ExitCodes.Success;
    }
}
