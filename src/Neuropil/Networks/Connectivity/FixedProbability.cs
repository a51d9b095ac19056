using Neuropil.Networks;

namespace Neuropil;

/// <summary>
/// Every ordered pair of a source and a target is connected with the same probability, independently of all others (a directed random graph of
/// Erdos, Renyi and Gilbert), at most once. Degrees vary: a source has Binomial(number of targets, probability) of them.
/// </summary>
/// <remarks>The cost is that of the synapses made, not of the pairs that could be.</remarks>
public sealed record FixedProbability : ConnectionRule
{
    /// <summary>The rule with <paramref name="probability"/>, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1] or not a number.</exception>
    public FixedProbability(double probability) => Probability = probability;

    /// <summary>The probability of each pair, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1] or not a number.</exception>
    public double Probability
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"FixedProbability: the probability is {value}; expected a number from 0 to 1.");
    }

    internal override void RequireFits(ConnectionEnds ends)
    {
    }
}
