using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A receptor that has had no spike for long is silent: exactly zero, never a subnormal number.</summary>
public class TinyStatesTests
{
    // Up to 6 s on a slow machine: a conductance needs 3.7 s of simulated time to become subnormal, which the interpreter takes for 70 cells.
    [Theory]
    [InlineData(Precision.Double, Backend.Simd)]
    [InlineData(Precision.Double, Backend.Interpreter)]
    [InlineData(Precision.Single, Backend.Simd)]
    public void Conductances_end_at_zero_and_are_never_subnormal(Precision precision, Backend backend)
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var target = network.Add(new Population("target", 70, new LeakyCell()));
        network.Connect(source, target, new AllToAll(), new Exponential("synapse") { Decay = 5 * ms }, 6 * nS);
        using var run = new Simulation(network, new RunOptions { Precision = precision, Backend = backend });
        var trace = run.Record(target.Trace("synapse.g", 69));
        run.Advance(4 * second);
        var values = trace.Traces().Columns[0].Values;
        Assert.All(values, value => Assert.False(precision == Precision.Single ? float.IsSubnormal((float)value) : double.IsSubnormal(value)));
        Assert.Equal(0, values[^1]);

        // What can be felt is untouched: 100 ms after the spike, 20 e-folds.
        Assert.InRange(values[1010] / (6 * Math.Exp(-20)), 1 - 1e-4, 1 + 1e-4);
    }
}
