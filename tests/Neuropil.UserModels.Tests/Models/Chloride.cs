namespace Neuropil.UserModels.Tests.Models;

/// <summary>Chloride, Cl-.</summary>
public sealed record Chloride() : IonContainer<Chloride>(-1, -70 * mV)
{
    /// <inheritdoc/>
    public override string ChemicalSymbol => "Cl";
}
