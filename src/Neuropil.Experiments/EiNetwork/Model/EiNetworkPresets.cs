using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Published variants of the E-I network.</summary>
internal static class EiNetworkPresets
{
    public static readonly IReadOnlyList<Preset<EiNetworkParameters>> All =
    [
        new("as-run", "what the tutorial's code executes: threshold 0 mV (its -20 mV is never passed on), gates starting at zero", AsRun),
        new("cobahh", "benchmark 3 of Brette et al. (2007) as Brian2, GeNN, NEST and NEURON run it: leak 0.05 mS/cm^2, independent pairs, 1 s", Cobahh),
    ];

    public static EiNetworkParameters AsRun(EiNetworkParameters defaults) => defaults with { Threshold = 0 * mV, InitialGates = InitialGates.Zero };

    public static EiNetworkParameters Cobahh(EiNetworkParameters defaults) => defaults with
    {
        Leak = 0.05 * mS / cm2, Wiring = EiWiring.Bernoulli, RefractoryPeriod = 3 * ms, SpikesWhileAbove = true, InitialGates = InitialGates.Zero,
        InitialVoltage = "normal(-65 mV, 5 mV)", InitialExcitation = "normal(40 nS, 15 nS)", InitialInhibition = "normal(200 nS, 120 nS)",
        Duration = 1000 * ms,
    };
}
