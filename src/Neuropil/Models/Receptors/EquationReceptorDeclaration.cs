namespace Neuropil;

/// <summary>Turns the text of an <see cref="EquationReceptor{TWeight}"/> into declarations, and holds it to what a kernel is.</summary>
internal sealed class EquationReceptorDeclaration
{
    private static readonly string[] reserved = ["w", "V", "t", "dt", "pi", "and", "or", "not", .. FunctionNames.All];

    private readonly IDictionary<string, EquationValue> parameters;
    private readonly CellBuilder equations;
    private readonly Symbol voltage;
    private readonly EquationSource source;
    private readonly EquationText text;
    private readonly EquationNames names;
    private readonly Dictionary<string, Symbol> states = new(StringComparer.Ordinal);
    private readonly Simplification simplification = new();

    public EquationReceptorDeclaration(
        string purpose, string written, IDictionary<string, EquationValue> parameters, CellBuilder equations, Symbol voltage)
    {
        (this.parameters, this.equations, this.voltage) = (parameters, equations, voltage);
        source = new EquationSource(purpose, written);
        text = EquationText.OfCell(source);
        names = new EquationNames(text, new ReceptorDialect());
    }

    public void Declare(Dimension weight)
    {
        names.Add("V", voltage);
        AddParameters();
        AddLines();
        if (text.Bounds is [var bound, ..])
        {
            throw text.Fault("a kernel has no bounds: it would not be linear.", bound.Parts.Min(part => part.Start));
        }

        foreach (var line in text.Lines.Where(line => !line.IsVariable && line.Name.Text != "I"))
        {
            equations.Intermediate(line.Name.Text, names.Resolve(line.Name)!);
        }

        AddEquations();
        AddCurrent();
        AddArrival(weight);
        if (parameters.Keys.FirstOrDefault(name => !names.IsRead(name)) is { } unread)
        {
            throw new ArgumentException($"{source.Purpose}: the parameter '{unread}' is given, but nothing in the text reads it.");
        }
    }

    private void AddParameters()
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = TextParameters.Read(name, value, [.. reserved, "I"]);
            equations.NameParameter(name, parameter);
            names.Add(name, Expr.Of(parameter));
        }
    }

    private void AddLines()
    {
        foreach (var line in text.Lines)
        {
            string name = line.Name.Text;
            if (reserved.Contains(name, StringComparer.Ordinal) || (name == "I" && line.IsVariable))
            {
                throw source.Fault($"'{name}' has a meaning of its own in the equations of a receptor; choose another name.", line.Name.Start);
            }

            if (names.Has(name))
            {
                throw source.Fault(
                    $"'{QuantityParser.Shorten(name)}' is defined twice{(parameters.ContainsKey(name) ? ", here and as a parameter" : "")}.", line.Name.Start);
            }

            if (line.Note.IsHeldWhileRefractory)
            {
                throw source.Fault("a receptor goes on while the cell is refractory: '(unless refractory)' has no meaning here.", line.Name.Start);
            }

            if (line.IsVariable)
            {
                states[name] = equations.State(name, line.Note.Unit!.Value);
                names.Add(name, states[name]);
            }
            else
            {
                names.Add(line);
            }
        }
    }

    private void AddEquations()
    {
        foreach (var line in text.Lines.Where(line => line.IsVariable))
        {
            var variable = states[line.Name.Text];
            if (!line.IsDifferential)
            {
                throw source.Fault($"'{line.Name.Text}' has no equation: what a spike leaves behind would stay for ever.", line.Name.Start);
            }

            var derivative = names.Read(line);
            var expected = variable.Dimension / Time.Dimension;
            if (derivative.IsCondition || derivative.Dimension != expected)
            {
                throw text.Fault(
                    $"d{line.Name.Text}/dt must be {QuantityCatalogue.DescribeOne(expected)}, but {text.Quote(line)} is {EquationText.Describe(derivative)}.",
                    line.Expression);
            }

            RequireLinear(derivative, $"d{line.Name.Text}/dt", line.Expression, line.ExpressionEnd, mayReadVoltage: false);
            equations.Differential(variable, derivative);
        }
    }

    private void AddCurrent()
    {
        if (text.Lines.FirstOrDefault(line => line.Name.Text == "I") is not { } line)
        {
            throw source.Fault("the current into the cell is missing: I = g*(E - V), or I = s.", source.Text.Length);
        }

        var current = names.Resolve(line.Name)!;
        if (current.IsCondition || current.Dimension != Current.Dimension)
        {
            throw text.Fault($"I is a Current (pA), but {text.Quote(line)} is {EquationText.Describe(current)}.", line.Expression);
        }

        RequireLinear(current, "I", line.Expression, line.ExpressionEnd, mayReadVoltage: true);
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
    }

    private void AddArrival(Dimension weight)
    {
        var (weights, arrival) = equations.Arrival(weight);
        names.Add("w", weights);
        var statements = new StatementParser(source, text.Tokens, names, states);
        var given = new HashSet<Symbol>();
        foreach (var line in text.Events)
        {
            if (line.Word.Text != "on" || line.HeadEnd != line.Head + 1 || !text.Tokens[line.Head].IsWord("spike"))
            {
                throw source.Fault("the only event of a receptor is 'on spike', the arrival of spikes with the weight w.", line.Word.Start);
            }

            foreach (var (start, end) in line.Statements)
            {
                int position = start;
                var statement = statements.Read(ref position);
                if (!given.Add(statement.Variable))
                {
                    throw source.Fault($"'{statement.Name.Text}' is given a value twice.", statement.Name.Start);
                }

                RequireAdded(statement, weights, start, end);
                equations.On(arrival, statement.Variable, statement.Value);
            }
        }

        if (given.Count == 0)
        {
            throw source.Fault("nothing happens at a spike: write 'on spike: x += w'.", source.Text.Length);
        }
    }

    // A sum of the variables, each times a coefficient without variables; for the current it may change with V.
    private void RequireLinear(Expr value, string what, int start, int end, bool mayReadVoltage)
    {
        var atRest = simplification.Rewrite(Substitution.Replace(value, states.Values.ToDictionary(
            variable => variable, variable => (Expr)new ConstantExpr(new Quantity(0, variable.Dimension)))));
        if (!ConstantExpr.IsZero(atRest))
        {
            throw text.Fault($"{what} = {text.Quote(start, end)} is {ExprPrinter.Short(atRest)} where all variables are zero; a kernel is nothing without a "
                + "spike.", start);
        }

        foreach (var (name, variable) in states)
        {
            var slope = Derivative.Of(value, variable, simplification);
            var blocking = Dependence.Symbols(slope).FirstOrDefault(symbol => !(mayReadVoltage && ReferenceEquals(symbol, voltage)));
            if (blocking is not null || !Linearity.IsConditionallyLinear(value, variable, slope))
            {
                string through = blocking is null ? "" : $" through {ExprPrinter.Short(slope)}, which changes with {blocking.Name}";
                throw text.Fault(
                    $"{what} = {text.Quote(start, end)} is not linear: it depends on {name}{through}. A kernel is linear in its variables.", start);
            }
        }
    }

    private void RequireAdded(WrittenStatement statement, Symbol weights, int start, int end)
    {
        var (variable, value) = (statement.Variable, statement.Value);
        var added = Substitution.Replace(value, new Dictionary<Symbol, Expr> { [variable] = new ConstantExpr(new Quantity(0, variable.Dimension)) });
        var none = Substitution.Replace(added, new Dictionary<Symbol, Expr> { [weights] = new ConstantExpr(new Quantity(0, weights.Dimension)) });
        bool isAdded = Derivative.Of(value, variable, simplification) is ConstantExpr { Value.SiValue: 1 }
            && Dependence.Symbols(Derivative.Of(value, weights, simplification)).Count == 0
            && Linearity.IsConditionallyLinear(value, weights)
            && Linearity.IsConditionallyLinear(value, variable)
            && ConstantExpr.IsZero(simplification.Rewrite(none));
        if (!isAdded)
        {
            throw text.Fault($"{text.Quote(start, end)} is not linear: a spike adds a constant multiple of w to a variable, {statement.Name.Text} += w.",
                start);
        }
    }
}
