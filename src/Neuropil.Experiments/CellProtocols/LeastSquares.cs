using MathNet.Numerics.LinearAlgebra;

namespace Neuropil.Experiments;

/// <summary>
/// Nonlinear least squares by the method of Levenberg and Marquardt (Marquardt 1963, J. Soc. Indust. Appl. Math. 11) with differences for derivatives, for
/// models of a few parameters of which a good guess is known and data without noise: it goes on until rounding ends it. Compare
/// <see cref="LevenbergMarquardt"/>, which fits noisy data within bounds and gives intervals.
/// </summary>
internal static class LeastSquares
{
    private const int MostIterations = 200;
    private const double Difference = 1e-7;

    /// <summary>The parameters that make the sum of squared residuals least, near the guess, and that sum.</summary>
    /// <param name="guess">Where to begin.</param>
    /// <param name="count">The number of residuals.</param>
    /// <param name="residuals">Fills the residuals for given parameters.</param>
    public static (double[] Parameters, double Squares) Fit(double[] guess, int count, Action<double[], double[]> residuals)
    {
        double[] best = [.. guess];
        var r = new double[count];
        residuals(best, r);
        double squares = Squares(r);
        double damping = 1e-3;
        var shifted = new double[count];
        var jacobian = new double[guess.Length][];
        for (int iteration = 0; iteration < MostIterations && squares > 0; iteration++)
        {
            for (int k = 0; k < best.Length; k++)
            {
                double h = Difference * Math.Max(Math.Abs(best[k]), 1e-3);
                double[] moved = [.. best];
                moved[k] += h;
                residuals(moved, shifted);
                jacobian[k] = [.. shifted.Zip(r, (after, before) => (after - before) / h)];
            }

            bool improved = false;
            double before = squares;
            for (int attempt = 0; attempt < 12 && !improved; attempt++)
            {
                double[] trial = [.. best.Zip(Step(jacobian, r, damping), (value, step) => value - step)];
                residuals(trial, shifted);
                double trialSquares = Squares(shifted);
                improved = trialSquares < squares;
                damping = improved ? Math.Max(damping / 10, 1e-15) : damping * 10;
                if (improved)
                {
                    (best, squares) = (trial, trialSquares);
                    Array.Copy(shifted, r, count);
                }
            }

            if (!improved || before - squares <= 1e-10 * before)
            {
                break;
            }
        }

        return (best, squares);
    }

    private static double Squares(double[] r)
    {
        double sum = 0;
        foreach (double value in r)
        {
            sum += value * value;
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    // (J'J + damping diag(J'J)) step = J'r; no step in a parameter that the residuals do not feel.
    private static double[] Step(double[][] jacobian, double[] r, double damping)
    {
        var j = Matrix<double>.Build.DenseOfColumnArrays(jacobian);
        var normal = j.TransposeThisAndMultiply(j);
        normal.SetDiagonal((normal.Diagonal() * (1 + damping)) + double.Epsilon);
        var step = normal.Solve(j.TransposeThisAndMultiply(Vector<double>.Build.Dense(r)));
        return [.. step.Select(value => double.IsFinite(value) ? value : 0)];
    }
}
