using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Quantal release: at each spike each of N sites lets out one quantum with probability p, independently of the others and of what was before. The weight is
/// the effect of one quantum, q: what arrives has the mean N p q and the variance N p (1 - p) q^2, and nothing arrives with probability (1 - p)^N (del Castillo
/// and Katz 1954, J. Physiol. 124).
/// </summary>
/// <remarks>
/// The number of quanta is drawn by inversion of the binomial distribution, exactly, and differs from synapse to synapse of a source. With
/// <see cref="QuantalVariation"/> quanta are of unequal size, positive and skewed as measured ones are: their sum is inverse Gaussian, again exactly, and the
/// variance becomes N p (1 - p + c^2) q^2. Without it a draw costs half of a random block.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record BinomialRelease(string Name) : Release(Name), IModel
{
    /// <summary>N, the number of release sites of a synapse: 1 to 256. Default 5.</summary>
    public int Sites { get; init; } = 5;

    /// <summary>p, the probability that a site releases at a spike, from 0 to 1. Default 0.3.</summary>
    [Probability]
    public NumberParameter Probability { get; init; } = 0.3;

    /// <summary>c, the coefficient of variation of a quantum's size, 0 or more. Default 0: all quanta are equal.</summary>
    public double QuantalVariation { get; init; }

    // The page shows no formula of the inversion, which is a method and no model.
    ModelEquations? IModel.Equations() => null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of sites is not from 1 to 256, or the coefficient of variation is below zero.</exception>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        if (Sites is < 1 or > Draws.MostTrials)
        {
            throw new ArgumentException($"sites is {Sites}; expected 1 to {Draws.MostTrials}.");
        }

        if (!(QuantalVariation >= 0) || double.IsInfinity(QuantalVariation))
        {
            throw new ArgumentException($"quantalVariation is {QuantalVariation}; expected 0 or more.");
        }

        var quanta = Draws.Binomial(synapse.Chance("quanta"), Sites, Probability, Sites);
        if (QuantalVariation == 0)
        {
            synapse.Emit(quanta, largest: Sites);
            return;
        }

        var (first, second, third) = (synapse.Chance("size"), synapse.Chance("size2"), synapse.Chance("size3"));
        var counted = Max(quanta, 1.0);
        var size = Draws.InverseGaussian(counted, QuantalVariation / Sqrt(counted), Draws.Normal(first, second), third);
        double half = Math.Pow(QuantalVariation * Draws.LargestNormal, 2) / 2;
        synapse.Emit(Select(quanta > 0.5, size, 0.0), largest: Sites + half + Math.Sqrt(half * (half + (2 * Sites))));
    }
}
