namespace Neuropil;

/// <summary>Potassium, K+. Its reversal potential is -90 mV unless given or derived from concentrations.</summary>
public sealed record Potassium() : IonContainer<Potassium>(+1, -90 * Units.mV)
{
    /// <inheritdoc/>
    public override string ChemicalSymbol => "K";
}
