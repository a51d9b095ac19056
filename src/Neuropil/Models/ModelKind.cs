namespace Neuropil;

/// <summary>What a model of the <see cref="ModelCatalogue"/> is a model of.</summary>
public enum ModelKind
{
    /// <summary>A cell with equations.</summary>
    Cell,

    /// <summary>An ion channel, or another current through the membrane.</summary>
    Channel,

    /// <summary>An ion with its reversal potential.</summary>
    Ion,

    /// <summary>What the target of a synapse feels.</summary>
    Receptor,

    /// <summary>A current that an electrode injects.</summary>
    Current,

    /// <summary>A source of spikes without equations.</summary>
    Source,
}
