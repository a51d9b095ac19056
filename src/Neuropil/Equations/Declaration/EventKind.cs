namespace Neuropil;

/// <summary>What a <see cref="ModelEvent"/> waits for.</summary>
public enum EventKind
{
    /// <summary>A condition on a cell's variables, looked at after each step.</summary>
    Condition,

    /// <summary>Weights arrive at a port of a cell, in the sum of a step.</summary>
    Arrival,

    /// <summary>A spike of the source has reached a synapse, the axonal delay after it was fired.</summary>
    PresynapticSpike,

    /// <summary>A spike of the target has reached a synapse, the dendritic delay after it was fired.</summary>
    PostsynapticSpike,

    /// <summary>A declared clock ticks.</summary>
    Clock,
}
