using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The reduced Traub-Miles model of a pyramidal cell, RTM (Ermentrout and Kopell 1998, PNAS 95; Boergers 2017, An Introduction to Modeling Neuronal
/// Dynamics, section 5.2): C 1 uF/cm², g_Na 100, g_K 80, g_L 0.1 mS/cm², E_Na 50, E_K -100, E_L -67 mV, sodium activation at its steady state. The
/// equations stand at <see cref="SodiumReducedTraubMiles"/> and <see cref="PotassiumTraubMiles"/>, both with a shift of -67 mV.
/// </summary>
/// <remarks>The book gives densities only; the area, 20 000 um², is ours: 1 uA/cm² is 200 pA.</remarks>
public sealed record ReducedTraubMiles : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public ReducedTraubMiles()
    {
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -67 * mV;
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumReducedTraubMiles { Conductance = 100 * mS / cm2, Shift = -67 * mV }] },
            new Potassium { Reversal = -100 * mV, Channels = [new PotassiumTraubMiles { Conductance = 80 * mS / cm2, Shift = -67 * mV }] },
            new Leak { Reversal = -67 * mV, Conductance = 0.1 * mS / cm2 },
        ];
    }
}
