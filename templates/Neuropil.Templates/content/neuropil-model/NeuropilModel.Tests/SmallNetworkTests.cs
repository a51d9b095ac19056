using Neuropil;
using static Neuropil.Units;

namespace NeuropilModel.Tests;

public class SmallNetworkTests
{
    [Fact]
    public void It_fires()
    {
        double rate = Run(threads: 1).MeanRate() / Hz;
        Assert.InRange(rate, 1, 100);
    }

    [Fact]
    public void Threads_change_no_spike() => Assert.Equal(Run(threads: 1).Hash(), Run(threads: 2).Hash());

    private static SpikeTrains Run(int threads)
    {
        var network = SmallNetwork.Create();
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.05 * ms, Threads = threads });
        var spikes = run.Record(network.Find("cells").Spikes);
        run.Advance(200 * ms, cancellation: TestContext.Current.CancellationToken);
        return spikes.Trains();
    }
}
