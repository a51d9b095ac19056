using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Delayed-rectifier potassium current of Traub and Miles (1991) as Brette et al. (2007, appendix 2, benchmark 3) use it: I = g n^4 (E - V),
/// with v = (V - shift) / mV and rates in 1/ms a_n = 0.032 (15 - v) / (exp((15 - v)/5) - 1), b_n = 0.5 exp((10 - v)/40).
/// </summary>
public sealed record PotassiumTraubMiles : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 30 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 30 * mS / cm2;

    /// <summary>Shift of the voltage axis. Default -63 mV.</summary>
    public Parameter<Voltage> Shift { get; init; } = -63 * mV;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage - Shift) / mV;
        var n = cell.Gate("n", opening: 0.16 / ms / Exprel((15 - v) / 5), closing: 0.5 / ms * Exp((10 - v) / 40));
        return Conductance * Pow(n, 4) * (ion.Reversal - cell.Voltage);
    }
}
