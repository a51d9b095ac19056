using System.Text.Json;
using Neuropil.Tests.Experiments;

namespace Neuropil.Tests.CommandLine;

public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(137)]
    [InlineData(998)]
    public void An_interrupted_run_leaves_everything_and_its_continuation_ends_with_the_same_spikes(int step)
    {
        var interrupted = Interrupted(atStep: step, "--seed", "9", "--chance", "0.1234567890123456789");

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains($"neuropil resume {folder["cut"]}", interrupted.Output, StringComparison.Ordinal);
        Assert.Equal(["checkpoint.npc", "factors.csv", "raster.svg", "report.html", "spikes.csv", "spikes.npz", "summary.json"], Files());
        Assert.True(Summary("cut").GetProperty("interrupted").GetBoolean());

        var resumed = CommandRun.Of("resume", folder["cut"]);
        CommandRun.Of("run", "spike-lottery", "--out", folder["whole"], "--seed", "9", "--chance", "0.1234567890123456789");

        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(["factors.csv", "raster.svg", "report.html", "spikes.csv", "spikes.npz", "summary.json"], Files());
        Assert.False(Summary("cut").GetProperty("interrupted").GetBoolean());
        Assert.Equal(Summary("whole").GetProperty("spikeHash").GetString(), Summary("cut").GetProperty("spikeHash").GetString());
        Assert.Equal(File.ReadAllBytes(folder["whole", "spikes.csv"]), File.ReadAllBytes(folder["cut", "spikes.csv"]));
    }

    [Theory]
    [InlineData("ei-network", "raster.svg")]
    [InlineData("ei-long-run", "raster.svg")]
    [InlineData("ei-inhibition-sweep", "raster-unfinished.svg")]
    [InlineData("ei-fraction-sweep", "raster-unfinished.svg")]
    public void An_experiment_stopped_before_its_first_step_leaves_a_raster_and_a_checkpoint(string name, string raster)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        var interrupted = CommandRun.Of(Neuropil.Experiments.Catalogue.Default.Experiment(name), stop.Token, "run", name, "--out", folder["cut"]);

        Assert.Equal((130, ""), (interrupted.ExitCode, interrupted.Error));
        Assert.Superset(new HashSet<string?> { "checkpoint.npc", "report.html", "summary.json", raster }, Files().ToHashSet());
        Assert.DoesNotContain("NaN", interrupted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_interrupted_run_drew_and_its_continuation_does_not_is_removed()
    {
        var interrupted = Interrupted(atStep: 5, "--dump-kernels");
        string summary = File.ReadAllText(folder["cut", "summary.json"]);
        File.WriteAllText(folder["cut", "raster-unfinished.svg"], "former");
        File.WriteAllText(folder["cut", "summary.json"],
            summary.Replace("\"raster.svg\"", "\"raster.svg\", \"raster-unfinished.svg\"", StringComparison.Ordinal));

        CommandRun.Of("resume", folder["cut"]);

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Equal(["factors.csv", "kernels", "raster.svg", "report.html", "spikes.csv", "spikes.npz", "summary.json"], Files());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_goes_on_with_the_formats_of_figures_and_the_kernels_that_it_was_asked_for(bool killed)
    {
        Assert.SkipWhen(FigureConverter.Program is null, "Nothing that makes PNG is installed.");
        Interrupted(atStep: 100, "--figures", "png", "--dump-kernels");
        if (killed)
        {
            // Then there is a checkpoint, and nothing else.
            foreach (string? file in Files().Where(name => name != "checkpoint.npc").ToList())
            {
                Delete(folder["cut", file!]);
            }
        }

        Assert.Equal(0, CommandRun.Of("resume", folder["cut"]).ExitCode);
        Assert.Equal(["factors.csv", "kernels", "raster.png", "raster.svg", "report.html", "spikes.csv", "spikes.npz", "summary.json"], Files());

        static void Delete(string path)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
    }

    [Fact]
    public void A_run_may_be_interrupted_again_and_again()
    {
        Interrupted(atStep: 100);
        using var stop = new CancellationTokenSource();
        var again = CommandRun.Of(
            new SpikeLottery { BeforeStep = step => CancelAt(stop, step, 200) }, stop.Token, "resume", folder["cut"]);
        Assert.Equal(130, again.ExitCode);
        Assert.Equal(0, CommandRun.Of("resume", folder["cut"]).ExitCode);
        CommandRun.Of("run", "spike-lottery", "--out", folder["whole"]);

        Assert.Equal(Summary("whole").GetProperty("spikeHash").GetString(), Summary("cut").GetProperty("spikeHash").GetString());
    }

    [Fact]
    public void Resuming_keeps_the_parameters_to_the_bit()
    {
        Interrupted(atStep: 5, "--inhibitory-weight", "0.1234567890123456789nS", "--times", "0.3333333333333333333ms,1 s", "--rule", "never-wins", "--verbose",
            "--label", "a=\"b\"");
        var experiment = new SpikeLottery();
        CommandRun.Of(experiment, CancellationToken.None, "resume", folder["cut"]);

        var seen = experiment.Seen!;
        Assert.Equal(Conductance.Parse("0.1234567890123456789nS"), seen.InhibitoryWeight);
        Assert.Equal([Time.Parse("0.3333333333333333333ms"), Time.Parse("1 s")], seen.Times);
        Assert.Equal((LotteryRule.NeverWins, true, "a=\"b\""), (seen.Rule, seen.Verbose, seen.Label));
    }

    [Fact]
    public void An_interruption_before_anything_was_computed_can_be_resumed_from_the_beginning()
    {
        using var stop = new CancellationTokenSource();
        var experiment = new SpikeLottery
        {
            BeforeStep = _ =>
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            },
        };

        var interrupted = CommandRun.Of(experiment, stop.Token, "run", "spike-lottery", "--out", folder["cut"]);

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("checkpoint.npc", Files());
        Assert.Equal(0, CommandRun.Of("resume", folder["cut"]).ExitCode);
        CommandRun.Of("run", "spike-lottery", "--out", folder["whole"]);
        Assert.Equal(Summary("whole").GetProperty("spikeHash").GetString(), Summary("cut").GetProperty("spikeHash").GetString());
    }

    [Fact]
    public void An_interruption_in_the_run_at_half_the_step_is_resumed_with_both_runs()
    {
        using var stop = new CancellationTokenSource();
        int calls = 0;
        var experiment = new SpikeLottery { BeforeStep = _ => CancelAt(stop, ++calls, 1500) };

        var interrupted = CommandRun.Of(experiment, stop.Token, "run", "spike-lottery", "--out", folder["cut"], "--check-dt");
        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("raster.svg", Files());
        Assert.DoesNotContain("check-dt.csv", Files());

        Assert.Equal(0, CommandRun.Of("resume", folder["cut"]).ExitCode);
        Assert.Contains("check-dt.csv", Files());
        Assert.DoesNotContain("checkpoint.npc", Files());
    }

    [Fact]
    public void A_new_run_in_the_same_folder_does_not_replace_what_was_interrupted()
    {
        Interrupted(atStep: 5);
        var before = Files().ToList();
        string error = CommandRun.Of("run", "spike-lottery", "--out", folder["cut"]).OneLineError();
        Assert.Contains("a run that was interrupted is there, and '", error, StringComparison.Ordinal);
        Assert.Equal(before, Files());

        File.Delete(Path.Combine(folder["cut"], "checkpoint.npc"));
        CommandRun.Of("run", "spike-lottery", "--out", folder["cut"]);
        Assert.DoesNotContain("checkpoint.npc", Files());
        Assert.Contains("was not interrupted", CommandRun.Of("resume", folder["cut"]).OneLineError(), StringComparison.Ordinal);
    }

    private static void CancelAt(CancellationTokenSource stop, int step, int target)
    {
        if (step == target)
        {
            stop.Cancel();
        }
    }

    private CommandRun Interrupted(int atStep, params string[] options)
    {
        using var stop = new CancellationTokenSource();
        var experiment = new SpikeLottery { BeforeStep = step => CancelAt(stop, step, atStep) };
        return CommandRun.Of(experiment, stop.Token, ["run", "spike-lottery", "--out", folder["cut"], .. options]);
    }

    private IEnumerable<string?> Files() => Directory.GetFileSystemEntries(folder["cut"]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private JsonElement Summary(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(folder[name, "summary.json"]));
        return document.RootElement.Clone();
    }
}
