using System.Text.Json;
using Neuropil.Cli;
using Neuropil.Experiments;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

public sealed class OtherCommandsTests
{
    [Fact]
    public void List_shows_names_and_questions()
    {
        var run = CommandRun.Of("list");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["spike-lottery  How many neurons win when spikes are drawn by lot?", "broken         What happens when an experiment has a bug?",
                "failing        What happens when a prediction is wrong?"],
            run.Output.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("models")]
    [InlineData("stop", "out")]
    [InlineData("validate")]
    [InlineData("gallery")]
    [InlineData("bench", "stopwatch")]
    [InlineData("docs")]
    public void What_divides_nothing_is_refused_to_several_processes(params string[] arguments)
    {
        using var error = new StringWriter();
        var environment = new CommandEnvironment
        {
            Catalogue = new Catalogue([], [new StopwatchBenchmark()]), Output = TextWriter.Null, Error = error, IsRank = true,
        };

        Assert.Equal(2, NeuropilCommand.Run(arguments, environment));
        Assert.Equal(2, NeuropilCommand.Run([.. arguments, "--language", "zh"], environment));
        string[] lines = error.ToString().TrimEnd().Split('\n');
        Assert.StartsWith($"error: '{arguments[0]}' is for one process, and a launcher has started ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"错误：'{arguments[0]}' 只用一个进程", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_rank_than_the_first_says_what_is_wrong_with_its_arguments_when_it_is_not_ended_meanwhile()
    {
        using var error = new StringWriter();
        using var fault = new StringWriter();
        var environment = new CommandEnvironment
        {
            Catalogue = new Catalogue([], []), Output = TextWriter.Null, Error = error, Faults = fault, IsRank = true, IsOtherRank = true,
            PatienceWithRankZero = TimeSpan.FromMilliseconds(1),
        };

        Assert.Equal(2, NeuropilCommand.Run(["run", "nothing"], environment));
        Assert.Empty(error.ToString());
        Assert.StartsWith("error: there is no experiment \"nothing\".", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_arguments_the_help_is_shown()
    {
        var run = CommandRun.Of();

        Assert.Equal(0, run.ExitCode);
        Assert.All((string[])["list", "run", "resume", "validate", "bench"], command => Assert.Contains($"  {command} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Validation_ends_well_when_all_checks_pass()
    {
        var run = CommandRun.Of("validate", "spike-lottery");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 checks passed, 0 failed, in 1 run of 1 experiment", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public void A_full_validation_takes_the_presets_too()
        => Assert.Contains("spike-lottery rich", CommandRun.Of("validate", "--full", "spike-lottery").Output, StringComparison.Ordinal);

    [Fact]
    public void Validation_fails_for_a_wrong_prediction_and_for_an_experiment_that_cannot_run_but_goes_through_all()
    {
        var run = CommandRun.Of("validate");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("2 checks passed, 2 failed, in 3 runs of 3 experiments", run.Output, StringComparison.Ordinal);
        Assert.Contains("ArgumentOutOfRangeException", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Validation_keeps_the_results_when_asked()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("validate", "--full", "spike-lottery", "--out", folder.Path);

        Assert.True(File.Exists(folder["spike-lottery", "summary.json"]));
        Assert.True(File.Exists(folder["spike-lottery-rich", "summary.json"]));
    }

    [Fact]
    public void Benchmarks_print_a_table()
    {
        string table = CommandRun.Of("bench", "stopwatch", "--threads", "2").Output;

        Assert.Contains("handwritten", table, StringComparison.Ordinal);
        Assert.Contains("12414", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Benchmarks_as_JSON_are_objects_with_stable_keys_and_nothing_else()
    {
        var run = CommandRun.Of("bench", "stopwatch", "--json", "--precision", "single");

        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        using var second = JsonDocument.Parse(lines[1]);
        Assert.Equal(
            ["benchmark", "variant", "processor", "precision", "threads", "neurons", "synapses", "simulatedSeconds", "buildSeconds", "compileSeconds",
                "runSeconds",
                "cpuSeconds", "realTimeFactor", "nsPerNeuronStep", "nsPerSynapticEvent", "spikes", "synapticEvents", "peakBytes"],
            first.RootElement.EnumerateObject().Select(each => each.Name));
        Assert.Equal("single", first.RootElement.GetProperty("precision").GetString());
        Assert.Equal(["benchmark", "variant", "processor", "precision", "threads"], second.RootElement.EnumerateObject().Select(each => each.Name));
    }
}
