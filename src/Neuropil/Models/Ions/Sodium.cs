namespace Neuropil;

/// <summary>Sodium, Na+. Its reversal potential is 50 mV unless given or derived from concentrations.</summary>
public sealed record Sodium() : IonContainer<Sodium>(+1, 50 * Units.mV)
{
    /// <inheritdoc/>
    public override string ChemicalSymbol => "Na";

    /// <inheritdoc/>
    /// <remarks>The concentration is that of mammalian muscle (Hille 2001, table 1.3); the reversal potential stays.</remarks>
    protected internal override Sodium Example() => this with { Reversal = 50 * Units.mV, InnerConcentration = 12 * Units.mM };
}
