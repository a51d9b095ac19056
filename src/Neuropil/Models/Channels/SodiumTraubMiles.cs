using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Fast sodium current of Traub and Miles (1991) as Brette et al. (2007, J. Comput. Neurosci. 23, appendix 2, benchmark 3) use it:
/// I = g m^3 h (E - V), with v = (V - shift) / mV and rates in 1/ms
/// a_m = 0.32 (13 - v) / (exp((13 - v)/4) - 1), b_m = 0.28 (v - 40) / (exp((v - 40)/5) - 1),
/// a_h = 0.128 exp((17 - v)/18), b_h = 4 / (1 + exp((40 - v)/5)).
/// </summary>
/// <remarks>Linear-over-exponential rates are written with exprel, which is right at v = 13 and v = 40 too.</remarks>
public sealed record SodiumTraubMiles : IonChannel<Sodium>
{
    /// <summary>Maximal conductance per area. Default 100 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 100 * mS / cm2;

    /// <summary>Shift of the voltage axis. Default -63 mV.</summary>
    public Parameter<Voltage> Shift { get; init; } = -63 * mV;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage - Shift) / mV;
        var m = cell.Gate("m", opening: 1.28 / ms / Exprel((13 - v) / 4), closing: 1.4 / ms / Exprel((v - 40) / 5));
        var h = cell.Gate("h", opening: 0.128 / ms * Exp((17 - v) / 18), closing: 4 / ms / (1 + Exp((40 - v) / 5)));
        return Conductance * Pow(m, 3) * h * (ion.Reversal - cell.Voltage);
    }
}
