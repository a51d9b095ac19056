namespace Neuropil.Experiments;

/// <summary>A population's line in the summary.</summary>
internal static class EiNetworkSummary
{
    public static PopulationSummary Of(SpikeTrains spikes)
        => new(spikes.Name, spikes.NeuronCount, spikes.Count, spikes.MeanRate().SiValue, spikes.InterspikeIntervals().Cv, spikes.SilentCount());
}
