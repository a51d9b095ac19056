using System.Text.Json;
using Neuropil.Experiments;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("jpg", "\"jpg\" is no format; expected svg, pdf or png")]
    [InlineData("svg,", "\"\" is no format")]
    public void An_unknown_format_of_figures_is_named(string formats, string expected)
    {
        string error = CommandRun.Of("run", "spike-lottery", "--figures", formats, "--out", folder["run"]).OneLineError();
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_saved_in_the_formats_that_are_asked_for_and_the_report_repeats_that()
    {
        if (FigureConverter.Program is null)
        {
            string error = CommandRun.Of("run", "spike-lottery", "--figures", "pdf", "--out", folder["run"]).OneLineError();
            Assert.Contains("--figures: Figures become PDF by", error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder["run"]));
            return;
        }

        Assert.Equal(0, CommandRun.Of("run", "spike-lottery", "--figures", "svg,png", "--out", folder["run"]).ExitCode);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], File.ReadAllBytes(folder["run", "raster.png"])[..4]);
        Assert.False(File.Exists(folder["run", "raster.pdf"]));
        Assert.Contains(" --figures svg,png ", File.ReadAllText(folder["run", "report.html"]), StringComparison.Ordinal);

        // A picture of the run before is not left beside figures of another.
        Assert.Equal(0, CommandRun.Of("run", "spike-lottery", "--out", folder["run"]).ExitCode);
        Assert.False(File.Exists(folder["run", "raster.png"]));
    }

    [Fact]
    public void A_run_writes_summary_report_figures_and_spikes_and_nothing_else()
    {
        var run = CommandRun.Of("run", "spike-lottery", "--out", folder["a", "b"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["factors.csv", "raster.svg", "report.html", "spikes.csv", "spikes.npz", "summary.json"],
            Directory.GetFileSystemEntries(folder["a", "b"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>It did what was asked, but a script is to know.</summary>
    [Fact]
    public void A_failed_check_is_an_exit_code_of_its_own_after_everything_is_written()
    {
        var run = CommandRun.Of("run", "failing", "--out", folder["a"]);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("FAILED: wrong: ", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["a", "summary.json"]));
        Assert.All((string[])["0 when all checks passed", "1 when a check failed", "2 when it was refused", "130 when it was stopped"],
            each => Assert.Contains(each, CommandRun.Of("run", "failing", "--help").Output, StringComparison.Ordinal));
        Assert.Contains("1 表示有核对未通过", CommandRun.Of("run", "failing", "--help", "--language", "zh").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_run_in_the_folder_is_named_before_it_is_replaced()
    {
        Assert.Equal("", CommandRun.Of("run", "spike-lottery", "--seed", "5", "--out", folder["a"]).Error);
        File.SetLastWriteTime(folder["a", "summary.json"], new DateTime(2026, 11, 28, 14, 3, 0, DateTimeKind.Local));

        Assert.Equal($"{folder["a"]}: replaces the run of 2026-11-28 14:03, seed 5, \"neuropil run spike-lottery --seed 5\"\n",
            CommandRun.Of("run", "spike-lottery", "--out", folder["a"]).Error);
        Assert.Matches($"^{folder["a"]}：取代 .+ 的运行，种子 [0-9]+，\"neuropil run spike-lottery\"\n$",
            CommandRun.Of("run", "spike-lottery", "--out", folder["a"], "--language", "zh").Error);
    }

    [Fact]
    public void Options_reach_the_experiment_as_typed_values()
    {
        var experiment = new SpikeLottery();
        var run = CommandRun.Of(
            experiment, CancellationToken.None, "run", "spike-lottery", "--out", folder.Path, "--inhibitory-weight", "30nS", "--leak=5 nS/cm^2", "--threshold",
                "-0.02 V",
            "--dt", "1e-4s", "--neurons", "5", "--chance", ".5", "--rule", "never-wins", "--verbose", "--factors", "1, 2.5", "--times", "1ms,2 s", "--label",
                "-x y");

        Assert.Equal("", run.Error);
        var seen = experiment.Seen!;
        Assert.Equal(30e-9, seen.InhibitoryWeight.SiValue, 1e-20);
        Assert.Equal(5e-5, seen.LeakConductance.SiValue, 1e-15);
        Assert.Equal(-0.02, seen.Threshold.SiValue);
        Assert.Equal(1e-4, seen.TimeStep.SiValue);
        Assert.Equal((5, 0.5, LotteryRule.NeverWins, true, "-x y"), (seen.Neurons, seen.Chance, seen.Rule, seen.Verbose, seen.Label));
        Assert.Equal([1, 2.5], seen.Factors);
        Assert.Equal([0.001, 2], seen.Times.Select(time => time.SiValue));
    }

    [Fact]
    public void An_option_goes_before_the_preset_and_the_preset_before_the_default()
    {
        var experiment = new SpikeLottery();
        CommandRun.Of(experiment, CancellationToken.None, "run", "spike-lottery", "--out", folder.Path, "--neurons", "3", "--preset", "rich");

        Assert.Equal((3, 0.5, 67e-9), (experiment.Seen!.Neurons, experiment.Seen.Chance, Math.Round(experiment.Seen.InhibitoryWeight.SiValue, 15)));
    }

    [Fact]
    public void The_seed_and_the_precision_are_in_the_summary()
    {
        CommandRun.Of("run", "spike-lottery", "--out", folder.Path, "--seed", "18446744073709551615", "--precision", "single");

        using var summary = JsonDocument.Parse(File.ReadAllText(folder["summary.json"]));
        Assert.Equal(ulong.MaxValue, summary.RootElement.GetProperty("seed").GetUInt64());
        Assert.Equal("single", summary.RootElement.GetProperty("precision").GetString());
    }

    [Fact]
    public void Checking_the_step_runs_again_at_half_of_it_and_reports_what_moved()
    {
        var experiment = new SpikeLottery();
        var run = CommandRun.Of(experiment, CancellationToken.None, "run", "spike-lottery", "--out", folder.Path, "--check-dt");

        Assert.Equal(0.05e-3, experiment.Seen!.TimeStep.SiValue, 1e-15);
        Assert.Contains("players, rate (Hz): ", run.Output, StringComparison.Ordinal);
        Assert.Contains("at dt/2", File.ReadAllText(folder["check-dt.csv"]), StringComparison.Ordinal);
        Assert.Contains("half the time step", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Kernels_are_dumped_only_when_asked_for()
    {
        CommandRun.Of("run", "spike-lottery", "--out", folder["without"]);
        CommandRun.Of("run", "spike-lottery", "--out", folder["with"], "--dump-kernels");

        Assert.False(Directory.Exists(folder["without", "kernels"]));
        Assert.Equal("spike <- draw < chance", File.ReadAllText(folder["with", "kernels", "lottery.txt"]));
    }

    [Fact]
    public void Progress_and_results_go_to_different_streams()
    {
        var run = CommandRun.Of("run", "spike-lottery", "--out", folder.Path);

        Assert.Contains("players: 20 neurons", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("real time", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_of_an_experiment_names_question_presets_defaults_units_and_ranges()
    {
        string help = CommandRun.Of("run", "spike-lottery", "--help").Output;

        Assert.Contains(new SpikeLottery().Question, help, StringComparison.Ordinal);
        Assert.Contains("--preset rich: everybody wins", help, StringComparison.Ordinal);
        Assert.Contains("[default: 67 nS; at least 0 nS]", help, StringComparison.Ordinal);
        Assert.Contains("[default: 0.05 mS/cm^2]", help, StringComparison.Ordinal);
        Assert.Contains("[default: 0.02; at least 0, at most 1]", help, StringComparison.Ordinal);
        Assert.Contains("<fair-draw|never-wins>", help, StringComparison.Ordinal);
        foreach (string option in (string[])["--out", "--seed", "--threads", "--precision", "--check-dt", "--dump-kernels", "--preset"])
        {
            Assert.Contains(option, help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_without_meaning_for_an_experiment_are_not_offered()
    {
        string help = CommandRun.Of("run", "broken", "--help").Output;

        Assert.DoesNotContain("--preset", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--check-dt", help, StringComparison.Ordinal);
        Assert.Contains("no such option", CommandRun.Of("run", "broken", "--check-dt").OneLineError(), StringComparison.Ordinal);
    }
}
