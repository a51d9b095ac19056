namespace Neuropil.Engine;

/// <summary>The cell whose state was not a finite number at the end of a step.</summary>
internal readonly record struct Divergence(long Step, int Population, int Cell) : IComparable<Divergence>
{
    public int CompareTo(Divergence other) => (Step, Population, Cell).CompareTo((other.Step, other.Population, other.Cell));
}
