namespace Neuropil;

/// <summary>
/// The names of a text of equations, and which of them are read. Intermediates are read when they are first asked for, so that lines may stand in any
/// order; one that
/// needs itself is an error.
/// </summary>
internal sealed class EquationNames(EquationText text, EquationDialect dialect)
{
    private const int LongestChain = 60;

    private readonly Dictionary<string, Expr> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EquationLine> intermediates = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly List<string> reading = [];

    /// <summary>All names.</summary>
    public IEnumerable<string> All => known.Keys.Concat(intermediates.Keys).Distinct(StringComparer.Ordinal);

    /// <summary>What the text has beyond names.</summary>
    public EquationDialect Dialect => dialect;

    /// <summary>Adds a name whose meaning is known.</summary>
    public void Add(string name, Expr value) => known[name] = value;

    /// <summary>Adds an intermediate, which is read later.</summary>
    public void Add(EquationLine line) => intermediates[line.Name.Text] = line;

    /// <summary>Whether the name is taken.</summary>
    public bool Has(string name) => known.ContainsKey(name) || intermediates.ContainsKey(name);

    /// <summary>Whether something that was read so far has the name.</summary>
    public bool IsRead(string name) => read.Contains(name);

    /// <summary>The meaning of a name, or null.</summary>
    public Expr? Resolve(EquationToken name)
    {
        read.Add(name.Text);
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
            throw text.Source.Fault($"'{name.Text}' depends on itself: {QuantityParser.Shorten(cycle)}.", name.Start);
        }

        if (reading.Count == LongestChain)
        {
            throw text.Source.Fault($"more than {LongestChain} intermediates need each other before they are defined: put their lines in order.", name.Start);
        }

        reading.Add(name.Text);
        value = Read(line);
        reading.RemoveAt(reading.Count - 1);
        RequireUnit(line, value);
        known[name.Text] = value;
        return value;
    }

    /// <summary>The right side of a line.</summary>
    public Expr Read(EquationLine line) => Read(line.Expression, line.ExpressionEnd);

    /// <summary>The expression that some words of the text say.</summary>
    /// <param name="start">The index of the first word.</param>
    /// <param name="end">The index of the word behind the last.</param>
    /// <param name="resolve">The meaning of a name, where it is another than that of these names.</param>
    public Expr Read(int start, int end, Func<EquationToken, Expr?>? resolve = null)
    {
        // Cut off, so that nothing behind is taken for a part: 0 nS <= w is no condition in 0 nS <= w <= 1 nS.
        var behind = text.Tokens[end];
        var stop = behind.Is(":") || behind.Kind == EquationTokenKind.Break ? behind : new EquationToken(EquationTokenKind.End, "", behind.Start, behind.Start);
        var words = text.Tokens.Take(end).Append(stop).ToList();
        var parser = new ExpressionParser(text.Source, words, start, resolve ?? Resolve, All, dialect);
        var operand = parser.Read();
        return parser.Position == end
            ? operand.Value
            : throw text.Source.Fault($"{words[parser.Position].Describe()} was not expected.", words[parser.Position].Start);
    }

    /// <summary>The expression that a text of its own says.</summary>
    public Expr Read(EquationSource other, Func<EquationToken, Expr?>? resolve = null) => ExpressionParser.Parse(other, resolve ?? Resolve, All, dialect);

    private void RequireUnit(EquationLine line, Expr value)
    {
        if (line.Note.Unit is { } unit && (value.IsCondition || value.Dimension != unit))
        {
            throw text.Fault(
                $"the unit of '{line.Name.Text}' is that of {QuantityCatalogue.DescribeOne(unit)}, but {text.Quote(line)} is {EquationText.Describe(value)}.",
                line.Expression);
        }
    }
}
