using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>Clocks tick for sources, targets and synapses at whole periods, after the spikes of their time; synapses then see both ends as they were.</summary>
public class ClockTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_clock_changes_both_ends_and_the_synapses(int threads, bool resumed)
    {
        var setting = new SynapseNetwork();
        var projection = setting.Network.Connect(
            setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, 0.1 * nS, plasticity: new Counting("rule"));
        var outcome = setting.Run(projection, new RunOptions { Threads = threads }, resumed);
        var table = outcome.Synapses;
        int ticks = (setting.Steps - 1) / 50;
        for (int i = 0; i < table.Count; i++)
        {
            var sent = setting.Given.Where(spike => spike.Cell == table.Sources[i]).Select(spike => spike.Step + 1).ToList();
            var back = outcome.Spikes.Where(spike => spike.Cell == table.Targets[i]).Select(spike => spike.Step + 1).ToList();
            double seen = 0, count = 0, countBack = 0;
            for (int tick = 1; tick <= ticks; tick++)
            {
                int step = 50 * tick;
                count += sent.Count(at => at > step - 50 && at <= step);
                countBack += back.Count(at => at > step - 50 && at <= step);
                seen += count + (10 * countBack);
                (count, countBack) = (count / 2, countBack / 4);
            }

            Assert.Equal(seen, table.Numbers("seen")[i], 9);
        }
    }

    [Fact]
    public void A_slow_nonlinear_equation_advances_by_its_clock()
    {
        var setting = new SynapseNetwork();
        var projection = setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, 0.1 * nS,
            plasticity: new Logistic("rule"));
        var outcome = setting.Run(projection, new RunOptions { Threads = 1 });
        double x = 0.1;
        for (int tick = 1; tick <= (setting.Steps - 1) / 10; tick++)
        {
            x += x * (1 - x) / 10;
        }

        Assert.All(outcome.Synapses.Numbers("x"), value => Assert.Equal(x, value, 12));
    }

    // Counts spikes at both ends; each tick halves one count and quarters the other, after the synapse has taken both down.
    private sealed record Counting(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var (x, y, seen) = (synapse.Variable("x", Scope.Source, 0.0), synapse.Variable("y", Scope.Target, 0.0), synapse.Variable("seen", Scope.Edge, 0.0));
            var tick = synapse.Clock("tick", 5 * ms);
            synapse.On(synapse.PresynapticSpike, x, x + 1);
            synapse.On(synapse.PostsynapticSpike, y, y + 1);
            synapse.On(tick, seen, seen + x + (10 * y));
            synapse.On(tick, x, x / 2);
            synapse.On(tick, y, y / 4);
        }
    }

    private sealed record Logistic(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var x = synapse.Variable("x", Scope.Edge, 0.1);
            synapse.On(synapse.Clock("slow", 1 * ms), x, x + (Held(x) * (1 - x) / 10));
        }
    }
}
