using System.Globalization;

namespace Neuropil;

/// <summary>Reads a number with a unit: "67 nS", "67nS", "0.05 mS/cm^2", "1 uF cm^-2", "0.1/ms", "36 degC". A unit alone counts once.</summary>
internal static class QuantityParser
{
    private static readonly string[] celsius = ["degC", "deg C", "°C", "C°", "℃", "celsius", "degreeCelsius", "degreesCelsius"];

    /// <summary>The quantity that the whole text says.</summary>
    /// <exception cref="QuantityFormatException">It says none.</exception>
    public static Quantity Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out Quantity value, out string? error, out int position)
            ? value
            : throw new QuantityFormatException($"\"{Shorten(text)}\" is no quantity: {error}", position);
    }

    /// <summary>The typed quantity that the whole text says.</summary>
    /// <exception cref="QuantityFormatException">It says none, or one of another dimension.</exception>
    public static T Parse<T>(string text)
        where T : struct, IQuantity<T>
    {
        Quantity value = Parse(text);
        return value.Dimension == T.Dimension ? T.FromSi(value.SiValue) : throw WrongUnit(text, value.Dimension, T.Dimension);
    }

    /// <summary>The typed quantity that the whole text says, or false.</summary>
    public static bool TryParse<T>(string? text, out T result)
        where T : struct, IQuantity<T>
    {
        result = default;
        if (text is null || !TryRead(text, out Quantity value, out _, out _) || value.Dimension != T.Dimension)
        {
            return false;
        }

        result = T.FromSi(value.SiValue);
        return true;
    }

    /// <summary>Reads the text; on failure says what is wrong and where.</summary>
    public static bool TryRead(string text, out Quantity value, out string? error, out int position)
    {
        position = NumberStart(text);
        int start = position;
        bool hasNumber = SkipNumber(text, ref position);
        value = hasNumber ? double.Parse(Ascii(text[start..position]), NumberStyles.Float, CultureInfo.InvariantCulture) : 1;
        error = null;
        string unit = text[position..].Trim();
        if (IsNotFinite(unit))
        {
            error = "it must be finite.";
            return false;
        }

        if (!hasNumber && unit is ['+' or '-' or '−', ..])
        {
            error = "a number must follow the sign.";
            return false;
        }

        if (hasNumber && celsius.Contains(unit))
        {
            value = Units.Celsius(value.SiValue);
            position = text.Length;
        }
        else if (unit.Length > 0 || !hasNumber)
        {
            if (!UnitParser.TryMultiply(text, ref position, ref value, hasNumber, out error))
            {
                error = error!.EndsWith('?') || error.EndsWith('.') ? error : error + ".";
                return false;
            }

            if (text[position..].Trim().Length > 0)
            {
                error = $"'{Shorten(text[position..].Trim())}' was not expected.";
                return false;
            }
        }

        if (!double.IsFinite(value.SiValue))
        {
            position = start;
            error = "it is too large.";
            return false;
        }

        return true;
    }

    /// <summary>The start of a text on one line, for messages.</summary>
    public static string Shorten(string text)
    {
        const int Longest = 60;
        string line = string.Concat(text.Trim().Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }

    /// <summary>The error of a text whose unit has the wrong dimension; it points at the unit.</summary>
    public static QuantityFormatException WrongUnit(string text, Dimension found, Dimension expected)
    {
        int position = NumberStart(text);
        if (SkipNumber(text, ref position))
        {
            position += text.Length - position - text[position..].TrimStart().Length;
        }

        string what = found.IsNone ? "has no unit" : $"is {QuantityCatalogue.DescribeOne(found)}";
        return new QuantityFormatException($"\"{Shorten(text)}\" {what}; expected {QuantityCatalogue.DescribeOne(expected)}.", position);
    }

    private static int NumberStart(string text) => text.Length - text.TrimStart().Length;

    private static bool SkipNumber(string text, ref int position)
    {
        int at = position;
        if (at < text.Length && text[at] is '+' or '-' or '−')
        {
            at++;
        }

        int digits = SkipDigits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            digits += SkipDigits(text, ref at);
        }

        if (digits == 0)
        {
            return false;
        }

        position = at;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-' or '−')
            {
                at++;
            }

            if (SkipDigits(text, ref at) > 0)
            {
                position = at;
            }
        }

        return true;
    }

    private static int SkipDigits(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position - start;
    }

    private static string Ascii(string number) => number.Replace('−', '-');

    private static bool IsNotFinite(string word)
        => word.TrimStart('+', '-', '−').Split(' ')[0].ToLowerInvariant() is "nan" or "inf" or "infinity" or "∞";
}
