using System.Globalization;

namespace Neuropil;

/// <summary>Reads a number with the units that follow it directly: <c>5mV</c>, <c>1 uF cm^-2</c>, <c>20 um2</c>, <c>36 degC</c>.</summary>
internal sealed class LiteralParser(EquationSource source, IReadOnlyList<EquationToken> tokens, Func<EquationToken, Expr?> resolve)
{
    private const double LargestExponent = 60; // what a Dimension can hold

    private static readonly string[] celsius = ["degC", "°C", "celsius"];

    /// <summary>The constant that begins with <paramref name="number"/>; <paramref name="position"/> is the index of the word behind it.</summary>
    public Operand Read(EquationToken number, ref int position)
    {
        Quantity value = double.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        int end = number.End;
        if (tokens[position] is { Kind: EquationTokenKind.Name } word && celsius.Contains(word.Text, StringComparer.Ordinal))
        {
            position++;
            return new Operand(Finite(Units.Celsius(value.SiValue), number), number.Start, word.End);
        }

        while (tokens[position] is { Kind: EquationTokenKind.Name, Text: not ("and" or "or" or "not") })
        {
            value *= Unit(tokens[position++], ref position);
            end = tokens[position - 1].End;
        }

        return new Operand(Finite(value, number), number.Start, end);
    }

    private Quantity Unit(EquationToken name, ref int position)
    {
        if (!UnitTable.TryGet(name.Text, out var unit))
        {
            string shown = QuantityParser.Shorten(name.Text);
            throw source.Fault(
                resolve(name) is not null
                    ? $"'{shown}' is no unit; a product is written with '*'."
                    : $"'{shown}' is no unit.{(UnitTable.Nearest(name.Text) is { } near ? $" Did you mean '{near}'?" : "")}",
                name.Start);
        }

        if (resolve(name) is not null)
        {
            throw source.Fault($"'{name.Text}' is the name of a variable or parameter here as well as a unit: write '*' for the product, or another unit.",
                name.Start);
        }

        if (!tokens[position].Is("^"))
        {
            return unit;
        }

        position++;
        double exponent = Exponent(ref position);
        try
        {
            if (Math.Abs(exponent) <= LargestExponent)
            {
                return UnitTable.TryGetNamed(name.Text, out var named) ? named.Power(exponent) : unit.Power(exponent);
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            // The dimension cannot hold it: the same fault as below.
        }

        throw source.Fault($"the power {exponent} of '{name.Text}' is too large, or no multiple of one half.", name.Start);
    }

    // 2, -2, (1/2), (-0.5).
    private double Exponent(ref int position)
    {
        bool group = tokens[position].Is("(");
        position += group ? 1 : 0;
        double exponent = SignedNumber(ref position);
        if (group && tokens[position].Is("/"))
        {
            position++;
            exponent /= SignedNumber(ref position);
        }

        if (group && !tokens[position++].Is(")"))
        {
            throw source.Fault($"')' was expected instead of {tokens[position - 1].Describe()}.", tokens[position - 1].Start);
        }

        return exponent;
    }

    private double SignedNumber(ref int position)
    {
        double sign = tokens[position].Is("-") ? -1 : 1;
        position += sign < 0 ? 1 : 0;
        var token = tokens[position];
        if (token.Kind != EquationTokenKind.Number)
        {
            throw source.Fault($"the power of a unit must be a number, not {token.Describe()}.", token.Start);
        }

        position++;
        return sign * double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private ConstantExpr Finite(Quantity value, EquationToken number)
        => double.IsFinite(value.SiValue) ? new ConstantExpr(value)
            : throw source.Fault($"the number {QuantityParser.Shorten(number.Text)} is too large.", number.Start);
}
