using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// An intrinsically bursting pyramidal cell: an L-type calcium current makes its first spikes a burst (Pospischil et al. 2008, Biol. Cybern. 99): a cylinder of
/// 96 um by 96 um, C 1 uF/cm², g_Na 50, g_K 5, g_M 0.03, g_Ca 0.17, g_L 0.01 mS/cm², E_Na 50, E_K -100, E_Ca 120, E_L -85 mV, tau_max 1 s, 36 °C;
/// the spike currents of <see cref="SodiumTraubMiles"/> and <see cref="PotassiumTraubMiles"/> with a shift of -55 mV,
/// <see cref="PotassiumMuscarinic"/> and <see cref="CalciumHighThreshold"/>.
/// </summary>
/// <remarks>
/// The values are those of the authors' program (ModelDB 123623, demo_PY_IB.hoc), where 0.1 mS/cm² of calcium conductance fires regularly, 0.17 begins with one
/// burst, 0.2 with two, and 0.22 bursts on and on. Its gates start at zero, ours at their steady state; its calcium reversal
/// potential follows a pool and is 120.3 mV at rest, ours is the paper's 120 mV.
/// </remarks>
public sealed record IntrinsicallyBursting : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public IntrinsicallyBursting()
    {
        Area = Math.PI * (96 * um) * (96 * um);
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -84 * mV;
        Temperature = Celsius(36);
        Mechanisms =
        [
            .. CorticalSpikeCurrents.Of(delayedRectifier: 5 * mS / cm2, muscarinic: 0.03 * mS / cm2),
            new Calcium { Reversal = 120 * mV, Channels = [new CalciumHighThreshold { Conductance = 0.17 * mS / cm2 }] },
            new Leak { Reversal = -85 * mV, Conductance = 0.01 * mS / cm2 },
        ];
    }
}
