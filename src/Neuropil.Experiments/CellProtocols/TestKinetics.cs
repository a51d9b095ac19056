namespace Neuropil.Experiments;

/// <summary>
/// The current at a fixed test potential, I = S (1 + A e^(-t/tau_a))^p (1 + B e^(-t/tau_b)), where A = a0/a_inf - 1 and B = b0/b_inf - 1 say how far the
/// activation a and the inactivation b were from their steady states when the test began. S and the time constants belong to the potential, A and B to what
/// came before: this is how the two gates of one current are told apart.
/// </summary>
/// <param name="Exponent">p.</param>
/// <param name="Scale">S.</param>
/// <param name="ActivationTime">tau_a, ms.</param>
/// <param name="InactivationTime">tau_b, ms.</param>
internal sealed record TestKinetics(int Exponent, double Scale, double ActivationTime, double InactivationTime)
{
    private const int Scan = 40;

    /// <summary>The kinetics from a test that begins with activation closed, A = -1, and inactivation open.</summary>
    public static TestKinetics Of(double[] times, double[] current, int exponent)
    {
        double peak = current.Max(Math.Abs);
        var (fast, slow, s, b) = Guess(times, current, exponent);
        double[] start = [Math.Log(Math.Abs(s) / peak), Math.Log(Math.Abs(b)), Math.Log(fast), Math.Log(slow), -1];
        double[] found = Fit(start, times.Length, current, peak, (q, i) => Math.Sign(s) * Math.Exp(q[0])
            * Math.Pow(1 + (q[4] * Math.Exp(-times[i] / Math.Exp(q[2]))), exponent) * (1 + (Math.Exp(q[1]) * Math.Exp(-times[i] / Math.Exp(q[3]))))).Values;
        return new TestKinetics(exponent, Math.Sign(s) * Math.Exp(found[0]) * peak, Math.Exp(found[2]), Math.Exp(found[3]));
    }

    /// <summary>A and B of a test.</summary>
    public (double Activation, double Inactivation) Before(double[] times, double[] current)
    {
        double peak = current.Max(Math.Abs);
        FitMinimum? best = null;
        foreach (double start in new[] { -0.9, 0, -0.5, 1 })
        {
            var fit = Fit([start, FirstInactivation(current[0], start)], times.Length, current, peak, (q, i) => At(times[i], q[0], q[1]) / peak);
            best = best is null || fit.SumOfSquares < best.SumOfSquares ? fit : best;
            if (best.SumOfSquares < 1e-16 * times.Length)
            {
                break;
            }
        }

        return (best!.Values[0], best.Values[1]);
    }

    private static FitMinimum Fit(double[] start, int points, double[] current, double peak, Func<double[], int, double> formula)
        => LevenbergMarquardt.Minimize(new FormulaProblem(start, points, formula), [[.. current.Select(value => value / peak)]], FitPrecision.Exact)[0];

    private double At(double time, double a, double b)
        => Scale * Math.Pow(1 + (a * Math.Exp(-time / ActivationTime)), Exponent) * (1 + (b * Math.Exp(-time / InactivationTime)));

    private double FirstInactivation(double first, double a)
    {
        double b = (first / Scale / Math.Pow(1 + a, Exponent)) - 1;
        return double.IsFinite(b) ? Math.Max(b, -1) : 0;
    }

    // For given time constants and A = -1 the current is linear in S and S B: scan the time constants, solve for the rest.
    private static (double Fast, double Slow, double S, double B) Guess(double[] times, double[] current, int exponent)
    {
        double longest = times[^1];
        double shortest = times[1] / 4;
        double ratio = Math.Pow(10 * longest / shortest, 1.0 / Scan);
        (double Squares, double Fast, double Slow, double S, double B) best = (double.PositiveInfinity, 0, 0, 0, 0);
        for (int i = 0; i <= Scan; i++)
        {
            double fast = shortest * Math.Pow(ratio, i);
            double[] rise = [.. times.Select(time => Math.Pow(1 - Math.Exp(-time / fast), exponent))];
            for (int j = i + 1; j <= Scan; j++)
            {
                double slow = shortest * Math.Pow(ratio, j);
                double[] fall = [.. times.Select((time, k) => rise[k] * Math.Exp(-time / slow))];
                var (s, sb) = Solve(rise, fall, current);
                double squares = 0;
                for (int k = 0; k < times.Length; k++)
                {
                    double residual = (s * rise[k]) + (sb * fall[k]) - current[k];
                    squares += residual * residual;
                }

                if (squares < best.Squares && sb / s > 0)
                {
                    best = (squares, fast, slow, s, sb / s);
                }
            }
        }

        return (best.Fast, best.Slow, best.S, best.B);
    }

    private static (double X, double Y) Solve(double[] u, double[] v, double[] w)
    {
        double uu = 0, uv = 0, vv = 0, uw = 0, vw = 0;
        for (int i = 0; i < u.Length; i++)
        {
            uu += u[i] * u[i];
            uv += u[i] * v[i];
            vv += v[i] * v[i];
            uw += u[i] * w[i];
            vw += v[i] * w[i];
        }

        double determinant = (uu * vv) - (uv * uv);
        return (((vv * uw) - (uv * vw)) / determinant, ((uu * vw) - (uv * uw)) / determinant);
    }
}
