using static Neuropil.Units;

namespace Neuropil.Tests.Adaptive;

/// <summary>The adaptive method against solutions that are known in closed form.</summary>
public class AdaptiveClosedFormTests
{
    private static readonly AdaptiveOptions tight = new() { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 };

    // tau 30 ms, E -50, threshold -55, reset -70 mV: from reset to threshold it takes 30 ln 4 ms.
    private static readonly LeakyIntegrateAndFire tonic = new()
    {
        Capacitance = 300 * pF, LeakConductance = 10 * nS, LeakReversal = -50 * mV, Threshold = -55 * mV, Reset = -70 * mV,
        InitialVoltage = -70 * mV, RefractoryPeriod = 0 * ms,
    };

    [Fact]
    public void Integrate_and_fire_cell_spikes_after_30_ln_4_ms_each()
    {
        var spikes = Spikes(new AdaptiveSimulation(tonic).Run(1000 * ms));
        Assert.Equal(24, spikes.Length);
        for (int k = 0; k < spikes.Length; k++)
        {
            Assert.Equal((k + 1) * 30 * Math.Log(4), spikes[k], 1e-7 * (k + 1));
        }

        double[] accurate = Spikes(new AdaptiveSimulation(tonic, tight).Run(100 * ms));
        Assert.Equal(30 * Math.Log(4), accurate[0], 1e-10);
        Assert.Equal(41.588831, accurate[0], 1e-6);
        Assert.Equal(30 * Math.Log(4), accurate[1] - accurate[0], 1e-10);
    }

    [Fact]
    public void Refractory_period_adds_to_the_interval_and_need_not_be_whole_steps()
    {
        double[] spikes = Spikes(new AdaptiveSimulation(tonic with { RefractoryPeriod = Math.PI * ms }, tight).Run(200 * ms));
        Assert.Equal([.. Enumerable.Range(0, spikes.Length).Select(k => ((k + 1) * 30 * Math.Log(4)) + (k * Math.PI))], spikes,
            (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(4, spikes.Length);
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-6)]
    [InlineData(1e-8)]
    [InlineData(1e-10)]
    public void The_error_of_an_oscillation_is_of_the_size_of_the_tolerance(double tolerance)
    {
        // Ten periods; steps along the phase add their errors: about a hundred steps at 1e-4, a thousand at 1e-10.
        var oscillator = new EquationCell("dx/dt = y/ms : 1; dy/dt = -x/ms : 1") { Initial = { ["x"] = 1 } };
        var options = new AdaptiveOptions { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance, LargestStep = 100 * ms };
        var run = new AdaptiveSimulation(oscillator, options).Run(20 * Math.PI * ms, ["x"], 0.1 * ms);
        double error = Enumerable.Range(0, run.Traces.TimesSeconds.Count)
            .Max(i => Math.Abs(run.Traces["x"].Values[i] - Math.Cos(run.Traces.TimesSeconds[i] * 1e3)));
        Assert.InRange(error, tolerance / 10, tolerance * 200);
        Assert.Equal(1 + (int)(200 * Math.PI), run.Traces.TimesSeconds.Count);
    }

    [Fact]
    public void Errors_fall_with_the_fifth_power_of_the_number_of_steps()
    {
        var oscillator = new EquationCell("dx/dt = y/ms : 1; dy/dt = -x/ms : 1") { Initial = { ["x"] = 1 } };
        var (coarse, fine) = (Run(1e-5), Run(1e-10));
        double order = Math.Log(coarse.Error / fine.Error) / Math.Log((double)fine.Steps / coarse.Steps);
        Assert.InRange(order, 4.7, 5.3);

        (double Error, long Steps) Run(double tolerance)
        {
            var options = new AdaptiveOptions { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance, LargestStep = 100 * ms };
            var run = new AdaptiveSimulation(oscillator, options).Run(50 * ms);
            double error = Math.Sqrt(Math.Pow(run["x"].SiValue - Math.Cos(50), 2) + Math.Pow(run["y"].SiValue + Math.Sin(50), 2));
            return (error, run.Steps);
        }
    }

    [Fact]
    public void Samples_between_steps_are_as_accurate_as_the_steps()
    {
        var decay = new EquationCell("dx/dt = -x/(3*ms) : mV") { Initial = { ["x"] = 10 * mV } };
        var run = new AdaptiveSimulation(decay, new AdaptiveOptions { LargestStep = 100 * ms }).Run(20 * ms, ["x"], 0.01 * ms);
        Assert.Equal(2001, run.Traces.TimesSeconds.Count);
        Assert.True(run.Steps < 300);
        for (int i = 0; i < run.Traces.TimesSeconds.Count; i++)
        {
            Assert.Equal(0.01 * i, run.Traces.TimesSeconds[i] * 1e3, 1e-11);
            Assert.Equal(10 * Math.Exp(-run.Traces.TimesSeconds[i] * 1e3 / 3), run.Traces["x"].Values[i], 1e-7);
        }

        Assert.Equal(10e-3 * Math.Exp(-20 / 3.0), run["x"].SiValue, 1e-11);
    }

    [Fact]
    public void The_solvers_own_steps_can_be_traced()
    {
        var run = new AdaptiveSimulation(tonic).Run(50 * ms, ["V"]);
        Assert.Equal(run.Steps + 1, run.Traces.TimesSeconds.Count);
        Assert.Equal(-70, run.Traces["V"].Values[run.Traces.TimesSeconds.ToList().IndexOf(run.SpikeTimes[0].SiValue)], 1e-12);
    }

    [Fact]
    public void Arriving_spikes_act_at_once_and_undecayed()
    {
        // C dV/dt = -g V + s with ds/dt = -s/tau: V(t) = w/C (e^(-t/tau_m) - e^(-t/tau)) / (1/tau - 1/tau_m), from each arrival.
        var cell = new LeakyIntegrateAndFire { LeakReversal = 0 * mV, Threshold = 1000 * mV, Reset = -1 * mV };
        var receptor = new ExponentialCurrent("synapse") { Decay = 5 * ms };
        var input = new ReceptorInput<Current>(receptor, [(7.3 * ms, 100 * pA), (2 * ms, 50 * pA), (2 * ms, 25 * pA), (0 * ms, 10 * pA)]);
        var run = new AdaptiveSimulation(cell, tight, input).Run(20 * ms, ["V", "synapse.s"], 1 * ms);
        for (int t = 0; t <= 20; t++)
        {
            double v = Response(t, 10) + Response(t - 2, 75) + Response(t - 7.3, 100);
            Assert.Equal(v, run.Traces["V"].Values[t], 1e-10);
        }

        Assert.Equal((10 * Math.Exp(-0.4)) + 75, run.Traces["synapse.s"].Values[2], 1e-9);

        static double Response(double t, double weight)
            => t < 0 ? 0 : weight / 200 * (Math.Exp(-t / 20) - Math.Exp(-t / 5)) / ((1 / 5.0) - (1 / 20.0));
    }

    [Fact]
    public void A_jump_over_the_threshold_is_a_spike_and_what_arrives_while_V_is_held_is_lost()
    {
        var cell = new LeakyIntegrateAndFire { LeakReversal = -60 * mV, Threshold = -50 * mV, Reset = -60 * mV, RefractoryPeriod = 5 * ms };
        var input = new ReceptorInput<Voltage>(new Delta("kick"), [(3 * ms, 11 * mV), (4 * ms, 11 * mV), (8.5 * ms, 6 * mV), (20 * ms, 3 * mV)]);
        var run = new AdaptiveSimulation(cell, tight, input).Run(30 * ms, ["V"], 0.5 * ms);
        Assert.Equal([3.0], Spikes(run), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(-60, run.Traces["V"].Values[10], 1e-9);
        Assert.Equal(-54, run.Traces["V"].Values[17], 1e-9);
        Assert.Equal(-57 + (6 * Math.Exp(-11.5 / 20)), run.Traces["V"].Values[40], 1e-9);
    }

    [Fact]
    public void Every_cell_of_a_population_has_its_own_parameters()
    {
        var network = new Network { Seed = 5 };
        var cells = network.Add(new Population("cells", 3, tonic with { LeakReversal = new[] { -50 * mV, -40 * mV, -56 * mV } })
        {
            Initial = { ["V"] = new[] { -70 * mV, -60 * mV, -70 * mV } },
        });
        var simulation = new AdaptiveSimulation(network, cells.Name, tight);
        Assert.Equal(30 * Math.Log(20 / 5.0), Spikes(simulation.Run(100 * ms))[0], 1e-10);
        Assert.Equal(30 * Math.Log(20 / 15.0), Spikes(simulation.Run(100 * ms, cell: 1))[0], 1e-10);
        Assert.Equal(30 * Math.Log(30 / 15.0), Spikes(simulation.Run(100 * ms, cell: 1))[1] - Spikes(simulation.Run(100 * ms, cell: 1))[0], 1e-10);
        Assert.Empty(simulation.Run(100 * ms, cell: 2).SpikeTimes);
    }

    private static double[] Spikes(AdaptiveRun run) => [.. run.SpikeTimes.Select(time => time / ms)];

    [Fact]
    public void A_receptor_acts_on_the_compartment_that_it_names()
    {
        // 100 pA for good into the dendrite: 10 nS / 275 nS² of it in the soma, 15 nS / 275 nS² in the dendrite.
        var synapse = new ExponentialCurrent("synapse") { Decay = 1e9 * second, Compartment = "dendrite" };
        var run = new AdaptiveSimulation(new PassiveTwoCompartment(), null, new ReceptorInput<Current>(synapse, [(0 * ms, 100 * pA)])).Run(400 * ms);
        Assert.Equal(-70 + (1000.0 / 275), run["soma.V"].SiValue * 1000, 1e-6);
        Assert.Equal(-70 + (1500.0 / 275), run["dendrite.V"].SiValue * 1000, 1e-6);
    }
}
