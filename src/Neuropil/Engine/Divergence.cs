namespace Neuropil.Engine;

/// <summary>A cell in which a variable was not a finite number in a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Population">The population.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Overwritten">The variable, if its value has been written over since; null where the cell's columns still tell which it is.</param>
internal readonly record struct Divergence(long Step, int Population, int Cell, Symbol? Overwritten) : IComparable<Divergence>
{
    public int CompareTo(Divergence other) => (Step, Population, Cell).CompareTo((other.Step, other.Population, other.Cell));
}
