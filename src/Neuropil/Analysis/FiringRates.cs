namespace Neuropil;

/// <summary>How often neurons fire, averaged over the recorded interval.</summary>
public static class FiringRates
{
    /// <summary>
    /// The mean rate of the population's neurons: spikes / (neurons × duration), the silent neurons included; NaN for no neurons or no duration.
    /// </summary>
    public static Frequency MeanRate(this SpikeTrains spikes) => spikes.Count / (spikes.NeuronCount * spikes.Duration);

    /// <summary>The rate of each neuron in Hz: its spikes / duration.</summary>
    public static double[] RatesHz(this SpikeTrains spikes)
    {
        int[] counts = spikes.Counts();
        double[] rates = new double[counts.Length];
        for (int neuron = 0; neuron < rates.Length; neuron++)
        {
            rates[neuron] = counts[neuron] / spikes.Duration.SiValue;
        }

        return rates;
    }

    /// <summary>How many neurons never fired.</summary>
    public static int SilentCount(this SpikeTrains spikes) => spikes.Counts().AsSpan().Count(0);

    /// <summary>The fraction of neurons that never fired; NaN for a population without neurons.</summary>
    public static double SilentFraction(this SpikeTrains spikes) => (double)spikes.SilentCount() / spikes.NeuronCount;
}
