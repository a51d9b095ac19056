using static Neuropil.Functions;

namespace Neuropil.Compiler;

/// <summary>
/// A cell's <see cref="Refractoriness"/> on the grid, as what any cell could declare: a variable that counts the steps left, an update, and a statement on the
/// spike.
/// </summary>
internal sealed class RefractorySteps
{
    private readonly Expr period;

    private RefractorySteps(Expr period) => this.period = period;

    /// <summary>The steps left, at a step's beginning.</summary>
    public Symbol Left { get; } = new("refractory steps", Dimension.None, SymbolKind.State);

    /// <summary>Whether variables are held in this step.</summary>
    public Expr IsHeld => 0 < Left;

    /// <summary>The steps left at the end, without a spike.</summary>
    public Expr Next => Max(Left - 1, 0.0);

    /// <summary>The refractoriness of a cell, or null.</summary>
    public static RefractorySteps? Of(EquationSystem system) => system.Refractoriness is { } declared ? new RefractorySteps(declared.Period) : null;

    /// <summary>
    /// Whether no spike may be found at the end of this step. At the end of the last of the steps the period has passed: a condition that holds then is a
    /// spike. One that has become true in that step did so within the period.
    /// </summary>
    public Expr Forbids(Occurrence occurrence) => occurrence == Occurrence.WhileItHolds ? 1 < Left : IsHeld;

    /// <summary>What a spike sets: the period in steps, to the nearest.</summary>
    public Statement Begin(ModelEvent spike) => new(spike, Left, Floor((period / Symbol.TimeStep) + TimeGrid.RoundsUp));
}
