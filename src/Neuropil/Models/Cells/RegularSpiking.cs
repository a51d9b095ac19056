using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// A regular-spiking pyramidal cell of cortex, whose M current adapts its firing (Pospischil et al. 2008, Biol. Cybern. 99): a cylinder of 96 um by 96 um, C 1
/// uF/cm², g_Na 50, g_K 5, g_M 0.07, g_L 0.1 mS/cm², E_Na 50, E_K -100, E_L -70 mV, tau_max 1 s, 36 °C;
/// the spike currents of <see cref="SodiumTraubMiles"/> and <see cref="PotassiumTraubMiles"/> with a shift of -55 mV and
/// <see cref="PotassiumMuscarinic"/>.
/// </summary>
/// <remarks>
/// The values are those of the authors' program (ModelDB 123623, demo_PY_RS.hoc); the paper fits several cells, each with its own. Its gates start at zero,
/// ours at their steady state.
/// </remarks>
public sealed record RegularSpiking : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public RegularSpiking()
    {
        Area = Math.PI * (96 * um) * (96 * um);
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -70 * mV;
        Temperature = Celsius(36);
        Mechanisms =
        [
            .. CorticalSpikeCurrents.Of(delayedRectifier: 5 * mS / cm2, muscarinic: 0.07 * mS / cm2),
            new Leak { Reversal = -70 * mV, Conductance = 0.1 * mS / cm2 },
        ];
    }
}
