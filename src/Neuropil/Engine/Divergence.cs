namespace Neuropil.Engine;

/// <summary>The cell whose state was not a finite number at the end of a step, or at one of whose ports more arrived than can be counted.</summary>
internal readonly record struct Divergence(long Step, int Population, int Cell, Port? Port = null) : IComparable<Divergence>
{
    public int CompareTo(Divergence other) => (Step, Population, Cell).CompareTo((other.Step, other.Population, other.Cell));
}
