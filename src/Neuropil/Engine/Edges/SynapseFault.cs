namespace Neuropil.Engine;

/// <summary>
/// A synapse whose state or amount is no finite number, or beyond what was declared; the earliest of a run is reported, whichever worker finds it.
/// </summary>
/// <param name="Step">The step of the event.</param>
/// <param name="Projection">The projection's number.</param>
/// <param name="Source">The source cell, by its number in the population.</param>
/// <param name="Target">The target cell; -1 where the source's variables are at fault.</param>
internal readonly record struct SynapseFault(long Step, int Projection, int Source, int Target) : IComparable<SynapseFault>
{
    public int CompareTo(SynapseFault other) => (Step, Projection, Source, Target).CompareTo((other.Step, other.Projection, other.Source, other.Target));
}
