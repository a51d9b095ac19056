using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>Checkpoints of a run that goes on, for when its process is killed or its disk is full.</summary>
public sealed class KeptCheckpointTests : IDisposable
{
    private static readonly EiNetworkParameters small = new() { Excitatory = 80, Inhibitory = 20, ConnectionProbability = 0.1, Duration = 40 * ms };
    private static readonly Lazy<ExperimentResult> whole = new(() => new EiNetworkExperiment().Run(small, new ExperimentContext()));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_checkpoint_of_a_run_that_goes_on_leads_to_its_end()
    {
        var saved = new List<MemoryStream>();
        var result = new EiNetworkExperiment().Run(small, new ExperimentContext
        {
            CheckpointEvery = 1e-6 * second,
            CheckpointSink = write =>
            {
                saved.Add(new MemoryStream());
                write(saved[^1]);
            },
        });
        Assert.False(result.Interrupted);
        Assert.Equal(whole.Value.Counters.SpikeHash, result.Counters.SpikeHash);
        Assert.NotEmpty(saved);
        foreach (var checkpoint in new[] { saved[0], saved[^1] })
        {
            var resumed = new EiNetworkExperiment().Run(small, new ExperimentContext { ResumeFrom = checkpoint });
            Assert.Equal(whole.Value.Counters.SpikeHash, resumed.Counters.SpikeHash);
        }
    }

    [Fact]
    public void Nobody_who_wants_none_gets_one()
        => Assert.False(new EiNetworkExperiment().Run(small, new ExperimentContext
        {
            CheckpointEvery = 0 * second, CheckpointSink = _ => Assert.Fail("saved"),
        }).Interrupted);

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_a_warning_and_the_run_goes_on()
    {
        var warnings = new List<string>();
        var result = new EiNetworkExperiment().Run(small, new ExperimentContext
        {
            CheckpointEvery = 1e-6 * second, CheckpointSink = _ => throw new UserErrorException("cannot write \"x\": No space left on device"),
            Warn = warnings.Add,
        });
        Assert.Equal(whole.Value.Counters.SpikeHash, result.Counters.SpikeHash);
        Assert.Equal(["no checkpoint: cannot write \"x\": No space left on device"], warnings);
    }

    [Fact]
    public void What_is_not_taken_over_yet_is_saved_again()
    {
        using var first = new MemoryStream();
        using var stop = new CancellationTokenSource();
        ExperimentRun.Of(new ExperimentContext { CheckpointSink = write => write(first), Cancellation = stop.Token }, (session, _) =>
        {
            Advance(session);
            Advance(session);
            stop.Cancel();
            Advance(session);
        });

        // Resumed, and stopped while the first simulation, of which more is wanted now, is the only one that is there again.
        using var second = new MemoryStream();
        using var again = new CancellationTokenSource();
        ExperimentRun.Of(new ExperimentContext { ResumeFrom = first, CheckpointSink = write => write(second), Cancellation = again.Token }, (session, _) =>
        {
            again.Cancel();
            Advance(session, 4 * ms);
        });
        var begins = new List<double>();
        var reports = new List<double>();
        ExperimentRun.Of(new ExperimentContext { ResumeFrom = second, Progress = new Reported(reports) }, (session, _) =>
        {
            foreach (Time duration in new[] { 4 * ms, 2 * ms, 2 * ms })
            {
                reports.Clear();
                Advance(session, duration);
                begins.Add(reports[0]);
            }
        });
        Assert.Equal([0.002, 0.002, 0], begins);
    }

    [Fact]
    public void A_disk_that_is_full_at_the_end_loses_nothing_that_was_simulated()
    {
        var request = new RunRequest
        {
            Values = ResolvedParameters.Resolve(new EiNetworkExperiment(), null,
                [KeyValuePair.Create("exc", "80"), KeyValuePair.Create("inh", "20"), KeyValuePair.Create("connection-probability", "0.1"),
                    KeyValuePair.Create("duration", "40 ms")]),
            Output = folder["out"],
            Seed = 1,
        };

        // As when the disk is full or gone: the folder cannot be written any more when the run ends.
        var spoil = new Calling(() =>
        {
            if (Directory.Exists(folder["out"]))
            {
                Directory.Delete(folder["out"], recursive: true);
                File.WriteAllText(folder["out"], "in the way");
            }
        });
        var error = Assert.Throws<UserErrorException>(() => ExperimentRunner.Run(request, new RunListeners(spoil), CancellationToken.None));
        var found = System.Text.RegularExpressions.Regex.Match(error.Message, "what was simulated is in \"(?<folder>.*)\": 'neuropil resume (.*)' writes");
        Assert.True(found.Success, error.Message);
        string rescued = found.Groups["folder"].Value;
        try
        {
            var (_, outcome) = ExperimentRunner.Resume(rescued, [new EiNetworkExperiment()], 1, new RunListeners(Progress.None), CancellationToken.None);
            Assert.Equal(whole.Value.Counters.SpikeHash, outcome.Result.Counters.SpikeHash);
            Assert.True(File.Exists(Path.Combine(rescued, "summary.json")));
            Assert.False(File.Exists(Path.Combine(rescued, "checkpoint.npc")));
        }
        finally
        {
            Directory.Delete(rescued, recursive: true);
        }
    }

    private static SessionRun Advance(Session session, Time? duration = null)
    {
        var network = session.NewNetwork();
        network.Add(new Population("cells", 10, new HodgkinHuxley()));
        var run = session.Simulate(network, 0.01 * ms);
        run.Advance(duration ?? (2 * ms));
        return run;
    }

    private sealed class Reported(List<double> seconds) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds) => seconds.Add(simulatedSeconds);
    }

    private sealed class Calling(Action action) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds) => action();
    }
}
