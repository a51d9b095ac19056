namespace Neuropil.UserModels.Tests.Models;

/// <summary>A constant conductance for chloride, I = g (E - V).</summary>
public sealed record ChlorideBackground : IonChannel<Chloride>
{
    /// <summary>g, the conductance per area. Default 0.1 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.1 * mS / cm2;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion) => Conductance * (ion.Reversal - cell.Voltage);
}
