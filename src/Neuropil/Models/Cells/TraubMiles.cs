using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The cell of the benchmark COBAHH (Brette et al. 2007, J. Comput. Neurosci. 23, appendix 2, benchmark 3; currents of Traub and Miles 1991):
/// area 20 000 um², C 1 uF/cm², g_Na 100, g_K 30, g_L 0.05 mS/cm², E_Na 50, E_K -90, E_L -60 mV, voltage axis shifted by -63 mV. The equations stand at
/// <see cref="SodiumTraubMiles"/> and <see cref="PotassiumTraubMiles"/>.
/// </summary>
/// <remarks>E_L is that of the benchmark's programs; a network of these cells starts them at random potentials.</remarks>
public sealed record TraubMiles : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public TraubMiles()
    {
        Area = 20_000 * um2;
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -60 * mV;
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumTraubMiles { Conductance = 100 * mS / cm2, Shift = -63 * mV }] },
            new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles { Conductance = 30 * mS / cm2, Shift = -63 * mV }] },
            new Leak { Reversal = -60 * mV, Conductance = 0.05 * mS / cm2 },
        ];
    }
}
