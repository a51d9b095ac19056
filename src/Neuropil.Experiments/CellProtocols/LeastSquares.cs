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

    // (J'J + damping diag(J'J)) step = J'r, by elimination.
    private static double[] Step(double[][] jacobian, double[] r, double damping)
    {
        int n = jacobian.Length;
        var a = new double[n, n + 1];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                a[i, j] = Dot(jacobian[i], jacobian[j]) * (i == j ? 1 + damping : 1);
            }

            a[i, i] += double.Epsilon;
            a[i, n] = Dot(jacobian[i], r);
        }

        for (int pivot = 0; pivot < n; pivot++)
        {
            for (int i = pivot + 1; i < n; i++)
            {
                double factor = a[i, pivot] / a[pivot, pivot];
                for (int j = pivot; j <= n; j++)
                {
                    a[i, j] -= factor * a[pivot, j];
                }
            }
        }

        var step = new double[n];
        for (int i = n - 1; i >= 0; i--)
        {
            double sum = a[i, n];
            for (int j = i + 1; j < n; j++)
            {
                sum -= a[i, j] * step[j];
            }

            step[i] = double.IsFinite(sum / a[i, i]) ? sum / a[i, i] : 0;
        }

        return step;
    }

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
