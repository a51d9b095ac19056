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
    // Of a Jacobian whose columns have length one. Differences make a singular one look like 1e5; at 1e4 two errors correlate by 1 - 1e-8.
    private const double WorstCondition = 1e4;

    /// <summary>What the scatter about a minimum says.</summary>
    /// <exception cref="UserErrorException">The data say nothing about a parameter; the message names it.</exception>
    public static FitEstimate Of(IFitProblem problem, FitMinimum fit)
    {
        int count = problem.Parameters.Count;
        RequireInformation(problem, fit.Jacobian);
        int freedom = problem.PointCount - count;
        double variance = fit.KnownDeviations ? 1 : fit.SumOfSquares / freedom;
        var inverse = fit.Jacobian.TransposeThisAndMultiply(fit.Jacobian).Inverse();
        var covariance = Matrix<double>.Build.Dense(
            count, count, (i, k) => variance * inverse[i, k] * problem.Parameters[i].Scale * problem.Parameters[k].Scale);
        return new FitEstimate(fit.Values, covariance, fit.Predictions, fit.SumOfSquares, freedom, fit.KnownDeviations, fit.Iterations, fit.Converged);
    }

    /// <summary>The standard error of a parameter.</summary>
    public double Error(int parameter) => Math.Sqrt(Covariance[parameter, parameter]);

    /// <summary>Half the width of the interval that holds the true value with the given probability: by Student's t, or the normal distribution where deviations are known.</summary>
    public double HalfWidth(int parameter, double probability) => Quantile(0.5 + (probability / 2)) * Error(parameter);

    /// <summary>The correlation of the errors of two parameters.</summary>
    public double Correlation(int first, int second) => Covariance[first, second] / (Error(first) * Error(second));

    /// <summary>The standard deviation of the data about the fit; over their own deviations where these are given.</summary>
    public double ResidualDeviation => Math.Sqrt(SumOfSquares / DegreesOfFreedom);

    private double Quantile(double probability) => KnownDeviations ? Normal.InvCDF(0, 1, probability) : StudentT.InvCDF(0, 1, DegreesOfFreedom, probability);

    private static void RequireInformation(IFitProblem problem, Matrix<double> jacobian)
    {
        double[] lengths = [.. jacobian.EnumerateColumns().Select(column => column.L2Norm())];
        int silent = Array.FindIndex(lengths, length => !(length > 0));
        if (silent >= 0)
        {
            throw new UserErrorException($"--parameters: the data do not depend on {OneLine.Quote(problem.Parameters[silent].Name)}, so that it cannot be fitted.");
        }

        var shape = Matrix<double>.Build.Dense(jacobian.RowCount, jacobian.ColumnCount, (row, column) => jacobian[row, column] / lengths[column]).Svd();
        if (shape.ConditionNumber > WorstCondition || double.IsNaN(shape.ConditionNumber))
        {
            // The direction in which nothing changes: the two parameters with the largest parts in it take each other's place.
            var direction = shape.VT.Row(jacobian.ColumnCount - 1);
            string[] names = [.. Enumerable.Range(0, lengths.Length).OrderByDescending(i => Math.Abs(direction[i])).Take(2).Select(i => OneLine.Quote(problem.Parameters[i].Name))];
            throw new UserErrorException($"--parameters: the data cannot tell {string.Join(" and ", names)} apart; fix one of them.");
        }
    }
}
