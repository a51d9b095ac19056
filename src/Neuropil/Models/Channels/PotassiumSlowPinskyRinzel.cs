using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The slow potassium current K-AHP of the dendrite in the two-compartment CA3 pyramidal cell, opened by calcium alone (Pinsky and Rinzel 1994,
/// J. Comput. Neurosci. 1): I = g q (E - V), with rates in 1/ms a_q = min(0.00002 [Ca], 0.01), b_q = 0.001.
/// </summary>
/// <remarks>The paper's calcium has no unit; here it counts in uM. Needs the cell's calcium concentration.</remarks>
public sealed record PotassiumSlowPinskyRinzel : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 0.8 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.8 * mS / cm2;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Calcium>()];

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var q = cell.Gate("q", opening: Min(0.00002 * (cell.Concentration<Calcium>() / uM), 0.01) / ms, closing: 0.001 / ms);
        return Conductance * q * (ion.Reversal - cell.Voltage);
    }
}
