namespace Neuropil;

/// <summary>The leak, I = g (E - V).</summary>
public sealed record Leak : Mechanism
{
    /// <summary>Conductance per area. Default 0.05 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.05 * Units.mS / Units.cm2;

    /// <summary>Reversal potential. Default -60 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = -60 * Units.mV;

    /// <inheritdoc/>
    protected internal override void Declare(Membrane membrane) => membrane.AddCurrent(Conductance * (Reversal - membrane.Voltage));
}
