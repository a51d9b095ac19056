using Neuropil.Compiler;
using Neuropil.Networks;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler;

/// <summary>The kernels of a projection: what statements share is planned once, so that a large formula costs once for all that read it.</summary>
public class SynapsePlansTests
{
    [Fact]
    public void Statements_that_share_a_formula_stay_one_formula()
    {
        int Nodes(int variables) => Dependence.Nodes(Plans(new Sharing("shared", variables)).Clocks[0].Source!.Plan.Assignments.Select(row => row.Value)).Count;

        // Each further variable adds a product and the number in it.
        Assert.Equal(2 * 10, Nodes(12) - Nodes(2));
        Assert.True(Nodes(2) > Sharing.Terms);
    }

    [Fact]
    public void A_statement_reads_what_those_before_it_wrote_although_they_share_a_formula()
    {
        var stage = Plans(new Written("written")).Clocks[0].Source!;
        var values = stage.Plan.Assignments.ToDictionary(row => row.Column.Name, row => row.Value.Evaluate(_ => new Quantity(3, Dimension.None)).SiValue);

        // All variables are 3: x becomes 3 + 9, then y sees that x twice over, and z both.
        Assert.Equal(12, values["x"]);
        Assert.Equal(12 + (12 * 12), values["y"]);
        Assert.Equal(12 + (12 * 12) + (12 + (12 * 12)), values["z"]);
    }

    private static SynapsePlans Plans(Release release)
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([])));
        var cell = new LeakyIntegrateAndFire();
        var target = network.Add(new Population("target", 1, cell));
        var projection = network.Connect(source, target, new AllToAll(), new Exponential("excitation"), 1 * nS, release: release);
        return SynapsePlans.Of(ProjectionEquations.Of(projection, ProjectionEquations.Declared(projection), null, cell.ToEquations())!);
    }

    private sealed record Sharing(string Name, int Variables) : Release(Name)
    {
        public const int Terms = 50;

        protected internal override void Declare(SynapseBuilder synapse)
        {
            var x = synapse.Variable("x", Scope.Source, 0.5);
            Expr sum = x;
            for (int i = 0; i < Terms; i++)
            {
                sum = Exp(sum) + x;
            }

            var tick = synapse.Clock("tick", 1 * ms);
            for (int i = 0; i < Variables; i++)
            {
                synapse.On(tick, synapse.Variable($"v{i}", Scope.Source, 0.0), (2.0 + i) * sum);
            }
        }
    }

    private sealed record Written(string Name) : Release(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var (x, y, z) = (synapse.Variable("x", Scope.Source, 0.0), synapse.Variable("y", Scope.Source, 0.0), synapse.Variable("z", Scope.Source, 0.0));
            var shared = x + (x * x);
            var tick = synapse.Clock("tick", 1 * ms);
            synapse.On(tick, x, shared);
            synapse.On(tick, y, shared);
            synapse.On(tick, z, shared + y);
        }
    }
}
