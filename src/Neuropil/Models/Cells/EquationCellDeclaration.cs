namespace Neuropil;

/// <summary>Turns the texts of an <see cref="EquationCell"/> into declarations.</summary>
internal sealed class EquationCellDeclaration
{
    private static readonly string[] reserved = ["I", "t", "dt", "pi", "and", "or", "not", .. FunctionNames.All];

    private readonly EquationCell cell;
    private readonly CellBuilder equations;
    private readonly EquationSource source;
    private readonly EquationText text;
    private readonly IReadOnlyList<EquationLine> lines;
    private readonly EquationNames names;
    private readonly Dictionary<string, Symbol> states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Parameter> parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<Symbol, Expr> ceilings = [];
    private readonly Dictionary<Symbol, Expr> initial = [];

    public EquationCellDeclaration(EquationCell cell, CellBuilder equations)
    {
        this.cell = cell;
        this.equations = equations;
        source = new EquationSource("equations", cell.Equations);
        text = EquationText.OfCell(source);
        lines = text.Lines;
        names = new EquationNames(text, new CellDialect());
    }

    public void Declare()
    {
        if (lines.Count == 0)
        {
            throw source.Fault("there is no equation; expected lines such as dV/dt = (E - V)/tau : mV.", 0);
        }

        names.Add("I", equations.InputCurrent);
        AddParameters();
        AddLines();
        AddDraws();
        foreach (var line in lines.Where(line => !line.IsVariable))
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

        AddCeilings();
        AddInitialValues();
        new EquationCellEvents(cell, equations, text, names, states, ceilings).Declare();
        RequireUsed();
    }

    // What has no effect was meant to have one.
    private void RequireUsed()
    {
        if (cell.RefractoryPeriod is null && lines.FirstOrDefault(line => line.Note.IsHeldWhileRefractory) is { } held)
        {
            throw source.Fault(
                $"'{held.Name.Text}' does not change while refractory, but the cell has no RefractoryPeriod.", held.Name.Start);
        }

        if (cell.Parameters.Keys.FirstOrDefault(name => !names.IsRead(name)) is { } unread)
        {
            throw new ArgumentException($"The parameter '{unread}' is given, but nothing in the text reads it.");
        }
    }

    private void AddParameters()
    {
        foreach (var (name, value) in cell.Parameters)
        {
            var parameter = TextParameters.Read(name, value, reserved);
            equations.NameParameter(name, parameter);
            parameters[name] = parameter;
            names.Add(name, Expr.Of(parameter));
        }
    }

    private void AddLines()
    {
        string? membrane = MembranePotentialName();
        foreach (var line in lines)
        {
            string name = line.Name.Text;
            if (IsParameter(line))
            {
                continue;
            }

            RequireFree(line);
            if (!line.IsVariable)
            {
                names.Add(line);
                continue;
            }

            states[name] = name == membrane
                ? equations.MembranePotential(name, new ConstantExpr(new Quantity(0, Voltage.Dimension)))
                : equations.State(name, line.Note.Unit!.Value);
            names.Add(name, states[name]);
        }
    }

    // x : 1 with a value among the parameters says the parameter's unit, as in Brian2.
    private bool IsParameter(EquationLine line)
    {
        if (line.IsDifferential || !line.IsVariable || !cell.Parameters.ContainsKey(line.Name.Text))
        {
            return false;
        }

        var given = parameters[line.Name.Text];
        return given.Dimension == line.Note.Unit ? true
            : throw source.Fault(
                $"the unit of '{line.Name.Text}' is that of {QuantityCatalogue.DescribeOne(line.Note.Unit!.Value)}, but its value among the parameters is "
                + $"{QuantityCatalogue.DescribeOne(given.Dimension)}.",
                line.Name.Start);
    }

    // Each name that is "xi" or begins with "xi_", and that nothing else defines, is a white noise; so is "chance" a number drawn in each step.
    private void AddDraws()
    {
        var words = text.Tokens
            .Concat(EquationLexer.Read(new EquationSource("threshold", cell.Threshold ?? "")))
            .Concat(EquationLexer.Read(new EquationSource("reset", cell.Reset ?? "")))
            .Concat(EquationLexer.Read(new EquationSource("refractory period", cell.RefractoryPeriod?.Text ?? "")));
        foreach (string name in words.Where(token => token.Kind == EquationTokenKind.Name).Select(token => token.Text).Distinct(StringComparer.Ordinal))
        {
            if (!names.Has(name) && (name == "xi" || name.StartsWith("xi_", StringComparison.Ordinal)))
            {
                names.Add(name, equations.WhiteNoise(name));
            }
            else if (!names.Has(name) && EquationDialect.IsChance(name))
            {
                names.Add(name, equations.Chance(name));
            }
        }
    }

    private void AddCeilings()
    {
        foreach (var line in text.Bounds)
        {
            var (start, end) = line.Parts[0];
            if (line.Parts.Count > 2 || end != start + 1 || !states.TryGetValue(text.Tokens[start].Text, out var variable))
            {
                throw NoCeiling(line);
            }

            var (first, last) = line.Parts[1];
            var ceiling = names.Read(first, last);
            if (ceiling.IsCondition || ceiling.Dimension != variable.Dimension)
            {
                throw text.Fault($"'{variable.Name}' is {EquationText.Describe(variable)}, but {text.Quote(first, last)} is "
                    + $"{EquationText.Describe(ceiling)}.", first);
            }

            if (!ceilings.TryAdd(variable, ceiling))
            {
                throw text.Fault($"'{variable.Name}' has two ceilings; write the smaller one, or min(a, b).", start);
            }

            equations.Ceiling(variable, ceiling);
        }
    }

    private EquationFormatException NoCeiling(BoundsLine line)
    {
        int start = line.Parts.Min(part => part.Start);
        string bound = text.Quote(start, line.Parts.Max(part => part.End));
        var single = line.Parts.Where(part => part.End == part.Start + 1).Select(part => text.Tokens[part.Start].Text).ToList();
        if (single.Find(states.ContainsKey) is { } found)
        {
            return text.Fault($"{bound} gives '{found}' a smallest value, but a cell's variable has a largest one only: {found} <= ...", start);
        }

        string near = single is [var first, ..] ? NearestName.DidYouMean(first, states.Keys) : "";
        return text.Fault($"{bound} bounds no variable; a ceiling is written V <= 20 mV.{near}", start);
    }

    private void RequireFree(EquationLine line)
    {
        string name = line.Name.Text;
        if (reserved.Contains(name, StringComparer.Ordinal))
        {
            throw source.Fault(
                name == "I" ? "'I' is the sum of what receptors and Inputs bring: leave this line out, and give a current by Inputs, or by another name."
                    : $"'{name}' has a meaning of its own in equations; choose another name.",
                line.Name.Start);
        }

        if (name.Contains('.'))
        {
            throw source.Fault($"the name '{QuantityParser.Shorten(name)}' has a dot; names of variables are letters, digits and '_'.", line.Name.Start);
        }

        if (names.Has(name))
        {
            throw source.Fault($"'{QuantityParser.Shorten(name)}' is defined "
                + $"twice{(cell.Parameters.ContainsKey(name) ? ", here and as a parameter" : "")}.", line.Name.Start);
        }
    }

    private string? MembranePotentialName()
    {
        var variables = lines.Where(line => line.IsVariable).ToList();
        if (cell.MembranePotential is not { } wanted)
        {
            return variables.Find(line => line.Name.Text is "V" or "v" && line.Note.Unit == Voltage.Dimension)?.Name.Text;
        }

        var found = variables.Find(line => line.Name.Text == wanted)
            ?? throw UnknownNameException.For("membrane potential", wanted, variables.Select(line => line.Name.Text));
        return found.Note.Unit == Voltage.Dimension
            ? wanted
            : throw source.Fault($"the membrane potential '{wanted}' must be a Voltage (mV), but its unit is that of "
                + $"{QuantityCatalogue.DescribeOne(found.Note.Unit!.Value)}.", found.Name.Start);
    }

    private void RequireUnit(EquationLine line, Expr derivative, Dimension expected)
    {
        if (derivative.IsCondition || derivative.Dimension != expected)
        {
            string found = derivative.IsCondition ? "a condition" : QuantityCatalogue.DescribeOne(derivative.Dimension);
            throw source.Fault(
                $"d{line.Name.Text}/dt must be {QuantityCatalogue.DescribeOne(expected)}, but {text.Quote(line)} is {found}.",
                text.Tokens[line.Expression].Start);
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

            var written = new EquationSource($"initial value of {name}", value.Text!);
            var expression = names.Read(written);
            if (expression.IsCondition || expression.Dimension != symbol.Dimension)
            {
                string found = expression.IsCondition ? "a condition" : QuantityCatalogue.DescribeOne(expression.Dimension);
                throw written.Fault($"{name} is {QuantityCatalogue.DescribeOne(symbol.Dimension)}, but \"{QuantityParser.Shorten(value.Text!)}\" is "
                    + $"{found}.", 0);
            }

            RequireKnownAtStart(written, symbol, expression);
            equations.Initial(symbol, expression);
        }
    }

    // An initial value may need those of other variables, but neither time nor input, and not itself.
    private void RequireKnownAtStart(EquationSource written, Symbol symbol, Expr expression)
    {
        initial[symbol] = expression;
        var needed = new Queue<Symbol>(Dependence.Symbols(expression));
        var seen = new HashSet<Symbol>();
        while (needed.TryDequeue(out var next))
        {
            if (next.Kind != SymbolKind.State)
            {
                throw written.Fault($"'{next.Name}' has no value before the first step.", 0);
            }

            if (ReferenceEquals(next, symbol))
            {
                throw written.Fault($"the initial value of '{symbol.Name}' depends on itself.", 0);
            }

            if (seen.Add(next) && initial.TryGetValue(next, out var further))
            {
                Dependence.Symbols(further).ToList().ForEach(needed.Enqueue);
            }
        }
    }
}
