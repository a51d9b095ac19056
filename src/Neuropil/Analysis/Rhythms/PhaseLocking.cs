using System.Numerics;

namespace Neuropil;

/// <summary>How spikes keep to a phase of a rhythm, from the phases at which they come.</summary>
/// <remarks>
/// Vector strength R = |mean of e^{iφ}| (Goldberg and Brown, J. Neurophysiol. 32 (1969) 613): 0 for spikes at any phase, 1 for all at one. Of n spikes at any
/// phase it is about 1/√n; the pairwise phase consistency (n R² - 1)/(n - 1), the mean cosine of the differences of all pairs (Vinck et al., NeuroImage 51
/// (2010) 112), has no such bias and estimates R². The errors are those of independent spikes (Fisher, Statistical Analysis of Circular Data (1993),
/// section 4.4.4).
/// </remarks>
public sealed class PhaseLocking
{
    private const int Fewest = 10;

    private PhaseLocking(int spikes, Estimate strength, Estimate consistency, Estimate mean, double probability)
        => (Spikes, VectorStrength, Consistency, MeanPhase, Probability) = (spikes, strength, consistency, mean, probability);

    /// <summary>How many spikes there are.</summary>
    public int Spikes { get; }

    /// <summary>R.</summary>
    public Estimate VectorStrength { get; }

    /// <summary>The pairwise phase consistency.</summary>
    public Estimate Consistency { get; }

    /// <summary>The mean phase in radians; unknown where the spikes could come at any.</summary>
    public Estimate MeanPhase { get; }

    /// <summary>The probability of so large an R of spikes at any phase, by Rayleigh's test; NaN with fewer than ten spikes.</summary>
    public double Probability { get; }

    /// <summary>The locking of spikes with phases in radians; it needs ten.</summary>
    /// <exception cref="ArgumentException">A phase is not finite.</exception>
    public static PhaseLocking Of(ReadOnlySpan<double> phases)
    {
        SampleChecks.RequireFinite(phases, nameof(phases));
        if (phases.Length < Fewest)
        {
            var missing = Estimate.TooFew("phase locking", Fewest, "spikes", phases.Length);
            return new PhaseLocking(phases.Length, missing, missing, missing, double.NaN);
        }

        Complex first = 0, second = 0;
        foreach (double phase in phases)
        {
            first += Complex.Exp(new Complex(0, phase));
            second += Complex.Exp(new Complex(0, 2 * phase));
        }

        double n = phases.Length;
        double strength = Math.Min(1, first.Magnitude / n);

        // The second moment about the mean direction: the spread along it and across it.
        double about = (second * Complex.Exp(new Complex(0, -2 * first.Phase))).Real / n;
        double along = Math.Sqrt(Math.Max(0, 1 + about - (2 * strength * strength)) / (2 * n));
        double across = Math.Sqrt(Math.Max(0, 1 - about) / (2 * n));
        double consistency = ((n * strength * strength) - 1) / (n - 1);

        // Of spikes at any phase n R² is an exponential number, whose deviation is 1; where R is large its square has 2 R times the error of R.
        double consistencyError = Math.Sqrt((4 * Math.Max(0, consistency) * along * along) + (1 / (n * n)));
        double rayleigh = Math.Exp(Math.Sqrt(1 + (4 * n) + (4 * ((n * n) - Math.Pow(n * strength, 2)))) - (1 + (2 * n)));
        return new PhaseLocking(
            phases.Length, Estimate.Of(strength, along), Estimate.Of(consistency, consistencyError),
            rayleigh < 0.01 ? Estimate.Of(first.Phase, across / strength)
                : Estimate.Unknown($"{phases.Length} spikes with a vector strength of {strength:G3} have no phase: by chance it is so large with a "
                    + $"probability of "
                    + $"{rayleigh:G2}"),
            rayleigh);
    }
}
