using MathNet.Numerics.Distributions;

namespace Neuropil.Experiments;

/// <summary>The values that a weight of a few bits can have: 2^bits equally far apart, from 0 to a largest one.</summary>
/// <param name="Bits">The bits.</param>
/// <param name="Largest">The largest value; weights above it have it.</param>
public sealed record WeightGrid(int Bits, double Largest)
{
    /// <summary>The distance of two values.</summary>
    public double Step => Largest / (Math.Pow(2, Bits) - 1);

    /// <summary>The value nearest to a weight.</summary>
    public double Nearest(double weight) => Math.Round(Math.Clamp(weight, 0, Largest) / Step) * Step;

    /// <summary>
    /// One of the two values beside a weight, by chance, so that their mean is the weight (stochastic rounding; Gupta et al., ICML 2015).
    /// </summary>
    public double Stochastic(double weight, ref RandomStream random)
    {
        double place = Math.Clamp(weight, 0, Largest) / Step, below = Math.Floor(place);
        return (below + (random.NextDouble() < place - below ? 1 : 0)) * Step;
    }

    /// <summary>Draws a lognormal weight of mean 1 that is cut at a largest value, and not rounded.</summary>
    /// <param name="logDeviation">The standard deviation of the weights' logarithm.</param>
    /// <param name="largest">The largest value.</param>
    /// <param name="random">Where it is drawn from.</param>
    public static double DrawCut(double logDeviation, double largest, ref RandomStream random)
        => Math.Min(largest, Math.Exp((logDeviation * random.NextNormal()) - (logDeviation * logDeviation / 2)));

    /// <summary>
    /// Mean and variance of lognormal weights of mean 1, cut at <see cref="Largest"/> and rounded to the nearest value: sums over the values of the
    /// probabilities that a weight lies nearest to them.
    /// </summary>
    /// <param name="logDeviation">The standard deviation of the weights' logarithm.</param>
    public (double Mean, double Variance) MomentsOfNearest(double logDeviation)
    {
        var law = new LogNormal(-logDeviation * logDeviation / 2, logDeviation);
        int last = (1 << Bits) - 1;
        double mean = 0, squares = 0, below = 0;
        for (int k = 0; k <= last; k++)
        {
            double upTo = k == last ? 1 : law.CumulativeDistribution((k + 0.5) * Step), probability = upTo - below;
            (mean, squares, below) = (mean + (k * Step * probability), squares + (k * Step * k * Step * probability), upTo);
        }

        return (mean, squares - (mean * mean));
    }

    /// <summary>Mean and variance of lognormal weights of mean 1 that are cut at a largest value, and not rounded.</summary>
    /// <param name="logDeviation">The standard deviation of the weights' logarithm.</param>
    /// <param name="largest">The largest value.</param>
    public static (double Mean, double Variance) MomentsOfCut(double logDeviation, double largest)
    {
        // E min(w, c)^n = e^{n mu + n² s²/2} Φ(d - n s) + c^n (1 - Φ(d)) with d = (ln c - mu)/s.
        double mu = -logDeviation * logDeviation / 2, d = (Math.Log(largest) - mu) / logDeviation;
        double Moment(int n) => (Math.Exp((n * mu) + (n * n * logDeviation * logDeviation / 2)) * Normal.CDF(0, 1, d - (n * logDeviation)))
            + (Math.Pow(largest, n) * Normal.CDF(0, 1, -d));
        double mean = Moment(1);
        return (mean, Moment(2) - (mean * mean));
    }
}
