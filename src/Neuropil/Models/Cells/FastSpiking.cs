using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// A fast-spiking cortical interneuron, which does not adapt (Pospischil et al. 2008, Biol. Cybern. 99): a cylinder of 67 um by 67 um, C 1 uF/cm²,
/// g_Na 50, g_K 10, g_L 0.15 mS/cm², E_Na 50, E_K -100, E_L -70 mV;
/// the spike currents of <see cref="SodiumTraubMiles"/> and <see cref="PotassiumTraubMiles"/> with a shift of -55 mV.
/// </summary>
/// <remarks>
/// The values are those of the authors' program (ModelDB 123623, demo_IN_FS.hoc). Its gates start at zero, ours at their steady state.
/// </remarks>
public sealed record FastSpiking : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public FastSpiking()
    {
        Area = Math.PI * (67 * um) * (67 * um);
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -70 * mV;
        Temperature = Celsius(36);
        Mechanisms =
        [
            .. CorticalSpikeCurrents.Of(delayedRectifier: 10 * mS / cm2),
            new Leak { Reversal = -70 * mV, Conductance = 0.15 * mS / cm2 },
        ];
    }
}
