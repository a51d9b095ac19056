namespace Neuropil;

/// <summary>The number format of a simulation's state. Weights and delays have their own: see the storage of projections.</summary>
public enum Precision
{
    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>32-bit floating point: about twice as fast.</summary>
    Single,
}
