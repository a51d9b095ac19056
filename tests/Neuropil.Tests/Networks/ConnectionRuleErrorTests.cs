using Neuropil.Networks;

namespace Neuropil.Tests.Networks;

/// <summary>Mistakes are reported where they are written, with the value and what was expected.</summary>
public class ConnectionRuleErrorTests
{
    private static readonly ConnectionEnds cells = new(50, 50, 0, "cells", "cells");

    [Theory]
    [InlineData(1.2, "1.2")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_probability_outside_0_to_1_is_refused(double probability, string printed)
    {
        string expected = $"FixedProbability: the probability is {printed}; expected a number from 0 to 1.";
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => new FixedProbability(probability)).Message);
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => new FixedProbability(0.1) with { Probability = probability }).Message);
    }

    [Fact]
    public void A_negative_count_is_refused()
    {
        Assert.StartsWith(
            "FixedOutDegree: the count is -3; expected 0 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new FixedOutDegree(-3)).Message);
        Assert.StartsWith(
            "FixedInDegree: the count is -1; expected 0 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new FixedInDegree(5) with { Count = -1 }).Message);
    }

    [Fact]
    public void A_total_number_that_cannot_be_is_refused()
    {
        Assert.StartsWith("FixedTotalNumber: the count is -1; expected 0 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new FixedTotalNumber(-1)).Message);
        Assert.StartsWith("FixedTotalNumber: the probability is 1; expected a number from 0 to below 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => FixedTotalNumber.OfProbability(1, 10, 10)).Message);
        AssertRefused("FixedTotalNumber(3) needs a pair to connect, but 'none' has 0 neurons and 'cells' has 50.",
            new FixedTotalNumber(3), new ConnectionEnds(0, 50, null, "none", "cells"));
        AssertRefused("FixedTotalNumber(3) needs a pair to connect, but 'a' has 1 neurons and 'a' has 1, which are one and the same.",
            new FixedTotalNumber(3) { SelfConnections = false }, new ConnectionEnds(1, 1, 0, "a", "a"));
        AssertRefused("FixedTotalNumber(10000000000) would give each of the 2 neurons of 'cells' more than 1073741823 targets.",
            new FixedTotalNumber(10_000_000_000), new ConnectionEnds(2, 50, null, "cells", "cells"));
    }

    [Fact]
    public void More_partners_than_there_are_without_repetition_are_refused()
    {
        AssertRefused(
            "FixedOutDegree(51) without repetition needs 51 different targets for each neuron, but 'cells' has 50.",
            new FixedOutDegree(51) { WithRepetition = false },
            cells);
        AssertRefused(
            "FixedOutDegree(50) without repetition needs 50 different targets for each neuron, but 'cells' has 50, 49 without the neuron itself.",
            new FixedOutDegree(50) { WithRepetition = false, SelfConnections = false },
            cells);
        AssertRefused(
            "FixedInDegree(9) without repetition needs 9 different sources for each neuron, but 'E' has 8.",
            new FixedInDegree(9) { WithRepetition = false },
            new ConnectionEnds(8, 100, null, "E", "I"));
        ConnectivityBuilder.Build(new FixedOutDegree(50) { WithRepetition = false, SelfConnections = false }, new(50, 50, 50), 1, 1);
    }

    [Fact]
    public void Partners_drawn_from_nobody_are_refused()
    {
        AssertRefused(
            "FixedOutDegree(80) needs at least one target for each neuron, but 'I' has 0.", new FixedOutDegree(80) { WithRepetition = true },
            new(5, 0, null, "E", "I"));
        AssertRefused(
            "FixedInDegree(80) needs at least one source for each neuron, but 'one' has 1, 0 without the neuron itself.",
            new FixedInDegree(80) { WithRepetition = true, SelfConnections = false },
            new(1, 1, 0, "one", "one"));
    }

    [Fact]
    public void One_to_one_between_unequal_sizes_is_refused()
    {
        AssertRefused(
            "OneToOne needs as many sources as targets, but 'E' has 3200 neurons and 'I' has 800.", new OneToOne(), new(3200, 800, null, "E", "I"));
        AssertRefused(
            "OneToOne from 'cells' to the same neurons makes self-connections only, but SelfConnections is false.",
            new OneToOne { SelfConnections = false },
            cells);
    }

    [Fact]
    public void A_pair_outside_its_population_is_refused()
    {
        Assert.StartsWith(
            "ExplicitPairs: pair 1 is (2, -1); expected indices of 0 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ExplicitPairs([(0, 0), (2, -1)])).Message);
        AssertRefused(
            "ExplicitPairs: pair 1 is (50, 3), but 'cells' has 50 neurons; expected a source from 0 to 49.", new ExplicitPairs([(0, 0), (50, 3)]), cells);
        AssertRefused(
            "ExplicitPairs: pair 0 is (0, 60), but 'cells' has 50 neurons; expected a target from 0 to 49.", new ExplicitPairs([(0, 60)]), cells);
        AssertRefused(
            "ExplicitPairs: pair 0 is (0, 0), but 'E' has 0 neurons; expected no pairs.", new ExplicitPairs([(0, 0)]), new(0, 5, null, "E", "I"));
        AssertRefused(
            "ExplicitPairs: pair 0 is (5, 5), which connects a neuron to itself, but SelfConnections is false.",
            new ExplicitPairs([(5, 5)]) { SelfConnections = false },
            cells);
        Assert.Throws<ArgumentNullException>(() => new ExplicitPairs(null!));
    }

    [Fact]
    public void More_synapses_than_an_array_holds_are_refused_before_memory_is_taken()
    {
        foreach (ConnectionRule rule in (ConnectionRule[])[
            new FixedOutDegree(1_000_000) { WithRepetition = true }, new FixedInDegree(1_000_000) { WithRepetition = true }])
        {
            AssertRefused("The projection would have 4000000000 synapses; expected at most 2147483591: split its source into slices.", rule, new(4000, 4000));
        }
    }

    private static void AssertRefused(string message, ConnectionRule rule, ConnectionEnds ends)
        => Assert.Equal(message, Assert.Throws<ArgumentException>(() => ConnectivityBuilder.Build(rule, ends, 1, 1)).Message);
}
