using Neuropil.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>What ranks say when they cannot go on together: each the same, and none waits for ever.</summary>
public class RankErrorTests
{
    [Fact]
    public void More_ranks_than_cells_are_refused()
        => Assert.All(ThreadRanks.Errors(3, group => New(group, cells: 2)), error => Assert.Equal(
            "The network has 2 cells and is divided among 3 ranks; expected at most one rank for each cell.", Assert.IsType<ArgumentException>(error).Message));

    [Fact]
    public void Another_seed_is_named()
        => Assert.All(ThreadRanks.Errors(3, group => New(group, seed: group.Rank == 2 ? 8u : 7u)), error => Assert.Equal(
            "The ranks have different networks: rank 0 has seed 7, and rank 2 seed 8.", Assert.IsType<RankException>(error).Message));

    [Fact]
    public void Other_steps_ahead_are_named()
        => Assert.All(ThreadRanks.Errors(2, group => _ = new Simulation(Network(), new RunOptions { Ranks = group, StepsAhead = 1 + group.Rank })),
            error => Assert.Equal("The ranks have different networks: rank 0 has steps ahead 1, and rank 1 steps ahead 2.",
                Assert.IsType<RankException>(error).Message));

    [Fact]
    public void Steps_ahead_below_zero_are_refused()
        => Assert.Equal("The steps ahead are -1; expected 0 or more.",
            Assert.Throws<ArgumentException>(() => new Simulation(Network(), new RunOptions { StepsAhead = -1 })).Message);

    [Fact]
    public void Another_build_of_the_program_is_named_before_anything_is_read()
        => Assert.All(ThreadRanks.Errors(3, group =>
        {
            if (group.Rank == 1)
            {
                group.Meeting = new RankMeeting(group) { Build = (ushort)(group.Meeting.Build + 1) };
            }

            New(group);
        }), error => Assert.Equal(
            "Rank 1 runs another build of Neuropil than rank 0; expected the same program everywhere.", Assert.IsType<RankException>(error).Message));

    [Fact]
    public void Another_parameter_is_found_before_the_first_step()
        => Assert.All(ThreadRanks.Errors(2, group => New(group, threshold: (group.Rank == 1 ? -51 : -50) * mV)), error => Assert.Contains(
            "parameters, synapses or sources of rank 1", Assert.IsType<RankException>(error).Message, StringComparison.Ordinal));

    [Fact]
    public void A_rank_that_does_something_else_is_named()
        => Assert.All(ThreadRanks.Errors(3, group =>
        {
            var run = New(group);
            run.Advance(group.Rank == 1 ? 1 * ms : 2 * ms);
            run.Advance(1 * ms);
        }), error => Assert.StartsWith("The ranks do different things: rank 0", Assert.IsType<RankException>(error).Message, StringComparison.Ordinal));

    [Fact]
    public void A_rank_that_has_ended_is_named()
    {
        var errors = ThreadRanks.Errors(3, group =>
        {
            var run = New(group);
            if (group.Rank != 2)
            {
                run.Advance(1 * ms);
            }
        });
        Assert.All(errors, error => Assert.Contains("and rank 2 has ended", Assert.IsType<RankException>(error).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_fails_at_one_rank_fails_at_all()
    {
        var errors = ThreadRanks.Errors(2, group => _ = new Simulation(
            Network(), new RunOptions { Ranks = group, MemoryLimit = group.Rank == 1 ? 100 : null }));
        string own = Assert.IsType<MemoryLimitException>(errors[1]).Message;
        Assert.Equal($"Rank 1: {own}", Assert.IsType<RankException>(errors[0]).Message);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(190)]
    public void A_cell_that_diverges_has_the_same_text_at_all_ranks(int cell)
    {
        string expected = Text(RankGroup.Alone);
        Assert.Contains($"cell {cell}", expected, StringComparison.Ordinal);
        Assert.All(ThreadRanks.Run(3, Text), text => Assert.Equal(expected, text));

        string Text(RankGroup group)
        {
            // Both grow beyond all numbers; the cell's own is 1, all others are zero.
            var network = new Network();
            var start = Enumerable.Range(0, 200).Select(each => each == cell ? 1.0 : 0.0).ToArray();
            network.Add(new Population("cells", 200, new EquationCell("dx/dt = x*1000/ms : 1")) { Initial = { ["x"] = start } });
            using var run = new Simulation(network, new RunOptions { Ranks = group, Method = Integrators.ForwardEuler });
            Assert.Throws<SimulationDivergedException>(() => run.Advance(100 * ms));
            return Assert.Throws<SimulationDivergedException>(() => run.Advance(1 * ms)).Message;
        }
    }

    [Fact]
    public void A_stop_at_one_rank_stops_all_after_the_same_step()
    {
        var steps = ThreadRanks.Run(3, group =>
        {
            using var source = new CancellationTokenSource();
            var run = New(group);
            int told = 0;
            bool isDone = run.Advance(1_000_000 * ms, new Told(() =>
            {
                if (++told == 3)
                {
                    source.Cancel(); // at rank 0, the only one that is told how far it is
                }
            }), source.Token);
            Assert.False(isDone);
            Assert.True(group.Writes || told == 0);
            return run.Step;
        });
        Assert.Single(steps.Distinct());
        Assert.InRange(steps[0], 1, 9_999_999);
    }

    private sealed class Told(Action told) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds) => told();
    }

    private static Simulation New(RankGroup group, int cells = 200, ulong seed = 7, Voltage? threshold = null)
        => new(Network(cells, seed, threshold), new RunOptions { Ranks = group, Threads = 1 });

    private static Network Network(int cells = 200, ulong seed = 7, Voltage? threshold = null)
    {
        var network = new Network { Seed = seed };
        network.Add(new Population("cells", cells, new LeakyCell { Threshold = threshold ?? (-50 * mV) }));
        return network;
    }
}
