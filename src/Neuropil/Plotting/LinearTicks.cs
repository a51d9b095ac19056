using System.Globalization;

namespace Neuropil.Plotting;

/// <summary>
/// Ticks of a linear axis at multiples of 1, 2 or 5 times a power of ten. Very large or small numbers share a factor 10^k, which the axis
/// label names, so that tick labels stay short.
/// </summary>
internal static class LinearTicks
{
    private const double Slack = 1e-7; // of a step: a tick that rounding puts just outside still belongs
    private const int LargestPlainExponent = 4; // 99 999 is the longest number written out
    private const int SmallestPlainExponent = -3;

    /// <summary>The ticks within the range, about <paramref name="wanted"/> intervals but at least two ticks, and the shared exponent k.</summary>
    public static (Tick[] Ticks, int FactorExponent) Between(double minimum, double maximum, double wanted, bool wholeNumbers)
    {
        (int mantissa, int exponent) = Step(maximum - minimum, Math.Max(1, wanted));
        while (CountOf(minimum, maximum, mantissa, exponent) < 2)
        {
            (mantissa, exponent) = Finer(mantissa, exponent);
        }

        if (wholeNumbers && exponent < 0)
        {
            (mantissa, exponent) = (1, 0);
        }

        int factor = SharedFactor(Math.Max(Math.Abs(minimum), Math.Abs(maximum)), exponent);
        long first = (long)Math.Ceiling(InSteps(minimum, mantissa, exponent) - Slack);
        long last = (long)Math.Floor(InSteps(maximum, mantissa, exponent) + Slack);
        var ticks = new Tick[Math.Max(0, last - first + 1)];
        for (int i = 0; i < ticks.Length; i++)
        {
            long multiple = (first + i) * mantissa;
            ticks[i] = new Tick(TimesPowerOfTen(multiple, exponent), Label(multiple, exponent - factor));
        }

        return (ticks, factor);
    }

    /// <summary>The range with its ends moved out to the next tick where that lies nearer than <paramref name="reach"/> of the span.</summary>
    public static (double Minimum, double Maximum) Snap(double minimum, double maximum, double wanted, double reach)
    {
        (int mantissa, int exponent) = Step(maximum - minimum, Math.Max(1, wanted));
        double below = TimesPowerOfTen((long)Math.Floor(InSteps(minimum, mantissa, exponent)) * mantissa, exponent);
        double above = TimesPowerOfTen((long)Math.Ceiling(InSteps(maximum, mantissa, exponent)) * mantissa, exponent);
        double near = reach * (maximum - minimum);
        return (minimum - below < near ? below : minimum, above - maximum < near ? above : maximum);
    }

    /// <summary>The step of 1, 2 or 5 times a power of ten that comes nearest, as a ratio, to the wanted number of intervals.</summary>
    private static (int Mantissa, int Exponent) Step(double span, double wanted)
    {
        double rough = span / wanted;
        int exponent = (int)Math.Floor(Math.Log10(rough));
        double fraction = rough / Math.Pow(10, exponent);
        return fraction switch
        {
            < 1.4142 => (1, exponent), // sqrt(1 * 2), and so on: the borders lie at the geometric means
            < 3.1623 => (2, exponent),
            < 7.0711 => (5, exponent),
            _ => (1, exponent + 1),
        };
    }

    private static long CountOf(double minimum, double maximum, int mantissa, int exponent)
        => (long)Math.Floor(InSteps(maximum, mantissa, exponent) + Slack) - (long)Math.Ceiling(InSteps(minimum, mantissa, exponent) - Slack) + 1;

    private static (int Mantissa, int Exponent) Finer(int mantissa, int exponent)
        => mantissa switch { 1 => (5, exponent - 1), 2 => (1, exponent), _ => (2, exponent) };

    private static double InSteps(double value, int mantissa, int exponent)
        => (exponent < 0 ? value * Math.Pow(10, -exponent) : value / Math.Pow(10, exponent)) / mantissa;

    // Dividing by a whole power of ten rounds once, so that 3 * 0.1 is the double nearest to 0.3.
    private static double TimesPowerOfTen(long multiple, int exponent)
        => exponent < 0 ? multiple / Math.Pow(10, -exponent) : multiple * Math.Pow(10, exponent);

    private static int SharedFactor(double largest, int stepExponent)
    {
        int magnitude = (int)Math.Floor(Math.Log10(largest));
        bool plain = magnitude <= LargestPlainExponent && stepExponent >= SmallestPlainExponent;
        return plain ? 0 : (int)Math.Floor(magnitude / 3.0) * 3;
    }

    private static string Label(long multiple, int exponent)
    {
        double value = TimesPowerOfTen(multiple, exponent);
        string digits = Math.Abs(value).ToString("F" + Math.Max(0, -exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return multiple < 0 ? "\u2212" + digits : digits; // a true minus sign, as wide as a plus
    }
}
