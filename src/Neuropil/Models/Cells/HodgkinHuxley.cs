using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The squid giant axon at 6.3 °C (Hodgkin and Huxley 1952, J. Physiol. 117, eqs. 26 and Table 3): C 1 uF/cm², g_Na 120, g_K 36, g_L 0.3 mS/cm²,
/// E_Na 50, E_K -77, E_L -54.3 mV, rest -65 mV. The equations stand at <see cref="SodiumHodgkinHuxley"/> and <see cref="PotassiumHodgkinHuxley"/>.
/// </summary>
/// <remarks>
/// In the modern convention for a rest of -65 mV. The paper's leak potential, chosen so that no current flows at rest, is rest + 10.613 mV = -54.387;
/// here the usual round number. The area, 20 000 um², is ours.
/// </remarks>
public sealed record HodgkinHuxley : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public HodgkinHuxley()
    {
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -65 * mV;
        Temperature = Celsius(6.3);
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumHodgkinHuxley()] },
            new Potassium { Reversal = -77 * mV, Channels = [new PotassiumHodgkinHuxley()] },
            new Leak { Reversal = -54.3 * mV, Conductance = 0.3 * mS / cm2 },
        ];
    }
}
