namespace Neuropil;

/// <summary>Turns the texts of an <see cref="EquationCell"/> into declarations.</summary>
internal sealed class EquationCellDeclaration
{
    private static readonly string[] reserved = ["I", "t", "dt", "pi", "and", "or", "not", .. FunctionNames.All];

    private readonly EquationCell cell;
    private readonly EquationBuilder equations;
    private readonly EquationSource source;
    private readonly List<EquationToken> tokens;
    private readonly List<EquationLine> lines;
    private readonly EquationNames names;
    private readonly Dictionary<string, Symbol> states = new(StringComparer.Ordinal);
    private readonly Dictionary<Symbol, Expr> initial = [];

    public EquationCellDeclaration(EquationCell cell, EquationBuilder equations)
    {
        this.cell = cell;
        this.equations = equations;
        source = new EquationSource("equations", cell.Equations);
        tokens = EquationLexer.Read(source);
        lines = EquationLineReader.Read(source, tokens);
        names = new EquationNames(source, tokens);
    }

    public void Declare()
    {
        names.Add("I", equations.InputCurrent);
        AddParameters();
        AddLines();
        AddNoises();
        foreach (var line in lines.Where(line => !line.IsDifferential))
        {
            equations.Intermediate(line.Name.Text, names.Resolve(line.Name)!);
        }

        foreach (var line in lines.Where(line => line.IsDifferential))
        {
            var symbol = states[line.Name.Text];
            var derivative = names.Read(line);
            RequireUnit(line, derivative, symbol.Dimension / Time.Dimension);
            equations.Differential(symbol, derivative);
        }

        AddInitialValues();
        AddSpikes();
    }

    private void AddParameters()
    {
        foreach (var (name, value) in cell.Parameters)
        {
            if (reserved.Contains(name, StringComparer.Ordinal))
            {
                throw new ArgumentException($"A parameter may not be called '{name}': that name has a meaning of its own in equations.");
            }

            if (name.Length == 0 || !EquationLexer.StartsName(name[0]) || !name.All(c => EquationLexer.StartsName(c) || char.IsAsciiDigit(c)))
            {
                throw new ArgumentException($"A parameter may not be called '{name}': names are letters, digits and '_'.");
            }

            var parameter = value.Parameter ?? ParseParameter(name, value.Text!);
            equations.NameParameter(name, parameter);
            names.Add(name, Expr.Of(parameter));
        }
    }

    private static Parameter ParseParameter(string name, string text)
        => QuantityParser.TryRead(text, out var quantity, out string? error, out int position)
            ? quantity
            : throw new EquationSource($"parameter {name}", text).Fault($"\"{QuantityParser.Shorten(text)}\" is no quantity: {error}", position);

    private void AddLines()
    {
        string? membrane = MembranePotentialName();
        foreach (var line in lines)
        {
            string name = line.Name.Text;
            RequireFree(line);
            if (!line.IsDifferential)
            {
                names.Add(line);
                continue;
            }

            states[name] = name == membrane
                ? equations.MembranePotential(name, new ConstantExpr(new Quantity(0, Voltage.Dimension)))
                : equations.State(name, line.Unit!.Value);
            names.Add(name, states[name]);
        }
    }

    // Each name that is "xi" or begins with "xi_", and that nothing else defines, is a white noise.
    private void AddNoises()
    {
        foreach (string name in tokens.Where(token => token.Kind == EquationTokenKind.Name).Select(token => token.Text).Distinct(StringComparer.Ordinal))
        {
            if ((name == "xi" || name.StartsWith("xi_", StringComparison.Ordinal)) && !names.Has(name))
            {
                names.Add(name, equations.WhiteNoise(name));
            }
        }
    }

    private void RequireFree(EquationLine line)
    {
        string name = line.Name.Text;
        if (reserved.Contains(name, StringComparer.Ordinal))
        {
            throw source.Fault($"'{name}' has a meaning of its own in equations{(name == "I" ? " (the total input current)" : "")}; choose another name.", line.Name.Start);
        }

        if (name.Contains('.'))
        {
            throw source.Fault($"the name '{QuantityParser.Shorten(name)}' has a dot; names of variables are letters, digits and '_'.", line.Name.Start);
        }

        if (names.Has(name))
        {
            throw source.Fault($"'{QuantityParser.Shorten(name)}' is defined twice{(cell.Parameters.ContainsKey(name) ? ", here and as a parameter" : "")}.", line.Name.Start);
        }
    }

    private string? MembranePotentialName()
    {
        var variables = lines.Where(line => line.IsDifferential).ToList();
        if (cell.MembranePotential is not { } wanted)
        {
            return variables.Find(line => line.Name.Text is "V" or "v" && line.Unit == Voltage.Dimension)?.Name.Text;
        }

        var found = variables.Find(line => line.Name.Text == wanted)
            ?? throw UnknownNameException.For("membrane potential", wanted, variables.Select(line => line.Name.Text));
        return found.Unit == Voltage.Dimension
            ? wanted
            : throw source.Fault($"the membrane potential '{wanted}' must be a Voltage (mV), but its unit is that of {QuantityCatalogue.DescribeOne(found.Unit!.Value)}.", found.Name.Start);
    }

    private void RequireUnit(EquationLine line, Expr derivative, Dimension expected)
    {
        if (derivative.IsCondition || derivative.Dimension != expected)
        {
            string found = derivative.IsCondition ? "a condition" : QuantityCatalogue.DescribeOne(derivative.Dimension);
            throw source.Fault(
                $"d{line.Name.Text}/dt must be {QuantityCatalogue.DescribeOne(expected)}, but {names.Quote(line)} is {found}.",
                tokens[line.Expression].Start);
        }
    }

    private void AddInitialValues()
    {
        foreach (var (name, value) in cell.Initial)
        {
            if (!states.TryGetValue(name, out var symbol))
            {
                throw UnknownNameException.For("variable with an initial value", name, states.Keys);
            }

            if (value.Parameter is { } parameter)
            {
                equations.NameParameter($"{name}.initial", parameter);
                equations.Initial(symbol, parameter);
                continue;
            }

            var text = new EquationSource($"initial value of {name}", value.Text!);
            var expression = ExpressionParser.Parse(text, names.Resolve, names.All);
            if (expression.IsCondition || expression.Dimension != symbol.Dimension)
            {
                string found = expression.IsCondition ? "a condition" : QuantityCatalogue.DescribeOne(expression.Dimension);
                throw text.Fault($"{name} is {QuantityCatalogue.DescribeOne(symbol.Dimension)}, but \"{QuantityParser.Shorten(value.Text!)}\" is {found}.", 0);
            }

            RequireKnownAtStart(text, symbol, expression);
            equations.Initial(symbol, expression);
        }
    }

    // An initial value may need those of other variables, but neither time nor input, and not itself.
    private void RequireKnownAtStart(EquationSource text, Symbol symbol, Expr expression)
    {
        initial[symbol] = expression;
        var needed = new Queue<Symbol>(Dependence.Symbols(expression));
        var seen = new HashSet<Symbol>();
        while (needed.TryDequeue(out var next))
        {
            if (next.Kind != SymbolKind.State)
            {
                throw text.Fault($"'{next.Name}' has no value before the first step.", 0);
            }

            if (ReferenceEquals(next, symbol))
            {
                throw text.Fault($"the initial value of '{symbol.Name}' depends on itself.", 0);
            }

            if (seen.Add(next) && initial.TryGetValue(next, out var further))
            {
                Dependence.Symbols(further).ToList().ForEach(needed.Enqueue);
            }
        }
    }

    private void AddSpikes()
    {
        if (cell.Threshold is null)
        {
            if (cell.Reset is not null || cell.RefractoryPeriod is not null)
            {
                throw new ArgumentException($"The cell has a {(cell.Reset is null ? "refractory period" : "reset")}, but no threshold.");
            }

            return;
        }

        var text = new EquationSource("threshold", cell.Threshold);
        var condition = ExpressionParser.Parse(text, names.Resolve, names.All);
        if (!condition.IsCondition)
        {
            throw text.Fault($"\"{QuantityParser.Shorten(cell.Threshold)}\" is {QuantityCatalogue.DescribeOne(condition.Dimension)}, but a condition such as V > -50 mV was expected.", 0);
        }

        var spike = equations.Spike(condition);
        if (cell.Reset is not null)
        {
            foreach (var (variable, value) in new ResetParser(new EquationSource("reset", cell.Reset), names, states).Read())
            {
                equations.On(spike, variable, value);
            }
        }

        if (cell.RefractoryPeriod is not null)
        {
            equations.Refractory(cell.RefractoryPeriod, Held());
        }
    }

    private List<Symbol> Held()
    {
        var flagged = lines.Where(line => line.IsHeldWhileRefractory).Select(line => states[line.Name.Text]).ToList();
        if (flagged.Count > 0)
        {
            return flagged;
        }

        return equations.Voltage is { } voltage
            ? [voltage]
            : throw new ArgumentException("The cell has a refractory period, but no membrane potential V: end the lines of the variables to hold in '(unless refractory)'.");
    }
}
