using System.Text.Json;
using Neuropil.Experiments;
using Neuropil.Tests.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.CommandLine;

/// <summary>A user's model as a program of its own.</summary>
public sealed class PageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_help_names_the_question_parameters_units_and_what_every_experiment_has()
    {
        string help = Run<Good>("--help").Output;

        Assert.Contains("Does it fire?", help, StringComparison.Ordinal);
        Assert.Contains("[default: 3 nA; at least 0 nA]", help, StringComparison.Ordinal);
        Assert.All((string[])["--current", "--dt", "--seed", "--seeds", "--shard", "--out", "--check-dt", "resume"],
            each => Assert.Contains(each, help, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_without_arguments_uses_the_defaults_and_writes_report_and_summary()
    {
        var run = Run<Good>("--out", folder["a"]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("It fires.", run.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet run mine.cs -- --out", File.ReadAllText(folder["a", "report.html"]), StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(File.ReadAllText(folder["a", "summary.json"]));
        Assert.Equal("mine", summary.RootElement.GetProperty("experiment").GetString());
        Assert.Equal(64, summary.RootElement.GetProperty("spikeHash").GetString()!.Length);
    }

    [Fact]
    public void In_Chinese_the_page_is_Chinese_around_the_words_of_its_user_and_so_is_what_resume_writes()
    {
        var run = Run<Good>("--language", "zh", "--out", folder["a"]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("It fires.", run.Output, StringComparison.Ordinal);
        string report = File.ReadAllText(folder["a", "report.html"]);
        Assert.Contains("Does it fire?", report, StringComparison.Ordinal);
        Assert.Contains("<h2>参数</h2>", report, StringComparison.Ordinal);
        Assert.Contains("dotnet run mine.cs -- --language zh --out", report, StringComparison.Ordinal);

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Contains("从这里继续", Run<Good>(stop.Token, "--language", "zh", "--out", folder["cut"]).Output, StringComparison.Ordinal);
        Assert.Equal(0, Run<Good>("resume", folder["cut"], "--language", "zh").ExitCode);
        Assert.Contains("<h2>参数</h2>", File.ReadAllText(folder["cut", "report.html"]), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder["a", "spikes.csv"]), File.ReadAllBytes(folder["cut", "spikes.csv"]));
    }

    /// <summary>A mistake in the program of a user is first of all one of that program.</summary>
    [Fact]
    public void A_mistake_of_the_program_shows_where_it_was()
    {
        var run = Run<Good>((_, _) => throw new FormatException("mine"), "--out", folder["a"]);

        Assert.Equal(70, run.ExitCode);
        Assert.StartsWith("a mistake in this program, or in Neuropil:\nSystem.FormatException: mine\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_check_is_an_exit_code()
        => Assert.Equal(1, Run<Good>((_, findings) => findings.Check("spikes", 1, 2, 0.5, "nowhere"), "--out", folder["a"]).ExitCode);

    [Fact]
    public void A_sweep_with_seeds_has_means_and_errors()
    {
        Assert.Equal(0, Run<Good>("--current", "2nA..4nA/3", "--seeds", "2", "--out", folder["a"]).ExitCode);

        string[] lines = File.ReadAllLines(folder["a", "sweep.csv"]);
        Assert.StartsWith("current (nA),rate (Hz),", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void A_stopped_run_is_resumed_by_the_same_program_to_the_same_bits()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var stopped = Run<Good>(stop.Token, "--out", folder["cut"]);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains($"'dotnet run mine.cs -- resume {folder["cut"]}' goes on", stopped.Output, StringComparison.Ordinal);

        Assert.Equal(0, Run<Good>("resume", folder["cut"]).ExitCode);
        Run<Good>("--out", folder["whole"]);
        Assert.Equal(File.ReadAllBytes(folder["whole", "spikes.csv"]), File.ReadAllBytes(folder["cut", "spikes.csv"]));
    }

    [Fact]
    public void A_warning_is_printed_once()
    {
        var run = Run<Good>("--dt", "0.03ms", "--seeds", "2", "--out", folder["a"]);

        // The step divides neither the delay nor the duration.
        string[] warnings = [.. run.Error.Split('\n').Where(line => line.StartsWith("warning: ", StringComparison.Ordinal))];
        Assert.Equal(warnings.Distinct(), warnings);
        Assert.Single(warnings, line => line.StartsWith("warning: delay of 'cells to cells' ", StringComparison.Ordinal));
        Assert.DoesNotContain("delay", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--current 3", "--current", "\"3\"", "Current")]
    [InlineData("--current 3mV", "--current", "3mV", "Voltage")]
    [InlineData("--curent 3nA", "--curent", "Did you mean '--current'?")]
    [InlineData("--current", "--current")]
    [InlineData("--current 3nA..1nA/3", "reversed")]
    [InlineData("surplus", "surplus")]
    [InlineData("resume /nowhere/at/all", "/nowhere/at/all", "no such folder")]
    public void A_users_mistake_is_one_line(string arguments, params string[] named)
    {
        string line = Run<Good>(
            [.. arguments.StartsWith("resume", StringComparison.Ordinal) ? (string[])[] : ["--out", folder["new"]], .. arguments.Split(' ')]).OneLineError();

        Assert.All(named, each => Assert.Contains(each, line, StringComparison.Ordinal));
        Assert.Empty(folder.Content);
    }

    [Fact]
    public void Two_parameters_of_one_name_are_one_line()
        => Assert.Contains("Twice declares the option --current twice.", Run<Twice>("--out", folder["new"]).OneLineError(), StringComparison.Ordinal);

    [Fact]
    public void A_bound_without_unit_is_one_line()
        => Assert.Contains("WithoutUnit.Current, option --current: ", Run<WithoutUnit>("--out", folder["new"]).OneLineError(), StringComparison.Ordinal);

    [Fact]
    public void A_unit_of_something_else_is_one_line()
        => Assert.Contains("WrongUnit.Current, option --current: ", Run<WrongUnit>("--out", folder["new"]).OneLineError(), StringComparison.Ordinal);

    [Fact]
    public void An_option_that_every_experiment_has_is_one_line()
        => Assert.Contains("--seed, which every experiment has already", Run<Reserved>("--out", folder["new"]).OneLineError(), StringComparison.Ordinal);

    private static CommandRun Run<T>(params string[] arguments)
        where T : Good, new() => Run<T>(CancellationToken.None, arguments);

    private static CommandRun Run<T>(CancellationToken cancellation, params string[] arguments)
        where T : Good, new() => Run<T>(Find, cancellation, arguments);

    private static CommandRun Run<T>(Action<Session, Findings> find, params string[] arguments)
        where T : Good, new() => Run<T>((_, _, session, findings) => find(session, findings), CancellationToken.None, arguments);

    private static CommandRun Run<T>(Action<T, Network, Session, Findings> find, CancellationToken cancellation, params string[] arguments)
        where T : Good, new()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var experiment = new PageExperiment<T>("mine", "Does it fire?", "only in the tests", Build, find);
        int exitCode = Page.Run(arguments, new CommandEnvironment
        {
            Catalogue = new Catalogue([experiment], []), Output = output, Error = error, Cancellation = cancellation,
            Invocation = new Invocation("dotnet run mine.cs --", NamesExperiment: false),
        }, experiment);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    private static void Build(Good p, Network network)
    {
        var cells = network.Add(new Population("cells", 10, new HodgkinHuxley { Inputs = [new ConstantCurrent { Amplitude = p.Current }] }));
        network.Connect(cells, cells, new FixedProbability(0.3), new Exponential("e") { Decay = 5 * ms, Reversal = 0 * mV }, 0.1 * nS, delay: 0.2 * ms);
    }

    private static void Find(Good p, Network network, Session session, Findings findings)
    {
        var run = session.Simulate(network, p.TimeStep);
        var spikes = run.Record(network.Populations[0].Spikes);
        findings.Always(() =>
        {
            findings.Spikes(spikes.Trains());
            findings.Populations(spikes.Trains());
        });
        run.Advance(20 * ms);
        findings.Answer(spikes.Count > 0 ? "It fires." : "It does not.");
    }

    internal record Good
    {
        [Option("current", AtLeast = "0 nA", Unit = "nA")]
        public Current Current { get; init; } = 3 * nA;

        [Option("time step", Name = "dt", MoreThan = "0 ms")]
        public Time TimeStep { get; init; } = 0.05 * ms;
    }

    internal sealed record Twice : Good
    {
        [Option("another", Name = "current")]
        public double Other { get; init; }
    }

    internal sealed record WithoutUnit : Good
    {
        [Option("current", AtLeast = "0")]
        public new Current Current { get; init; }
    }

    internal sealed record WrongUnit : Good
    {
        [Option("current", Unit = "mV")]
        public new Current Current { get; init; }
    }

    internal sealed record Reserved : Good
    {
        [Option("seed")]
        public int Seed { get; init; }
    }
}
