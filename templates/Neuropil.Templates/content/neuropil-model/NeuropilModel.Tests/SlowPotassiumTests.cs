using Neuropil;
using static Neuropil.Units;

namespace NeuropilModel.Tests;

public class SlowPotassiumTests
{
    // While V is held, w is an exponential between its two steady states.
    [Fact]
    public void The_gate_opens_with_its_time_constant()
    {
        double before = 1 / (1 + Math.Exp(3.5)), after = 1 / (1 + Math.Exp(-3.5));
        var clamp = new VoltageClamp
        {
            Holding = -70 * mV, Steps = [new ClampStep(10 * ms, 0 * mV)],
            Mechanisms = [new Potassium { Channels = [new SlowPotassium { TimeConstant = 50 * ms }] }],
        };
        var network = new Network();
        var cells = network.Add(new Population("cell", 1, clamp));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        run.Advance(10 * ms, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(before, run.Values(cells, "w").Numbers()[0], tolerance: 1e-9);
        run.Advance(50 * ms, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(after - ((after - before) * Math.Exp(-1)), run.Values(cells, "w").Numbers()[0], tolerance: 1e-9);
    }
}
