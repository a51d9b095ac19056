using static Neuropil.Units;

namespace Neuropil.Tests.Recording;

/// <summary>What is read of a simulation that is disposed is no silence: it throws.</summary>
public class DisposedRunTests
{
    [Fact]
    public void Records_and_values_of_a_disposed_simulation_throw()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 500 * pA }] }));
        var synapses = network.Connect(cells, cells, new AllToAll(), new Exponential("excitation"), 1 * nS);
        var run = new Simulation(network);
        var (spikes, counts) = (run.Record(cells.Spikes), run.Record(cells.SpikeCounts));
        var (trace, mean, matrix) = (run.Record(cells.Trace("V", 0)), run.Record(cells.Mean("V")), run.Record(cells.All("V")));
        run.Advance(100 * ms);
        var kept = spikes.Trains();
        run.Dispose();

        Assert.NotEqual(0, kept.Count);
        Assert.NotEqual(0, counts.Counts().Sum());
        var reads = new Action[]
        {
            () => spikes.Trains(), () => spikes.Trains(0 * ms, 50 * ms), () => spikes.Hash(), () => spikes.Counts(), () => _ = spikes.Count,
            () => trace.Traces(), () => mean.Traces(), () => matrix.Matrix(), () => run.Values(cells, "V"), () => run.SynapsesOf(synapses),
            () => run.Advance(1 * ms), () => run.SaveCheckpoint(new MemoryStream()), () => run.Set(cells, "V", -60 * mV),
        };
        Assert.All(reads, read => Assert.Throws<ObjectDisposedException>(read));
        run.Dispose();
    }
}
