namespace Neuropil;

/// <summary>Potassium, K+. Its reversal potential is -90 mV unless given or derived from concentrations.</summary>
public sealed record Potassium() : IonContainer<Potassium>(+1, -90 * Units.mV)
{
    /// <inheritdoc/>
    public override string ChemicalSymbol => "K";

    /// <inheritdoc/>
    /// <remarks>The concentration is that of mammalian muscle (Hille 2001, table 1.3); the reversal potential stays.</remarks>
    protected internal override Potassium Example() => this with { Reversal = -90 * Units.mV, InnerConcentration = 155 * Units.mM };
}
