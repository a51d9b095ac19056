using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What counts as a spike.</summary>
internal enum SpikeDefinition
{
    Crossing, // V crosses a threshold from below, once per crossing
    RefractoryCrossing, // the same, but not within a refractory period after a spike
    WhileAbove, // V is above and no refractory period runs: a cell that stays above spikes again and again (the rule of Brian2)
    Peak, // the trace has a peak above the threshold that stands out from its surroundings
}

/// <summary>A current that makes the Hodgkin-Huxley cell do something that spike definitions may disagree about.</summary>
/// <param name="Name">In a word or two.</param>
/// <param name="Density">The current, uA/cm².</param>
internal sealed record SpikeScenario(string Name, double Density)
{
    /// <summary>All of them; the first is the plain one.</summary>
    public static IReadOnlyList<SpikeScenario> All { get; } =
    [
        new("regular spikes", 10), new("two spikes, then a damped oscillation", 6), new("small spikes", 120), new("held depolarised", 200),
    ];

    /// <summary>Name and current, for titles.</summary>
    public string Title => $"{Name} ({Density} uA/cm²)";

    /// <summary>The current into the whole cell.</summary>
    public Current Current => Current.FromSi((Density * uA / cm2).SiValue * new HodgkinHuxley().Area.UniformSi);
}
