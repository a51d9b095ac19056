using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Neuropil.Experiments;

/// <summary>
/// What a least-squares fit found: values, and what the scatter of the data about them says about their errors, by the linear theory of regression:
/// the covariance is s² (J'J)^-1 with s² the residual sum of squares over the degrees of freedom, or (J'WJ)^-1 where the standard deviation of every point is
/// known (Press et al., Numerical Recipes, 3rd ed. 2007, section 15.6).
/// </summary>
/// <param name="Values">The values, in SI units.</param>
/// <param name="Covariance">Their covariance.</param>
/// <param name="Predictions">The model at these values.</param>
/// <param name="SumOfSquares">The sum of squared residuals, each over its standard deviation.</param>
/// <param name="DegreesOfFreedom">Points minus parameters.</param>
/// <param name="KnownDeviations">Whether the standard deviations of the points were given.</param>
/// <param name="Iterations">How many steps it took.</param>
/// <param name="Converged">Whether the last step changed nothing more.</param>
internal sealed record FitEstimate(
    double[] Values, Matrix<double> Covariance, double[] Predictions, double SumOfSquares, int DegreesOfFreedom, bool KnownDeviations, int Iterations, bool Converged)
{
    /// <summary>The standard error of a parameter.</summary>
    public double Error(int parameter) => Math.Sqrt(Covariance[parameter, parameter]);

    /// <summary>Half the width of the interval that holds the true value with the given probability: by Student's t, or the normal distribution where deviations are known.</summary>
    public double HalfWidth(int parameter, double probability) => Quantile(0.5 + (probability / 2)) * Error(parameter);

    /// <summary>The correlation of the errors of two parameters.</summary>
    public double Correlation(int first, int second) => Covariance[first, second] / (Error(first) * Error(second));

    /// <summary>The standard deviation of the data about the fit; over their own deviations where these are given.</summary>
    public double ResidualDeviation => Math.Sqrt(SumOfSquares / DegreesOfFreedom);

    private double Quantile(double probability) => KnownDeviations ? Normal.InvCDF(0, 1, probability) : StudentT.InvCDF(0, 1, DegreesOfFreedom, probability);
}
