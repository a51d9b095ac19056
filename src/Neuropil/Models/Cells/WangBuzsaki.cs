using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// A fast-spiking hippocampal interneuron (Wang and Buzsáki 1996, J. Neurosci. 16, "Model neuron"): C 1 uF/cm², g_Na 35, g_K 9, g_L 0.1 mS/cm²,
/// E_Na 55, E_K -90, E_L -65 mV, phi 5, sodium activation at its steady state. The equations stand at <see cref="SodiumWangBuzsaki"/> and
/// <see cref="PotassiumWangBuzsaki"/>.
/// </summary>
/// <remarks>The paper gives densities only; the area, 20 000 um², is ours: 1 uA/cm² is 200 pA.</remarks>
public sealed record WangBuzsaki : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public WangBuzsaki()
    {
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -65 * mV;
        Mechanisms =
        [
            new Sodium { Reversal = 55 * mV, Channels = [new SodiumWangBuzsaki { Conductance = 35 * mS / cm2, Phi = 5 }] },
            new Potassium { Reversal = -90 * mV, Channels = [new PotassiumWangBuzsaki { Conductance = 9 * mS / cm2, Phi = 5 }] },
            new Leak { Reversal = -65 * mV, Conductance = 0.1 * mS / cm2 },
        ];
    }
}
