using System.Text.Json;
using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Receptors and releases against NEURON 8.2.2 and Brian2 2.5.1 (tests/references/synapses/receptors.py, which says what was run).</summary>
public class SynapseReferenceTests
{
    private static readonly JsonElement reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "references", "synapses", "receptors.json"))).RootElement;

    private static readonly LeakyIntegrateAndFire passive = new() { LeakReversal = -70 * mV, Threshold = 0 * mV };

    // NEURON's values lie between two of its steps of at most 0.01 ms: a straight line across is off by 2e-6 nS, Brian2's method by less than 1e-8 mV.
    [Theory]
    [InlineData("doubleExponential", 1, 4e-6, 2e-5)]
    [InlineData("nmda", 3, 1e-9, 1e-6)]
    public void A_receptor_on_a_passive_cell_is_that_of_another_simulator(string name, double weight, double ofConductance, double ofPotential)
    {
        Receptor<Conductance> receptor = name == "nmda" ? new Nmda("synapse") : new DoubleExponential("synapse") { Rise = 2 * ms, Decay = 8 * ms };
        double[] spikes = Numbers(reference.GetProperty("spikes")), times = Numbers(reference.GetProperty("times"));
        double[] g = Numbers(reference.GetProperty(name).GetProperty("g")), v = Numbers(reference.GetProperty(name).GetProperty("V"));

        // The conductance on the grid, at any step: a kernel has no error of its own.
        foreach (var step in new[] { 0.01 * ms, 0.5 * ms })
        {
            var network = new Network();
            var source = network.Add(new Population("source", 1, new SpikeTimes([.. spikes.Select(time => (0, time * ms))])));
            var cell = network.Add(new Population("cell", 1, passive));
            network.Connect(source, cell, new OneToOne(), receptor, weight * nS);
            using var run = new Simulation(network, new RunOptions { TimeStep = step, Precision = Precision.Double });
            var record = run.Record(cell.Trace("synapse.g", 0));
            run.Advance(91 * ms);
            double[] course = record.Traces().Columns[0].In(nS);
            Assert.All(times.Zip(g), at => Assert.Equal(at.Second, course[(int)Math.Round(at.First * ms / step)], ofConductance));
        }

        // The potential without a grid.
        var input = new ReceptorInput<Conductance>(receptor, [.. spikes.Select(time => (time * ms, weight * nS))]);
        var traces = new AdaptiveSimulation(passive, new AdaptiveOptions { RelativeTolerance = 1e-11 }, input).Run(91 * ms, ["V"], 1 * ms).Traces;
        double[] potential = traces.Columns[0].In(mV), samples = [.. traces.TimesSeconds.Select(time => time * 1000)];
        Assert.All(times.Zip(v), each
            => Assert.Equal(each.Second, potential[Array.FindIndex(samples, time => Math.Abs(time - each.First) < 1e-6)], ofPotential));
    }

    [Theory]
    [InlineData("depressing", 0.5, 800, 0)]
    [InlineData("facilitating", 0.03, 130, 530)]
    [InlineData("mixed", 0.15, 300, 400)]
    public void Depression_and_facilitation_are_those_of_another_simulator(string name, double use, double recovery, double facilitation)
    {
        var synapses = reference.GetProperty("tsodyksMarkram");
        double[] spikes = Numbers(synapses.GetProperty("spikes")), released = Numbers(synapses.GetProperty(name));
        var release = new TsodyksMarkram("release")
        {
            Utilization = use, Recovery = recovery * ms, Facilitation = facilitation > 0 ? (Parameter<Time>)(facilitation * ms) : null,
        };
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([.. spikes.Select(time => (0, time * ms))])));
        var cell = network.Add(new Population("cell", 1, passive));
        network.Connect(source, cell, new OneToOne(), new ExponentialCurrent("synapse") { Decay = 2 * ms }, 1 * pA, release: release);
        using var run = new Simulation(network, new RunOptions { TimeStep = 1 * ms, Precision = Precision.Double });
        var record = run.Record(cell.Trace("synapse.s", 0));
        run.Advance(422 * ms);
        double[] course = record.Traces().Columns[0].In(pA);
        Assert.All(spikes.Zip(released), each =>
        {
            int n = (int)Math.Round(each.First);
            Assert.Equal(each.Second, course[n] - (course[n - 1] * Math.Exp(-0.5)), 1e-12);
        });
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
