namespace Neuropil;

/// <summary>What a weight below zero means to a receptor.</summary>
public enum NegativeWeights
{
    /// <summary>It has a meaning, as for a current or a jump of the membrane potential.</summary>
    Meant,

    /// <summary>The equations take it, but it is no doubt a mistake, as a conductance below zero is: a warning.</summary>
    Strange,

    /// <summary>The equations do not take it: an error.</summary>
    Refused,
}
