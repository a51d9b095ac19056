using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Holds values that are given to a variable of synapses, at the start or between two steps, to the bounds that were declared for it. What statements give is
/// clipped; what a user gives beyond a bound is a mistake.
/// </summary>
internal sealed unsafe class EdgeBounds
{
    private readonly EdgeProjection projection;
    private readonly ScopedVariable variable;
    private readonly double timeStep;

    private EdgeBounds(EdgeProjection projection, ScopedVariable variable, double timeStep)
        => (this.projection, this.variable, this.timeStep) = (projection, variable, timeStep);

    /// <summary>The value of a variable for a synapse: its block, its place there, its source, and its place in the canonical order.</summary>
    public delegate double ValueOfSynapse(EdgeBlock block, long edge, int source, long place);

    /// <summary>The bounds of a variable; null where it has none, or such as only an event knows (a variable of the target cell).</summary>
    public static EdgeBounds? Of(EdgeProjection projection, ScopedVariable variable, double timeStep)
    {
        bool CanBeKnown(Expr bound)
            => Dependence.Symbols(bound).All(symbol => symbol.Kind == SymbolKind.TimeStep || projection.Equations.Find(symbol) is not null);
        return variable.Bounds is { } bounds && CanBeKnown(bounds.Minimum) && CanBeKnown(bounds.Maximum)
            ? new EdgeBounds(projection, variable, timeStep) : null;
    }

    /// <summary>Requires that all variables begin within their bounds.</summary>
    /// <exception cref="ArgumentException">One does not; the message names projection, synapse, value and bounds.</exception>
    public static void RequireAtStart(EdgeProjection projection, IReadOnlyList<EdgeBlock> blocks, double timeStep)
    {
        foreach (var bounded in projection.Equations.Variables)
        {
            Of(projection, bounded, timeStep)?.Require(
                blocks, "begins at", (block, edge, source, _) => *EdgeFormula.Place(block, bounded, edge, source));
        }
    }

    /// <summary>Requires that values are within the bounds.</summary>
    /// <exception cref="ArgumentException">One is not; the message names projection, synapse, value and bounds.</exception>
    public void Require(IReadOnlyList<EdgeBlock> blocks, string does, ValueOfSynapse valueOf)
    {
        var bounds = variable.Bounds!.Value;
        var (least, most) = (new EdgeFormula(_ => bounds.Minimum, timeStep), new EdgeFormula(_ => bounds.Maximum, timeStep));

        // Bounds that all synapses share are looked at once: there may be a hundred million synapses.
        bool areShared = AreShared(bounds.Minimum) && AreShared(bounds.Maximum);
        var (low, high, isKnown) = (0.0, 0.0, false);
        new CanonicalEdges(blocks).ForEach((block, edge, source, place) =>
        {
            double value = valueOf(block, edge, source, place);
            if (!isKnown)
            {
                (low, high, isKnown) = (least.Value(block, edge, source, 0), most.Value(block, edge, source, 0), areShared);
            }

            if (!(value >= low && value <= high))
            {
                throw new ArgumentException(
                    $"Projection '{projection.Projection.Name}', the synapse from cell {projection.Projection.Source.Start + source} to cell "
                    + $"{block.Store.Targets[edge]}: {variable.Symbol.Name} {does} {Print(value)}; its bounds are {Print(low)} and {Print(high)}.");
            }
        });
    }

    private static bool AreShared(Expr bound)
        => Dependence.Nodes(bound).All(node => node is not (ParameterExpr { Parameter.IsUniform: false } or Symbol { Kind: not SymbolKind.TimeStep }));

    private string Print(double value)
        => QuantityPrinter.Print(new Quantity(KernelUnits.ToSi(value, variable.Symbol.Dimension), variable.Symbol.Dimension));
}
