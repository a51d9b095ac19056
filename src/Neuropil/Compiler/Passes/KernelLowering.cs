using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>
/// Turns the formulas of a step into a graph of primitives. Values that are the same for all cells become slots of the uniform table, costly
/// values that depend on a cell's parameters alone become columns computed once, and elementary functions are written out.
/// </summary>
internal sealed class KernelLowering
{
    private readonly Variability variability = new();
    private readonly Dictionary<Expr, int> lowered = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, int> runSlots = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, int> stepSlots = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, int> columnOf = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, bool> costly = new(ReferenceComparer.Instance);

    public KernelLowering(bool isSingle) => Graph = new KernelGraph(isSingle);

    public KernelGraph Graph { get; }

    public List<KernelColumn> Columns { get; } = [];

    /// <summary>How many functions of the cost of an exponential were written out; a power by a fraction is two.</summary>
    public int ExponentialCount { get; private set; }

    /// <summary>Uniform values that are constant for a run; in the graph, step values are numbered from <see cref="FirstStepSlot"/>.</summary>
    public List<Expr> RunUniforms { get; } = [];

    /// <summary>Uniform values that change with time.</summary>
    public List<Expr> StepUniforms { get; } = [];

    /// <summary>Slots of step values start here until the number of run values is known.</summary>
    public const int FirstStepSlot = 1 << 20;

    /// <summary>The formulas after the passes that work on formulas.</summary>
    public List<Expr> Prepare(IEnumerable<Expr> formulas)
    {
        // Sharing before and after each pass that recognises equal expressions by identity. Factors before linear forms, because a uniform
        // factor in front is what makes a product a term of one.
        var sharing = new StructuralSharing();
        var steps = new ExponentialSteps();
        var factors = new UniformFactors(variability);
        var prepared = formulas.Select(formula => sharing.Rewrite(factors.Rewrite(sharing.Rewrite(steps.Rewrite(formula))))).ToList();
        prepared = SharedReciprocals.Apply(prepared).ConvertAll(sharing.Rewrite);
        return LinearForms.Apply(prepared, variability, VanishingSums.In(prepared, variability)).ConvertAll(sharing.Rewrite);
    }

    /// <summary>Adds a column for a symbol.</summary>
    public int AddColumn(ColumnKind kind, Symbol symbol)
    {
        columnOf[symbol] = Columns.Count;
        Columns.Add(new KernelColumn(kind, symbol.Name, symbol.Dimension) { Symbol = symbol });
        return Columns.Count - 1;
    }

    /// <summary>Adds a column of arrivals for a symbol, and a slot for their resolution.</summary>
    public int AddArrivals(Symbol symbol)
    {
        int column = AddColumn(ColumnKind.Arrival, symbol);
        var resolution = new Symbol($"resolution of {symbol.Name}", symbol.Dimension, SymbolKind.Resolution);
        Columns[column] = Columns[column] with { Source = resolution };
        runSlots[resolution] = RunUniforms.Count;
        RunUniforms.Add(resolution);
        return column;
    }

    /// <summary>The column of a symbol.</summary>
    public int ColumnOf(Symbol symbol) => columnOf[symbol];

    /// <summary>How often a prepared expression must be computed.</summary>
    public Varies VariabilityOf(Expr prepared) => variability.Of(prepared);

    /// <summary>Whether a prepared expression has a node already.</summary>
    public bool IsLowered(Expr prepared) => lowered.ContainsKey(prepared);

    /// <summary>The node that computes a prepared expression.</summary>
    public int Lower(Expr prepared)
    {
        if (!lowered.TryGetValue(prepared, out int node))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            node = LowerNew(prepared);
            lowered[prepared] = node;
        }

        return node;
    }

    private int LowerNew(Expr expression)
    {
        if (expression is ConstantExpr constant)
        {
            return Graph.Constant(KernelUnits.FromSi(constant.Value.SiValue, constant.Dimension));
        }

        var varies = variability.Of(expression);
        if (varies is Varies.Never or Varies.WithTime)
        {
            return UniformNode(expression, varies);
        }

        if (expression is ParameterExpr parameter)
        {
            return Graph.Load(FilledColumn(ColumnKind.Parameter, parameter));
        }

        if (expression is Symbol symbol)
        {
            return !columnOf.TryGetValue(symbol, out int column)
                ? throw new InvalidOperationException($"'{symbol.Name}' has no column: it is not a state of this population.")
                : Columns[column] is { Kind: ColumnKind.Arrival, Source: { } resolution } ? Graph.LoadArrivals(column, runSlots[resolution])
                : Columns[column].Kind == ColumnKind.Shared ? Graph.LoadShared(column)
                : Graph.Load(column);
        }

        if (varies == Varies.WithCell && IsCostly(expression))
        {
            // The interpreter knows no derived columns: it reads the parameters themselves.
            foreach (var source in Dependence.Nodes(expression).Where(node => node is ParameterExpr { Parameter.IsUniform: false }))
            {
                FilledColumn(ColumnKind.Parameter, source);
            }

            return Graph.Load(FilledColumn(ColumnKind.Derived, expression));
        }

        return expression is OperationExpr operation
            ? LowerOperation(operation)
            : throw new NotSupportedException($"'{expression}' depends on the state of cells, which is not possible there.");
    }

    private int UniformNode(Expr expression, Varies varies)
    {
        if (expression.IsCondition)
        {
            int truth = UniformNode(Functions.Select(expression, 1.0, 0.0), varies);
            return Graph.Less(Graph.Constant(0), truth);
        }

        var (slots, list, first) = varies == Varies.Never ? (runSlots, RunUniforms, 0) : (stepSlots, StepUniforms, FirstStepSlot);
        if (!slots.TryGetValue(expression, out int slot))
        {
            slot = list.Count;
            slots[expression] = slot;
            list.Add(expression);
        }

        return Graph.Uniform(first + slot);
    }

    private int FilledColumn(ColumnKind kind, Expr source)
    {
        if (!columnOf.TryGetValue(source, out int column))
        {
            column = Columns.Count;
            columnOf[source] = column;
            Columns.Add(new KernelColumn(kind, source.ToString(), source.Dimension, source));
        }

        return column;
    }

    // A sum or a product is cheaper to repeat than to read from memory.
    private bool IsCostly(Expr expression)
    {
        if (!costly.TryGetValue(expression, out bool known))
        {
            known = expression is PropagatorExpr || (expression is OperationExpr { IsCondition: false } operation && IsCostly(operation));
            costly[expression] = known;
        }

        return known;
    }

    private bool IsCostly(OperationExpr operation)
        => operation.Operator is Operator.Divide or Operator.Power or Operator.Sqrt or Operator.Exp or Operator.Expm1 or Operator.Exprel
            or Operator.Bernoulli or Operator.Log or Operator.Sin or Operator.Cos or Operator.Tanh
        || operation.Operands.Any(IsCostly);

    private int LowerOperation(OperationExpr operation)
    {
        int a = Lower(operation.Operands[0]);
        if (operation.Operator == Operator.Power)
        {
            double exponent = ConstantExpr.NumberIn(operation.Operands[1])!.Value;
            if (exponent == Math.Round(exponent) && Math.Abs(exponent) <= 64)
            {
                return Powers.IntegerPow(Graph, a, (int)exponent);
            }

            ExponentialCount += 2;
            return Powers.Pow(Graph, a, Graph.Constant(exponent));
        }

        ExponentialCount += operation.Operator
            is Operator.Exp or Operator.Expm1 or Operator.Exprel or Operator.Bernoulli or Operator.Tanh or Operator.Log or Operator.Sin or Operator.Cos ? 1 : 0;

        int b = operation.Operands.Count > 1 ? Lower(operation.Operands[1]) : -1;
        return operation.Operator switch
        {
            Operator.Add => Graph.Add(a, b),
            Operator.Subtract => Graph.Subtract(a, b),
            Operator.Multiply => Graph.Multiply(a, b),
            Operator.Divide => Graph.Divide(a, b),
            Operator.Negate => Graph.Negate(a),
            Operator.Abs => Graph.Absolute(a),
            Operator.Sqrt => Graph.SquareRoot(a),
            Operator.Min => Graph.Minimum(a, b),
            Operator.Max => Graph.Maximum(a, b),
            Operator.Held => a,
            Operator.Less => Graph.Less(a, b),
            Operator.LessOrEqual => Graph.LessOrEqual(a, b),
            Operator.Equal => Graph.Equal(a, b),
            Operator.And => Graph.And(a, b),
            Operator.Or => Graph.Or(a, b),
            Operator.Not => Graph.Not(a),
            Operator.Select => Graph.Select(a, b, Lower(operation.Operands[2])),
            Operator.Exp => Exponentials.Exp(Graph, a),
            Operator.Expm1 => Exponentials.Expm1(Graph, a),
            Operator.Exprel => Exponentials.Exprel(Graph, a),
            Operator.Bernoulli => Exponentials.Bernoulli(Graph, a),
            Operator.Tanh => Exponentials.Tanh(Graph, a),
            Operator.Log => Logarithms.Log(Graph, a),
            Operator.Sin => Sines.Sin(Graph, a),
            Operator.Cos => Sines.Cos(Graph, a),
            Operator.Floor => Rounding.Floor(Graph, a),
            _ => throw new NotSupportedException($"{operation.Operator} has no kernel form."),
        };
    }
}
