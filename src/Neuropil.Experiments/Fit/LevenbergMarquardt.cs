using MathNet.Numerics.LinearAlgebra;

namespace Neuropil.Experiments;

/// <summary>
/// Least squares by the method of Levenberg (1944) and Marquardt (1963), with bounds by projection: parameters are measured in their scales, the Jacobian
/// is taken by central differences, and a parameter at its bound stays there while the sum of squares would fall beyond it. Several data sets of the same
/// problem are fitted side by side, so that each round of all of them is two predictions: the Jacobians, and steps of several lengths.
/// </summary>
internal sealed class LevenbergMarquardt
{
    // Of a scale. The prediction is smooth to about 1e-6 of itself, and a central difference errs by the square of its step.
    private const double Difference = 2e-3;

    private const int MostRounds = 40;
    private const double SmallestChange = 1e-5;

    // Of a Jacobian whose columns have length one. Differences make a singular one look like 1e5; at 1e4 two errors correlate by 1 - 1e-8.
    private const double WorstCondition = 1e4;
    private static readonly double[] dampings = [0.1, 1, 10, 100];

    private readonly IFitProblem problem;
    private readonly CancellationToken cancellation;

    private LevenbergMarquardt(IFitProblem problem, CancellationToken cancellation) => (this.problem, this.cancellation) = (problem, cancellation);

    /// <summary>Fits each of the data sets.</summary>
    /// <param name="problem">What predicts the data.</param>
    /// <param name="observations">The data sets.</param>
    /// <param name="deviations">The standard deviation of every point, the same for all sets; null if unknown.</param>
    /// <param name="cancellation">To stop between rounds.</param>
    /// <exception cref="UserErrorException">The data say nothing about a parameter; the message names it.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static FitEstimate[] Fit(IFitProblem problem, IReadOnlyList<double[]> observations, double[]? deviations, CancellationToken cancellation = default)
    {
        var method = new LevenbergMarquardt(problem, cancellation);
        var fits = observations.Select(data => new State(problem, data, deviations)).ToList();
        double[] atStart = problem.Predict([fits[0].Values])[0];
        fits.ForEach(fit => fit.Accept(fit.Values, atStart));
        for (int round = 0; round < MostRounds && fits.Exists(fit => !fit.Done); round++)
        {
            method.Differentiate(fits.FindAll(fit => !fit.Done));
            method.Advance(fits.FindAll(fit => !fit.Done));
        }

        method.Differentiate(fits);
        return [.. fits.Select(method.Estimate)];
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
                fits[f].Jacobian.SetColumn(i, [.. predicted[at].Select((value, point) => (value - predicted[at + 1][point]) / (distance * fits[f].Deviation(point)))]);
            }
        }
    }

    private void Advance(List<State> fits)
    {
        cancellation.ThrowIfCancellationRequested();
        var trials = fits.SelectMany(fit => dampings.Select(damping => (Fit: fit, Damping: fit.Damping * damping))).Select(trial => (trial.Fit, trial.Damping, Values: Step(trial.Fit, trial.Damping))).ToList();
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
                fit.Converged = fit.Done = change < SmallestChange;
            }
            else if (Change(fit.Values, best.Values) < SmallestChange || fit.Damping > 1e8)
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
        values[parameter] = Within(parameter, values[parameter] + (sign * Difference * problem.Parameters[parameter].Scale));
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

    private double Change(double[] before, double[] after) => Enumerable.Range(0, before.Length).Max(i => Math.Abs(after[i] - before[i]) / problem.Parameters[i].Scale);

    private FitEstimate Estimate(State fit)
    {
        int count = problem.Parameters.Count;
        RequireInformation(fit.Jacobian);
        int freedom = problem.PointCount - count;
        double variance = fit.HasDeviations ? 1 : fit.SumOfSquares / freedom;
        var inverse = fit.Jacobian.TransposeThisAndMultiply(fit.Jacobian).Inverse();
        var covariance = Matrix<double>.Build.Dense(count, count, (i, k) => variance * inverse[i, k] * problem.Parameters[i].Scale * problem.Parameters[k].Scale);
        return new FitEstimate(fit.Values, covariance, fit.Predicted, fit.SumOfSquares, freedom, fit.HasDeviations, fit.Iterations, fit.Converged);
    }

    private void RequireInformation(Matrix<double> jacobian)
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

        public double SumOfSquaresOf(double[] predicted) => Enumerable.Range(0, observed.Length).Sum(i => Math.Pow((observed[i] - predicted[i]) / Deviation(i), 2));

        public void Accept(double[] values, double[] predicted)
        {
            (Values, Predicted) = (values, predicted);
            Residuals = Vector<double>.Build.Dense(observed.Length, i => (observed[i] - predicted[i]) / Deviation(i));
            SumOfSquares = SumOfSquaresOf(predicted);
        }
    }
}
