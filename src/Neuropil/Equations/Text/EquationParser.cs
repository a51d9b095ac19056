namespace Neuropil;

/// <summary>
/// Reads expressions as text. Operators are, from the weakest to the strongest: <c>or</c>, <c>and</c>, <c>not</c>; comparisons; <c>+ -</c>;
/// <c>* /</c>; the sign; <c>^</c> (or <c>**</c>), which groups to the right and has a constant exponent, or pure numbers on both sides and a
/// radix that is not negative. A number may be followed by its unit
/// (<c>5 mV</c>, <c>5mV</c>), which binds strongest; a unit may also stand alone, as in <c>0.1/ms</c>. The functions are those of
/// <see cref="Functions"/> in small letters. <c>t</c>, <c>dt</c> and <c>pi</c> are known everywhere; a declared name hides a unit of the same name.
/// </summary>
public static class EquationParser
{
    /// <summary>The expression that the text says, over the given names.</summary>
    /// <exception cref="EquationFormatException">The text is no expression, has an unknown name, or combines units that do not fit.</exception>
    public static Expr Parse(string text, IReadOnlyDictionary<string, Expr>? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        names ??= new Dictionary<string, Expr>();
        var source = new EquationSource("expression", text);
        return ExpressionParser.Parse(source, token => names.GetValueOrDefault(token.Text), names.Keys, EquationDialect.Plain);
    }
}
