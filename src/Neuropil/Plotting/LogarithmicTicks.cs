using System.Globalization;

namespace Neuropil.Plotting;

/// <summary>
/// Ticks of a logarithmic axis: labelled at the powers of ten, minor ones at 2 to 9 between them. A range of less than two decades also
/// labels 2 and 5; a range of many decades labels every second, third, ... one and marks the others.
/// </summary>
internal static class LogarithmicTicks
{
    private const double Slack = 1e-9; // relative

    /// <summary>The ticks within a range of positive numbers, with at most about <paramref name="wanted"/> labels.</summary>
    public static Tick[] Between(double minimum, double maximum, double wanted)
    {
        int first = (int)Math.Floor(Math.Log10(minimum) + Slack);
        int last = (int)Math.Floor(Math.Log10(maximum) + Slack);
        double decades = Math.Log10(maximum / minimum);
        int every = Math.Max(1, (int)Math.Ceiling(decades / Math.Max(2, wanted)));
        bool labelTwoAndFive = decades < 2;
        bool plain = first >= -3 && last <= 4;
        var ticks = new List<Tick>();
        for (int exponent = first; exponent <= last; exponent++)
        {
            for (int mantissa = 1; mantissa <= 9; mantissa++)
            {
                double value = exponent < 0 ? mantissa / Math.Pow(10, -exponent) : mantissa * Math.Pow(10, exponent);
                bool inside = value >= minimum * (1 - Slack) && value <= maximum * (1 + Slack);
                bool labelled = mantissa == 1 ? exponent % every == 0 : labelTwoAndFive && mantissa is 2 or 5;
                if (inside && (labelled || every == 1 || mantissa == 1))
                {
                    ticks.Add(labelled ? Labelled(value, mantissa, exponent, plain) : new Tick(value, ""));
                }
            }
        }

        return [.. ticks];
    }

    private static Tick Labelled(double value, int mantissa, int exponent, bool plain)
    {
        if (plain)
        {
            string digits = Math.Max(0, -exponent).ToString(CultureInfo.InvariantCulture);
            return new Tick(value, value.ToString("F" + digits, CultureInfo.InvariantCulture));
        }

        string power = exponent.ToString(CultureInfo.InvariantCulture).Replace('-', '\u2212');
        return new Tick(value, mantissa == 1 ? "10" : $"{mantissa.ToString(CultureInfo.InvariantCulture)}\u00d710", power);
    }
}
