namespace Neuropil;

/// <summary>Turns the text of a release or a plasticity into declarations: parameters, variables, equations and bounds, then the events.</summary>
internal sealed class SynapseTextDeclaration
{
    private const string Target = "target.";
    private const string Source = "source.";

    private static readonly string[] reserved = ["w", "t", "dt", "pi", "and", "or", "not", "count", "sum", .. FunctionNames.All];

    private readonly SynapseText given;
    private readonly SynapseBuilder synapse;
    private readonly EquationSource source;
    private readonly EquationText text;
    private readonly SynapseSites sites;
    private readonly EquationNames names;
    private readonly SynapseScopes scopes;
    private readonly Dictionary<string, Symbol> variables = new(StringComparer.Ordinal);

    public SynapseTextDeclaration(SynapseText given, SynapseBuilder synapse)
    {
        (this.given, this.synapse) = (given, synapse);
        source = new EquationSource(given.Purpose, given.Equations);
        text = EquationText.OfSynapse(source);
        sites = new SynapseSites(given.Sites);
        names = new EquationNames(text, new SynapseDialect(sites));
        scopes = new SynapseScopes(text, names, sites, synapse);
    }

    public void Declare()
    {
        if (given.Sites < 1)
        {
            throw new ArgumentException($"Sites is {given.Sites}; expected 1 or more, or null for a synapse without.");
        }

        if (text.Lines.Count + text.Bounds.Count + text.Events.Count == 0)
        {
            throw source.Fault("there is nothing in it; expected lines such as 'on spike: w = w + A'.", 0);
        }

        names.Add("w", synapse.Weight);
        names.Add("t", Symbol.Time);
        variables.Add("w", synapse.Weight);
        AddParameters();
        AddLines();
        AddChances();
        foreach (var line in text.Lines.Where(line => !line.IsVariable))
        {
            names.Resolve(line.Name);
        }

        foreach (var line in text.Lines.Where(line => line.IsDifferential))
        {
            AddEquation(line);
        }

        foreach (var line in text.Bounds)
        {
            AddBounds(line);
        }

        bool emits = new SynapseTextEvents(text, names, scopes, sites, synapse, variables).Declare();
        if (given.MustEmit && !emits)
        {
            throw source.Fault("a release lets out nothing without 'on spike: emit ...', or 'every 1 ms: emit ...'.", source.Text.Length);
        }

        if (given.Parameters.Keys.FirstOrDefault(name => !names.IsRead(name)) is { } unread)
        {
            throw new ArgumentException($"The parameter '{unread}' is given, but nothing in the text reads it.");
        }
    }

    private void AddParameters()
    {
        foreach (var (name, value) in given.Parameters)
        {
            var parameter = TextParameters.Read(name, value, reserved);
            synapse.NameParameter(name, parameter);
            names.Add(name, Expr.Of(parameter));
        }
    }

    private void AddLines()
    {
        foreach (var line in text.Lines)
        {
            RequireFree(line);
            if (line.IsVariable)
            {
                AddVariable(line);
            }
            else if (IsOfCell(line, Target))
            {
                AddOfCell(line, text.Tokens[line.Expression], Target);
            }
            else if (IsOfCell(line, Source))
            {
                AddOfCell(line, text.Tokens[line.Expression], Source);
            }
            else
            {
                names.Add(line);
            }
        }

        if (given.Initial.Keys.FirstOrDefault(name => !variables.ContainsKey(name) || name == "w") is { } unknown)
        {
            throw unknown == "w"
                ? new ArgumentException("The weight 'w' starts at the weight that the projection gives it.")
                : UnknownNameException.For("variable with an initial value", unknown, variables.Keys.Except(["w"]));
        }
    }

    private void RequireFree(EquationLine line)
    {
        string name = line.Name.Text;
        if (name == "w")
        {
            throw source.Fault(
                line.IsDifferential
                    ? "'w' is the weight, which changes at events alone: on spike: w = ..., or every 10 ms: w = ..."
                    : "'w' is the weight of the projection; choose another name.",
                line.Name.Start);
        }

        if (reserved.Contains(name, StringComparer.Ordinal))
        {
            throw source.Fault($"'{name}' has a meaning of its own in equations; choose another name.", line.Name.Start);
        }

        if (name.Contains('.'))
        {
            throw source.Fault($"the name '{QuantityParser.Shorten(name)}' has a dot; names of variables are letters, digits and '_'.", line.Name.Start);
        }

        if (names.Has(name))
        {
            string where = given.Parameters.ContainsKey(name) ? ", here and as a parameter" : "";
            throw source.Fault($"'{QuantityParser.Shorten(name)}' is defined twice{where}.", line.Name.Start);
        }
    }

    private void AddVariable(EquationLine line)
    {
        string name = line.Name.Text;
        var initial = Initial(line);
        var scope = line.Note.Scope!.Value;
        IReadOnlyList<Symbol> made;
        if (scope == Scope.Site)
        {
            made = sites.Count is { } count
                ? synapse.Sites(name, count, initial)
                : throw source.Fault($"'{name}' is a variable of release sites: give their number as Sites.", line.Name.Start);
            variables[name] = sites.Add(name, made, SymbolKind.Placeholder);
        }
        else
        {
            made = [synapse.Variable(name, scope, initial)];
            variables[name] = made[0];
        }

        int place = line.IsDifferential ? text.Tokens[line.Expression].Start : line.Name.Start;
        foreach (var symbol in made)
        {
            synapse.IsWritten(symbol, message => source.Fault(message, place));
        }

        scopes.Add(variables[name], name, scope);
        names.Add(name, variables[name]);
    }

    private bool IsOfCell(EquationLine line, string cell) => line.ExpressionEnd == line.Expression + 1
        && text.Tokens[line.Expression] is { Kind: EquationTokenKind.Name } only
        && only.Text.StartsWith(cell, StringComparison.Ordinal);

    // A variable of the target cell, V = target.V : mV, or of the source cell, x = source.r : 1.
    private void AddOfCell(EquationLine line, EquationToken read, string cell)
    {
        var unit = line.Note.Unit
            ?? throw source.Fault($"the unit of '{read.Text}' is missing: {line.Name.Text} = {read.Text} : unit ('1' for a pure number).", read.End);
        string name = read.Text[cell.Length..];
        var symbol = (Symbol)(cell == Target ? synapse.Target(name, unit) : synapse.Source(name, unit));
        if (!scopes.AddOfCell(symbol, line.Name.Text))
        {
            throw source.Fault($"'{read.Text}' has the name '{scopes.NameOf(symbol)}' already.", read.Start);
        }

        synapse.IsWritten(symbol, message => source.Fault(message, read.Start));
        names.Add(line.Name.Text, symbol);
    }

    // Each name that is "chance" or begins with "chance_", and that nothing else defines, is drawn at each event.
    private void AddChances()
    {
        foreach (string name in text.Tokens.Where(token => token.Kind == EquationTokenKind.Name).Select(token => token.Text).Distinct(StringComparer.Ordinal))
        {
            if (EquationDialect.IsChance(name) && !names.Has(name))
            {
                names.Add(name, sites.Count is { } count ? sites.Add(name, synapse.Chances(name, count), SymbolKind.Chance) : synapse.Chance(name));
            }
        }
    }

    private Expr Initial(EquationLine line)
    {
        string name = line.Name.Text;
        var unit = line.Note.Unit!.Value;
        if (!given.Initial.TryGetValue(name, out var value))
        {
            return new ConstantExpr(new Quantity(0, unit));
        }

        if (value.Parameter is { } parameter)
        {
            synapse.NameParameter($"{name}.initial", parameter);
            return parameter.Dimension == unit
                ? Expr.Of(parameter)
                : throw source.Fault(
                    $"'{name}' is {QuantityCatalogue.DescribeOne(unit)}, but its initial value {parameter} is "
                    + $"{QuantityCatalogue.DescribeOne(parameter.Dimension)}.",
                    line.Name.Start);
        }

        var written = new EquationSource($"{given.Purpose}, initial value of {name}", value.Text!);
        var expression = names.Read(written, token => given.Parameters.ContainsKey(token.Text) ? names.Resolve(token)
            : text.Lines.Any(other => other.Name.Text == token.Text) || token.Text is "w" or "t"
                ? throw written.Fault($"the initial value of '{name}' may read parameters only, not '{token.Text}'.", token.Start)
                : null);
        return !expression.IsCondition && expression.Dimension == unit
            ? expression
            : throw written.Fault(
                $"{name} is {QuantityCatalogue.DescribeOne(unit)}, but \"{QuantityParser.Shorten(value.Text!)}\" is "
                + $"{EquationText.Describe(expression)}.",
                0);
    }

    private void AddEquation(EquationLine line)
    {
        var variable = variables[line.Name.Text];
        var derivative = scopes.Read(line.Expression, line.ExpressionEnd, variable);
        var expected = variable.Dimension / Time.Dimension;
        if (derivative.IsCondition || derivative.Dimension != expected)
        {
            string hint = variable.Dimension.IsNone ? $" A unit of '{line.Name.Text}' stands before its scope, as in ': nS edge'." : "";
            throw text.Fault(
                $"d{line.Name.Text}/dt must be {QuantityCatalogue.DescribeOne(expected)}, but {text.Quote(line)} is {EquationText.Describe(derivative)}.{hint}",
                line.Expression);
        }

        var each = sites.Of(variable);
        for (int i = 0; i < each.Count; i++)
        {
            synapse.Differential(each[i], sites.At(derivative, i));
        }
    }

    private void AddBounds(BoundsLine line)
    {
        int start = line.Parts.Min(part => part.Start);
        string written = text.Quote(start, line.Parts.Max(part => part.End));
        if (line.Parts is not [var smallest, var (name, nameEnd), var largest])
        {
            throw source.Fault($"{written} bounds one side only; bounds of a synapse's variable are written 0 nS <= w <= 1 nS.", text.Tokens[start].Start);
        }

        if (nameEnd != name + 1 || !variables.TryGetValue(text.Tokens[name].Text, out var variable))
        {
            string near = NearestName.DidYouMean(text.Tokens[name].Text, variables.Keys);
            throw text.Fault($"{text.Quote(name, nameEnd)} is no variable that could have bounds.{near}", name);
        }

        var (minimum, maximum) = (Bound(smallest, variable), Bound(largest, variable));
        if (!scopes.IsBoundedNow(variable))
        {
            throw source.Fault($"'{text.Tokens[name].Text}' has bounds already.", text.Tokens[name].Start);
        }

        var each = sites.Of(variable);
        for (int i = 0; i < each.Count; i++)
        {
            synapse.Bounds(each[i], sites.At(minimum, i), sites.At(maximum, i));
        }
    }

    private Expr Bound((int Start, int End) part, Symbol variable)
    {
        var bound = scopes.Read(part.Start, part.End, variable);
        string name = scopes.NameOf(variable);
        if (bound.IsCondition || bound.Dimension != variable.Dimension)
        {
            throw text.Fault(
                $"'{name}' is {EquationText.Describe(variable)}, but {text.Quote(part.Start, part.End)} is {EquationText.Describe(bound)}.", part.Start);
        }

        var drawn = Dependence.Symbols(bound).FirstOrDefault(symbol => symbol.Kind == SymbolKind.Chance);
        return drawn is null
            ? bound
            : throw text.Fault(
                $"a bound does not read what is drawn at events, but {text.Quote(part.Start, part.End)} depends on '{scopes.NameOf(drawn)}'.", part.Start);
    }
}
