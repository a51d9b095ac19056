using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Network, initial state and noise have separable seeds.</summary>
public class SeedTests
{
    private readonly record struct Observed(string Wiring, string Initial, string Noise, string Parameters);

    [Fact]
    public void The_same_seed_gives_the_same_network() => Assert.Equal(Observe(new Network { Seed = 5 }), Observe(new Network { Seed = 5 }));

    [Fact]
    public void Each_seed_changes_its_own_part_only()
    {
        var reference = Observe(new Network { Seed = 5 });
        var initial = Observe(new Network { Seed = 5, InitialSeed = 6 });
        Assert.NotEqual(reference.Initial, initial.Initial);
        Assert.Equal(reference, initial with { Initial = reference.Initial });

        var noise = Observe(new Network { Seed = 5, NoiseSeed = 6 });
        Assert.NotEqual(reference.Noise, noise.Noise);
        Assert.Equal(reference, noise with { Noise = reference.Noise });

        var wiring = Observe(new Network { Seed = 6, InitialSeed = 5, NoiseSeed = 5 });
        Assert.NotEqual(reference.Wiring, wiring.Wiring);
        Assert.NotEqual(reference.Parameters, wiring.Parameters);
        Assert.Equal((reference.Initial, reference.Noise), (wiring.Initial, wiring.Noise));
    }

    [Fact]
    public void What_is_declared_later_changes_nothing_before()
    {
        var network = new Network { Seed = 5 };
        var reference = Observe(network);
        var longer = Observe(new Network { Seed = 5 }, extra: true);
        Assert.Equal(reference, longer);
    }

    // What differs is read from outside: the arrivals of a volley show wiring and weights, the first samples the initial state.
    private static Observed Observe(Network network, bool extra = false)
    {
        var volley = network.Add(new Population("volley", 50, new SpikeTimes([.. Enumerable.Range(0, 50).Select(cell => (cell, (1 + (cell * 0.2)) * ms))])));
        var noise = network.Add(new Population("noise", 40, new PoissonSource { Rate = 500 * Hz }));
        var cells = network.Add(new Population("cells", 60, new LeakyCell { Threshold = 0 * mV, Leak = Normal(10 * nS, 1 * nS) })
        {
            Initial = { ["V"] = Uniform(-70 * mV, -60 * mV) },
        });
        network.Connect(volley, cells, new FixedProbability(0.2), new Exponential("synapse"), Normal(1 * nS, 0.1 * nS), Uniform(0 * ms, 2 * ms));
        if (extra)
        {
            var more = network.Add(new Population("more", 30,
                new LeakyCell { Leak = Normal(10 * nS, 1 * nS) }) { Initial = { ["V"] = Uniform(-70 * mV, -60 * mV) } });
            network.Connect(volley, more, new FixedProbability(0.2), new Exponential("other"), 1 * nS);
        }

        using var run = new Simulation(network);
        int[] all = [.. Enumerable.Range(0, 60)];
        var conductance = run.Record(cells.Trace("synapse.g", all));
        var voltage = run.Record(cells.Trace("V", all));
        var leak = run.Record(cells.Trace("leak", all));
        var spikes = run.Record(noise.Spikes);
        run.Advance(20 * ms);
        double[] start = [.. voltage.Traces().Columns.Select(column => column.Values[0])];
        return new Observed(
            string.Join(' ', conductance.Traces().Columns.SelectMany(column => column.Values)),
            string.Join(' ', start),
            spikes.Trains().Hash(),
            string.Join(' ', leak.Traces().Columns.Select((column, cell) => (column.Values[0] / (-65 - start[cell])).ToString("G10"))));
    }
}
