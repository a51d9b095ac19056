using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>When and how a spike acts (the order of a step): it enters undecayed at the beginning of step n + 1 + d.</summary>
public class ArrivalTests
{
    private const double Decay = 5; // ms
    private const double Weight = 6; // nS

    /// <summary>Spike time, delay, and the first sample with a conductance that is not zero, all in units of 0.1 ms.</summary>
    [Theory]
    [InlineData(100, 15, 115)] // 10.0 ms + 1.5 ms: in force from 11.5 ms, seen in the sample at 11.5 ms
    [InlineData(100, 0, 100)]
    [InlineData(100, 1, 101)]
    [InlineData(1, 0, 1)]
    [InlineData(7, 40, 47)]
    public void A_spike_acts_from_its_time_plus_the_delay_and_enters_undecayed(int spike, int delay, int firstSample)
    {
        double[] g = Conductance([(0, spike * 0.1 * ms)], 6 * nS, delay * 0.1 * ms, 200);
        Assert.All(g[..firstSample], value => Assert.Equal(0, value));
        Assert.Equal(Weight, g[firstSample], 14);
        for (int sample = firstSample; sample < g.Length; sample++)
        {
            double exact = Weight * Math.Exp(-0.1 * (sample - firstSample) / Decay);
            Assert.InRange(g[sample] / exact, 1 - 1e-13, 1 + 1e-13);
        }
    }

    [Fact]
    public void Delays_between_the_steps_are_rounded_and_the_value_used_is_stated()
    {
        var network = Pair([(0, 1 * ms)], 6 * nS, 0.26 * ms);
        using var run = new Simulation(network);
        var trace = run.Record(network.Populations[1].Trace("synapse.g", 0));
        run.Advance(2 * ms);
        string warning = Assert.Single(run.Warnings);
        Assert.Contains("'source to target' is 0.26 ms", warning);
        Assert.Contains("0.3 ms is used", warning);
        var values = trace.Traces().Columns[0].Values;
        Assert.Equal((0, true), (values[12], values[13] > 0));
    }

    [Theory]
    [InlineData(0.04, "0 ms is used")]
    [InlineData(0.05, "0.1 ms is used")]
    [InlineData(1e-9, "0 ms is used")]
    public void A_delay_between_zero_and_one_step_is_rounded_with_a_warning(double milliseconds, string expected)
    {
        using var run = new Simulation(Pair([(0, 1 * ms)], 6 * nS, milliseconds * ms));
        Assert.Contains(expected, Assert.Single(run.Warnings));
    }

    [Fact]
    public void A_multiple_of_the_step_gives_no_warning()
    {
        using var run = new Simulation(Pair([(0, 1 * ms)], 6 * nS, 1.5 * ms));
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void Weights_of_spikes_that_arrive_together_add_up()
    {
        // Contacts of one source, spikes of two, and two at different times with different delays: all in force from 3.0 ms.
        var network = new Network();
        var source = network.Add(new Population("source", 2, new SpikeTimes([(0, 2 * ms), (1, 2 * ms), (1, 1.5 * ms)])));
        var target = network.Add(new Population("target", 1, Passive()));
        var receptor = new Exponential("synapse") { Decay = Decay * ms };
        network.Connect(source, target, new ExplicitPairs([(0, 0), (0, 0), (1, 0)]), receptor, new[] { 1 * nS, 2 * nS, 4 * nS }, 1 * ms);
        network.Connect(source.Slice("second", 1..), target, new OneToOne(), receptor, 8 * nS, 1.5 * ms, "late");
        double[] g = Trace(network, "synapse.g", 31);
        Assert.Equal(0, g[24]);
        Assert.Equal(4, g[25], 14); // the spike at 1.5 ms, after 1 ms
        Assert.Equal((4 * Math.Exp(-5 * 0.1 / Decay)) + 1 + 2 + 4 + 8, g[30], 12);
    }

    [Fact]
    public void The_sample_at_a_time_is_that_after_the_step_which_ends_then()
    {
        var network = Pair([(0, 1 * ms)], 6 * nS, 0 * ms);
        using var run = new Simulation(network);
        var trace = run.Record(network.Populations[1].Trace("V", 0) with { Interval = 0.5 * ms });
        var spikes = run.Record(network.Populations[0].Spikes);
        run.Advance(2.3 * ms);
        Assert.Equal([0, 0.0005, 0.001, 0.0015, 0.002], trace.Traces().TimesSeconds);
        var trains = spikes.Trains();
        Assert.Equal(9, trains.Steps[0]); // found in the step that ends at 1.0 ms
        Assert.Equal(0.001, trains.TimesSeconds()[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_mean_over_the_step_carries_the_exact_charge(bool mean)
    {
        // A perfect integrator adds up the current: weight * decay in all, or with the value at the step's beginning weight * dt / (1 - e^(-dt/decay)).
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var target = network.Add(new Population("target", 1, new LeakyCell { Leak = 0 * nS, Capacitance = 1 * pF, Rest = 0 * mV, Threshold = 1 * volt }));
        network.Connect(source, target, new OneToOne(), new ExponentialCurrent("synapse") { Decay = 2 * ms, MeanOverStep = mean }, 3 * pA);
        double[] v = Trace(network, "V", 1000);
        double charge = mean ? 3 * 2.0 : 3 * 0.1 / (1 - Math.Exp(-0.1 / 2.0));
        Assert.Equal(charge, v[^1], 1e-10 * charge);
    }

    [Fact]
    public void Cells_integrate_with_the_conductance_of_the_same_step()
    {
        // One step of exponential Euler by its closed form: from V the cell relaxes to the balance of leak and synapse, with the conductance held.
        double[] v = Trace(Pair([(0, 1 * ms)], 6 * nS, 0 * ms), "V", 12);
        Assert.Equal(-65, v[10], 12);
        double balance = ((10 * -65.0) + (6 * 0.0)) / (10 + 6);
        Assert.Equal(balance + ((-65 - balance) * Math.Exp(-0.1 * (10 + 6) / 200)), v[11], 12);
    }

    private static double[] Conductance((int, Time)[] spikes, Conductance weight, Time delay, int samples)
        => Trace(Pair(spikes, weight, delay), "synapse.g", samples);

    private static Network Pair((int, Time)[] spikes, Conductance weight, Time delay)
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes(spikes)));
        var target = network.Add(new Population("target", 1, Passive()));
        network.Connect(source, target, new OneToOne(), new Exponential("synapse") { Decay = Decay * ms }, weight, delay);
        return network;
    }

    private static LeakyCell Passive() => new() { Threshold = 1 * volt };

    private static double[] Trace(Network network, string variable, int steps)
    {
        using var run = new Simulation(network);
        var trace = run.Record(network.Populations[^1].Trace(variable, 0));
        run.Advance(steps * run.TimeStep);
        return trace.Traces().Columns[0].Values.ToArray();
    }
}
