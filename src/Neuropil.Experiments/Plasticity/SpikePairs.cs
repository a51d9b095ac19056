using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Cells that spike when they are told to: each target has a source of its own, whose spikes reach its synapses at once.</summary>
internal sealed class SpikePairs
{
    private readonly PopulationSlice triggers;

    /// <summary>Cells with given spike times; a time is when the spike reaches the synapse.</summary>
    /// <param name="network">The network.</param>
    /// <param name="step">The time step, of which all times are multiples.</param>
    /// <param name="pairs">The times of each source, and of its target.</param>
    /// <param name="refractoryPeriod">The targets' refractory period; null for that of the cell.</param>
    public SpikePairs(Network network, Time step, IReadOnlyList<(Time[] Before, Time[] After)> pairs, Time? refractoryPeriod = null)
    {
        Sources = network.Add(new Population("sources", pairs.Count,
            new SpikeTimes([.. pairs.SelectMany((pair, i) => pair.Before.Select(time => (i, time)))])));
        var cell = new LeakyIntegrateAndFire();
        Targets = network.Add(new Population("targets", pairs.Count, refractoryPeriod is { } period ? cell with { RefractoryPeriod = period } : cell));

        // A kick at t makes the cell spike at the end of the step that begins at t.
        triggers = network.Add(new Population("triggers", pairs.Count,
            new SpikeTimes([.. pairs.SelectMany((pair, i) => pair.After.Select(time => (i, time - step)))])));
        network.Connect(triggers, Targets, new OneToOne(), new Delta("kick"), 60 * mV);
    }

    /// <summary>The presynaptic cells.</summary>
    public PopulationSlice Sources { get; }

    /// <summary>The postsynaptic cells.</summary>
    public PopulationSlice Targets { get; }
}
