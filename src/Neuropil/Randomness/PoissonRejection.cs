namespace Neuropil;

/// <summary>
/// Poisson counts of means from 10 on by transformed rejection with squeeze, in a time that does not grow with the mean (Hormann, Insurance: Mathematics
/// and Economics 12, 1993, algorithm PTRS).
/// </summary>
internal static class PoissonRejection
{
    private const int Tabulated = 16;

    private static readonly double[] logFactorials = LogFactorials();

    /// <summary>A count of that mean.</summary>
    public static double Draw(ref RandomStream random, double mean)
    {
        double b = 0.931 + (2.53 * Math.Sqrt(mean));
        double a = -0.059 + (0.02483 * b);
        double inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        double certain = 0.9277 - (3.6224 / (b - 2));
        double logMean = Math.Log(mean);
        while (true)
        {
            double u = random.NextDouble() - 0.5;
            double v = random.NextDouble();
            double distance = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / distance) + b) * u) + mean + 0.43);
            if (distance >= 0.07 && v <= certain)
            {
                return k;
            }

            if (k < 0 || (distance < 0.013 && v > distance))
            {
                continue;
            }

            if (Math.Log(v * inverseAlpha / ((a / (distance * distance)) + b)) <= (k * logMean) - mean - LogFactorial(k))
            {
                return k;
            }
        }
    }

    /// <summary>ln k! of a whole number: from a table, or by Stirling's series, whose next term is below 1e-13.</summary>
    internal static double LogFactorial(double k)
    {
        if (k < Tabulated)
        {
            return logFactorials[(int)k];
        }

        double r = 1 / k;
        double r2 = r * r;
        double series = r * ((1.0 / 12) - (r2 * ((1.0 / 360) - (r2 * ((1.0 / 1260) - (r2 / 1680))))));
        return ((k + 0.5) * Math.Log(k)) - k + (0.5 * Math.Log(2 * Math.PI)) + series;
    }

    private static double[] LogFactorials()
    {
        double[] values = new double[Tabulated];
        for (int k = 2; k < Tabulated; k++)
        {
            values[k] = values[k - 1] + Math.Log(k);
        }

        return values;
    }
}
