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

    /// <inheritdoc/>
    public override string ToString() => Name;
}
