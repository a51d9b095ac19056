using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The two-compartment model of a CA3 pyramidal cell, which bursts since its soma and its dendrite throw current to and fro (Pinsky and Rinzel 1994,
/// J. Comput. Neurosci. 1:39-60, and its corrigendum 1995, 2:275): C 3 uF/cm², p 0.5, g_c 2.1 mS/cm²; soma g_Na 30, g_K-DR 15; dendrite g_Ca 10, g_K-AHP 0.8,
/// g_K-C 15; g_L 0.1 mS/cm² in both; from rest at -60 mV E_Na 120, E_Ca 140, E_K -15, E_L 0 mV; d[Ca]/dt = 0.13 I_Ca - 0.075 [Ca], I_Ca in uA/cm² inward, time
/// in ms. The equations stand at <see cref="TwoCompartmentNeuron"/> and at the channels that bear the authors' names.
/// </summary>
/// <remarks>
/// The paper's calcium has no unit; here it counts in uM, and 0.13 uM/ms per uA/cm² is a shell of 0.4 um. The paper gives densities only; the area, 20 000 um²,
/// is ours: a somatic current of 0.75 uA/cm² is 150 pA. The cell starts near rest with gates at their steady state.
/// </remarks>
public sealed record PinskyRinzel : TwoCompartmentNeuron
{
    /// <summary>The cell with the paper's parameters.</summary>
    public PinskyRinzel()
    {
        Capacitance = 3 * uF / cm2;
        SomaFraction = 0.5;
        Coupling = 2.1 * mS / cm2;
        InitialVoltage = -64.6 * mV;
        InitialDendriteVoltage = -64.5 * mV;
        var leak = new Leak { Reversal = -60 * mV, Conductance = 0.1 * mS / cm2 };
        Soma =
        [
            new Sodium { Reversal = 60 * mV, Channels = [new SodiumPinskyRinzel { Conductance = 30 * mS / cm2 }] },
            new Potassium { Reversal = -75 * mV, Channels = [new PotassiumPinskyRinzel { Conductance = 15 * mS / cm2 }] },
            leak,
        ];
        Dendrite =
        [
            new Calcium { Reversal = 80 * mV, Channels = [new CalciumPinskyRinzel { Conductance = 10 * mS / cm2 }], Pool = Pool },
            new Potassium
            {
                Reversal = -75 * mV,
                Channels = [new PotassiumSlowPinskyRinzel { Conductance = 0.8 * mS / cm2 }, new PotassiumFastPinskyRinzel { Conductance = 15 * mS / cm2 }],
            },
            leak,
        ];
    }

    // 0.13 uM/ms per uA/cm² = 13 mol/C/m is 1 / (2 F depth).
    private static CalciumPool Pool => new()
    {
        Depth = Length.FromSi(1 / (2 * PhysicalConstants.Faraday.SiValue * 13)), Decay = ms / 0.075, Rest = 0 * uM,
    };
}
