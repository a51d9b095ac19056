using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Synapses that move V at once: after the integration, before the threshold.</summary>
public class DeltaTests
{
    private static readonly double LeakFactor = Math.Exp(-0.1 / 20); // 200 pF over 10 nS, one step of 0.1 ms

    [Fact]
    public void The_jump_follows_the_integration_and_decays_from_the_next_step_on()
    {
        double[] v = Voltage(3 * mV, spikes: 1);
        Assert.Equal(-65, v[10]);
        Assert.Equal(-62, v[11], 12);
        Assert.Equal(-65 + (3 * LeakFactor), v[12], 12);
    }

    [Fact]
    public void A_jump_over_the_threshold_is_a_spike_of_the_same_step()
    {
        double[] v = Voltage(16 * mV, spikes: 1);
        Assert.Equal(-60, v[11]);
    }

    [Fact]
    public void What_arrives_while_V_is_held_is_lost()
    {
        double[] once = Voltage(16 * mV, spikes: 1);
        double[] twice = Voltage(16 * mV, spikes: 2);
        Assert.Equal(once, twice);
    }

    [Fact]
    public void Two_receptors_add()
    {
        double[] v = Voltage(2 * mV, spikes: 1, -0.5 * mV);
        Assert.Equal(-63.5, v[11], 12);
    }

    // Spikes arrive in the steps that begin at 1 ms, 1.1 ms, ...; sample k is V after k steps.
    private static double[] Voltage(Voltage weight, int spikes, Voltage? second = null)
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes(Enumerable.Range(0, spikes).Select(i => (0, (1 + (0.1 * i)) * ms)).ToArray())));
        var target = network.Add(new Population("target", 1, new LeakyCell()));
        network.Connect(source, target, new AllToAll(), new Delta("delta"), weight);
        if (second is { } other)
        {
            network.Connect(source, target, new AllToAll(), new Delta("other"), other);
        }

        using var run = new Simulation(network);
        var trace = run.Record(target.Trace("V", 0));
        run.Advance(3 * ms);
        return [.. trace.Traces().Columns[0].Values];
    }
}
