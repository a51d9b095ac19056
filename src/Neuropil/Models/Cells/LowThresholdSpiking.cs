using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// A low-threshold spiking cell of cortex: a T-type calcium current makes bursts on rebound from hyperpolarisation (Pospischil et al. 2008, Biol. Cybern. 99,
/// after Destexhe, Contreras and Steriade 2001): a cylinder of 96 um by 96 um, C 1 uF/cm², g_Na 50, g_K 5, g_M 0.03, g_T 0.4, g_L 0.01 mS/cm², E_Na 50, E_K
/// -100, E_Ca 120, E_L -60 mV, tau_max 1 s, 36 °C; the spike currents of <see cref="SodiumTraubMiles"/> and <see cref="PotassiumTraubMiles"/> with a shift of
/// -55 mV,
/// <see cref="PotassiumMuscarinic"/> and <see cref="CalciumLowThreshold"/>.
/// </summary>
/// <remarks>
/// The values are those of the authors' program (ModelDB 123623, demo_PY_LTS.hoc), with the leak potential that it gives for this behaviour (-75 mV makes it
/// fire regularly, -85 mV burst from rest). Its gates start at zero, ours at their steady state; its calcium reversal
/// potential follows a pool and is 120.3 mV at rest, ours is the paper's 120 mV.
/// </remarks>
public sealed record LowThresholdSpiking : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public LowThresholdSpiking()
    {
        Area = Math.PI * (96 * um) * (96 * um);
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -60 * mV;
        Temperature = Celsius(36);
        Mechanisms =
        [
            .. CorticalSpikeCurrents.Of(delayedRectifier: 5 * mS / cm2, muscarinic: 0.03 * mS / cm2),
            new Calcium { Reversal = 120 * mV, Channels = [new CalciumLowThreshold { Conductance = 0.4 * mS / cm2 }] },
            new Leak { Reversal = -60 * mV, Conductance = 0.01 * mS / cm2 },
        ];
    }
}
