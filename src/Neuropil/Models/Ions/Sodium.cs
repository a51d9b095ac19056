namespace Neuropil;

/// <summary>Sodium, Na+. Its reversal potential is 50 mV unless given or derived from concentrations.</summary>
public sealed record Sodium() : IonContainer<Sodium>(+1, 50 * Units.mV)
{
    /// <inheritdoc/>
    public override string ChemicalSymbol => "Na";
}
