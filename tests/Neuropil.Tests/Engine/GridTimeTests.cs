using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Every time that a user gives is on the grid, or rounded with a warning that states the value used, or refused.</summary>
public class GridTimeTests
{
    [Fact]
    public void Times_on_the_grid_give_no_warning()
    {
        var run = Simulate(
            new LeakyIntegrateAndFire
            {
                RefractoryPeriod = 2.3 * ms,
                Inputs = [new StepCurrent { Start = 0.3 * ms, Stop = 5.7 * ms }, new ArrayCurrent { Samples = [1 * pA], Interval = 0.25 * ms }],
            });
        run.Advance(0.7 * ms);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void A_refractory_period_between_two_steps_is_rounded_with_a_warning()
    {
        Assert.Equal(
            "Population 'cells': refractory period is 0.35 ms, not a multiple of the time step 0.1 ms; 0.4 ms is used.",
            Assert.Single(Simulate(new LeakyIntegrateAndFire { RefractoryPeriod = 0.35 * ms }).Warnings));
        Assert.Equal(
            "Population 'cells', cell 1: refractory period is 2.14 ms, not a multiple of the time step 0.1 ms; 2.1 ms is used.",
            Assert.Single(Simulate(new LeakyIntegrateAndFire { RefractoryPeriod = new[] { 2 * ms, 2.14 * ms } }, 2).Warnings));
        Assert.Empty(Simulate(new LeakyIntegrateAndFire { RefractoryPeriod = Distributions.Uniform(1 * ms, 2 * ms) }, 2).Warnings); // drawn: meant to be
        Assert.Contains(
            "refractory period is 0.04 ms; expected at least the time step, 0.1 ms",
            Assert.Throws<ArgumentException>(() => Simulate(new LeakyIntegrateAndFire { RefractoryPeriod = 0.04 * ms })).Message);
    }

    [Theory]
    [InlineData(0.35, 0.4)]
    [InlineData(0.34, 0.3)]
    [InlineData(2, 2)]
    public void The_period_stated_is_the_one_that_is_used(double given, double used)
    {
        // Driven far above the threshold it spikes in the first step that it may.
        var cell = new LeakyIntegrateAndFire { RefractoryPeriod = given * ms, Inputs = [new ConstantCurrent { Amplitude = 1000 * nA }] };
        using var run = Simulate(cell);
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        run.Advance(10 * ms);
        double[] times = spikes.Trains().TimesSeconds(0);
        Assert.Equal(used + 0.1, (times[1] - times[0]) * 1e3, 1e-9); // held for the period, and above the threshold a step later
    }

    [Fact]
    public void A_current_switched_between_two_steps_is_so_at_the_nearest()
    {
        var cell = new LeakyIntegrateAndFire { Inputs = [new StepCurrent { Start = 0.32 * ms, Stop = 0.75 * ms }] };
        using var run = Simulate(cell);
        var current = run.Record(run.Network.Populations[0].Trace("stepCurrent.current", 0));
        run.Advance(2 * ms);
        Assert.Equal(
            [
                "Population 'cells': stepCurrent.start is 0.32 ms, not a multiple of the time step 0.1 ms; 0.3 ms is used.",
                "Population 'cells': stepCurrent.stop is 0.75 ms, not a multiple of the time step 0.1 ms; 0.8 ms is used.",
            ],
            run.Warnings);
        Assert.Equal([3, 4, 5, 6, 7], Enumerable.Range(0, 20).Where(step => current.Traces().Columns[0].Values[step] > 0));
    }

    [Fact]
    public void A_pulse_below_half_a_step_is_refused()
        => Assert.Contains(
            "stepCurrent.stop - start is 0.02 ms; expected at least the time step",
            Assert.Throws<ArgumentException>(
                () => Simulate(new LeakyIntegrateAndFire { Inputs = [new StepCurrent { Start = 1.02 * ms, Stop = 1.04 * ms }] })).Message);

    [Fact]
    public void A_clamp_steps_at_the_nearest_step()
    {
        var clamp = new VoltageClamp { Holding = -70 * mV, Steps = [new ClampStep(0.34 * ms, 0 * mV)] };
        using var run = Simulate(clamp);
        var v = run.Record(run.Network.Populations[0].Trace("V", 0));
        run.Advance(1 * ms);
        Assert.Contains("start1 is 0.34 ms, not a multiple of the time step 0.1 ms; 0.3 ms is used.", Assert.Single(run.Warnings));
        Assert.Equal([-70.0, -70, -70, 0, 0], v.Traces().Columns[0].Values.Take(5));
        Assert.Contains(
            "start1 is 0.03 ms; expected at least the time step",
            Assert.Throws<ArgumentException>(() => Simulate(clamp with { Steps = [new ClampStep(0.03 * ms, 0 * mV)] })).Message);
    }

    [Fact]
    public void Durations_and_intervals_are_rounded_with_a_warning_and_refused_below_half_a_step()
    {
        using var run = Simulate(new LeakyIntegrateAndFire());
        var cells = run.Network.Populations[0];
        var error = Assert.Throws<ArgumentException>(() => run.Advance(0.04 * ms));
        Assert.Equal("The duration of an advance is 0.04 ms; expected at least the time step, 0.1 ms.", error.Message);
        Assert.Throws<ArgumentException>(() => run.Record(cells.Trace("V", 0) with { Interval = 0.04 * ms }));
        Assert.Empty(run.Warnings);
        var trace = run.Record(cells.Trace("V", 0) with { Interval = 0.25 * ms });
        Assert.Contains("0.3 ms is used", Assert.Single(run.Warnings));
        Assert.Equal(3, run.StepsOf(0.26 * ms));
        run.Advance(0.26 * ms);
        run.Advance(0.26 * ms);
        Assert.Equal(6, run.Step);
        Assert.Equal(2, run.Warnings.Count);
        Assert.Equal([0, 0.0003, 0.0006], trace.Traces().TimesSeconds);
    }

    [Fact]
    public void Spike_times_are_rounded_with_a_warning()
    {
        var network = new Network();
        network.Add(new Population("given", 1, new SpikeTimes([(0, 1 * ms), (0, 2.04 * ms), (0, 3.05 * ms), (0, 0.04 * ms)])));
        using var run = new Simulation(network);
        var spikes = run.Record(network.Populations[0].Spikes);
        run.Advance(5 * ms);
        Assert.Equal(
            "Spike 1 of population 'given' is 2.04 ms, not a multiple of the time step 0.1 ms; 2 ms is used. So are 2 other spikes of it.",
            Assert.Single(run.Warnings));
        Assert.Equal([0, 0.001, 0.002, 0.0031], spikes.Trains().TimesSeconds(0));
    }

    /// <summary>
    /// Half of the time 200 pA. The charge is right whatever the step is. Of an edge amid a step it comes too early or late, by at most 2 mV/ms dt^2/8 for the
    /// moment that it brings, over tau, and there are tau/0.25 ms edges that are still felt: dt^2 mV/ms^2 in all.
    /// </summary>
    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.05, true)]
    [InlineData(0.25, true)]
    [InlineData(0.4, false)]
    [InlineData(1, false)]
    public void An_array_is_sampled_at_its_own_interval_whatever_the_step_is(double dt, bool isExact)
    {
        Current[] samples = [.. Enumerable.Range(0, 100).Select(i => i % 2 * 200 * pA)];
        var cell = new LeakyIntegrateAndFire
        {
            Capacitance = 100 * pF, LeakConductance = 10 * nS, LeakReversal = 0 * mV, Threshold = 1 * volt, Reset = 0 * mV, RefractoryPeriod = 0 * ms,
            Inputs = [new ArrayCurrent { Samples = samples, Interval = 0.25 * ms }],
        };
        using var run = Simulate(cell, 1, new RunOptions { TimeStep = dt * ms, Method = Integrators.ExactLinear });
        var v = run.Record(run.Network.Populations[0].Trace("V", 0));
        run.Advance(24 * ms);

        // tau is 10 ms, and V goes to 20 mV while 200 pA flow.
        double exact = 0;
        for (int i = 0; i < 96; i++)
        {
            double target = i % 2 * 20;
            exact = target + ((exact - target) * Math.Exp(-0.025));
        }

        Assert.Equal(exact, v.Traces().Columns[0].Values[^1], isExact ? 1e-9 : dt * dt);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void An_array_without_interval_has_a_sample_for_each_step()
    {
        var cell = new EquationCell("dV/dt = I/(100 pF) : mV") { Inputs = [new ArrayCurrent { Samples = [10 * pA, 20 * pA, 40 * pA], Start = 0.1 * ms }] };
        foreach (double dt in new[] { 0.1, 0.05, 0.3 })
        {
            double start = dt == 0.3 ? 0.3 : 0.1;
            var input = new ArrayCurrent { Samples = [10 * pA, 20 * pA, 40 * pA], Start = start * ms };
            using var run = Simulate(cell with { Inputs = [input] }, 1, new RunOptions { TimeStep = dt * ms });
            var v = run.Record(run.Network.Populations[0].Trace("V", 0));
            run.Advance(3 * ms);
            var values = v.Traces().Columns[0].Values;
            Assert.Equal(70 * dt / 100, values[^1], 1e-12);
            Assert.Equal(10 * dt / 100, values[(int)Math.Round(start / dt) + 1], 1e-12);
        }

        Assert.Contains(
            "no fixed time step", Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(cell).Run(1 * ms)).Message);
    }

    private static Simulation Simulate(CellModel cell, int size = 1, RunOptions? options = null)
    {
        var network = new Network();
        network.Add(new Population("cells", size, cell));
        return new Simulation(network, options);
    }
}
