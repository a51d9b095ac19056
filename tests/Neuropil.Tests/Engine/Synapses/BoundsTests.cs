using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>A variable stays within its bounds between events too, wherever it lives: stepped for its cell, or aged by its synapse.</summary>
public class BoundsTests
{
    [Fact]
    public void What_an_equation_takes_across_a_bound_stays_at_it()
    {
        // 2 - 1.1 e^(-t/10) is 1 after 0.95 ms.
        var setting = new SynapseNetwork();
        var projection = setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, 0.1 * nS,
            plasticity: new Rising("rule"));
        var table = setting.Run(projection, new RunOptions { Threads = 1 }).Synapses;
        Assert.All(table.Numbers("source").Concat(table.Numbers("target")).Concat(table.Numbers("edge")), value => Assert.Equal(1, value));
        Assert.All(table.Numbers("seen"), value => Assert.InRange(value, 0, 1));
        Assert.Contains(1.0, table.Numbers("seen"));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void A_bound_that_reads_a_variable_is_as_the_event_leaves_it(int threads, bool resumed)
    {
        // The largest weight is halved by each spike of the source and grows by 0.1 nS at each of the target, when the weight is looked at too.
        var setting = new SynapseNetwork();
        var projection = setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, 0.3 * nS,
            plasticity: new Limited("rule"));
        var outcome = setting.Run(projection, new RunOptions { Threads = threads }, resumed);
        var table = outcome.Synapses;
        double[] weights = table.In("w", nS);
        bool isCut = false;
        for (int i = 0; i < table.Count; i++)
        {
            var events = setting.Given.Where(spike => spike.Cell == table.Sources[i]).Select(spike => (spike.Step, IsBack: false))
                .Concat(outcome.Spikes.Where(spike => spike.Cell == table.Targets[i]).Select(spike => (spike.Step, IsBack: true)))
                .Where(one => one.Step < setting.Steps - 1).Order();
            var (w, limit) = (0.3, 0.5);
            foreach (var (_, isBack) in events)
            {
                limit = isBack ? limit + 0.1 : limit / 2;
                w = Math.Min(w + (isBack ? 0.04 : 0.01), limit);
                isCut |= w == limit;
            }

            Assert.Equal(w, weights[i], 1e-12);
        }

        Assert.True(isCut);
    }

    private sealed record Limited(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var (w, limit) = (synapse.Weight, synapse.Variable("limit", Scope.Edge, 0.5 * nS));
            synapse.Bounds(w, 0 * nS, limit);
            synapse.On(synapse.PresynapticSpike, w, w + (0.01 * nS));
            synapse.On(synapse.PresynapticSpike, limit, limit / 2);
            synapse.On(synapse.PostsynapticSpike, w, w + (0.04 * nS));
            synapse.On(synapse.PostsynapticSpike, limit, limit + (0.1 * nS));
        }
    }

    private sealed record Rising(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var rising = new[] { Scope.Source, Scope.Target, Scope.Edge }.Select(scope => synapse.Variable($"{scope}".ToLowerInvariant(), scope, 0.9)).ToList();
            foreach (var variable in rising)
            {
                synapse.Differential(variable, (2 - variable) / (10 * ms));
                synapse.Bounds(variable, 0, 1);
            }

            var seen = synapse.Variable("seen", Scope.Edge, 0.0);
            synapse.On(synapse.PresynapticSpike, seen, rising.Aggregate<Symbol, Expr>(seen, (largest, variable) => Max(largest, variable)));
        }
    }
}
