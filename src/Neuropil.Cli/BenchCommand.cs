using System.CommandLine;
using System.CommandLine.Parsing;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary><c>neuropil bench NAME</c>: measures speed beside loops written by hand.</summary>
internal static class BenchCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        IReadOnlyList<IBenchmark> benchmarks = environment.Catalogue.Benchmarks;
        string list = string.Concat(benchmarks.Select(each => $"\n  {each.Name}: {each.Description}"));
        var name = new Argument<string>("name") { Description = "the benchmark" };
        Option<string> threads = CommonOptions.Threads();
        Option<string> precision = CommonOptions.Precision();
        var quick = new Option<bool>("--quick") { Description = "a shorter measurement, where there is one" };
        var full = new Option<bool>("--full") { Description = "the largest sizes too, where they are left out otherwise" };
        var json = new Option<bool>("--json") { Description = "one JSON object a line on standard output, and nothing else there" };
        var command = new SingleProcessCommand("bench", $"Measure the speed of the simulator{list}") { name, threads, precision, quick, full, json };
        command.SetAction(parsed =>
        {
            IBenchmark benchmark = environment.Catalogue.Benchmark(parsed.GetRequiredValue(name));
            using var interruption = new Interruption(environment);
            var context = new BenchmarkContext(parsed.ReadThreads(threads), parsed.ReadPrecision(precision), environment.NewProgress(), interruption.Token,
                parsed.GetValue(quick), parsed.GetValue(full));
            return Run(environment, benchmark, context, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(CommandEnvironment environment, IBenchmark benchmark, BenchmarkContext context, bool json)
    {
        var rows = new List<BenchmarkRow>();
        try
        {
            foreach (BenchmarkRow row in benchmark.Run(context))
            {
                rows.Add(row);
                if (json)
                {
                    environment.Output.WriteLine(row.ToJson());
                }
            }
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            // The rows measured so far are shown below.
        }

        context.Progress.Stop();
        if (!json)
        {
            BenchmarkTable.Write(environment, rows);
        }

        return context.Cancellation.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Success;
    }
}
