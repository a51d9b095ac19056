using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>
/// Spike times of published cells against SciPy's LSODA and DOP853 at 1e-11 (tests/references/cells/spike_times.py), by the fourth-order Runge-Kutta method
/// with a step of 0.0025 ms: at 0.005 ms the fastest spikes (reduced Traub-Miles) still err by 0.001 ms in 200 ms, at 0.0025 ms by 0.0001. Crossings are taken
/// from the straight line between two steps, whose error is dt² V'' / (8 V') or 1e-4 ms here.
/// </summary>
public class CellSpikeTimesTests
{
    private const double TimeStep = 0.0025; // ms
    private const double Tolerance = 0.0005; // ms

    public static TheoryData<string> Cells => [.. CellReferences.SpikeTimes.EnumerateObject().Select(cell => cell.Name)];

    // Up to 6 s: steps of 2.5 us over the whole run of the reference, one cell at a time.
    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_spikes_when_the_reference_does(string name)
    {
        var reference = CellReferences.SpikeTimes.GetProperty(name);
        var cell = (Neuron)ModelCatalogue.All.Single(model => model.Declaration.GetType().Name == name).Declaration;
        double area = (cell as PointNeuron)?.Area.UniformSi ?? ((TwoCompartmentNeuron)cell).Area.UniformSi;
        var steps = reference.GetProperty("currents").EnumerateArray().Select(pair => (Start: pair[0].GetDouble(), Density: pair[1].GetDouble())).ToList();
        double until = reference.GetProperty("until").GetDouble();
        var inputs = steps.Select((step, i) => (InjectedCurrent)new StepCurrent
        {
            Amplitude = step.Density * uA / cm2 * Area.FromSi(area),
            Start = step.Start * ms,
            Stop = (i + 1 < steps.Count ? steps[i + 1].Start : until + 1) * ms,
        });
        double[] found = Crossings(cell with { Inputs = [.. inputs] }, until);
        double[] expected = [.. reference.GetProperty("spikes").EnumerateArray().Select(time => time.GetDouble())];
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) < Tolerance, $"spike {i} at {found[i]} ms, in the reference at {expected[i]} ms");
        }
    }

    private static double[] Crossings(Neuron cell, double until)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, cell));
        using var run = new Simulation(network, new RunOptions { TimeStep = TimeStep * ms, Method = Integrators.RungeKutta4, Threads = 1 });
        var trace = run.Record(cells.Trace("V", 0));
        run.Advance(until * ms);
        var v = trace.Traces().Columns[0].Values;
        var times = new List<double>();
        for (int n = 1; n < v.Count; n++)
        {
            if (v[n - 1] < -20 && v[n] >= -20)
            {
                times.Add(TimeStep * (n - ((v[n] + 20) / (v[n] - v[n - 1]))));
            }
        }

        return [.. times];
    }
}
