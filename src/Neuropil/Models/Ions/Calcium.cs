namespace Neuropil;

/// <summary>Calcium, Ca2+. Its reversal potential is 120 mV unless given or derived from concentrations.</summary>
public sealed record Calcium() : IonContainer<Calcium>(+2, 120 * Units.mV)
{
    /// <inheritdoc/>
    public override string ChemicalSymbol => "Ca";

    /// <inheritdoc/>
    protected internal override Calcium Example()
        => this with { Pool = new CalciumPool(), OuterConcentration = 2 * Units.mM, Channels = [new CalciumHighThreshold()] };
}
