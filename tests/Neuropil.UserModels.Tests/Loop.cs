namespace Neuropil.UserModels.Tests;

/// <summary>The classical Runge-Kutta method by hand, in SI units: what the models are compared with.</summary>
internal static class Loop
{
    public static double[] Run(double[] start, double duration, int steps, Func<double, double[], double[]> slopes)
    {
        double[] y = [.. start];
        double h = duration / steps;
        for (int n = 0; n < steps; n++)
        {
            double t = n * h;
            double[] a = slopes(t, y);
            double[] b = slopes(t + (h / 2), Moved(y, h / 2, a));
            double[] c = slopes(t + (h / 2), Moved(y, h / 2, b));
            double[] d = slopes(t + h, Moved(y, h, c));
            y = [.. y.Select((value, i) => value + (h / 6 * (a[i] + (2 * b[i]) + (2 * c[i]) + d[i])))];
        }

        return y;
    }

    private static double[] Moved(double[] y, double h, double[] slope) => [.. y.Select((value, i) => value + (h * slope[i]))];
}
