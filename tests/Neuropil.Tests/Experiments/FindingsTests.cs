using System.Text.Json;
using Neuropil.Experiments;
using Neuropil.Tests.CommandLine;

namespace Neuropil.Tests.Experiments;

/// <summary>Of two things of one name none is lost: they are refused, or told apart.</summary>
public sealed class FindingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Kinds => [.. twice.Keys];

    private static readonly Dictionary<string, Action<Findings>> twice = new()
    {
        ["measured number"] = findings => findings.Measure("mine", 1),
        ["check"] = findings => findings.Check("mine", 1, 2, 3, "nowhere"),
        ["figure"] = findings => findings.Figure("mine", "Title", "Caption.", new Figure()),
        ["file"] = findings => findings.Table("mine", "a table", ["x"], [[1.0]]),
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_name_that_is_taken_is_refused_by_name(string kind)
    {
        var findings = new Findings();
        twice[kind](findings);
        string message = Assert.Throws<ArgumentException>(() => twice[kind](findings)).Message;
        Assert.StartsWith($"There is already a {kind} 'mine'.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_of_several_that_have_one_name_are_refused()
    {
        var check = new Check("mine", 1, 2, 3, "nowhere");
        Assert.Throws<ArgumentException>(() => new Findings().Check([check, check with { Predicted = 2 }]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_writes_an_experiment_reads_one_line(bool always)
    {
        string line = CommandRun.Of(new Twice(), CancellationToken.None, "run", "twice", "--always", $"{always}", "--out", folder["new"]).OneLineError();
        Assert.Equal("error: There is already a measured number 'gain'.", line);
        Assert.Empty(folder.Content);
    }

    /// <summary>The population's numbers, the measured and the checked ones are different things.</summary>
    [Fact]
    public void Numbers_of_one_name_have_columns_of_their_own_in_a_sweep()
    {
        var run = CommandRun.Of(new SameNames(), CancellationToken.None, "run", "same-names", "--factor", "1..2/2", "--out", folder["sweep"]);

        Assert.Equal(0, run.ExitCode);
        string[][] lines = [.. File.ReadAllLines(folder["sweep", "sweep.csv"]).Select(line => line.Split(','))];
        string Value(int row, string header) => lines[row][Array.IndexOf(lines[0], header)];
        Assert.Equal(lines[0].Length, lines[0].Distinct().Count());
        Assert.Equal(("10", "20"), (Value(1, "rate (Hz)"), Value(2, "rate (Hz)")));
        Assert.Equal(("7", "14"), (Value(1, "measured rate (Hz)"), Value(2, "measured rate (Hz)")));
        Assert.Equal(("3", "6"), (Value(1, "check rate (Hz)"), Value(2, "check rate (Hz)")));
        using var summary = JsonDocument.Parse(File.ReadAllText(folder["sweep", "summary.json"]));
        Assert.Equal(14, summary.RootElement.GetProperty("measured").GetProperty("measured rate (Hz) at factor 2").GetDouble());
    }

    private sealed class Twice : Experiment<Twice.Settings>
    {
        public override string Name => "twice";

        public override string Question => "What happens when two numbers have one name?";

        public override string Source => "Only in the tests";

        public override void Run(Settings parameters, Session session, Findings findings)
        {
            findings.Measure("gain", 1);
            if (parameters.Always)
            {
                findings.Always(() => findings.Measure("gain", 2));
            }
            else
            {
                findings.Measure("gain", 2);
            }
        }

        internal sealed record Settings
        {
            [Option("whether the second one is measured when everything has been found")]
            public bool Always { get; init; }
        }
    }

    private sealed class SameNames : Experiment<SameNames.Settings>
    {
        public override string Name => "same-names";

        public override string Question => "What happens when a number has the name of another?";

        public override string Source => "Only in the tests";

        public override void Run(Settings parameters, Session session, Findings findings)
        {
            findings.Population(new PopulationSummary("cells", 1, 10, 10 * parameters.Factor, double.NaN, 0));
            findings.Measure("rate (Hz)", 7 * parameters.Factor);
            findings.Check("rate (Hz)", 5, 3 * parameters.Factor, 5, "nowhere");
        }

        internal sealed record Settings
        {
            [Option("a factor")]
            public double Factor { get; init; } = 1;
        }
    }
}
