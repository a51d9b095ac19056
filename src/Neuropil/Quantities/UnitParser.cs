using System.Globalization;

namespace Neuropil;

/// <summary>
/// Reads unit expressions: factors joined by <c>*</c>, <c>/</c>, <c>·</c> or a space, from left to right. A factor is a name (mV), 1, a
/// group in parentheses or <c>sqrt(...)</c>, with an optional power (<c>cm2</c>, <c>cm-2</c>, <c>cm^2</c>, <c>cm**2</c>, <c>cm²</c>, <c>s^-0.5</c>,
/// <c>s^(-1/2)</c>).
/// </summary>
internal ref struct UnitParser
{
    private const int MaximalDepth = 16; // of parentheses
    private const double MaximalExponent = 60; // what a Dimension can hold
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private readonly string text;
    private int position;
    private string? error;

    private UnitParser(string text, int position)
    {
        this.text = text;
        this.position = position;
    }

    /// <summary>
    /// Reads the longest unit expression at <paramref name="position"/> and moves it behind. Where there is none, or a name is unknown,
    /// returns false with the position of the fault.
    /// </summary>
    public static bool TryParse(string text, ref int position, out Quantity unit) => TryParse(text, ref position, out unit, out _);

    /// <summary>As the other overload, and says what the fault is.</summary>
    public static bool TryParse(string text, ref int position, out Quantity unit, out string? error)
    {
        unit = 1;
        int start = position;
        if (!TryMultiply(text, ref position, ref unit, afterNumber: false, out error))
        {
            return false;
        }

        if (!double.IsNormal(unit.SiValue))
        {
            (position, error) = (start, "the unit is too large or too small");
            return false;
        }

        return true;
    }

    /// <summary>
    /// Multiplies <paramref name="value"/> by the unit factors at <paramref name="position"/> one by one, in the order in which C# would
    /// evaluate <c>5 * nS / cm2</c>: a number in a text and in a program have the same bits.
    /// </summary>
    public static bool TryMultiply(string text, ref int position, ref Quantity value, bool afterNumber, out string? error)
    {
        var parser = new UnitParser(text, position);
        bool success = parser.Product(ref value, 0, afterNumber);
        position = parser.position;
        error = parser.error;
        return success;
    }

    private readonly char Next => position < text.Length ? text[position] : '\0';

    private readonly char AfterNext => position + 1 < text.Length ? text[position + 1] : '\0';

    private bool Product(ref Quantity value, int depth, bool afterNumber)
    {
        SkipSpace();
        bool divide = false;
        if (afterNumber && !(divide = Take('/')))
        {
            _ = Take('*') || Take('·');
        }

        while (Factor(ref value, divide, depth))
        {
            int end = position;
            SkipSpace();
            divide = Take('/');
            if (!divide && !Take('*') && !Take('·') && !IsNameStart(Next))
            {
                position = end;
                return true;
            }
        }

        return false;
    }

    private bool Factor(ref Quantity value, bool divide, int depth)
    {
        SkipSpace();
        int start = position;
        if (!Base(depth, out NamedUnit unit, out double exponent))
        {
            return false;
        }

        try
        {
            Quantity power = unit.Power(exponent);
            value = divide ? value / power : value * power;
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return Fail("the power of a unit is too large, or no multiple of one half", start);
        }
    }

    private bool Base(int depth, out NamedUnit unit, out double exponent)
    {
        (unit, exponent) = (new NamedUnit(1, 0, Dimension.None), 1);
        int start = position;
        if (Next == '1' && !char.IsAsciiDigit(AfterNext) && AfterNext != '.')
        {
            position++;
            return true;
        }

        if (Next == '(')
        {
            return Group(depth, out unit) && Exponent(afterName: false, out exponent);
        }

        if (!IsNameStart(Next))
        {
            return Fail(position < text.Length ? $"a unit was expected instead of '{QuantityParser.Shorten(text[position..(position + 1)])}'"
                : "a unit is missing", position);
        }

        while (IsNamePart(Next))
        {
            position++;
        }

        string name = text[start..position];
        if (name == "sqrt")
        {
            exponent = 0.5;
            return Group(depth, out unit);
        }

        return UnitTable.TryGetNamed(name, out unit)
            ? Exponent(afterName: true, out exponent)
            : Fail($"'{QuantityParser.Shorten(name)}' is no unit.{(UnitTable.Nearest(name) is { } nearest ? $" Did you mean '{nearest}'?" : "")}", start);
    }

    private bool Group(int depth, out NamedUnit unit)
    {
        unit = default;
        if (depth >= MaximalDepth)
        {
            return Fail("there are too many parentheses", position);
        }

        if (!Take('('))
        {
            return Fail("'(' was expected", position);
        }

        Quantity product = 1;
        if (!Product(ref product, depth + 1, afterNumber: false))
        {
            return false;
        }

        unit = new NamedUnit(product.SiValue, 0, product.Dimension);
        SkipSpace();
        return Take(')') || Fail("')' is missing", position);
    }

    private bool Exponent(bool afterName, out double exponent)
    {
        int start = position;
        exponent = 1;
        if (Superscripts.Contains(Next) || (Next == '⁻' && Superscripts.Contains(AfterNext)))
        {
            double sign = Take('⁻') ? -1 : 1;
            exponent = sign * Superscripts.IndexOf(Next);
            position++;
        }
        else if (Take('^') || (Next == '*' && AfterNext == '*' && Take('*') && Take('*')))
        {
            bool group = Take('(');
            if (!Number(out exponent))
            {
                return Fail("a power was expected", position);
            }

            if (group && Take('/'))
            {
                if (!Number(out double divisor))
                {
                    return Fail("a power was expected", position);
                }

                exponent /= divisor;
            }

            if (group && !Take(')'))
            {
                return Fail("')' is missing", position);
            }
        }
        else if (afterName && (char.IsAsciiDigit(Next) || (Next is '-' or '+' && char.IsAsciiDigit(AfterNext))))
        {
            _ = Number(out exponent);
        }

        return (Math.Abs(exponent) <= MaximalExponent && exponent * 2 == Math.Round(exponent * 2))
            || Fail("a power is too large, or no multiple of one half", start);
    }

    private bool Number(out double value)
    {
        int start = position;
        if (Next is '-' or '+')
        {
            position++;
        }

        while (char.IsAsciiDigit(Next) || (Next == '.' && char.IsAsciiDigit(AfterNext)))
        {
            position++;
        }

        return double.TryParse(text.AsSpan(start, position - start), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '°';

    private static bool IsNamePart(char c) => IsNameStart(c) || c == '_';

    private void SkipSpace()
    {
        while (char.IsWhiteSpace(Next))
        {
            position++;
        }
    }

    private bool Take(char c)
    {
        bool taken = position < text.Length && text[position] == c;
        position += taken ? 1 : 0;
        return taken;
    }

    private bool Fail(string message, int at)
    {
        error = message;
        position = at;
        return false;
    }
}
