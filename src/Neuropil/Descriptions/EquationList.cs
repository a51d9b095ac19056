namespace Neuropil.Descriptions;

/// <summary>One line of a model's equations; each notation writes it its own way.</summary>
/// <param name="Write">The line in a notation.</param>
internal sealed record EquationEntry(Func<FormulaPrinter, string> Write);

/// <summary>Lines under a heading.</summary>
internal sealed record EquationGroup(string Heading, IReadOnlyList<EquationEntry> Lines);

/// <summary>
/// The equations of a system as a paper lists them: differential equations, what the names in them mean, spikes, starts. Every name is defined once,
/// in the order in which a reader meets it.
/// </summary>
internal sealed class EquationList
{
    private readonly EquationSystem system;
    private readonly Symbol? hidden;
    private readonly IReadOnlyList<SymbolNote> symbols;
    private readonly IReadOnlyList<VariableBounds> bounds;
    private readonly Dictionary<Expr, string> definitions = new(ReferenceComparer.Instance);
    private readonly FormulaNames names;

    private EquationList(ModelEquations host, Func<Parameter, string?> meaning)
    {
        (system, hidden, symbols, bounds) = (host.System, host.HiddenVoltage, host.Symbols, host.Bounds);
        var parts = new List<(Expr Part, string Path, string? Letter, string? Below)>();
        foreach (var gate in system.Gates)
        {
            Add(gate.Opening, gate.Name, "alpha", below: null);
            Add(gate.Closing, gate.Name, "beta", below: null);
            Add(gate.SteadyState, gate.Name, "", "inf");
            Add(gate.TimeConstant, gate.Name, "tau", below: null);
        }

        foreach (var (part, path) in system.Labels)
        {
            if (part is not Symbol && !(part is ParameterExpr && path.EndsWith("reversal", StringComparison.Ordinal)))
            {
                Add(part, path, letter: null, below: null);
            }
        }

        bool IsNamed(Expr value) => definitions.ContainsKey(value) || value.Operands.Count == 0;
        var written = parts.Select(part => (part.Path, part.Part))
            .Concat(Shown.Select(state => (state.Symbol.Name, OperationExpr.Make(Operator.Negate, state.Derivative))));
        foreach (var (part, scope) in SharedParts.In(written.ToList(), IsNamed))
        {
            Add(part, scope.Length == 0 ? "u" : $"{scope}.u", letter: "", below: null);
        }

        names = SymbolTable.Of(system, parts, meaning);

        void Add(Expr? part, string path, string? letter, string? below)
        {
            // A gate's time constant that is a parameter has the parameter's symbol: "tau = tau" would say nothing.
            bool hasSymbol = part is null or ConstantExpr || (letter is not null && part is ParameterExpr);
            if (!hasSymbol && definitions.TryAdd(part!, path))
            {
                parts.Add((part!, path, letter, below));
            }
        }
    }

    /// <summary>The symbols that the equations use.</summary>
    public FormulaNames Names => names;

    private IEnumerable<StateVariable> Shown => system.States.Where(state => !ReferenceEquals(state.Symbol, hidden));

    /// <summary>The lists of a model's equations and its symbols.</summary>
    public static EquationList Of(ModelEquations host, Func<Parameter, string?> meaning) => new(host, meaning);

    /// <summary>All groups that have lines.</summary>
    public IReadOnlyList<EquationGroup> Groups()
    {
        var roots = Shown.Select(state => state.Update ?? state.Derivative).ToList();
        var starts = Shown.Where(state => !ConstantExpr.IsZero(state.Initial)).ToList();
        var reached = Reached([.. Unused(roots), .. roots, .. starts.Select(state => state.Initial)]);
        EquationGroup[] groups =
        [
            new("Equations", [.. Shown.Where(HasEquation).Select(Differential)]),
            new("Where", [.. reached.Select(Definition)]),
            new("Variables", [.. symbols.Select(each => Line(p => p.Row(p.Print(each.Symbol, names), p.Words(each.Meaning, before: ": "))))]),
            new("Bounds",
            [
                .. Shown.Where(state => state.Ceiling is not null).Select(state => Line(p => p.Print(state.Symbol <= state.Ceiling!, names))),
                .. bounds.SelectMany(each => new[] { each.Minimum <= each.Variable, each.Variable <= each.Maximum })
                    .Select(bound => Line(p => p.Print(bound, names))),
            ]),
            new("Arriving spikes", [.. system.Events.Where(happening => happening.Kind == EventKind.Arrival).SelectMany(Statements)]),
            new("Spike", [.. SpikeLines()]),
            .. system.Events.Where(happening => happening is { Kind: EventKind.Condition, EmitsSpike: false })
                .Select(happening => new EquationGroup($"On {happening}", [.. ConditionLines(happening)])),
            .. system.Events.Where(happening => happening.Kind is EventKind.PresynapticSpike or EventKind.PostsynapticSpike or EventKind.Clock)
                .Select(happening => new EquationGroup(Heading(happening), [.. Statements(happening)])),
            new("Start", [.. starts.Select(state => Line(p => p.Equation(p.AtStart(p.Print(state.Symbol, names)), PrintInner(p, state.Initial))))]),
        ];
        return [.. groups.Where(group => group.Lines.Count > 0)];
    }

    // A variable that events alone change has none; one that nothing changes shows that it stands still.
    private bool HasEquation(StateVariable state) => state.Update is not null || !ConstantExpr.IsZero(state.Derivative)
        || !system.Statements.Any(statement => ReferenceEquals(statement.Variable, state.Symbol));

    private static string Heading(ModelEvent happening) => happening.Kind == EventKind.Clock ? $"On clock {happening}" : $"On a {happening}";

    private static EquationEntry Line(Func<FormulaPrinter, string> write) => new(write);

    // A name within an equation stands as itself, also where it is the whole side.
    private string PrintInner(FormulaPrinter printer, Expr value) => names.Of(value) is { } name ? printer.Name(name) : printer.Print(value, names);

    private EquationEntry Differential(StateVariable state)
    {
        if (state.Update is { } update)
        {
            return Line(p => p.Assignment(p.Print(state.Symbol, names), PrintInner(p, update)));
        }

        // C dV/dt = currents, as papers write it, where the divisor is made of parameters.
        return state.Derivative is OperationExpr { Operator: Operator.Divide } quotient && !definitions.ContainsKey(quotient.Operands[1])
            && IsOfParameters(quotient.Operands[1])
            ? Line(p => p.Equation(
                p.Product(new Formula(p.Print(quotient.Operands[1], names), Binding.Product),
                    new Formula(p.TimeDerivative(p.Print(state.Symbol, names)), Binding.Atom)),
                PrintInner(p, quotient.Operands[0])))
            : Line(p => p.Equation(p.TimeDerivative(p.Print(state.Symbol, names)), PrintInner(p, state.Derivative)));
    }

    private EquationEntry Definition(Expr part)
        => Line(p => p.Equation(p.Name(names.Of(part) ?? SymbolRules.FromName(definitions[part], part.Dimension)), p.Print(part, names)));

    private IEnumerable<EquationEntry> Statements(ModelEvent happening)
        => system.On(happening).Select(statement => Line(p => p.Assignment(p.Print(statement.Variable, names), PrintInner(p, statement.Value))));

    private IEnumerable<EquationEntry> ConditionLines(ModelEvent happening)
    {
        string rule = happening.Occurrence == Occurrence.WhenItBecomesTrue ? "when this becomes true: " : "while this is true: ";
        return Statements(happening).Prepend(Line(p => p.Row(p.Words(rule), p.Print(happening.Condition!, names))));
    }

    private IEnumerable<EquationEntry> SpikeLines()
    {
        if (system.Spike is not { } spike)
        {
            yield break;
        }

        foreach (var line in ConditionLines(spike))
        {
            yield return line;
        }

        if (system.Refractoriness is { } refractoriness)
        {
            yield return Line(p => p.Row(p.Words("no other for "), PrintInner(p, refractoriness.Period)));
            if (refractoriness.Held.Count > 0)
            {
                yield return Line(p => p.Row(
                    [.. refractoriness.Held.Select(each => p.Print(each, names)), p.Words(" held for "), PrintInner(p, refractoriness.Period)]));
            }
        }
    }

    private static bool IsOfParameters(Expr value)
        => Dependence.Nodes(value)
            .All(node => node is ParameterExpr or ConstantExpr or OperationExpr { Operator: Operator.Multiply or Operator.Add or Operator.Subtract })
            && Dependence.Nodes(value).Any(node => node is ParameterExpr);

    // Named quantities that no equation has are the model's too: the current of a channel alone.
    private IEnumerable<Expr> Unused(IReadOnlyList<Expr> roots)
    {
        var used = roots.SelectMany(Dependence.Nodes).ToHashSet(ReferenceComparer.Instance);
        return system.Labels.Keys.Where(part => definitions.ContainsKey(part) && !used.Contains(part));
    }

    private List<Expr> Reached(IEnumerable<Expr> roots)
    {
        var seen = new HashSet<Expr>(ReferenceComparer.Instance);
        var order = new List<Expr>();
        var waiting = new Queue<Expr>(roots);
        while (waiting.TryDequeue(out var root))
        {
            Visit(root, isRoot: order.Contains(root, ReferenceComparer.Instance));
        }

        return order;

        void Visit(Expr value, bool isRoot)
        {
            if (!isRoot && !seen.Add(value))
            {
                return;
            }

            if (!isRoot && definitions.ContainsKey(value))
            {
                order.Add(value);
                waiting.Enqueue(value);
                return;
            }

            foreach (var operand in value.Operands)
            {
                Visit(operand, isRoot: false);
            }
        }
    }
}
