namespace Neuropil;

/// <summary>A channel that is permeable to the ion whose <see cref="IonContainer"/> holds it. A channel of your own is a class derived from this.</summary>
public abstract record IonChannel
{
    /// <summary>The name in the paths of its variables; null for the type's name without the ion's in front.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Declares gates and gives the current, positive inward, as a current density or a current: g (E - V) with the ion's reversal potential.
    /// </summary>
    public abstract Expr Current(Membrane cell, Ion ion);
}
