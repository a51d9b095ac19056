using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The fast potassium current K-C of the dendrite in the two-compartment CA3 pyramidal cell, opened by calcium and by depolarisation (Pinsky and
/// Rinzel 1994, J. Comput. Neurosci. 1): I = g c chi (E - V), chi = min([Ca] / 250, 1). With v = (V - rest) / mV and rates in 1/ms, up to v = 50
/// a_c = exp((v - 10)/11 - (v - 6.5)/27) / 18.975 and b_c = 2 exp((6.5 - v)/27) - a_c; above, a_c = 2 exp((6.5 - v)/27) and b_c = 0.
/// </summary>
/// <remarks>The paper's calcium has no unit; here it counts in uM. Needs the cell's calcium concentration.</remarks>
public sealed record PotassiumFastPinskyRinzel : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 15 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 15 * mS / cm2;

    /// <summary>The resting potential from which the rates count. Default -60 mV.</summary>
    public Parameter<Voltage> Rest { get; init; } = -60 * mV;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Calcium>()];

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage - Rest) / mV;
        var most = 2 / ms * Exp((6.5 - v) / 27);
        var opening = Select(v <= 50, Exp(((v - 10) / 11) - ((v - 6.5) / 27)) / 18.975 / ms, most);
        var c = cell.Gate("c", opening, closing: most - opening);
        return Conductance * c * Min(cell.Concentration<Calcium>() / (250 * uM), 1) * (ion.Reversal - cell.Voltage);
    }
}
