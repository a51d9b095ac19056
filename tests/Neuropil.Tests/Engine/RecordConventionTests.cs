using Neuropil.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A sample at t has every variable as it is at t, as in the adaptive reference: the cell's and what advances with the receptors.</summary>
public class RecordConventionTests
{
    private static readonly Exponential receptor = new("excitation") { Decay = 4 * ms, Reversal = 10 * mV };

    [Fact]
    public void Receptor_variables_are_those_of_the_adaptive_solver_at_the_same_instants()
    {
        (Time, Conductance)[] arrivals = [(0 * ms, 2 * nS), (0.3 * ms, 1 * nS), (0.3 * ms, 3 * nS), (1.7 * ms, 1.5 * nS)];
        using var run = new Simulation(Build(arrivals), new RunOptions { TimeStep = 0.01 * ms });
        var target = run.Network.Populations[1];
        string[] names = ["excitation.g", "excitation.current", "V"];
        var records = names.Select(name => run.Record(target.Trace(name, 0) with { Interval = 0.1 * ms })).ToList();
        run.Advance(3 * ms);
        var reference = new AdaptiveSimulation(run.Network, "target", inputs: new ReceptorInput<Conductance>(receptor, arrivals))
            .Run(3 * ms, names, interval: 0.1 * ms).Traces;
        var (g, current, v) = (records[0].Traces(), records[1].Traces(), records[2].Traces());
        Assert.Equal((30, 30, 31), (g.TimesSeconds.Count, current.TimesSeconds.Count, v.TimesSeconds.Count)); // the last comes with the next step
        for (int sample = 0; sample < 30; sample++)
        {
            Assert.Equal(reference.TimesSeconds[sample], g.TimesSeconds[sample], 1e-15);
            Assert.Equal(reference.Columns[0].Values[sample], g.Columns[0].Values[sample], 1e-7);
            Assert.Equal(v.Columns[0].Values[sample], reference.Columns[2].Values[sample], 0.01); // of first order in the step
            Assert.Equal(g.Columns[0].Values[sample] * (10 - v.Columns[0].Values[sample]), current.Columns[0].Values[sample], 1e-9); // all of one instant
        }
    }

    [Fact]
    public void The_last_sample_comes_with_the_next_step()
    {
        using var run = new Simulation(Build([(1 * ms, 2 * nS)]));
        var g = run.Record(run.Network.Populations[1].Trace("g", 0));
        run.Advance(0 * ms);
        Assert.Empty(g.Traces().TimesSeconds);
        run.Advance(1 * ms);
        Assert.Equal(0.0009, g.Traces().TimesSeconds[^1], 1e-15);
        run.Advance(0.1 * ms);
        Assert.Equal((0.001, 2.0), (g.Traces().TimesSeconds[^1], g.Traces().Columns[0].Values[^1]));
    }

    /// <summary>The integral of a fluctuating current is what it charges: the sample at t is in force in the step that begins at t.</summary>
    [Fact]
    public void A_process_is_sampled_at_the_beginning_of_the_step_in_which_it_acts()
    {
        var network = new Network { Seed = 5 };
        var cell = new EquationCell("dV/dt = I/(100 pF) : mV") { Inputs = [new OrnsteinUhlenbeckCurrent { StandardDeviation = 50 * pA }] };
        var cells = network.Add(new Population("cells", 3, cell));
        using var run = new Simulation(network);
        var (current, v) = (run.Record(cells.Trace("ornsteinUhlenbeckCurrent.I", 2)), run.Record(cells.Trace("V", 2)));
        run.Advance(10 * ms);
        var (charging, charged) = (current.Traces().Columns[0].Values, v.Traces().Columns[0].Values);
        Assert.Equal((100, 101), (charging.Count, charged.Count));
        for (int step = 0; step < 100; step++)
        {
            Assert.Equal(charging[step] * 0.1 / 100, charged[step + 1] - charged[step], 1e-12);
        }
    }

    /// <summary>Interval in steps, threads, and the step of a checkpoint from which the run goes on.</summary>
    [Theory]
    [InlineData(1, 3, -1)]
    [InlineData(1, 2, 17)]
    [InlineData(3, 3, 17)]
    [InlineData(3, 2, 18)]
    [InlineData(3, 1, 0)]
    public void Samples_are_the_same_for_any_threads_and_after_a_resume(int interval, int threads, int resumedAt)
        => Assert.Equal(Samples(interval, 1, -1), Samples(interval, threads, resumedAt));

    private static double[] Samples(int interval, int threads, int resumedAt)
    {
        using var file = new MemoryStream();
        if (resumedAt >= 0)
        {
            var (first, _) = Mixed(interval, threads);
            using (first)
            {
                first.Advance(resumedAt * first.TimeStep);
                first.SaveCheckpoint(file);
                file.Position = 0;
            }
        }

        var (run, read) = Mixed(interval, threads);
        using (run)
        {
            if (resumedAt >= 0)
            {
                run.LoadCheckpoint(file);
            }

            run.Advance((40 - run.Step) * run.TimeStep);
            return read();
        }
    }

    private static (Simulation Run, Func<double[]> Read) Mixed(int interval, int threads)
    {
        var run = new Simulation(MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = threads });
        var cells = run.Network.Populations.First(population => population.Cell is Neuron);
        Time every = interval * run.TimeStep;
        int[] chosen = [.. Enumerable.Range(0, cells.Size / 7).Select(i => 7 * i)];
        var names = new[] { "excitation.g", "excitation.current", "V" };
        var traces = names.Select(name => run.Record(cells.Trace(name, chosen) with { Interval = every })).ToList();
        var means = names.Select(name => run.Record(cells.Mean(name) with { Interval = every })).ToList();
        return (run, () => [.. traces.SelectMany(trace => trace.Traces().Columns.SelectMany(column => column.Values)),
            .. means.SelectMany(mean => mean.Traces().Columns[0].Values)]);
    }

    private static Network Build((Time Time, Conductance Weight)[] arrivals)
    {
        var network = new Network();
        var source = network.Add(new Population("source", arrivals.Length, new SpikeTimes([.. arrivals.Select((arrival, i) => (i, arrival.Time))])));
        var target = network.Add(new Population("target", 1, new LeakyIntegrateAndFire { Threshold = 1 * volt }));
        var pairs = new ExplicitPairs([.. arrivals.Select((_, i) => (i, 0))]);
        network.Connect(source, target, pairs, receptor, arrivals.Select(arrival => arrival.Weight).ToArray());
        return network;
    }
}
