using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// A cell with a transient potassium current, which fires as slowly as one likes (Connor, Walter and McKown 1977, Biophys. J. 18, with the constants of
/// Dayan and Abbott 2001, Theoretical Neuroscience, section 6.2): C 1 uF/cm², g_Na 120, g_K 20, g_A 47.7, g_L 0.3 mS/cm²,
/// E_Na 55, E_K -72, E_A -75, E_L -17 mV. The equations stand at <see cref="SodiumConnorStevens"/>, <see cref="PotassiumConnorStevens"/> and
/// <see cref="PotassiumTransientConnorStevens"/>.
/// </summary>
/// <remarks>
/// The source gives densities only; the area, 20 000 um², is ours: 1 uA/cm² is 200 pA. The A current is in an ion container of its own, since its reversal
/// potential is another.
/// </remarks>
public sealed record ConnorStevens : PointNeuron
{
    /// <summary>The cell with the source's parameters.</summary>
    public ConnorStevens()
    {
        Capacitance = 1 * uF / cm2;
        InitialVoltage = -68 * mV;
        Mechanisms =
        [
            new Sodium { Reversal = 55 * mV, Channels = [new SodiumConnorStevens { Conductance = 120 * mS / cm2 }] },
            new Potassium { Reversal = -72 * mV, Channels = [new PotassiumConnorStevens { Conductance = 20 * mS / cm2 }] },
            new Potassium { Name = "transientPotassium", Reversal = -75 * mV,
                Channels = [new PotassiumTransientConnorStevens { Conductance = 47.7 * mS / cm2 }] },
            new Leak { Reversal = -17 * mV, Conductance = 0.3 * mS / cm2 },
        ];
    }
}
