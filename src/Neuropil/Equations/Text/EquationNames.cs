namespace Neuropil;

/// <summary>
/// The names of a text of equations. Intermediates are read when they are first asked for, so that lines may stand in any order; one that
/// needs itself is an error.
/// </summary>
internal sealed class EquationNames(EquationSource source, IReadOnlyList<EquationToken> tokens)
{
    private const int LongestChain = 60;

    private readonly Dictionary<string, Expr> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EquationLine> intermediates = new(StringComparer.Ordinal);
    private readonly List<string> reading = [];

    /// <summary>All names.</summary>
    public IEnumerable<string> All => known.Keys.Concat(intermediates.Keys).Distinct(StringComparer.Ordinal);

    /// <summary>Adds a name whose meaning is known.</summary>
    public void Add(string name, Expr value) => known[name] = value;

    /// <summary>Adds an intermediate, which is read later.</summary>
    public void Add(EquationLine line) => intermediates[line.Name.Text] = line;

    /// <summary>Whether the name is taken.</summary>
    public bool Has(string name) => known.ContainsKey(name) || intermediates.ContainsKey(name);

    /// <summary>The meaning of a name, or null.</summary>
    public Expr? Resolve(EquationToken name)
    {
        if (known.TryGetValue(name.Text, out var value))
        {
            return value;
        }

        if (!intermediates.TryGetValue(name.Text, out var line))
        {
            return null;
        }

        if (reading.Contains(name.Text))
        {
            string cycle = string.Join(" -> ", reading.SkipWhile(other => other != name.Text).Append(name.Text));
            throw source.Fault($"'{name.Text}' depends on itself: {QuantityParser.Shorten(cycle)}.", name.Start);
        }

        if (reading.Count == LongestChain)
        {
            throw source.Fault($"more than {LongestChain} intermediates need each other before they are defined: put their lines in order.", name.Start);
        }

        reading.Add(name.Text);
        value = Read(line);
        reading.RemoveAt(reading.Count - 1);
        RequireUnit(line, value);
        known[name.Text] = value;
        return value;
    }

    /// <summary>The right side of a line.</summary>
    public Expr Read(EquationLine line)
    {
        var parser = new ExpressionParser(source, tokens, line.Expression, Resolve, All);
        var operand = parser.Read();
        return parser.Position == line.ExpressionEnd
            ? operand.Value
            : throw source.Fault($"{tokens[parser.Position].Describe()} was not expected.", tokens[parser.Position].Start);
    }

    /// <summary>The right side of a line in quotes.</summary>
    public string Quote(EquationLine line) => source.Quote(tokens[line.Expression].Start, tokens[line.ExpressionEnd - 1].End);

    private void RequireUnit(EquationLine line, Expr value)
    {
        if (value.IsCondition && line.Unit is null)
        {
            return;
        }

        if (line.Unit is { } unit && (value.IsCondition || value.Dimension != unit))
        {
            string found = value.IsCondition ? "a condition" : QuantityCatalogue.DescribeOne(value.Dimension);
            throw source.Fault(
                $"the unit of '{line.Name.Text}' is that of {QuantityCatalogue.DescribeOne(unit)}, but {Quote(line)} is {found}.",
                tokens[line.Expression].Start);
        }
    }
}
