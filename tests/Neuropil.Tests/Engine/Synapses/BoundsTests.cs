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
        var projection = setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, 0.1 * nS, plasticity: new Rising("rule"));
        var table = setting.Run(projection, new RunOptions { Threads = 1 }).Synapses;
        Assert.All(table.Numbers("source").Concat(table.Numbers("target")).Concat(table.Numbers("edge")), value => Assert.Equal(1, value));
        Assert.All(table.Numbers("seen"), value => Assert.InRange(value, 0, 1));
        Assert.Contains(1.0, table.Numbers("seen"));
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
