namespace Neuropil;

/// <summary>The values that are given beside a text for the names that it does not define.</summary>
internal static class TextParameters
{
    /// <summary>The parameter of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="reserved">Names that mean something else.</param>
    /// <exception cref="ArgumentException">The name is reserved, or none.</exception>
    /// <exception cref="EquationFormatException">The value is a text that says no quantity.</exception>
    public static Parameter Read(string name, EquationValue value, IReadOnlyCollection<string> reserved)
    {
        if (reserved.Contains(name))
        {
            throw new ArgumentException($"A parameter may not be called '{name}': that name has a meaning of its own in equations.");
        }

        if (name.Length == 0 || !EquationLexer.StartsName(name[0]) || !name.All(c => EquationLexer.StartsName(c) || char.IsAsciiDigit(c)))
        {
            throw new ArgumentException($"A parameter may not be called '{name}': names are letters, digits and '_'.");
        }

        return value.Parameter ?? Parse(name, value.Text!);
    }

    private static Parameter Parse(string name, string text)
        => QuantityParser.TryRead(text, out var quantity, out string? error, out int position)
            ? quantity
            : throw new EquationSource($"parameter {name}", text).Fault($"\"{QuantityParser.Shorten(text)}\" is no quantity: {error}", position);
}
