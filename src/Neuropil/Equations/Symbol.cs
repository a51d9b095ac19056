namespace Neuropil;

/// <summary>What a <see cref="Symbol"/> stands for.</summary>
public enum SymbolKind
{
    /// <summary>A state variable; each cell has a value that the step loop advances.</summary>
    State,

    /// <summary>The time at the beginning of the step (or of a stage of it).</summary>
    Time,

    /// <summary>The time step.</summary>
    TimeStep,

    /// <summary>The summed weights of the spikes that arrive at a receptor at the beginning of the step.</summary>
    Arrival,

    /// <summary>
    /// White noise: independent for each cell, with the unit 1/sqrt(time). Its integral over a step is sqrt(dt) times a standard normal number.
    /// </summary>
    WhiteNoise,

    /// <summary>The standard normal number of a step and cell that a white noise comes to.</summary>
    Normal,

    /// <summary>A number from 0 to 1, every one equally likely, drawn anew in each step of each cell.</summary>
    Chance,

    /// <summary>
    /// The unit in which a step counts what arrives at a receptor: the smallest weight that makes a difference there. It is the same for all
    /// cells, and known when the network has been built.
    /// </summary>
    Resolution,

    /// <summary>A place for an expression that is filled in before equations are compiled (the total input current).</summary>
    Placeholder,

    /// <summary>How many events happen in a step to each cell: a Poisson count, a whole number, drawn anew in each step.</summary>
    Count,
}

/// <summary>A named unknown of an expression. Two symbols are the same only if they are the same object.</summary>
public sealed class Symbol : Expr
{
    internal Symbol(string name, Dimension dimension, SymbolKind kind)
        : base(dimension)
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>The time at the beginning of the step.</summary>
    public static Symbol Time { get; } = new("t", Neuropil.Time.Dimension, SymbolKind.Time);

    /// <summary>
    /// The time at the beginning of the step, also in the stages of a method that looks between. What jumps on the grid is written with it, so
    /// that a jump at a step's end is not seen in that step.
    /// </summary>
    public static Symbol StepStart { get; } = new("t_step", Neuropil.Time.Dimension, SymbolKind.Time);

    /// <summary>The time step.</summary>
    public static Symbol TimeStep { get; } = new("dt", Neuropil.Time.Dimension, SymbolKind.TimeStep);

    /// <summary>The full name, a path such as <c>sodium.traubMiles.m</c>.</summary>
    public string Name { get; }

    /// <summary>What the symbol stands for.</summary>
    public SymbolKind Kind { get; }
}
