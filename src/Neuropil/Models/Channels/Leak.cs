namespace Neuropil;

/// <summary>The leak, I = g (E - V).</summary>
public sealed record Leak : Mechanism
{
    /// <summary>Conductance per area.</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.05 * Units.mS / Units.cm2;

    /// <summary>Reversal potential.</summary>
    public Parameter<Voltage> Reversal { get; init; } = -60 * Units.mV;

    /// <inheritdoc/>
    protected internal override void Declare(Membrane membrane) => membrane.AddCurrent(Conductance * (Reversal - membrane.Voltage));
}
