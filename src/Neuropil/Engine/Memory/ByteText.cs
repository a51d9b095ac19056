using System.Globalization;

namespace Neuropil;

/// <summary>Numbers of bytes for people, in powers of ten: <c>2.4 GB</c>.</summary>
public static class ByteText
{
    private static readonly string[] units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>The number with three digits and a unit.</summary>
    public static string Of(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (Math.Abs(value) >= 999.5 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        string format = unit == 0 || value >= 99.5 ? "F0" : "G3";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}";
    }

    /// <summary>Reads <c>256MB</c>, <c>1.5 GB</c>; null where it is no such number.</summary>
    public static long? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        int unit = Array.FindLastIndex(units, each => trimmed.EndsWith(each, StringComparison.OrdinalIgnoreCase));
        string number = unit < 0 ? trimmed : trimmed[..^units[unit].Length];
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite;
        return unit >= 0 && double.TryParse(number, Style, CultureInfo.InvariantCulture, out double value)
            && value * Math.Pow(1000, unit) < long.MaxValue
            ? (long)Math.Round(value * Math.Pow(1000, unit))
            : null;
    }
}
