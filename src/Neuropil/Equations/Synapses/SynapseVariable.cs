namespace Neuropil;

/// <summary>A variable of a projection, in the scope of the source, the target or the edge.</summary>
internal sealed class SynapseVariable(Symbol symbol, Scope declared, Expr initial)
{
    public Symbol Symbol { get; } = symbol;

    /// <summary>The scope that the declaration names.</summary>
    public Scope Declared { get; } = declared;

    /// <summary>Where it starts.</summary>
    public Expr Initial { get; } = initial;

    /// <summary>dy/dt; null where it changes by statements alone.</summary>
    public Expr? Derivative { get; set; }

    /// <summary>The least and the largest value; null for none.</summary>
    public (Expr Minimum, Expr Maximum)? Bounds { get; set; }
}
