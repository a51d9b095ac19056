namespace Neuropil;

/// <summary>Reads the statements of a reset, <c>V = -60 mV; w += 10 pA</c>, over the names of a cell's equations.</summary>
internal sealed class ResetParser
{
    private static readonly string[] signs = ["=", "+=", "-=", "*=", "/="];

    private readonly EquationSource source;
    private readonly EquationNames names;
    private readonly IReadOnlyDictionary<string, Symbol> states;
    private readonly List<EquationToken> tokens;

    public ResetParser(EquationSource source, EquationNames names, IReadOnlyDictionary<string, Symbol> states)
    {
        this.source = source;
        this.names = names;
        this.states = states;
        tokens = EquationLexer.Read(source);
    }

    /// <summary>The new value of each variable, in the order of the statements.</summary>
    public List<(Symbol Variable, Expr Value)> Read()
    {
        var resets = new List<(Symbol Variable, Expr Value)>();
        int position = 0;
        while (tokens[position].Kind != EquationTokenKind.End)
        {
            if (tokens[position].Kind == EquationTokenKind.Break)
            {
                position++;
                continue;
            }

            var name = tokens[position];
            var variable = Variable(name);
            var sign = Sign(tokens[position + 1]);
            if (resets.Exists(reset => ReferenceEquals(reset.Variable, variable)))
            {
                throw source.Fault($"'{variable.Name}' is reset twice.", name.Start);
            }

            var parser = new ExpressionParser(source, tokens, position + 2, names.Resolve, names.All);
            resets.Add((variable, Value(new Operand(variable, name.Start, name.End), sign, parser.Read())));
            position = parser.Position;
            if (tokens[position].Kind is not (EquationTokenKind.Break or EquationTokenKind.End))
            {
                throw source.Fault($"{tokens[position].Describe()} was not expected.", tokens[position].Start);
            }
        }

        return resets;
    }

    private EquationToken Sign(EquationToken sign) => Array.Exists(signs, sign.Is)
        ? sign
        : throw source.Fault($"'=', '+=', '-=', '*=' or '/=' was expected instead of {sign.Describe()}.", sign.Start);

    private Symbol Variable(EquationToken name)
    {
        if (name.Kind != EquationTokenKind.Name)
        {
            throw source.Fault($"a statement such as 'V = -60 mV' was expected, but it begins with {name.Describe()}.", name.Start);
        }

        if (states.TryGetValue(name.Text, out var variable))
        {
            return variable;
        }

        throw source.Fault(
            names.Has(name.Text)
                ? $"'{name.Text}' is no variable with an equation dX/dt, so that it cannot be reset."
                : $"unknown variable '{QuantityParser.Shorten(name.Text)}'.{NearestName.DidYouMean(name.Text, states.Keys)}",
            name.Start);
    }

    private Expr Value(Operand variable, EquationToken sign, Operand right)
    {
        var factory = new ExpressionFactory(source);
        var value = sign.Text switch
        {
            "=" => right.Value,
            "+=" => factory.Binary(Operator.Add, sign, variable, right).Value,
            "-=" => factory.Binary(Operator.Subtract, sign, variable, right).Value,
            "*=" => factory.Binary(Operator.Multiply, sign, variable, right).Value,
            _ => factory.Binary(Operator.Divide, sign, variable, right).Value,
        };
        if (value.IsCondition || value.Dimension != variable.Value.Dimension)
        {
            string found = value.IsCondition ? "a condition" : QuantityCatalogue.DescribeOne(value.Dimension);
            throw source.Fault(
                $"{source.Quote(variable.Start, variable.End)} is {QuantityCatalogue.DescribeOne(variable.Value.Dimension)}, but {source.Quote(variable.Start, right.End)} makes it {found}.",
                sign.Start);
        }

        return value;
    }
}
