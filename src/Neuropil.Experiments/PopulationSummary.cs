namespace Neuropil.Experiments;

/// <summary>What a population did during the run, in numbers.</summary>
/// <param name="Name">The population or slice.</param>
/// <param name="Size">Number of neurons.</param>
/// <param name="Spikes">Number of spikes.</param>
/// <param name="RateHz">Mean rate of all its neurons, Hz.</param>
/// <param name="CvIsi">Mean coefficient of variation of the interspike intervals, over the neurons that have enough of them; NaN when none has.</param>
/// <param name="Silent">Number of neurons without a spike.</param>
public sealed record PopulationSummary(string Name, int Size, long Spikes, double RateHz, double CvIsi, int Silent)
{
    /// <summary>The summary of recorded spikes.</summary>
    public static PopulationSummary Of(SpikeTrains spikes) => Of(spikes.Statistics());

    /// <summary>The summary of spikes whose statistics are known.</summary>
    public static PopulationSummary Of(SpikeStatistics spikes)
        => new(spikes.Population, spikes.Neurons, spikes.Spikes, spikes.Rate.SiValue, spikes.CvIsi, spikes.Silent);
}
