namespace Neuropil.Experiments;

/// <summary>What kind of value a parameter takes: how it is read, shown, compared with a range and kept in a checkpoint.</summary>
internal abstract class ParameterKind
{
    /// <summary>The kind in a word or two, as it follows "expected a": <c>conductance</c>, <c>whole number</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Reads what a person typed.</summary>
    /// <exception cref="FormatException">The text is no such value; the message is one line that says what was expected.</exception>
    public abstract object Parse(string text);

    /// <summary>The value as people read it, in <paramref name="unit"/> where one is declared. Reading it again may lose the last bits.</summary>
    public abstract string Format(object value, string? unit);

    /// <summary>The value to the bit.</summary>
    public virtual string ToExactText(object value) => Format(value, unit: null);

    /// <summary>The value that <see cref="ToExactText"/> wrote.</summary>
    /// <exception cref="FormatException">It did not write this.</exception>
    public virtual object FromExactText(string text) => Parse(text);

    /// <summary>The number to compare with a range; null where there is no order. A list gives each of its elements.</summary>
    public virtual IEnumerable<double>? Magnitudes(object value) => null;

    /// <summary>Whether a range of values can be given: <c>20nS..120nS/11</c>.</summary>
    public virtual bool CanVary => false;

    /// <summary>The value of that magnitude; null where there is none, as of a fraction among whole numbers.</summary>
    public virtual object? FromMagnitude(double magnitude) => null;

    /// <summary>The unit of axes and tables and its magnitude, where one may be declared; empty for pure numbers.</summary>
    public virtual (string Name, double Magnitude) Unit(string? declared) => ("", 1);

    /// <summary>The value times a number, for kinds that have such a thing.</summary>
    public virtual object Scale(object value, double factor) => throw new NotSupportedException($"A {Name} cannot be scaled.");
}
