namespace Neuropil;

/// <summary>In which part of a time step a state variable advances.</summary>
public enum UpdatePhase
{
    /// <summary>First: receptor states decay by their exact propagator, then arriving spikes are added.</summary>
    Receptor,

    /// <summary>Then: the cell integrates with those receptor states.</summary>
    Cell,
}

/// <summary>A state variable of an <see cref="EquationSystem"/>: its equation, where it starts, and when in the step it advances.</summary>
public sealed class StateVariable
{
    internal StateVariable(Symbol symbol, string mechanism, UpdatePhase phase)
    {
        Symbol = symbol;
        Mechanism = mechanism;
        Phase = phase;
        Derivative = new ConstantExpr(new Quantity(0, symbol.Dimension / Time.Dimension));
        Initial = new ConstantExpr(new Quantity(0, symbol.Dimension));
    }

    /// <summary>The symbol that stands for the variable in expressions; its name is the full path.</summary>
    public Symbol Symbol { get; }

    /// <summary>The path of the mechanism that declared it; empty for the cell's own variables.</summary>
    public string Mechanism { get; }

    /// <summary>When it advances.</summary>
    public UpdatePhase Phase { get; }

    /// <summary>dy/dt.</summary>
    public Expr Derivative { get; internal set; }

    /// <summary>The value after a step as a function of the values before it, for a variable without differential equation; null otherwise.</summary>
    public Expr? Update { get; internal set; }

    /// <summary>The value at the start, as a function of other variables' initial values (a gate's steady state at the initial voltage).</summary>
    public Expr Initial { get; internal set; }

    /// <summary>
    /// The largest value that it may have (the peak at which a spike is cut off); null for none. Whatever else reads the variable, within a step too, sees no
    /// larger one.
    /// </summary>
    public Expr? Ceiling { get; internal set; }
}
