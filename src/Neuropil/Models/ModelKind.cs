namespace Neuropil;

/// <summary>What a model of the <see cref="ModelCatalogue"/> is.</summary>
public enum ModelKind
{
    /// <summary>A cell.</summary>
    Cell,

    /// <summary>A channel that passes an ion.</summary>
    Channel,

    /// <summary>Something else in a membrane: a current of no single ion, or a pool.</summary>
    Mechanism,

    /// <summary>An ion with its reversal potential.</summary>
    Ion,

    /// <summary>What the target of a projection feels.</summary>
    Receptor,

    /// <summary>A current that an electrode injects.</summary>
    Current,

    /// <summary>The activity of a rate unit as a function of its drive; a part of the unit.</summary>
    TransferFunction,

    /// <summary>What only sends spikes.</summary>
    Source,

    /// <summary>What a presynaptic spike lets out.</summary>
    Release,

    /// <summary>How the weight of a synapse changes.</summary>
    Plasticity,
}
