using System.Globalization;
using System.Text.Json;
using Neuropil.Experiments;
using Neuropil.Tests.CommandLine;

namespace Neuropil.Tests.Experiments;

/// <summary>Sweeps: means and errors, points in parallel, shares of several processes, stops and killed processes.</summary>
public sealed class SweepTests : IDisposable
{
    private static readonly string[] sweep = ["run", "spike-lottery", "--chance", "0.1..0.3/3", "--seeds", "4", "--seed", "5"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Means_and_standard_errors_are_those_of_single_runs()
    {
        Assert.Equal(0, CommandRun.Of([.. sweep, "--out", folder["sweep"]]).ExitCode);

        string[] lines = File.ReadAllLines(folder["sweep", "sweep.csv"]);
        Assert.StartsWith("chance,rate (Hz),standard error of rate (Hz),", lines[0], StringComparison.Ordinal);
        string[] chances = ["0.1", "0.2", "0.3"];
        for (int i = 0; i < chances.Length; i++)
        {
            double[] rates = [.. Enumerable.Range(5, 4).Select(seed => Rate(chances[i], seed))];
            double[] row = [.. lines[i + 1].Split(',').Take(3).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            double deviation = Math.Sqrt(rates.Sum(rate => Math.Pow(rate - rates.Average(), 2)) / 3);
            Assert.Equal(double.Parse(chances[i], CultureInfo.InvariantCulture), row[0]);
            Assert.Equal(rates.Average(), row[1], 1e-9);
            Assert.Equal(deviation / 2, row[2], 1e-9);
        }
    }

    /// <summary>Where nobody wins, ten thousand wins were predicted at one value, and none at the other.</summary>
    [Fact]
    public void The_end_of_a_sweep_says_how_many_points_fail_which_check()
    {
        string[] failing = ["run", "spike-lottery", "--rule", "never-wins", "--chance", "0..0.5/2", "--seeds", "3"];
        var run = CommandRun.Of([.. failing, "--out", folder["failing"]]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\nFAILED: spikes: points of 6 that fail: predicted 0 +- 0, measured 3 (binomial)\n", run.Output, StringComparison.Ordinal);
        string[][] lines = [.. File.ReadAllLines(folder["failing", "sweep.csv"]).Select(line => line.Split(','))];
        Assert.Equal(["failed: spikes", "0", "3"], lines.Select(line => line[^1]));
        var check = Summary("failing").GetProperty("checks")[0];
        Assert.Equal(("spikes: points of 6 that fail", 3, false),
            (check.GetProperty("name").GetString(), check.GetProperty("measured").GetInt32(), check.GetProperty("passed").GetBoolean()));
        Assert.Contains("：6 个点中未通过的点数：预测 0 +- 0，测量 3", CommandRun.Of([.. failing, "--out", folder["zh"], "--language", "zh"]).Output,
            StringComparison.Ordinal);

        // A share that waits for others has found nothing yet; the one that writes the report says it.
        Assert.Equal(0, CommandRun.Of([.. failing, "--shard", "1/2", "--out", folder["shared"]]).ExitCode);
        Assert.Equal(1, CommandRun.Of([.. failing, "--shard", "2/2", "--out", folder["shared"]]).ExitCode);
        Assert.Equal(Merged("failing"), Merged("shared"));
    }

    [Fact]
    public void A_single_seed_has_no_standard_error()
    {
        Assert.Equal(0, CommandRun.Of("run", "spike-lottery", "--chance", "0.1..0.3/3", "--out", folder["single"]).ExitCode);
        string[] row = File.ReadAllLines(folder["single", "sweep.csv"])[1].Split(',');
        Assert.NotEqual("", row[1]);
        Assert.Equal("", row[2]);
    }

    [Fact]
    public void The_folder_has_the_same_content_whatever_the_number_of_threads_and_no_points_after_the_end()
    {
        CommandRun.Of([.. sweep, "--threads", "1", "--out", folder["one"]]);
        CommandRun.Of([.. sweep, "--threads", "4", "--out", folder["four"]]);

        Assert.Equal(Merged("one"), Merged("four"));
        Assert.Equal(["report.html", "summary.json", "sweep.csv", "sweep.svg"],
            Directory.GetFileSystemEntries(folder["four"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("0.1..0.3/3", Summary("one").GetProperty("parameters").GetProperty("chance").GetString());
        Assert.Contains("neuropil run spike-lottery --chance 0.1..0.3/3 --seed 5 --seeds 4 --threads 1 --out", File.ReadAllText(folder["one", "report.html"]),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Processes_that_share_a_folder_end_with_what_one_process_finds(int count)
    {
        CommandRun.Of([.. sweep, "--out", folder["whole"]]);
        for (int shard = count; shard >= 1; shard--)
        {
            var run = CommandRun.Of([.. sweep, "--shard", $"{shard}/{count}", "--out", folder["shared"]]);

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Equal(shard == 1, File.Exists(folder["shared", "summary.json"]));
            Assert.Equal(shard > 1, run.Output.Contains(" of 12 points are there", StringComparison.Ordinal));
        }

        Assert.Equal(Merged("whole"), Merged("shared"));
        Assert.Equal(Summary("whole").GetProperty("spikeHash").GetString(), Summary("shared").GetProperty("spikeHash").GetString());
    }

    [Fact]
    public void Processes_at_the_same_time_do_not_disturb_each_other()
    {
        CommandRun.Of([.. sweep, "--out", folder["whole"]]);
        Parallel.For(1, 5, shard => CommandRun.Of([.. sweep, "--shard", $"{shard}/4", "--out", folder["shared"]]));

        Assert.Equal(Merged("whole"), Merged("shared"));
    }

    [Theory]
    [InlineData(null)] // the point is not there
    [InlineData("")] // the disk was full
    [InlineData("{ \"Identity\": \"another sweep\" }")]
    public void A_killed_process_loses_its_point_only(string? left)
    {
        CommandRun.Of([.. sweep, "--shard", "1/1", "--out", folder["shared"]]);
        byte[] before = Merged("shared");
        string[] points = [.. Directory.GetFiles(folder["shared", "points"], "*.json").Order(StringComparer.Ordinal)];
        Assert.Equal(12, points.Length);
        var untouched = File.GetLastWriteTimeUtc(points[0]);
        File.Delete(points[7]);
        if (left is not null)
        {
            File.WriteAllText(points[7], left);
        }

        File.Delete(folder["shared", "summary.json"]);
        int calls = 0;
        var experiment = new SpikeLottery { BeforeStep = step => Interlocked.Add(ref calls, step == 0 ? 1 : 0) };
        CommandRun.Of(experiment, CancellationToken.None, [.. sweep, "--shard", "1/1", "--out", folder["shared"]]);

        Assert.Equal(1, calls);
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(points[0]));
        Assert.Equal(before, Merged("shared"));
    }

    [Fact]
    public void A_stopped_sweep_shows_its_points_and_its_continuation_calculates_the_others()
    {
        using var stop = new CancellationTokenSource();
        int begun = 0;
        var experiment = new SpikeLottery
        {
            BeforeStep = step =>
            {
                if (step == 0 && Interlocked.Increment(ref begun) == 7)
                {
                    stop.Cancel();
                }
            },
        };
        var stopped = CommandRun.Of(experiment, stop.Token, [.. sweep, "--threads", "1", "--out", folder["cut"]]);
        Assert.Equal(130, stopped.ExitCode);
        Assert.True(Summary("cut").GetProperty("interrupted").GetBoolean());
        Assert.Equal(2, File.ReadAllLines(folder["cut", "sweep.csv"]).Length);

        int calls = 0;
        var rest = new SpikeLottery { BeforeStep = step => Interlocked.Add(ref calls, step == 0 ? 1 : 0) };
        Assert.Equal(0, CommandRun.Of(rest, CancellationToken.None, "resume", folder["cut"]).ExitCode);
        CommandRun.Of([.. sweep, "--out", folder["whole"]]);

        Assert.Equal(6, calls);
        Assert.Equal(Merged("whole"), Merged("cut"));
        Assert.False(Directory.Exists(folder["cut", "points"]) && Directory.EnumerateFileSystemEntries(folder["cut", "points"]).Any());
    }

    [Fact]
    public void A_new_sweep_in_the_same_folder_does_not_use_old_points()
    {
        CommandRun.Of([.. sweep, "--shard", "1/2", "--out", folder["again"]]);
        int calls = 0;
        var experiment = new SpikeLottery { BeforeStep = step => Interlocked.Add(ref calls, step == 0 ? 1 : 0) };
        CommandRun.Of(experiment, CancellationToken.None, [.. sweep, "--out", folder["again"]]);

        Assert.Equal(12, calls);
    }

    [Fact]
    public void Two_parameters_make_a_grid_with_a_line_for_each_value_of_the_first()
    {
        CommandRun.Of("run", "spike-lottery", "--chance", "0.1..0.3/3", "--neurons", "2..4/2", "--out", folder["grid"]);

        string[] lines = File.ReadAllLines(folder["grid", "sweep.csv"]);
        Assert.Equal(["2,0.1", "2,0.2", "2,0.3", "4,0.1", "4,0.2", "4,0.3"], lines.Skip(1).Select(line => string.Join(',', line.Split(',').Take(2))));
        Assert.Contains(">4<", File.ReadAllText(folder["grid", "sweep.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Checking_the_step_compares_the_means_of_every_point()
    {
        CommandRun.Of([.. sweep, "--check-dt", "--out", folder["half"]]);

        string[] lines = File.ReadAllLines(folder["half", "check-dt.csv"]);
        Assert.Contains(lines, line => line.StartsWith("measured,rate (Hz) at chance 0.2,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("20nS..120nS/11", "20 nS", "30 nS", "120 nS", 11)]
    [InlineData("0nS..1nS/4", "0 nS", "0.333333333333 nS", "1 nS", 4)]
    public void Values_of_a_range_are_those_of_their_own_texts(string text, string first, string second, string last, int count)
    {
        var parameter = new SpikeLottery().Parameters.Single(each => each.Option == "inhibitory-weight");
        var values = parameter.Sweep(text).Values;

        Assert.Equal((first, second, last, count), (values[0], values[1], values[^1], values.Count));
    }

    /// <summary>The quotient of 250 pF and 1 pF is 250.00000000000003 in binary numbers.</summary>
    [Theory]
    [InlineData("250 pF", 250)]
    [InlineData("0.25nF", 250)]
    [InlineData("30 pF", 30)]
    [InlineData("0.1 pF", 0.1)]
    [InlineData("100.123456789012 pF", 100.123456789012)]
    public void A_number_that_was_typed_comes_back_as_it_was_typed(string text, double number)
        => Assert.Equal(number, Capacitance().NumberOf(text));

    /// <summary>What 15 digits do not say keeps its bits: it is as near to the number as binary numbers are.</summary>
    [Fact]
    public void A_number_of_more_digits_is_not_rounded()
        => Assert.Equal(0, Capacitance().NumberOf("250.0000000000001234 pF") - 250.0000000000001234, 1e-13);

    [Fact]
    public void The_values_in_the_table_are_those_that_were_typed()
    {
        CommandRun.Of("run", "spike-lottery", "--inhibitory-weight", "20nS..120nS/11", "--duration", "1ms", "--out", folder["typed"]);

        var column = File.ReadAllLines(folder["typed", "sweep.csv"]).Skip(1).Select(line => line.Split(',')[0]);
        Assert.Equal(Enumerable.Range(2, 11).Select(i => $"{10 * i}"), column);
    }

    [Fact]
    public void A_list_takes_a_range_too()
    {
        var experiment = new SpikeLottery();
        CommandRun.Of(experiment, CancellationToken.None, "run", "spike-lottery", "--times", "1ms..3ms/3", "--factors", "0..1/3", "--out", folder["list"]);

        Assert.Equal([0.001, 0.002, 0.003], experiment.Seen!.Times.Select(time => Math.Round(time.SiValue, 12)));
        Assert.Equal([0, 0.5, 1], experiment.Seen.Factors);
        Assert.False(File.Exists(folder["list", "sweep.csv"]));
    }

    [Fact]
    public void An_experiment_that_is_a_sweep_is_shared_out_point_by_point()
    {
        string[] network = ["run", "ei-inhibition-sweep", "--inhibitory-weights", "30nS..120nS/2", "--wirings", "1", "--duration", "4ms"];
        var experiment = Catalogue.Default.Experiment("ei-inhibition-sweep");
        var first = CommandRun.Of(experiment, CancellationToken.None, [.. network, "--shard", "2/2", "--out", folder["shared"]]);
        Assert.Contains("1 of 2 points are there", first.Output, StringComparison.Ordinal);
        CommandRun.Of(experiment, CancellationToken.None, [.. network, "--shard", "1/2", "--out", folder["shared"]]);
        CommandRun.Of(experiment, CancellationToken.None, [.. network, "--out", folder["whole"]]);

        Assert.Equal(["30", "120"], File.ReadAllLines(folder["whole", "sweep.csv"]).Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(Merged("whole"), Merged("shared"));
        Assert.Equal(File.ReadAllBytes(folder["whole", "raster-2.svg"]), File.ReadAllBytes(folder["shared", "raster-2.svg"]));
    }

    private static ExperimentParameter Capacitance() => ParameterDeclarations.Of(new Cell()).Single();

    private double Rate(string chance, int seed)
    {
        CommandRun.Of("run", "spike-lottery", "--chance", chance, "--seed", $"{seed}", "--out", folder["single"]);
        return Summary("single").GetProperty("populations")[0].GetProperty("rateHz").GetDouble();
    }

    private byte[] Merged(string name) => [.. File.ReadAllBytes(folder[name, "sweep.csv"]), .. File.ReadAllBytes(folder[name, "sweep.svg"])];

    private JsonElement Summary(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(folder[name, "summary.json"]));
        return document.RootElement.Clone();
    }

    private sealed record Cell
    {
        [Option("capacitance", Unit = "pF")] public Capacitance Capacitance { get; init; }
    }
}
