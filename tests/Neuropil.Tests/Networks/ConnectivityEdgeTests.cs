using Neuropil.Networks;

namespace Neuropil.Tests.Networks;

/// <summary>Ends of no or one neuron, probabilities of 0 and 1, counts of 0, and pairs as given.</summary>
public class ConnectivityEdgeTests
{
    [Fact]
    public void A_probability_of_one_is_all_to_all_and_of_zero_is_nothing()
    {
        foreach (bool self in (bool[])[true, false])
        {
            var ends = new ConnectionEnds(70, 50, -10);
            Connectivity all = ConnectivityBuilder.Build(new AllToAll { SelfConnections = self }, ends, 1, 1);
            Connectivity certain = ConnectivityBuilder.Build(new FixedProbability(1) { SelfConnections = self }, ends, 1, 1);
            Assert.Equal(all.RowStart, certain.RowStart);
            Assert.Equal(all.Targets, certain.Targets);
            Assert.Equal(0, ConnectivityBuilder.Build(new FixedProbability(0) { SelfConnections = self }, ends, 1, 1).SynapseCount);
        }
    }

    [Fact]
    public void The_smallest_probabilities_make_nothing_in_a_small_network()
    {
        foreach (double probability in (double[])[double.Epsilon, 1e-300, 1e-20, 1e-12])
        {
            Assert.Equal(0, ConnectivityBuilder.Build(new FixedProbability(probability), new(1000, 1000), 1, 1).SynapseCount);
        }
    }

    [Fact]
    public void Empty_ends_have_no_synapses()
    {
        ConnectionRule[] rules =
            [new AllToAll(), new FixedProbability(0.5), new FixedOutDegree(0), new FixedInDegree(0), new ExplicitPairs([]),
                new AllToAll { SelfConnections = false }];
        foreach (ConnectionRule rule in rules)
        {
            foreach (ConnectionEnds ends in (ConnectionEnds[])[new(0, 0, 0), new(0, 5), new(5, 0), new(0, 5, 2), new(5, 0, 2)])
            {
                Connectivity built = ConnectivityBuilder.Build(rule, ends, 1, 1, threads: 2);
                Assert.Equal(0, built.SynapseCount);
                Assert.Equal(ends.Sources + 1, built.RowStart.Length);
            }
        }

        Assert.Equal(0, ConnectivityBuilder.Build(new FixedOutDegree(80) { WithRepetition = true }, new(0, 5), 1, 1).SynapseCount);
        Assert.Equal(0, ConnectivityBuilder.Build(new FixedInDegree(80) { WithRepetition = true }, new(5, 0), 1, 1).SynapseCount);
    }

    [Fact]
    public void One_neuron_connects_to_itself_or_to_nobody()
    {
        var alone = new ConnectionEnds(1, 1, 0);
        Assert.Equal([0, 0, 0], ConnectivityBuilder.Build(new FixedOutDegree(3) { WithRepetition = true }, alone, 1, 1).Targets);
        Assert.Equal([0, 0, 0], ConnectivityBuilder.Build(new FixedInDegree(3) { WithRepetition = true }, alone, 1, 1).Targets);
        Assert.Equal([0], ConnectivityBuilder.Build(new AllToAll(), alone, 1, 1).Targets);
        Assert.Equal([0], ConnectivityBuilder.Build(new OneToOne(), alone, 1, 1).Targets);
        Assert.Equal([0], ConnectivityBuilder.Build(new FixedProbability(1), alone, 1, 1).Targets);
        Assert.Empty(ConnectivityBuilder.Build(new AllToAll { SelfConnections = false }, alone, 1, 1).Targets);
        Assert.Empty(ConnectivityBuilder.Build(new FixedProbability(1) { SelfConnections = false }, alone, 1, 1).Targets);
        Assert.Empty(ConnectivityBuilder.Build(new FixedOutDegree(0) { WithRepetition = true, SelfConnections = false }, alone, 1, 1).Targets);
    }

    [Fact]
    public void Taking_all_others_without_repetition_takes_each_once()
    {
        var ends = new ConnectionEnds(100, 100, 0);
        Connectivity all = ConnectivityBuilder.Build(new AllToAll { SelfConnections = false }, ends, 1, 1);
        Assert.Equal(all.Targets, ConnectivityBuilder.Build(new FixedOutDegree(99) { WithRepetition = false, SelfConnections = false }, ends, 1, 1).Targets);
        Assert.Equal(all.Targets, ConnectivityBuilder.Build(new FixedInDegree(99) { WithRepetition = false, SelfConnections = false }, ends, 1, 1).Targets);
    }

    [Fact]
    public void Explicit_pairs_keep_the_order_given_within_a_pair_and_tell_where_each_came_from()
    {
        (int Source, int Target)[] pairs = [(2, 5), (0, 3), (2, 1), (2, 5), (0, 3), (1, 0), (2, 1)];
        Connectivity built = ConnectivityBuilder.Build(new ExplicitPairs(pairs), new(4, 6), 1, 1);
        Assert.Equal([0, 2, 3, 7, 7], built.RowStart);
        Assert.Equal([3, 3, 0, 1, 1, 5, 5], built.Targets);
        Assert.Equal([1, 4, 5, 2, 6, 0, 3], built.PairOfSynapse!);
    }

    [Fact]
    public void Explicit_pairs_are_a_copy_of_the_list_given()
    {
        var list = new List<(int Source, int Target)> { (0, 1) };
        var rule = new ExplicitPairs(list);
        list[0] = (7, 7);
        Assert.Equal([(0, 1)], rule.Pairs);
    }

    [Fact]
    public void Many_targets_of_few_neurons_are_sorted_too()
    {
        Connectivity built = ConnectivityBuilder.Build(new FixedOutDegree(100_000) { WithRepetition = true }, new(2, 3), 1, 1);
        Assert.Equal(built.Row(1).ToArray().Order(), built.Row(1).ToArray());
        Assert.Equal([0, 1, 2], built.Row(1).ToArray().Distinct());
    }
}
