using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Neuropil.Experiments;

/// <summary>
/// What a least-squares fit found: values, and what the scatter of the data about them says about their errors, by the linear theory of regression:
/// the covariance is s² (J'J)^-1 with s² the residual sum of squares over the degrees of freedom, or (J'WJ)^-1 where the standard deviation of every point is
/// known (Press et al., Numerical Recipes, 3rd ed. 2007, section 15.6).
/// </summary>
public sealed class FitEstimate
{
    // Of a Jacobian whose columns have length one. Differences make a singular one look like 1e5; at 1e4 two errors correlate by 1 - 1e-8.
    private const double WorstCondition = 1e4;
    private readonly FitMinimum fit;
    private readonly Matrix<double> covariance;

    private FitEstimate(IFitProblem problem, FitMinimum fit)
    {
        (this.fit, Parameters, DegreesOfFreedom) = (fit, problem.Parameters, problem.PointCount - problem.Parameters.Count);
        double variance = fit.KnownDeviations ? 1 : fit.SumOfSquares / DegreesOfFreedom;
        var inverse = fit.Jacobian.TransposeThisAndMultiply(fit.Jacobian).Inverse();
        covariance = Matrix<double>.Build.Dense(
            Parameters.Count, Parameters.Count, (i, k) => variance * inverse[i, k] * Parameters[i].Scale * Parameters[k].Scale);
    }

    /// <summary>The fitted parameters.</summary>
    public IReadOnlyList<FreeParameter> Parameters { get; }

    /// <summary>Their values, in SI units.</summary>
    public double[] Values => fit.Values;

    /// <summary>The model at these values.</summary>
    public double[] Predictions => fit.Predictions;

    /// <summary>The sum of squared residuals, each over its standard deviation.</summary>
    public double SumOfSquares => fit.SumOfSquares;

    /// <summary>Points minus parameters.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>Whether the standard deviations of the points were given.</summary>
    public bool KnownDeviations => fit.KnownDeviations;

    /// <summary>How many steps it took.</summary>
    public int Iterations => fit.Iterations;

    /// <summary>Whether the last step changed nothing more.</summary>
    public bool Converged => fit.Converged;

    /// <summary>The standard deviation of the data about the fit; over their own deviations where these are given.</summary>
    public double ResidualDeviation => Math.Sqrt(SumOfSquares / DegreesOfFreedom);

    /// <summary>Fits data.</summary>
    /// <param name="problem">What predicts them.</param>
    /// <param name="data">The data, as many as the problem has points.</param>
    /// <param name="deviations">The standard deviation of every point; null if unknown.</param>
    /// <param name="cancellation">To stop between rounds.</param>
    /// <exception cref="UserErrorException">The data say nothing about a parameter; the message names it.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static FitEstimate Of(IFitProblem problem, double[] data, double[]? deviations = null, CancellationToken cancellation = default)
        => Of(problem, LevenbergMarquardt.Minimize(problem, [data], FitPrecision.Simulated, deviations, cancellation)[0]);

    /// <summary>What the scatter about a minimum says.</summary>
    internal static FitEstimate Of(IFitProblem problem, FitMinimum fit)
    {
        RequireInformation(problem, fit.Jacobian);
        return new FitEstimate(problem, fit);
    }

    /// <summary>The standard error of a parameter.</summary>
    public double Error(int parameter) => Math.Sqrt(covariance[parameter, parameter]);

    /// <summary>
    /// Half the width of the interval that holds the true value with the given probability: by Student's t, or the normal distribution where deviations are
    /// known.
    /// </summary>
    public double HalfWidth(int parameter, double probability) => Quantile(0.5 + (probability / 2)) * Error(parameter);

    /// <summary>The correlation of the errors of two parameters.</summary>
    public double Correlation(int first, int second) => covariance[first, second] / (Error(first) * Error(second));

    private double Quantile(double probability)
        => KnownDeviations ? Normal.InvCDF(0, 1, probability) : StudentT.InvCDF(0, 1, DegreesOfFreedom, probability);

    private static void RequireInformation(IFitProblem problem, Matrix<double> jacobian)
    {
        double[] lengths = [.. jacobian.EnumerateColumns().Select(column => column.L2Norm())];
        int silent = Array.FindIndex(lengths, length => !(length > 0));
        if (silent >= 0)
        {
            throw new UserErrorException(
                $"--parameters: the data do not depend on {OneLine.Quote(problem.Parameters[silent].Name)}, so that it cannot be fitted.");
        }

        var shape = Matrix<double>.Build.Dense(jacobian.RowCount, jacobian.ColumnCount, (row, column) => jacobian[row, column] / lengths[column]).Svd();
        if (shape.ConditionNumber > WorstCondition || double.IsNaN(shape.ConditionNumber))
        {
            // The direction in which nothing changes: the two parameters with the largest parts in it take each other's place.
            var direction = shape.VT.Row(jacobian.ColumnCount - 1);
            string[] names =
            [
                .. Enumerable.Range(0, lengths.Length).OrderByDescending(i => Math.Abs(direction[i])).Take(2)
                    .Select(i => OneLine.Quote(problem.Parameters[i].Name)),
            ];
            throw new UserErrorException($"--parameters: the data cannot tell {string.Join(" and ", names)} apart; fix one of them.");
        }
    }
}
