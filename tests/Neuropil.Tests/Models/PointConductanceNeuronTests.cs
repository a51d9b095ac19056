using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>The high-conductance state of the point-conductance model.</summary>
public class PointConductanceNeuronTests
{
    [Fact]
    public void The_membrane_is_where_an_independent_program_finds_it()
    {
        // A NumPy program: V -65.241 mV, SD 1.605. 500 cells over 400 ms, a value worth a new one every 10 ms: standard errors of 0.012 and 0.008.
        const int Cells = 500;
        var network = new Network();
        var cells = network.Add(new Population("cells", Cells, new PointConductanceNeuron { Threshold = 0 * mV, InitialVoltage = -65.2 * mV }));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.05 * ms });
        var trace = run.Record(cells.Trace("V", [.. Enumerable.Range(0, Cells)]) with { Interval = 2 * ms });
        run.Advance(500 * ms);
        double[] v = [.. trace.Traces().Columns.SelectMany(column => column.Values.Skip(50))];
        double mean = v.Average();
        Assert.Equal(-65.241, mean, 0.05);
        Assert.Equal(1.605, Math.Sqrt(v.Average(x => (x - mean) * (x - mean))), 0.035);
    }

    [Fact]
    public void Clipping_changes_a_conductance_that_is_often_below_zero_only()
    {
        Assert.Equal(Rate(3 * nS, false), Rate(3 * nS, true));
        Assert.True(Rate(30 * nS, true) > Rate(30 * nS, false));

        static double Rate(Conductance deviation, bool clipped)
        {
            var network = new Network();
            network.Add(new Population("cells", 300,
                new PointConductanceNeuron { ExcitatoryStandardDeviation = deviation, Threshold = -60 * mV, Reset = -66 * mV, ClippedAtZero = clipped }));
            using var run = new Simulation(network);
            run.Advance(200 * ms);
            return run.SpikeCounts[0];
        }
    }
}
