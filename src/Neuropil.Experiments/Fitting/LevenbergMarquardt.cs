using MathNet.Numerics.LinearAlgebra;

namespace Neuropil.Experiments;

/// <summary>How finely a fit differentiates, and when it has ended.</summary>
/// <param name="Difference">The step of central differences, of a parameter's scale: they err by its square.</param>
/// <param name="SmallestChange">The change of a step, of the scales, that is none any more.</param>
/// <param name="MostRounds">The largest number of steps.</param>
internal sealed record FitPrecision(double Difference, double SmallestChange, int MostRounds)
{
    /// <summary>For predictions by simulation, which are smooth to about 1e-6 of themselves, and noisy data.</summary>
    public static FitPrecision Simulated { get; } = new(2e-3, 1e-5, 40);

    /// <summary>For formulas and data without noise: until rounding ends it.</summary>
    public static FitPrecision Exact { get; } = new(1e-5, 1e-12, 200);
}

/// <summary>Where a fit ended.</summary>
/// <param name="Values">The values of the parameters, in SI units.</param>
/// <param name="Predictions">The model there.</param>
/// <param name="SumOfSquares">The sum of squared residuals, each over its standard deviation.</param>
/// <param name="Jacobian">Derivatives of predictions over their standard deviations by parameters in their scales.</param>
/// <param name="KnownDeviations">Whether the standard deviations of the points were given.</param>
/// <param name="Iterations">How many steps it took.</param>
/// <param name="Converged">Whether the last step changed nothing more.</param>
internal sealed record FitMinimum(
    double[] Values, double[] Predictions, double SumOfSquares, Matrix<double> Jacobian, bool KnownDeviations, int Iterations, bool Converged);

/// <summary>
/// Least squares by the method of Levenberg (1944) and Marquardt (1963), with bounds by projection: parameters are measured in their scales, the Jacobian
/// is taken by central differences, and a parameter at its bound stays there while the sum of squares would fall beyond it. Several data sets of the same
/// problem are fitted side by side, so that each round of all of them is two predictions: the Jacobians, and steps of several lengths.
/// </summary>
/// <remarks>
/// The library's own minimizer (MathNet.Numerics.Optimization) asks for one prediction at a time: a fit of a simulated curve, where all trial steps and all
/// data sets are the cells of one population, would take several times as many simulations.
/// </remarks>
internal sealed class LevenbergMarquardt
{
    private static readonly double[] dampings = [0.1, 1, 10, 100];

    private readonly IFitProblem problem;
    private readonly FitPrecision precision;
    private readonly CancellationToken cancellation;

    private LevenbergMarquardt(IFitProblem problem, FitPrecision precision, CancellationToken cancellation)
        => (this.problem, this.precision, this.cancellation) = (problem, precision, cancellation);

    /// <summary>Fits each of the data sets.</summary>
    /// <param name="problem">What predicts the data.</param>
    /// <param name="observations">The data sets.</param>
    /// <param name="precision">How finely.</param>
    /// <param name="deviations">The standard deviation of every point, the same for all sets; null if unknown.</param>
    /// <param name="cancellation">To stop between rounds.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static FitMinimum[] Minimize(
        IFitProblem problem, IReadOnlyList<double[]> observations, FitPrecision precision, double[]? deviations = null,
        CancellationToken cancellation = default)
    {
        var method = new LevenbergMarquardt(problem, precision, cancellation);
        var fits = observations.Select(data => new State(problem, data, deviations)).ToList();
        double[] atStart = problem.Predict([fits[0].Values])[0];
        fits.ForEach(fit => fit.Accept(fit.Values, atStart));
        for (int round = 0; round < precision.MostRounds && fits.Exists(fit => !fit.Done); round++)
        {
            method.Differentiate(fits.FindAll(fit => !fit.Done));
            method.Advance(fits.FindAll(fit => !fit.Done));
        }

        method.Differentiate(fits);
        return [.. fits.Select(fit => fit.Minimum())];
    }

    private void Differentiate(List<State> fits)
    {
        cancellation.ThrowIfCancellationRequested();
        int count = problem.Parameters.Count;
        var sets = new List<double[]>();
        foreach (var fit in fits)
        {
            for (int i = 0; i < count; i++)
            {
                sets.Add(Moved(fit, i, +1));
                sets.Add(Moved(fit, i, -1));
            }
        }

        double[][] predicted = problem.Predict(sets);
        for (int f = 0; f < fits.Count; f++)
        {
            for (int i = 0; i < count; i++)
            {
                int at = 2 * ((f * count) + i);
                double distance = (sets[at][i] - sets[at + 1][i]) / problem.Parameters[i].Scale;
                double Slope(double value, int point) => (value - predicted[at + 1][point]) / (distance * fits[f].Deviation(point));
                fits[f].Jacobian.SetColumn(i, [.. predicted[at].Select(Slope)]);
            }
        }
    }

    private void Advance(List<State> fits)
    {
        cancellation.ThrowIfCancellationRequested();
        var trials = fits.SelectMany(fit => dampings.Select(damping => (Fit: fit, Damping: fit.Damping * damping)))
            .Select(trial => (trial.Fit, trial.Damping, Values: Step(trial.Fit, trial.Damping))).ToList();
        double[][] predicted = problem.Predict([.. trials.Select(trial => trial.Values)]);
        foreach (var group in trials.Select((trial, i) => (trial.Fit, trial.Damping, trial.Values, Predicted: predicted[i])).GroupBy(trial => trial.Fit))
        {
            var fit = group.Key;
            var best = group.MinBy(trial => fit.SumOfSquaresOf(trial.Predicted));
            double sum = fit.SumOfSquaresOf(best.Predicted);
            if (sum < fit.SumOfSquares)
            {
                double change = Change(fit.Values, best.Values);
                fit.Damping = Math.Max(best.Damping, 1e-9);
                fit.Accept(best.Values, best.Predicted);
                fit.Iterations++;
                fit.Converged = fit.Done = change < precision.SmallestChange;
            }
            else if (Change(fit.Values, best.Values) < precision.SmallestChange || fit.Damping > 1e8)
            {
                // Even the smallest step does not lead down: this is the minimum.
                fit.Converged = fit.Done = true;
            }
            else
            {
                fit.Damping *= 1000;
            }
        }
    }

    private double[] Moved(State fit, int parameter, int sign)
    {
        double[] values = [.. fit.Values];
        values[parameter] = Within(parameter, values[parameter] + (sign * precision.Difference * problem.Parameters[parameter].Scale));
        return values;
    }

    private double[] Step(State fit, double damping)
    {
        var j = fit.Jacobian;
        var gradient = j.TransposeThisAndMultiply(fit.Residuals);
        int[] free = [.. Enumerable.Range(0, problem.Parameters.Count).Where(i => !IsHeld(fit.Values[i], gradient[i], problem.Parameters[i]))];
        double[] values = [.. fit.Values];
        if (free.Length == 0)
        {
            return values;
        }

        var part = Matrix<double>.Build.Dense(j.RowCount, free.Length, (row, column) => j[row, free[column]]);
        var normal = part.TransposeThisAndMultiply(part);
        var damped = normal + Matrix<double>.Build.DenseDiagonal(free.Length, free.Length, i => (damping * normal[i, i]) + 1e-300);
        var step = damped.Solve(Vector<double>.Build.Dense(free.Length, i => gradient[free[i]]));
        for (int i = 0; i < free.Length; i++)
        {
            values[free[i]] = Within(free[i], values[free[i]] + (step[i] * problem.Parameters[free[i]].Scale));
        }

        return values;
    }

    private double Within(int parameter, double value) => Math.Clamp(value, problem.Parameters[parameter].Lower, problem.Parameters[parameter].Upper);

    // The gradient here points to where the sum of squares falls.
    private static bool IsHeld(double value, double downhill, FreeParameter parameter)
        => (value <= parameter.Lower && downhill < 0) || (value >= parameter.Upper && downhill > 0);

    private double Change(double[] before, double[] after)
        => Enumerable.Range(0, before.Length).Max(i => Math.Abs(after[i] - before[i]) / problem.Parameters[i].Scale);

    /// <summary>One fit on its way.</summary>
    private sealed class State(IFitProblem problem, double[] observed, double[]? deviations)
    {
        public double[] Values { get; private set; } = [.. problem.Parameters.Select(parameter => parameter.Start)];

        public double[] Predicted { get; private set; } = [];

        public Vector<double> Residuals { get; private set; } = Vector<double>.Build.Dense(1);

        public double SumOfSquares { get; private set; }

        public Matrix<double> Jacobian { get; } = Matrix<double>.Build.Dense(observed.Length, problem.Parameters.Count);

        public double Damping { get; set; } = 1e-3;

        public int Iterations { get; set; }

        public bool Done { get; set; }

        public bool Converged { get; set; }

        public bool HasDeviations => deviations is not null;

        public double Deviation(int point) => deviations?[point] ?? 1;

        public double SumOfSquaresOf(double[] predicted) => NoNumberIsWorst(
            Enumerable.Range(0, observed.Length).Sum(i => Math.Pow((observed[i] - predicted[i]) / Deviation(i), 2)));

        public FitMinimum Minimum() => new(Values, Predicted, SumOfSquares, Jacobian, HasDeviations, Iterations, Converged);

        public void Accept(double[] values, double[] predicted)
        {
            (Values, Predicted) = (values, predicted);
            Residuals = Vector<double>.Build.Dense(observed.Length, i => (observed[i] - predicted[i]) / Deviation(i));
            SumOfSquares = SumOfSquaresOf(predicted);
        }

        private static double NoNumberIsWorst(double sum) => double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }
}
