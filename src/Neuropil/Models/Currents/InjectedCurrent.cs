namespace Neuropil;

/// <summary>A current injected into a neuron by an electrode, positive inward, as a function of time.</summary>
public abstract record InjectedCurrent
{
    /// <summary>The current; it may use <see cref="Symbol.Time"/>.</summary>
    public abstract Expr Current();
}
