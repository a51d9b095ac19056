using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>What a session does for an experiment: stops, checkpoints of several simulations, counters, warnings.</summary>
public class SessionTests
{
    private static readonly NoisyNeuronParameters curve = new() { Means = [13 * mV, 18 * mV], Cells = 20, Duration = 200 * ms };
    private static readonly Lazy<ExperimentResult> whole = new(() => Both(new ExperimentContext()));
    private static readonly RateResponseParameters modulated = new() { Frequencies = [10 * Hz, 100 * Hz], Cells = 20, Duration = 200 * ms };

    [Theory]
    [InlineData(0.1)] // while the first simulation settles
    [InlineData(0.35)] // when the first begins to be measured, at 5/7 of its time
    [InlineData(0.6)] // while the second settles: its records are declared later
    [InlineData(0.85)] // when the second begins to be measured
    public void A_run_of_two_simulations_goes_on_wherever_it_was_stopped(double part)
    {
        using var stop = new CancellationTokenSource();
        using var saved = new MemoryStream();
        var stopped = Both(new ExperimentContext { Cancellation = stop.Token, Progress = new StopAt(stop, part), CheckpointSink = write => write(saved) });
        Assert.True(stopped.Interrupted);
        Assert.Equal(part > 0.5, stopped.Figures.Any(figure => figure.Name == "f-i-curve"));

        int again = 0;
        var resumed = Both(new ExperimentContext { ResumeFrom = saved, Progress = new Counting(() => again++) });
        Assert.False(resumed.Interrupted);
        Assert.Equal(whole.Value.Counters.SpikeHash, resumed.Counters.SpikeHash);
        Assert.Equal(whole.Value.Checks, resumed.Checks);
        Assert.Equal(whole.Value.Figures.Select(figure => figure.ToSvg()), resumed.Figures.Select(figure => figure.ToSvg()));
    }

    private static ExperimentResult Both(ExperimentContext context) => ExperimentRun.Of(context, (session, findings) =>
    {
        new NoisyNeuronExperiment().Run(curve, session.Part(0, 2), findings);
        new RateResponseExperiment().Run(modulated, session.Part(1, 2), findings);
    });

    [Fact]
    public void A_finished_simulation_is_not_calculated_again()
    {
        using var stop = new CancellationTokenSource();
        using var saved = new MemoryStream();
        var stopped = ExperimentRun.Of(new ExperimentContext { Cancellation = stop.Token, CheckpointSink = write => write(saved) }, (session, _) =>
        {
            Advance(session);
            stop.Cancel();
            Advance(session);
        });
        var seconds = new List<double>();
        ExperimentRun.Of(new ExperimentContext { ResumeFrom = saved }, (session, _) =>
        {
            seconds.Add(Advance(session).Simulation.RunSeconds);
            seconds.Add(Advance(session).Simulation.RunSeconds);
        });

        Assert.True(stopped.Interrupted);
        Assert.True(seconds[0] < seconds[1] / 20, $"{seconds[0]} s and {seconds[1]} s");

        static SessionRun Advance(Session session)
        {
            var run = session.Simulate(Cells(session, 2000), 0.1 * ms);
            run.Advance(200 * ms);
            Assert.Equal(2000, run.Simulation.Step);
            return run;
        }
    }

    [Fact]
    public void A_simulation_of_several_threads_may_be_disposed_before_the_end()
    {
        var result = ExperimentRun.Of(new ExperimentContext { Threads = 2 }, (session, _) =>
        {
            using var run = session.Simulate(Cells(session, 2000), 0.1 * ms);
            run.Advance(5 * ms);
        });

        Assert.Equal((2, 0.005), (result.Counters.Threads, result.Counters.SimulatedSeconds));
    }

    [Fact]
    public void A_stop_keeps_what_was_found_before_it_and_says_what_always_can_be_said()
    {
        using var stop = new CancellationTokenSource();
        var result = ExperimentRun.Of(new ExperimentContext { Cancellation = stop.Token }, (session, findings) =>
        {
            var run = session.Simulate(Cells(session, 1), 0.1 * ms);
            findings.Check("before", 1, 1, 0, "here");
            findings.Always(() => findings.Measure("steps", run.Simulation.Step));
            run.Advance(1 * ms);
            stop.Cancel();
            run.Advance(1 * ms);
            findings.Check("after", 1, 1, 0, "nowhere");
        });

        Assert.True(result.Interrupted);
        Assert.Equal("The run was interrupted before its end.", result.Answer);
        Assert.Equal(["before"], result.Checks.Select(check => check.Name));
        Assert.Equal([new Measurement("steps", 10)], result.Measurements);
    }

    [Fact]
    public void Counters_and_the_hash_are_those_of_all_simulations_in_their_order()
    {
        var result = ExperimentRun.Of(new ExperimentContext { Seed = 3 }, (session, findings) =>
        {
            using (var first = session.Part(0, 2).Simulate(Cells(session, 5), 0.1 * ms))
            {
                first.Record(first.Simulation.Network.Populations[0].Spikes);
                first.Advance(30 * ms);
            }

            var second = session.Part(1, 2).Simulate(Cells(session, 7), 0.1 * ms);
            second.Record(second.Simulation.Network.Populations[0].Spikes);
            second.Advance(50 * ms);
        });

        string[] hashes = [.. new[] { (5, 30), (7, 50) }.Select(each =>
        {
            var network = Cells(null, each.Item1);
            using var run = new Simulation(network);
            var spikes = run.Record(network.Populations[0].Spikes);
            run.Advance(each.Item2 * ms);
            return spikes.Trains().Hash();
        })];
        Assert.Equal(new RunCounters { SpikeHash = hashes[0] }.Add(new RunCounters { SpikeHash = hashes[1] }).SpikeHash, result.Counters.SpikeHash);
        Assert.Equal(0.08, result.Counters.SimulatedSeconds, 1e-12);
    }

    [Fact]
    public void Warnings_are_told_once()
    {
        var told = new List<string>();
        var result = ExperimentRun.Of(new ExperimentContext { Warn = told.Add }, (session, _) =>
        {
            for (int i = 0; i < 2; i++)
            {
                var network = Cells(session, 2);
                var cells = network.Populations[0];
                network.Connect(cells, cells, new AllToAll(), new Exponential("e") { Decay = 5 * ms, Reversal = 0 * mV }, 1 * nS, delay: 0.27 * ms);
                session.Simulate(network, 0.1 * ms).Advance(1 * ms);
            }
        });

        Assert.Single(told);
        Assert.Equal(told, result.Warnings);
    }

    [Fact]
    public void Two_figures_of_one_name_are_the_authors_mistake()
    {
        var findings = new Findings();
        findings.Figure("a", "", "", new Figure());
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => findings.Figure("a", "", "", new Figure())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_applies_to_its_parameters_and_widens_with_fewer_runs()
    {
        var findings = new Findings();
        var reference = new Reference<string>("x", 10, "source", text => text == "mine").OfDraws(2, 4, 3);
        findings.Check(reference, "another's", 10);
        findings.Check(reference, "mine", 11, runs: 4);
        var check = Assert.Single(ExperimentRun.Of(new ExperimentContext(), (_, found) => found.Check(reference, "mine", 11, runs: 4)).Checks);

        Assert.Equal(3 * Math.Sqrt(0.5) * 2, check.Tolerance, 1e-12);
        Assert.Equal(("x", 10, 11, "source"), (check.Name, check.Predicted, check.Measured, check.Source));
    }

    private static Network Cells(Session? session, int count)
    {
        var network = session?.NewNetwork() ?? new Network { Seed = 3 };
        network.Add(new Population("cells", count, new HodgkinHuxley { Inputs = [new ConstantCurrent { Amplitude = 0.3 * nA }] }));
        return network;
    }

    private sealed class StopAt(CancellationTokenSource stop, double part) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds)
        {
            if (simulatedSeconds > part * totalSeconds)
            {
                stop.Cancel();
            }
        }
    }

    private sealed class Counting(Action count) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds) => count();
    }
}
