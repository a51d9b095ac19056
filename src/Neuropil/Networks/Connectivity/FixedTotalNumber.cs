using Neuropil.Networks;

namespace Neuropil;

/// <summary>
/// So many synapses in all, each between a source and a target that are drawn uniformly and independently of all others, with repetition: a pair may be
/// connected more than once. Numbers of targets and of sources vary, both are binomial.
/// </summary>
/// <remarks>It is the rule of Potjans and Diesmann, Cereb. Cortex 24, 785 (2014).</remarks>
public sealed record FixedTotalNumber : ConnectionRule
{
    /// <summary>The rule with <paramref name="count"/> synapses.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public FixedTotalNumber(long count) => Count = count;

    /// <summary>The number of synapses, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public long Count
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"FixedTotalNumber: the count is {value}; expected 0 or more.");
    }

    /// <summary>
    /// The rule whose number is such that two given cells are connected, once or more, with a probability p: n = ln(1 - p) / ln(1 - 1/(sources targets)),
    /// rounded (Potjans and Diesmann 2014, eq. 1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to below 1, or there is no cell.</exception>
    public static FixedTotalNumber OfProbability(double probability, int sources, int targets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sources, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targets, 1);
        if (!(probability is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), $"FixedTotalNumber: the probability is {probability}; expected a number from 0 to below 1.");
        }

        // 1 / (sources targets) may be smaller than the last bit of one. With a single pair any number connects it.
        double pairs = (double)sources * targets;
        double perSynapse = pairs == 1 ? double.NegativeInfinity : double.LogP1(-1 / pairs);
        return new FixedTotalNumber((long)Math.Round(double.LogP1(-probability) / perSynapse));
    }

    internal override void RequireFits(ConnectionEnds ends)
    {
        bool isSelfAlone = !SelfConnections && ends.ShareNeurons && (long)ends.Sources * ends.Targets == 1;
        if (Count > 0 && ((long)ends.Sources * ends.Targets == 0 || isSelfAlone))
        {
            throw new ArgumentException(
                $"FixedTotalNumber({Count}) needs a pair to connect, but '{ends.SourceName}' has {ends.Sources} neurons and '{ends.TargetName}' has "
                    + $"{ends.Targets}{(isSelfAlone ? ", which are one and the same" : "")}.");
        }

        if (Count > 0 && Count / ends.Sources > int.MaxValue / 2)
        {
            throw new ArgumentException(
                $"FixedTotalNumber({Count}) would give each of the {ends.Sources} neurons of '{ends.SourceName}' more than {int.MaxValue / 2} targets.");
        }
    }
}
