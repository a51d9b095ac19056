namespace Neuropil.Engine;

/// <summary>A cell in which a variable was not a finite number in a step, or at one of whose ports more arrived than can be counted.</summary>
internal readonly record struct Divergence(long Step, int Population, int Cell) : IComparable<Divergence>
{
    /// <summary>The port at which too much arrived; null for a variable.</summary>
    public Port? Port { get; init; }

    /// <summary>The variable, if its value has been written over since; null where the cell's columns still tell which it is.</summary>
    public Symbol? Overwritten { get; init; }

    public int CompareTo(Divergence other) => (Step, Population, Cell).CompareTo((other.Step, other.Population, other.Cell));
}
