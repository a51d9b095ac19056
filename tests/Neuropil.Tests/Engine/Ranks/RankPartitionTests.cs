using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>Cells that a user divides among ranks: results are those of one process, and what is left out, given twice or told otherwise is refused.</summary>
public class RankPartitionTests
{
    public static TheoryData<string> Partitions => ["all to the last", "uneven", "turned", "none to the first"];

    [Theory]
    [MemberData(nameof(Partitions))]
    public void Results_are_those_of_one_process(string how)
    {
        string expected = MixedNetwork.Run(MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = 1 });
        foreach (int threads in new[] { 1, 2 })
        {
            var hashes = ThreadRanks.Run(3, group => MixedNetwork.Run(
                MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = threads, Ranks = group, Partition = (population, _) => Of(how, population.Size) }));
            Assert.All(hashes, hash => Assert.Equal(expected, hash));
        }
    }

    [Fact]
    public void Bounds_are_those_of_groups_and_a_rank_may_have_whole_populations()
    {
        var ranges = ThreadRanks.Run(2, group =>
        {
            using var run = new Simulation(Network(), new RunOptions
            {
                Ranks = group, Partition = (population, _) => population.Name == "E" ? [0..100, 100..] : [0..0, 0..],
            });
            return run.State.RangesOfRanks;
        })[0];
        Assert.Equal([(0, 128), (0, 0)], ranges[0]);
        Assert.Equal([(128, 256), (0, 64)], ranges[1]);
    }

    [Fact]
    public void Cells_left_out_given_twice_or_beyond_the_end_are_named()
    {
        Refuse([0..100, 110..], "The partition of population 'E': no rank has cells 100 to 109; expected each cell once, in the order of ranks.");
        Refuse([0..100, 100..200], "The partition of population 'E': no rank has cell 200; expected each cell once, in the order of ranks.");
        Refuse([0..100, 90..],
            "The partition of population 'E': rank 1 has cells from 90 on, and those up to 99 are of ranks before it; expected each cell once, in the order of "
            + "ranks.");
        Refuse([100.., 0..100], "The partition of population 'E': no rank has cells 0 to 99; expected each cell once, in the order of ranks.");
        Refuse([0..100, 100..300],
            "The partition of population 'E': the range 100..300 of rank 1 is not within its 201 cells; expected each cell once, in the order of ranks.");
        Refuse([0..], "The partition of population 'E' has 1 range; expected one for each of 2 ranks.");
    }

    [Fact]
    public void Ranks_that_divide_otherwise_find_out()
        => Assert.All(ThreadRanks.Errors(2, group => _ = new Simulation(Network(), new RunOptions
        {
            Ranks = group, Partition = (population, _) => population.Name == "I" ? [0.., ^0..] : group.Rank == 0 ? [0..64, 64..] : [0..128, 128..],
        })), error => Assert.Equal(
            "The ranks have different networks: rank 0 has population 'E' divided at 64, and rank 1 population 'E' divided at 128.",
            Assert.IsType<RankException>(error).Message));

    [Fact]
    public void A_function_that_throws_at_one_rank_fails_at_all()
    {
        var errors = ThreadRanks.Errors(2, group => _ = new Simulation(Network(), new RunOptions
        {
            Ranks = group, Partition = (_, _) => group.Rank == 1 ? throw new InvalidOperationException("no idea") : [0.., ^0..],
        }));
        Assert.Equal("Rank 1: no idea", Assert.IsType<RankException>(errors[0]).Message);
        Assert.Equal("no idea", Assert.IsType<InvalidOperationException>(errors[1]).Message);
    }

    private static Range[] Of(string how, int size) => how switch
    {
        "all to the last" => [0..0, 0..0, 0..],
        "uneven" => [0..(size / 5), (size / 5)..(size / 5), (size / 5)..],
        "turned" => size > 100 ? [0..64, 64.., ^0..] : [0..0, 0..0, 0..],
        _ => [0..0, 0..(size / 2), (size / 2)..],
    };

    private static void Refuse(Range[] ranges, string message) => Assert.All(ThreadRanks.Errors(2, group => _ = new Simulation(Network(), new RunOptions
    {
        Ranks = group, Partition = (population, _) => population.Name == "E" ? ranges : [0.., ^0..],
    })), error => Assert.Equal(message, Assert.IsType<ArgumentException>(error).Message));

    private static Network Network()
    {
        var network = new Network();
        network.Add(new Population("E", 201, new LeakyCell()));
        network.Add(new Population("I", 50, new LeakyCell()));
        return network;
    }
}
