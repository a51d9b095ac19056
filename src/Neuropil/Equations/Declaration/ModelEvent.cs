namespace Neuropil;

/// <summary>
/// Something that happens to a cell or a synapse and at which variables change at once, by <see cref="Statement"/>s. Before these run, the
/// equations of the scope are advanced to the event's time.
/// </summary>
public sealed class ModelEvent
{
    internal ModelEvent(string name, EventKind kind) => (Name, Kind) = (name, kind);

    /// <summary>The name, for messages and pages.</summary>
    public string Name { get; }

    /// <summary>What it waits for.</summary>
    public EventKind Kind { get; }

    /// <summary>What must be true, over the cell's variables; null for an event that waits for something else.</summary>
    public Expr? Condition { get; internal set; }

    /// <summary>
    /// How often it happens while its <see cref="Condition"/> holds. Where the declaration does not say, the event happens while the condition holds if one of
    /// its statements changes a variable of the condition (a reset), and else when the condition becomes true.
    /// </summary>
    public Occurrence Occurrence { get; internal set; }

    /// <summary>Whether it is the cell's spike, which projections carry on and recordings count.</summary>
    public bool EmitsSpike { get; internal init; }

    /// <summary>
    /// The sum of the weights that arrive in a step; null for an event that waits for something else. The event happens where the sum is not zero.
    /// </summary>
    public Symbol? Arriving { get; internal init; }

    /// <summary>What a variable must reach: the level of a <see cref="Condition"/> variable >= level; null for a condition of another form.</summary>
    public Expr? LevelOf(Symbol variable)
        => Condition is OperationExpr { Operator: Operator.LessOrEqual or Operator.Less } condition && ReferenceEquals(condition.Operands[1], variable)
            ? condition.Operands[0] : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
