using Neuropil.Networks;

namespace Neuropil.Tests.Networks;

/// <summary>Every rule on small ends, in every overlap of the two, against the dense twin; and the promises that hold for all rules.</summary>
public class ConnectivityTwinTests
{
    public static TheoryData<ConnectionRule> Rules()
    {
        var rules = new TheoryData<ConnectionRule>
        {
            new AllToAll(),
            new AllToAll { SelfConnections = false },
            new ExplicitPairs([(3, 1), (0, 2), (3, 1), (0, 0), (3, 0), (9, 2)]),
        };
        foreach (double probability in (double[])[0, 1e-9, 0.02, 0.3, 0.9, 1])
        {
            rules.Add(new FixedProbability(probability));
            rules.Add(new FixedProbability(probability) { SelfConnections = false });
        }

        foreach (int count in (int[])[0, 1, 2, 5, 12])
        {
            foreach ((bool repetition, bool self) in ((bool, bool)[])[(true, true), (true, false), (false, true), (false, false)])
            {
                rules.Add(new FixedInDegree(count) { WithRepetition = repetition, SelfConnections = self });
                rules.Add(new FixedOutDegree(count) { WithRepetition = repetition, SelfConnections = self });
            }
        }

        foreach (long total in (long[])[0, 1, 500])
        {
            rules.Add(new FixedTotalNumber(total));
            rules.Add(new FixedTotalNumber(total) { SelfConnections = false });
        }

        rules.Add(new FixedOutDegree(300) { WithRepetition = true });
        rules.Add(new FixedInDegree(300) { WithRepetition = true, SelfConnections = false });
        return rules;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_makes_what_its_dense_twin_makes(ConnectionRule rule)
    {
        ConnectionEnds[] someEnds =
        [
            new(13, 13, 0), new(13, 29, 0), new(29, 13, 0), new(20, 20, 7), new(20, 20, -7), new(20, 20, 20), new(20, 20, 40), new(17, 140), new(300, 300, 0),
                new(140, 17),
        ];
        foreach (ConnectionEnds ends in someEnds)
        {
            Connectivity built = ConnectivityBuilder.Build(rule, ends, seed: 5, projection: 3);
            Assert.Equal(DenseConnectivity.Build(rule, ends, seed: 5, projection: 3), DenseConnectivity.Of(built, ends));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rows_are_ascending_and_fill_the_targets_without_gaps(ConnectionRule rule)
    {
        var ends = new ConnectionEnds(31, 47, 2);
        Connectivity built = ConnectivityBuilder.Build(rule, ends, seed: 6, projection: 0);
        Assert.Equal(ends.Sources, built.Sources);
        Assert.Equal(0, built.RowStart[0]);
        Assert.Equal(built.Targets.Length, built.RowStart[^1]);
        Assert.Equal(built.Targets.Length, built.SynapseCount);
        for (int source = 0; source < ends.Sources; source++)
        {
            int[] row = built.Row(source).ToArray();
            Assert.Equal(row.Order(), row);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_number_of_threads_changes_nothing(ConnectionRule rule)
    {
        var ends = new ConnectionEnds(1500, 1100, -200);
        Connectivity one = ConnectivityBuilder.Build(rule, ends, seed: 7, projection: 2, threads: 1);
        foreach (int threads in (int[])[2, 3, 64])
        {
            Connectivity several = ConnectivityBuilder.Build(rule, ends, seed: 7, projection: 2, threads);
            Assert.Equal(one.RowStart, several.RowStart);
            Assert.True(one.Targets.AsSpan().SequenceEqual(several.Targets), $"{rule} with {threads} threads");
        }
    }

    [Fact]
    public void One_to_one_is_the_diagonal()
    {
        var ends = new ConnectionEnds(9, 9, 3);
        foreach (OneToOne rule in (OneToOne[])[new(), new() { SelfConnections = false }])
        {
            Connectivity built = ConnectivityBuilder.Build(rule, ends, 1, 1);
            Assert.Equal(DenseConnectivity.Build(rule, ends, 1, 1), DenseConnectivity.Of(built, ends));
        }
    }

    [Fact]
    public void Seeds_and_projections_give_different_wirings_and_other_sources_do_not()
    {
        int[] Targets(ulong seed, ulong projection, int sources = 50)
            => [.. ConnectivityBuilder.Build(new FixedOutDegree(10) { WithRepetition = true }, new(sources, 1000), seed, projection).Targets.Take(500)];

        Assert.Equal(Targets(1, 1), Targets(1, 1));
        Assert.NotEqual(Targets(1, 1), Targets(2, 1));
        Assert.NotEqual(Targets(1, 1), Targets(1, 2));
        Assert.Equal(Targets(1, 1), Targets(1, 1, sources: 80));
    }
}
