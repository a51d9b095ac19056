namespace Neuropil.Experiments;

/// <summary>What counts as a spike.</summary>
internal enum SpikeDefinition
{
    /// <summary>The membrane potential crosses a threshold from below, once per crossing.</summary>
    Crossing,

    /// <summary>The same, but not within a refractory period after a spike.</summary>
    RefractoryCrossing,

    /// <summary>The membrane potential is above the threshold and no refractory period runs: a cell that stays above spikes again and again (the rule of Brian2).</summary>
    WhileAbove,

    /// <summary>The trace has a peak above the threshold that stands out from its surroundings.</summary>
    Peak,
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
}
