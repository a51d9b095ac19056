namespace Neuropil;

/// <summary>Reads statements, <c>V = -60 mV</c> or <c>w += 10 pA</c>, which give variables new values.</summary>
/// <param name="source">The text.</param>
/// <param name="tokens">Its words.</param>
/// <param name="names">What names mean.</param>
/// <param name="variables">What a statement may give a value.</param>
internal sealed class StatementParser(
    EquationSource source, IReadOnlyList<EquationToken> tokens, EquationNames names, IReadOnlyDictionary<string, Symbol> variables)
{
    private static readonly string[] signs = ["=", "+=", "-=", "*=", "/="];

    /// <summary>All statements of a text that has nothing else, such as a reset, in their order.</summary>
    public static List<WrittenStatement> ReadAll(EquationSource source, EquationNames names, IReadOnlyDictionary<string, Symbol> variables)
    {
        var tokens = EquationLexer.Read(source);
        var parser = new StatementParser(source, tokens, names, variables);
        var statements = new List<WrittenStatement>();
        int position = 0;
        while (tokens[position].Kind != EquationTokenKind.End)
        {
            if (tokens[position].Kind == EquationTokenKind.Break)
            {
                position++;
            }
            else
            {
                statements.Add(parser.Read(ref position));
            }
        }

        return statements;
    }

    /// <summary>The statement that begins at a word.</summary>
    /// <param name="position">The index of the word; afterwards that of the word behind the statement.</param>
    /// <param name="resolve">The meaning of names for a variable, where it is another than that of the names.</param>
    public WrittenStatement Read(ref int position, Func<EquationToken, Symbol, Expr?>? resolve = null)
    {
        var name = tokens[position];
        var variable = Variable(name, position);
        var sign = Sign(tokens[position + 1]);
        var parser = new ExpressionParser(
            source, tokens, position + 2, resolve is null ? names.Resolve : token => resolve(token, variable), names.All, names.Dialect);
        var value = Value(new Operand(variable, name.Start, name.End), sign, parser.Read());
        position = parser.Position;
        return tokens[position].Kind is EquationTokenKind.Break or EquationTokenKind.End
            ? new WrittenStatement(variable, value, name)
            : throw source.Fault($"{tokens[position].Describe()} was not expected.", tokens[position].Start);
    }

    private EquationToken Sign(EquationToken sign) => Array.Exists(signs, sign.Is)
        ? sign
        : throw source.Fault($"'=', '+=', '-=', '*=' or '/=' was expected instead of {sign.Describe()}.", sign.Start);

    private Symbol Variable(EquationToken name, int position)
    {
        if (name.Kind != EquationTokenKind.Name)
        {
            throw source.Fault($"a statement such as 'V = -60 mV' was expected, but it begins with {name.Describe()}.", name.Start);
        }

        if (variables.TryGetValue(name.Text, out var variable))
        {
            return variable;
        }

        if (tokens[position + 1].Is("/") && tokens[position + 2].IsWord("dt"))
        {
            throw source.Fault("an equation is no statement of an event: begin its line no deeper than that of the event.", name.Start);
        }

        throw source.Fault(
            names.Has(name.Text)
                ? $"'{name.Text}' is no variable, so that it cannot be given a value."
                : $"unknown variable '{QuantityParser.Shorten(name.Text)}'.{NearestName.DidYouMean(name.Text, variables.Keys)}",
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
            var (left, whole) = (source.Quote(variable.Start, variable.End), source.Quote(variable.Start, right.End));
            throw source.Fault($"{left} is {EquationText.Describe(variable.Value)}, but {whole} makes it {EquationText.Describe(value)}.", sign.Start);
        }

        return value;
    }
}

/// <summary>A statement as it was read: which variable, which value, and where its name stands.</summary>
internal sealed record WrittenStatement(Symbol Variable, Expr Value, EquationToken Name);
