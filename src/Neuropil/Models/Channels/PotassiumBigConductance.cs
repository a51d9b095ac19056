using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Potassium current of BK channels, opened by calcium and by depolarisation (Moczydlowski and Latorre 1983, J. Gen. Physiol. 82, Table II, channel A):
/// I = g o (E - V), opening = a / (1 + k1 exp(-2 d1 F V / (R T)) / [Ca]), closing = b / (1 + [Ca] / (k2 exp(-2 d2 F V / (R T)))).
/// </summary>
/// <remarks>
/// k1 180 uM, d1 0.84, k2 11 uM, d2 1, a 0.48 /ms and b 0.28 /ms are the values that NEURON's example channel takes from the paper. As there, temperature acts
/// through F V / (R T) alone. Needs the cell's calcium concentration.
/// </remarks>
public sealed record PotassiumBigConductance : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 10 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 10 * mS / cm2;

    /// <summary>a, the fastest opening. Default 0.48 /ms.</summary>
    [NotNegative]
    public Parameter<Frequency> Opening { get; init; } = 0.48 / ms;

    /// <summary>b, the fastest closing. Default 0.28 /ms.</summary>
    [NotNegative]
    public Parameter<Frequency> Closing { get; init; } = 0.28 / ms;

    /// <summary>k1, the dissociation constant of the closed channel at 0 mV. Default 180 uM.</summary>
    public Parameter<Concentration> ClosedDissociation { get; init; } = 180 * uM;

    /// <summary>k2, the dissociation constant of the open channel at 0 mV. Default 11 uM.</summary>
    public Parameter<Concentration> OpenDissociation { get; init; } = 11 * uM;

    /// <summary>d1, the share of the field that calcium crosses to the closed channel's site. Default 0.84.</summary>
    public NumberParameter ClosedDistance { get; init; } = 0.84;

    /// <summary>d2, the share of the field for the open channel's site. Default 1.</summary>
    public NumberParameter OpenDistance { get; init; } = 1;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Calcium>()];

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var calcium = cell.Concentration<Calcium>();
        var x = 2 * cell.Voltage / (PhysicalConstants.GasConstantOverFaraday * cell.Temperature);
        var o = cell.Gate(
            "o",
            opening: Opening / (1 + (ClosedDissociation * Exp(-ClosedDistance * x) / calcium)),
            closing: Closing / (1 + (calcium / (OpenDissociation * Exp(-OpenDistance * x)))));
        return Conductance * o * (ion.Reversal - cell.Voltage);
    }
}
