using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// What the cortical cells of Pospischil et al. (2008, Biol. Cybern. 99; ModelDB 123623) share: sodium and delayed-rectifier currents of Traub and Miles with a
/// shift of -55 mV, E_Na 50 and E_K -100 mV, g_Na 50 mS/cm², and, in cells that adapt, an M current with tau_max 1 s.
/// </summary>
internal static class CorticalSpikeCurrents
{
    /// <summary>The ions with these channels.</summary>
    /// <param name="delayedRectifier">The conductance of the delayed rectifier.</param>
    /// <param name="muscarinic">The conductance of the M current; null for a cell without one.</param>
    public static Mechanism[] Of(ConductanceDensity delayedRectifier, ConductanceDensity? muscarinic = null) =>
    [
        new Sodium { Reversal = 50 * mV, Channels = [new SodiumTraubMiles { Conductance = 50 * mS / cm2, Shift = -55 * mV }] },
        new Potassium
        {
            Reversal = -100 * mV,
            Channels =
            [
                new PotassiumTraubMiles { Conductance = delayedRectifier, Shift = -55 * mV },
                .. muscarinic is { } conductance
                    ? [new PotassiumMuscarinic { Conductance = conductance, LargestTimeConstant = 1 * second }]
                    : Array.Empty<IonChannel<Potassium>>(),
            ],
        },
    ];
}
