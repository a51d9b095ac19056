namespace Neuropil;

/// <summary>
/// The value of a name in equations given as text: a quantity (<c>10 * nS</c>), a list or a distribution with a value for each cell, or a text
/// ("10 nS"). It exists so that a collection of values may hold any of them; everything that a <see cref="Parameter"/> can be converts to it.
/// </summary>
public sealed partial class EquationValue
{
    private EquationValue(Parameter? parameter, string? text)
    {
        Parameter = parameter;
        Text = text;
    }

    internal Parameter? Parameter { get; }

    internal string? Text { get; }

    /// <summary>A value for all cells, a list, or a distribution.</summary>
    public static implicit operator EquationValue(Parameter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value, null);
    }

    /// <summary>A text; it is read when the equations are.</summary>
    public static implicit operator EquationValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(null, text);
    }

    /// <summary>A quantity of any dimension.</summary>
    public static implicit operator EquationValue(Quantity value) => (Parameter)value;

    /// <summary>A pure number.</summary>
    public static implicit operator EquationValue(double value) => (Parameter)value;

    /// <summary>A list of pure numbers, one for each cell.</summary>
    public static implicit operator EquationValue(double[] values) => (Parameter)values;

    /// <inheritdoc/>
    public override string ToString() => Text ?? Parameter!.ToString();
}
