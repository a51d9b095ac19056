namespace Neuropil;

/// <summary>
/// A weight or a delay of each synapse by a formula of its two cells: <c>new SynapseFormula&lt;Time&gt;((source, target) => 0.5 * ms +
/// (Abs(source.Value(x) - target.Value(x)) / velocity))</c>. A distribution in it is drawn by each synapse, and lists are read by
/// <see cref="SynapseEnd.Value"/>.
/// </summary>
/// <typeparam name="T">The quantity.</typeparam>
public sealed class SynapseFormula<T> : Parameter<T>
    where T : struct, IQuantity<T>
{
    /// <summary>The formula that <paramref name="write"/> makes of the source and the target.</summary>
    /// <exception cref="DimensionMismatchException">It is of another dimension.</exception>
    /// <exception cref="ArgumentException">It reads a list without an end, or something that a synapse has no value of.</exception>
    public SynapseFormula(Func<SynapseEnd, SynapseEnd, Expr> write)
        : base(FormulaValues.Of(write, T.Dimension))
    {
    }
}

/// <summary>Values that follow from both ends of a synapse: they belong to projections, and nothing else can ask for them.</summary>
internal sealed class FormulaValues : ParameterValues
{
    private FormulaValues(Expr expression, SynapseEnd source, SynapseEnd target) => (Expression, Source, Target) = (expression, source, target);

    /// <summary>The formula.</summary>
    public Expr Expression { get; }

    public SynapseEnd Source { get; }

    public SynapseEnd Target { get; }

    public override double? Lowest => null;

    public static FormulaValues Of(Func<SynapseEnd, SynapseEnd, Expr> write, Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(write);
        var (source, target) = (new SynapseEnd("source"), new SynapseEnd("target"));
        var expression = write(source, target);
        ArgumentNullException.ThrowIfNull(expression);
        if (expression.IsCondition || expression.Dimension != dimension)
        {
            string found = expression.IsCondition ? "a condition" : QuantityCatalogue.DescribeOne(expression.Dimension);
            throw new DimensionMismatchException($"The formula {expression} of a synapse is {found}; expected {QuantityCatalogue.DescribeOne(dimension)}.");
        }

        var known = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        foreach (var end in new[] { source, target })
        {
            known.Add(end.Index);
            known.UnionWith(end.Read.Select(each => each.Symbol));
        }

        foreach (var node in Dependence.Nodes(expression))
        {
            if (node is Symbol symbol && !known.Contains(symbol))
            {
                throw new ArgumentException($"The formula {expression} of a synapse reads '{symbol.Name}', which is nothing that a synapse's ends have.");
            }

            if (node is ParameterExpr { Parameter: { Count: not null } or { Values: FormulaValues } } parameter)
            {
                throw new ArgumentException(
                    $"The formula {expression} of a synapse reads {parameter.Parameter}: say whose value is meant by source.Value(...) or target.Value(...).");
            }
        }

        return new FormulaValues(expression, source, target);
    }

    /// <summary>Checks the lengths of the lists against the ends.</summary>
    /// <exception cref="ArgumentException">One has another length.</exception>
    public void RequireFits(string what, int sources, int targets)
    {
        foreach (var (end, cells) in new[] { (Source, sources), (Target, targets) })
        {
            foreach (var (_, values) in end.Read)
            {
                if (values.Count != cells)
                {
                    throw new ArgumentException($"{what}: the {end}'s values are {values}, but there are {cells} cells; expected one for each.");
                }
            }
        }
    }

    public override void Fill(Span<double> si, ulong seed, RandomPurpose purpose, ulong family, int firstEntity) => throw Misplaced();

    public override double Sample(ref RandomStream stream) => throw Misplaced();

    public override string Print(Dimension dimension) => Expression.ToString();

    private ArgumentException Misplaced() => new(
        $"{Expression} is a formula of a synapse's ends; only weights, delays and parameters of synapses can be that.");
}
