using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The h current of thalamic relay cells, carried by sodium and potassium and opened by hyperpolarisation (Huguenard and McCormick 1992, J. Neurophysiol. 68,
/// after McCormick and Pape 1990): I = g r (E - V). With v = V / mV r_inf = 1 / (1 + exp((v + 75)/5.5)),
/// tau_r = 1 ms / (exp(-14.59 - 0.086 v) + exp(-1.87 + 0.0701 v)).
/// </summary>
/// <remarks>
/// The rates are for 35.5 °C; the source has no factor of temperature. The conductance, which the paper gives for a whole cell, is an
/// example. It belongs to no single ion and is a mechanism beside the ions.
/// </remarks>
public sealed record HyperpolarizationActivated : Mechanism
{
    /// <summary>Maximal conductance per area. Default 0.02 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.02 * mS / cm2;

    /// <summary>Reversal potential. Default -43 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = -43 * mV;

    /// <inheritdoc/>
    protected internal override void Declare(Membrane membrane)
    {
        var v = membrane.Voltage / mV;
        var r = membrane.GateOf("r", steadyState: 1 / (1 + Exp((v + 75) / 5.5)),
            timeConstant: 1 * ms / (Exp(-14.59 - (0.086 * v)) + Exp(-1.87 + (0.0701 * v))));
        membrane.AddCurrent(Conductance * r * (Reversal - membrane.Voltage));
    }
}
