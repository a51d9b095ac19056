namespace Neuropil;

/// <summary>
/// Reads one expression from the words of a text by recursive descent. Names are given a meaning by <c>resolve</c>, which may itself read
/// other lines of the text.
/// </summary>
internal sealed class ExpressionParser
{
    private const int DeepestNesting = 100;

    private readonly EquationSource source;
    private readonly IReadOnlyList<EquationToken> tokens;
    private readonly Func<EquationToken, Expr?> resolve;
    private readonly IEnumerable<string> names;
    private readonly EquationDialect dialect;
    private readonly ExpressionFactory factory;
    private int position;
    private int depth;

    /// <summary>A parser that starts at a word of the text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="tokens">Its words.</param>
    /// <param name="position">The index of the expression's first word.</param>
    /// <param name="resolve">The meaning of a name, or null.</param>
    /// <param name="names">All names that have a meaning, for suggestions.</param>
    /// <param name="dialect">What the text has beyond names.</param>
    public ExpressionParser(
        EquationSource source,
        IReadOnlyList<EquationToken> tokens,
        int position,
        Func<EquationToken, Expr?> resolve,
        IEnumerable<string> names,
        EquationDialect dialect)
    {
        this.source = source;
        this.tokens = tokens;
        this.position = position;
        this.resolve = token => resolve(token) ?? BuiltIn(token.Text);
        this.names = names;
        this.dialect = dialect;
        factory = new ExpressionFactory(source);
    }

    /// <summary>The index of the word behind the expression.</summary>
    public int Position => position;

    private EquationToken Next => tokens[position];

    private EquationToken Previous => tokens[position - 1];

    /// <summary>Reads a text that is one expression.</summary>
    public static Expr Parse(EquationSource source, Func<EquationToken, Expr?> resolve, IEnumerable<string> names, EquationDialect dialect)
    {
        var words = EquationLexer.Read(source).FindAll(token => token.Kind != EquationTokenKind.Break || token.Text == ";");
        var parser = new ExpressionParser(source, words, 0, resolve, names, dialect);
        var operand = parser.Read();
        return parser.Next.Kind == EquationTokenKind.End
            ? operand.Value
            : throw source.Fault($"{parser.Next.Describe()} was not expected.", parser.Next.Start);
    }

    /// <summary>Reads the longest expression.</summary>
    public Operand Read() => Disjunction();

    /// <summary>The names that are known in every text.</summary>
    public static Expr? BuiltIn(string name) => name switch
    {
        "t" => Symbol.Time,
        "dt" => Symbol.TimeStep,
        "pi" => Math.PI,
        _ => null,
    };

    private Operand Disjunction() => LeftToRight(Conjunction, "or", (sign, a, b) => factory.Binary(Operator.Or, sign, a, b));

    private Operand Conjunction() => LeftToRight(Negation, "and", (sign, a, b) => factory.Binary(Operator.And, sign, a, b));

    private Operand Negation() => Take("not", out var sign) ? Nested(() => factory.Unary(Operator.Not, sign, Negation())) : Comparison();

    private Operand Comparison()
        => LeftToRight(Sum, ["<", "<=", ">", ">=", "==", "!="], (sign, a, b) => sign.Text switch
        {
            "<" => factory.Binary(Operator.Less, sign, a, b),
            "<=" => factory.Binary(Operator.LessOrEqual, sign, a, b),
            ">" => factory.Swapped(Operator.Less, sign, a, b),
            ">=" => factory.Swapped(Operator.LessOrEqual, sign, a, b),
            "==" => factory.Binary(Operator.Equal, sign, a, b),
            _ => factory.Unary(Operator.Not, sign, factory.Binary(Operator.Equal, sign, a, b)),
        });

    private Operand Sum()
        => LeftToRight(Product, ["+", "-"], (sign, a, b) => factory.Binary(sign.Text == "+" ? Operator.Add : Operator.Subtract, sign, a, b));

    private Operand Product()
        => LeftToRight(Signed, ["*", "/"], (sign, a, b) => factory.Binary(sign.Text == "*" ? Operator.Multiply : Operator.Divide, sign, a, b));

    private Operand Signed()
    {
        if (Take("-", out var sign))
        {
            return Nested(() => factory.Unary(Operator.Negate, sign, Signed()));
        }

        return Take("+", out _) ? Nested(Signed) : Power();
    }

    private Operand Power()
    {
        var radix = Primary();
        return Take("^", out var sign) ? factory.Power(sign, radix, Nested(Signed)) : radix;
    }

    private Operand Primary()
    {
        var token = Next;
        switch (token.Kind)
        {
            case EquationTokenKind.Number:
                position++;
                return new LiteralParser(source, tokens, resolve).Read(token, ref position);
            case EquationTokenKind.Name when token.Text is not ("and" or "or" or "not"):
                position++;
                return Next.Is("(") ? Call(token) : new Operand(Named(token), token.Start, token.End);
            case EquationTokenKind.Sign when token.Text == "(":
                position++;
                var inner = Nested(Disjunction);
                return new Operand(inner.Value, token.Start, Close(token).End);
            default:
                throw source.Fault($"a number, a name or '(' was expected instead of {token.Describe()}.", token.Start);
        }
    }

    private Expr Named(EquationToken name)
    {
        if (resolve(name) is { } known)
        {
            return known;
        }

        if (UnitTable.TryGet(name.Text, out var unit))
        {
            return unit;
        }

        throw source.Fault(
            IsFunction(name.Text)
                ? $"the function '{name.Text}' needs its arguments in parentheses."
                : $"unknown name '{QuantityParser.Shorten(name.Text)}'.{Suggestion(name.Text)}",
            name.Start);
    }

    private string Suggestion(string name)
    {
        if (dialect.Meant(name) is { } meant)
        {
            return $" {meant}";
        }

        string near = NearestName.DidYouMean(name, names.Concat(["t", "dt", "pi"]).Concat(FunctionNames.All));
        return near.Length > 0 ? near : $"{(UnitTable.Nearest(name) is { } unit ? $" Did you mean the unit '{unit}'?" : "")}{dialect.Unknown}";
    }

    private string FunctionSuggestion(string name)
        => dialect.Meant(name) is { } meant ? $" {meant}" : NearestName.DidYouMean(name, FunctionNames.All.Concat(dialect.Functions.Keys));

    private bool IsFunction(string name) => FunctionNames.All.Contains(name, StringComparer.Ordinal) || dialect.Functions.ContainsKey(name);

    private Operand Call(EquationToken name)
    {
        if (!IsFunction(name.Text))
        {
            throw source.Fault(
                resolve(name) is not null || UnitTable.TryGet(name.Text, out _)
                    ? $"'{QuantityParser.Shorten(name.Text)}' is no function; a product is written {QuantityParser.Shorten(name.Text)}*(...)."
                    : $"unknown function '{QuantityParser.Shorten(name.Text)}'.{FunctionSuggestion(name.Text)}",
                name.Start);
        }

        var open = Next;
        Expect("(");
        var arguments = new List<Operand>();
        if (!Next.Is(")"))
        {
            arguments.Add(Nested(Disjunction));
            while (Take(",", out _))
            {
                arguments.Add(Nested(Disjunction));
            }
        }

        int end = Close(open).End;
        return dialect.Functions.TryGetValue(name.Text, out var function)
            ? new Operand(function(source, name, arguments), name.Start, end)
            : factory.Call(name, arguments, end);
    }

    private Operand LeftToRight(Func<Operand> operand, string sign, Func<EquationToken, Operand, Operand, Operand> combine)
        => LeftToRight(operand, [sign], combine);

    private Operand LeftToRight(Func<Operand> operand, string[] signs, Func<EquationToken, Operand, Operand, Operand> combine)
    {
        var left = operand();
        while (Array.Exists(signs, sign => Next.Is(sign) || Next.IsWord(sign)))
        {
            position++;
            var sign = Previous;
            left = combine(sign, left, operand());
        }

        return left;
    }

    private Operand Nested(Func<Operand> read)
    {
        if (++depth > DeepestNesting)
        {
            throw source.Fault($"the expression is nested too deeply: more than {DeepestNesting} levels.", Next.Start);
        }

        var result = read();
        depth--;
        return result;
    }

    private bool Take(string sign, out EquationToken taken)
    {
        taken = Next;
        bool found = taken.Is(sign) || taken.IsWord(sign);
        position += found ? 1 : 0;
        return found;
    }

    private EquationToken Close(EquationToken open)
    {
        if (Take(")", out var taken))
        {
            return taken;
        }

        var (line, column) = source.Place(open.Start);
        throw source.Fault($"')' was expected instead of {taken.Describe()}: the '(' of line {line}, column {column} is not closed.", taken.Start);
    }

    private EquationToken Expect(string sign)
        => Take(sign, out var taken) ? taken : throw source.Fault($"'{sign}' was expected instead of {taken.Describe()}.", taken.Start);
}
