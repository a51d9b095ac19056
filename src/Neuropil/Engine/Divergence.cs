namespace Neuropil.Engine;

/// <summary>A cell in which a variable was not a finite number in a step, or at one of whose ports more arrived than can be counted.</summary>
/// <param name="Step">The step.</param>
/// <param name="Population">The population.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Overwritten">The variable, if its value has been written over since; null where the cell's columns still tell which it is.</param>
/// <param name="Port">The port at which too much arrived, or null.</param>
internal readonly record struct Divergence(long Step, int Population, int Cell, Symbol? Overwritten = null, Port? Port = null) : IComparable<Divergence>
{
    public int CompareTo(Divergence other) => (Step, Population, Cell).CompareTo((other.Step, other.Population, other.Cell));
}
