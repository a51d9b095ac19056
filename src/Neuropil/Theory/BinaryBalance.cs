using MathNet.Numerics;

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
            var (newE, newI) = AboveThreshold(e, i);
            if (Math.Abs(newE - e) + Math.Abs(newI - i) < Converged)
            {
                return (newE, newI);
            }

            (e, i) = (e + (step * (newE - e)), i + (step * (newI - i)));
        }

        throw new InvalidOperationException($"The activity of {e:G6} and {i:G6} does not settle in {MostIterations} steps: the mean field has no stable "
            + $"state here.");
    }

    /// <summary>
    /// F(m): the parts of excitatory and of inhibitory cells that are above their thresholds while such parts are active. Cells that look at their inputs at
    /// random moments, every τ in the mean, move towards it: τ dm/dt = F(m) - m (van Vreeswijk and Sompolinsky, Neural Comput. 10 (1998) 1321, section 3).
    /// </summary>
    /// <param name="excitatory">The active part of excitatory cells, from 0 to 1.</param>
    /// <param name="inhibitory">That of inhibitory cells.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is not from 0 to 1, or the number of inputs is below 1.</exception>
    public (double Excitatory, double Inhibitory) AboveThreshold(double excitatory, double inhibitory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(InDegree, 1);
        foreach (double part in new[] { excitatory, inhibitory })
        {
            if (part is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(excitatory), part, "An active part must be from 0 to 1.");
            }
        }

        var (e, i) = (new PoissonTail(InDegree * excitatory), new PoissonTail(InDegree * inhibitory));
        return (Active(e, i, InhibitionOfExcitatory, ExternalOfExcitatory, ThresholdOfExcitatory),
            Active(e, i, InhibitionOfInhibitory, ExternalOfInhibitory, ThresholdOfInhibitory));
    }

    /// <summary>The mean and the variance of the input of an excitatory cell, in units of the thresholds, at given active parts.</summary>
    public (double Excitation, double Inhibition, double Variance) InputOfExcitatory(double excitatory, double inhibitory)
        => (Math.Sqrt(InDegree) * (excitatory + (ExternalOfExcitatory * External)), -Math.Sqrt(InDegree) * InhibitionOfExcitatory * inhibitory,
            excitatory + (InhibitionOfExcitatory * InhibitionOfExcitatory * inhibitory));

    // P(n_E - J n_I + K E m_0 > θ √K), with tables of the two numbers of inputs.
    private double Active(PoissonTail excitatory, PoissonTail inhibitory, double inhibition, double external, double threshold)
    {
        double needed = (threshold * Math.Sqrt(InDegree)) - (InDegree * external * External);
        double sum = 0;
        for (int n = inhibitory.First; n <= inhibitory.Last; n++)
        {
            // The largest number of excitatory inputs that is not enough.
            sum += inhibitory.Probability(n) * excitatory.Above(Math.Floor(needed + (inhibition * n) + Tie));
        }

        return sum;
    }

    /// <summary>The probabilities of a Poisson number where they are not negligible: within ten standard deviations of its mean.</summary>
    private sealed class PoissonTail
    {
        private const double Reach = 10;

        private readonly double[] probabilities;
        private readonly double[] above; // of more than First - 1, First, ...

        public PoissonTail(double mean)
        {
            mean = Math.Max(mean, 1e-12);
            double spread = Reach * Math.Sqrt(mean + 1);
            (First, Last) = ((int)Math.Max(0, Math.Floor(mean - spread)), (int)Math.Ceiling(mean + spread));
            probabilities = new double[Last - First + 1];
            above = new double[probabilities.Length + 1];
            for (int n = Last; n >= First; n--)
            {
                probabilities[n - First] = Math.Exp((n * Math.Log(mean)) - mean - SpecialFunctions.FactorialLn(n));
                above[n - First] = above[n - First + 1] + probabilities[n - First];
            }
        }

        public int First { get; }

        public int Last { get; }

        public double Probability(int n) => probabilities[n - First];

        /// <summary>The probability of a number above n.</summary>
        public double Above(double n) => n < First ? 1 : n >= Last ? 0 : above[(int)n - First + 1];
    }
}
