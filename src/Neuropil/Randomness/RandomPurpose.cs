namespace Neuropil;

/// <summary>What random numbers are drawn for. Each purpose has streams of its own, so that adding a draw for one changes no other.</summary>
public enum RandomPurpose
{
    /// <summary>Who connects to whom.</summary>
    Connectivity = 1,

    /// <summary>Synaptic weights.</summary>
    Weight = 2,

    /// <summary>Transmission delays.</summary>
    Delay = 3,

    /// <summary>Per-neuron parameters.</summary>
    Parameter = 4,

    /// <summary>Initial values of state variables.</summary>
    InitialValue = 5,

    /// <summary>Spike times of sources.</summary>
    SpikeSource = 6,

    /// <summary>Noise of stochastic equations.</summary>
    Noise = 7,

    /// <summary>Chances at the events of synapses.</summary>
    Synapse = 8,

    /// <summary>Delays from synapses to the soma.</summary>
    DendriticDelay = 9,

    /// <summary>Events that are counted in each step of each cell.</summary>
    Count = 10,

    /// <summary>Which synapses are lost and which grow.</summary>
    Structure = 11,

    /// <summary>Samples with which a statistic is compared.</summary>
    Resampling = 12,
}
