using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Thresholds, resets and refractoriness, with a ramp that rises by exactly 1/8 mV in a step of 1/8 ms.</summary>
public class ThresholdTests
{
    private const int StepsToThreshold = 8;

    [Fact]
    public void A_spike_is_found_in_the_step_in_which_the_voltage_reaches_the_threshold()
    {
        var (spikes, v) = Run(new Ramp(), steps: 20);
        Assert.Equal([StepsToThreshold - 1], spikes.Steps.ToArray()[..1]);
        Assert.Equal(1e-3, spikes.TimesSeconds()[0]);
        Assert.Equal(7.0 / 8, v[StepsToThreshold - 1]);
        Assert.Equal(0, v[StepsToThreshold]); // reset in the same step
    }

    [Fact]
    public void A_crossing_counts_once_however_long_the_voltage_stays_above()
    {
        var (spikes, v) = Run(new Ramp { HasReset = false }, steps: 100);
        Assert.Equal([StepsToThreshold - 1], spikes.Steps.ToArray());
        Assert.Equal(100.0 / 8, v[^1]);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    public void A_cell_that_starts_at_or_above_the_threshold_has_not_crossed_it(double start)
    {
        var (spikes, _) = Run(new Ramp { HasReset = false, Start = start * mV }, steps: 20);
        Assert.Equal(0, spikes.Count);
    }

    [Theory]
    [InlineData(2.0, 16)]
    [InlineData(0.125, 1)]
    [InlineData(2.05, 16)] // to the nearest step
    [InlineData(2.07, 17)]
    [InlineData(0.0, 0)]
    public void Refractoriness_holds_the_voltage_for_its_steps(double milliseconds, int held)
    {
        var (spikes, v) = Run(new Ramp { Refractory = milliseconds * ms }, steps: 60);
        int interval = held + StepsToThreshold;
        Assert.Equal([StepsToThreshold - 1, StepsToThreshold - 1 + interval], spikes.Steps.ToArray()[..2]);
        Assert.All(v[StepsToThreshold..(StepsToThreshold + held + 1)], value => Assert.Equal(0, value));
        Assert.Equal(1.0 / 8, v[StepsToThreshold + held + 1]);
    }

    [Fact]
    public void A_refractory_period_of_each_cell_its_own()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new Ramp { Refractory = new[] { 0 * ms, 1 * ms, 2 * ms } }));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.125 * ms, Method = Integrators.ForwardEuler });
        var record = run.Record(cells.Spikes);
        run.Advance(100 * run.TimeStep);
        var trains = record.Trains();
        Assert.Equal([8, 16, 24], Enumerable.Range(0, 3).Select(cell => trains.StepsOf(cell)[1] - trains.StepsOf(cell)[0]));
    }

    private static (SpikeTrains Spikes, double[] Voltage) Run(Ramp cell, int steps)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, cell));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.125 * ms, Method = Integrators.ForwardEuler });
        var spikes = run.Record(cells.Spikes);
        var trace = run.Record(cells.Trace("V", 0));
        run.Advance(steps * run.TimeStep);
        return (spikes.Trains(), trace.Traces().Columns[0].Values.ToArray());
    }

    /// <summary>dV/dt = 1 mV/ms up to 1 mV, then back to zero.</summary>
    private sealed record Ramp : Neuron
    {
        public Parameter<Time> Refractory { get; init; } = 0 * ms;

        public Parameter<Voltage> Start { get; init; } = 0 * mV;

        public bool HasReset { get; init; } = true;

        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", Start);
            equations.Differential(v, 1 * mV / ms);
            var spike = equations.Spike(v >= 1 * mV);
            if (HasReset)
            {
                equations.On(spike, v, 0 * mV);
            }

            equations.Refractory(Refractory, HasReset ? [v] : []);
        }
    }
}
