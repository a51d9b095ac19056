using Neuropil.Compiler;

namespace Neuropil.Adaptive;

/// <summary>Something that happens to a cell at an instant, as functions of the inputs of <see cref="AdaptiveEquations"/>.</summary>
/// <param name="Event">The event; null for what arrives, at all ports together.</param>
/// <param name="Condition">Whether its condition holds, by the switched values; null for what arrives.</param>
/// <param name="Written">The states that its statements write.</param>
/// <param name="Values">Their new values, in the same order, from those before the event; after them the refractory period, where it begins one.</param>
internal sealed record AdaptiveEvent(ModelEvent? Event, ScalarFunction? Condition, int[] Written, ScalarFunction Values)
{
    /// <summary>Whether it must have become true, rather than only hold.</summary>
    public bool IsCrossing => Event!.Occurrence == Occurrence.WhenItBecomesTrue;

    /// <summary>Whether it begins a refractory period.</summary>
    public bool HasPeriod => Values.Count > Written.Length;
}
