using MathNet.Numerics.Distributions;

namespace Neuropil;

/// <summary>
/// The mean field of the balanced network of binary cells with K inputs from each population, each with the size J/√K, and an external input of √K E m_0: the
/// part m of active cells in which a cell whose inputs are Poisson numbers with the means K m_E and K m_I is above its threshold with the probability m.
/// </summary>
/// <remarks>
/// van Vreeswijk and Sompolinsky, Science 274 (1996) 1724, with J_EE = J_IE = 1. The counts of inputs are taken as they are, not as normal numbers: at K =
/// 100 the difference is some percent. It is the limit of many cells at a given K; as K grows it tends to <see cref="BalanceEquations"/>, slowly, like
/// 1/√K.
/// </remarks>
public sealed record BinaryBalance
{
    private const int MostIterations = 100_000;
    private const double Converged = 1e-13;

    // A count has its mean and this many standard deviations on both sides, beyond which there is less than 1e-20.
    private const double Reach = 10;

    // Numbers that are equal but for their rounding are a tie, and a tie is not above the threshold.
    private const double Tie = 1e-9;

    /// <summary>K, the mean number of inputs from each population. Default 1000.</summary>
    public int InDegree { get; init; } = 1000;

    /// <summary>The size of inhibition onto excitatory cells. Default 2.</summary>
    public double InhibitionOfExcitatory { get; init; } = 2;

    /// <summary>The size of inhibition onto inhibitory cells. Default 1.8.</summary>
    public double InhibitionOfInhibitory { get; init; } = 1.8;

    /// <summary>E, the external input of excitatory cells. Default 1.</summary>
    public double ExternalOfExcitatory { get; init; } = 1;

    /// <summary>The external input of inhibitory cells. Default 0.8.</summary>
    public double ExternalOfInhibitory { get; init; } = 0.8;

    /// <summary>The threshold of excitatory cells. Default 1.</summary>
    public double ThresholdOfExcitatory { get; init; } = 1;

    /// <summary>The threshold of inhibitory cells. Default 0.7.</summary>
    public double ThresholdOfInhibitory { get; init; } = 0.7;

    /// <summary>m_0, the activity outside. Default 0.2.</summary>
    public double External { get; init; } = 0.2;

    /// <summary>The active parts in the limit of many inputs.</summary>
    /// <exception cref="ArgumentException">There is no balanced state; see <see cref="BalanceEquations"/>.</exception>
    public (double Excitatory, double Inhibitory) Limit()
    {
        double[] rates = BalanceEquations.Rates(
            new[,] { { 1, -InhibitionOfExcitatory }, { 1, -InhibitionOfInhibitory } }, [ExternalOfExcitatory * External, ExternalOfInhibitory * External]);
        return (rates[0], rates[1]);
    }

    /// <summary>The active parts of excitatory and inhibitory cells with this number of inputs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of inputs is below 1.</exception>
    /// <exception cref="InvalidOperationException">The iteration does not settle: there is no stable state of this kind.</exception>
    public (double Excitatory, double Inhibitory) Rates()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(InDegree, 1);
        double e = External, i = External;

        // Inhibition answers a deviation sqrt(K)-fold: small steps settle, whole ones would swing.
        double step = 0.5 / Math.Sqrt(InDegree);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double newE = Active(e, i, InhibitionOfExcitatory, ExternalOfExcitatory, ThresholdOfExcitatory);
            double newI = Active(e, i, InhibitionOfInhibitory, ExternalOfInhibitory, ThresholdOfInhibitory);
            if (Math.Abs(newE - e) + Math.Abs(newI - i) < Converged)
            {
                return (newE, newI);
            }

            (e, i) = (e + (step * (newE - e)), i + (step * (newI - i)));
        }

        throw new InvalidOperationException($"The activity of {e:G6} and {i:G6} does not settle in {MostIterations} steps: the mean field has no stable "
            + $"state here.");
    }

    /// <summary>The mean and the variance of the input of an excitatory cell, in units of the thresholds, at given active parts.</summary>
    public (double Excitation, double Inhibition, double Variance) InputOfExcitatory(double excitatory, double inhibitory)
        => (Math.Sqrt(InDegree) * (excitatory + (ExternalOfExcitatory * External)), -Math.Sqrt(InDegree) * InhibitionOfExcitatory * inhibitory,
            excitatory + (InhibitionOfExcitatory * InhibitionOfExcitatory * inhibitory));

    // P(n_E - J n_I + K E m_0 > θ √K).
    private double Active(double e, double i, double inhibition, double external, double threshold)
    {
        double k = InDegree;
        double needed = (threshold * Math.Sqrt(k)) - (k * external * External);
        var (excitatory, inhibitory) = (new Poisson(Math.Max(k * e, double.Epsilon)), new Poisson(Math.Max(k * i, double.Epsilon)));
        double spread = Reach * Math.Sqrt((k * i) + 1);
        double sum = 0;
        for (int n = (int)Math.Max(0, Math.Floor((k * i) - spread)); n <= (k * i) + spread; n++)
        {
            // The largest number of excitatory inputs that is not enough.
            double most = Math.Floor(needed + (inhibition * n) + Tie);
            sum += inhibitory.Probability(n) * (most < 0 ? 1 : 1 - excitatory.CumulativeDistribution(most));
        }

        return sum;
    }
}
