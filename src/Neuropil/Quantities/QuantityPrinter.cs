using System.Globalization;

namespace Neuropil;

/// <summary>Writes quantities so that people read them easily and the parser reads them back: "-63 mV", "5 nS/cm^2".</summary>
internal static class QuantityPrinter
{
    /// <summary>In the most readable unit.</summary>
    public static string Print(Quantity value)
    {
        DisplayUnit unit = QuantityCatalogue.Readable(value);
        return Join(Number(value.SiValue / unit.SiValue, "G15"), unit.Name);
    }

    /// <summary>In the most readable unit.</summary>
    public static string Print<T>(T value)
        where T : struct, IQuantity<T>
        => Print(new Quantity(value.SiValue, T.Dimension));

    /// <summary>In the unit that ends the format, after an optional number format: "mV", "F2 mV". A number format alone keeps the readable unit.</summary>
    /// <exception cref="FormatException">The unit is unknown or has another dimension.</exception>
    public static string Print<T>(T value, string? format)
        where T : struct, IQuantity<T>
    {
        if (string.IsNullOrWhiteSpace(format))
        {
            return Print(value);
        }

        string[] words = format.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 1 && IsNumberFormat(words[0]))
        {
            DisplayUnit readable = QuantityCatalogue.Readable(new Quantity(value.SiValue, T.Dimension));
            return Join(Number(value.SiValue / readable.SiValue, words[0]), readable.Name);
        }

        string name = words[^1];
        T unit = QuantityParser.Parse<T>(name);
        return Join(Number(value.SiValue / unit.SiValue, words.Length == 2 ? words[0] : "G15"), name);
    }

    // F2, G6, 0.00, #.##: a letter with digits, or a picture of digits. "F" alone is farad, "m" alone is metre.
    private static bool IsNumberFormat(string word)
        => word[0] is '0' or '#' || (word.Length > 1 && "EFGNR".Contains(char.ToUpperInvariant(word[0])) && word.Skip(1).All(char.IsAsciiDigit));

    private static string Number(double value, string format)
        => (value == 0 ? 0 : value).ToString(format, CultureInfo.InvariantCulture).Replace('E', 'e');

    private static string Join(string number, string unit)
        => unit.Length == 0 ? number : unit.StartsWith("1/", StringComparison.Ordinal) ? number + unit[1..] : $"{number} {unit}";
}
