namespace Neuropil;

/// <summary>How often the event of a condition happens while its condition holds.</summary>
public enum Occurrence
{
    /// <summary>
    /// Once, when the condition becomes true: it was false with the values at the end of the step before, and is true with those at the end of this one.
    /// </summary>
    WhenItBecomesTrue,

    /// <summary>In every step at whose end the condition is true; for a spike only outside the refractory period.</summary>
    WhileItHolds,
}
