using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>Two receptors on one wiring feel the same spikes at the same cells, the second scaled by the ratio.</summary>
public class TogetherTests
{
    [Theory]
    [InlineData(1, LaneWidth.Auto)]
    [InlineData(2, LaneWidth.Bits128)]
    [InlineData(3, LaneWidth.Scalar)]
    public void Both_receptors_feel_each_spike(int threads, LaneWidth width)
    {
        var setting = new SynapseNetwork();
        var ampa = new Exponential("ampa") { Decay = 2 * ms };
        var nmda = new Exponential("nmda") { Decay = 50 * ms };
        var both = new Together<Conductance>("glutamate", ampa, nmda, Ratio: 0.3);
        var projection = setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.4), both, Uniform(0.1 * nS, 0.5 * nS), 0.4 * ms);
        using var run = new Simulation(setting.Network, new RunOptions { TimeStep = SynapseNetwork.Dt * ms, Threads = threads, Width = width });
        int[] cells = [.. Enumerable.Range(0, setting.Targets.Size)];
        var (fast, slow) = (run.Record(setting.Targets.Trace("glutamate.ampa.g", cells)), run.Record(setting.Targets.Trace("glutamate.nmda.g", cells)));
        run.Advance(setting.Steps * SynapseNetwork.Dt * ms);

        var table = run.SynapsesOf(projection);
        double[] weights = table.In("w", nS);
        foreach (var (trace, decay, factor) in new[] { (fast, 2.0, 1.0), (slow, 50.0, 0.3) })
        {
            for (int cell = 0; cell < cells.Length; cell++)
            {
                double[] expected = Conductance(setting, table, weights, cell, decay, factor);
                var found = trace.Traces().Columns[cell].Values;
                double largest = expected.Max();
                for (int step = 0; step < expected.Length; step++)
                {
                    Assert.True(Math.Abs(found[step] - expected[step]) <= 1e-12 * Math.Max(1, largest),
                        $"cell {cell}, step {step}: {found[step]:R}, expected {expected[step]:R}");
                }
            }
        }
    }

    [Fact]
    public void A_receptor_of_another_compartment_is_refused_by_name()
    {
        var setting = new SynapseNetwork();
        var both = new Together<Conductance>("glutamate", new Exponential("ampa"), new Exponential("nmda") { Compartment = "dendrite" }, Ratio: 0.3);
        setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.4), both, 1 * nS);
        var error = Assert.Throws<ArgumentException>(() => new Simulation(setting.Network));
        Assert.Contains("'nmda' is on compartment 'dendrite'", error.Message);
    }

    // The sum of exponentials, spike by spike.
    private static double[] Conductance(SynapseNetwork setting, SynapseTable table, double[] weights, int cell, double decay, double factor)
    {
        var conductance = new double[setting.Steps];
        for (int i = 0; i < table.Count; i++)
        {
            foreach (var (_, sent) in table.Targets[i] == cell ? setting.Given.Where(spike => spike.Cell == table.Sources[i]) : [])
            {
                for (int step = sent + 1 + 4; step < setting.Steps; step++)
                {
                    conductance[step] += factor * weights[i] * Math.Exp(-(step - (sent + 5)) * SynapseNetwork.Dt / decay);
                }
            }
        }

        return conductance;
    }
}
