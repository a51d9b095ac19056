using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>A chance is drawn anew at each event, also where several events meet in one step.</summary>
public class ChanceTests
{
    [Fact]
    public void Events_of_one_step_draw_numbers_of_their_own()
    {
        var setting = new SynapseNetwork();
        var projection = setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, 0.1 * nS,
            plasticity: new Comparing("rule"));
        var outcome = setting.Run(projection, new RunOptions { Threads = 1 });
        var table = outcome.Synapses;
        var (sent, back) = (setting.Given.ToHashSet(), outcome.Spikes.ToHashSet());
        int meetings = Enumerable.Range(0, table.Count)
            .Sum(i => sent.Count(spike => spike.Cell == table.Sources[i] && back.Contains((table.Targets[i], spike.Step))));
        Assert.True(meetings > 10, $"only {meetings} synapses are reached from both ends in one step");
        Assert.All(table.Numbers("equal"), count => Assert.Equal(0, count));
    }

    // Counts how often a spike of the target, or a clock, draws what the last spike of the source drew.
    private sealed record Comparing(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var (chance, last, equal) = (synapse.Chance("chance"), synapse.Variable("last", Scope.Edge, 2.0), synapse.Variable("equal", Scope.Edge, 0.0));
            var counted = equal + Select(Abs(chance - last) < 1e-15, 1.0, 0.0);
            synapse.On(synapse.PresynapticSpike, last, chance);
            synapse.On(synapse.PostsynapticSpike, equal, counted);
            synapse.On(synapse.Clock("tick", 0.1 * ms), equal, counted);
        }
    }
}
