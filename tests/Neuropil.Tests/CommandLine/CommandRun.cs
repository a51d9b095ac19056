using Neuropil.Cli;
using Neuropil.Experiments;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

/// <summary>One call of the command in this process, with the experiments and benchmarks of the tests.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] arguments) => Of(new SpikeLottery(), CancellationToken.None, arguments);

    public static CommandRun Of(Experiment experiment, CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = NeuropilCommand.Run(arguments, new CommandEnvironment
        {
            Catalogue = new Catalogue([experiment, new BrokenExperiment(), new FailingExperiment()], [new StopwatchBenchmark()]),
            Output = output,
            Error = error,
            Cancellation = cancellation,
        });
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that this is a user's error: exit code 2, nothing on standard output, one line on the other.</summary>
    public string OneLineError()
    {
        Assert.Equal(2, ExitCode);
        Assert.Empty(Output);
        Assert.StartsWith("error: ", Error, StringComparison.Ordinal);
        Assert.EndsWith("\n", Error, StringComparison.Ordinal);
        string line = Error[..^1];
        Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u2028' or '\u2029');
        return line;
    }
}
