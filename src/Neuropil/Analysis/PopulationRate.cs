namespace Neuropil;

/// <summary>
/// The rate of a population over time: r(b) = spikes in bin b / (neurons × bin width), in Hz, the mean over neurons. A bin from a to b holds
/// the spikes with a &lt; t &lt;= b. Compare <see cref="FiringRates"/>, the average over time.
/// </summary>
/// <param name="Name">The population's name.</param>
/// <param name="NeuronCount">The number of neurons averaged over.</param>
/// <param name="StartSeconds">When the first bin begins.</param>
/// <param name="BinSeconds">The width of a bin: a whole number of time steps.</param>
/// <param name="Values">The rate in each bin in Hz.</param>
public sealed record PopulationRate(string Name, int NeuronCount, double StartSeconds, double BinSeconds, IReadOnlyList<double> Values)
{
    /// <summary>The middle of bin <paramref name="index"/> in seconds.</summary>
    public double CentreSeconds(int index) => StartSeconds + ((index + 0.5) * BinSeconds);

    /// <summary>The power spectrum of this rate in Hz²/Hz; see <see cref="PowerSpectrum.Of"/>.</summary>
    /// <param name="segmentSeconds">The length of Welch's segments, the inverse of the frequency resolution; the whole length by default.</param>
    public PowerSpectrum Spectrum(double? segmentSeconds = null)
        => PowerSpectrum.Of(Values is double[] array ? array : [.. Values], BinSeconds, segmentSeconds, "Hz²/Hz", Name);
}

/// <summary>Makes population rates from spikes.</summary>
public static class PopulationRates
{
    /// <summary>
    /// The population rate in bins of <paramref name="binSeconds"/>, rounded to a whole number of time steps. A last bin that the recording
    /// does not fill is left out, as its rate would have another error.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The bin width is not a positive number.</exception>
    public static PopulationRate PopulationRate(this SpikeTrains spikes, double binSeconds)
    {
        int binSteps = spikes.Clock.WholeSteps(binSeconds, nameof(binSeconds));
        int[] counts = CountsPerBin(spikes, binSteps);
        double width = spikes.Clock.Seconds(binSteps);
        double[] rates = new double[counts.Length];
        for (int bin = 0; bin < rates.Length; bin++)
        {
            rates[bin] = spikes.NeuronCount == 0 ? 0 : counts[bin] / (spikes.NeuronCount * width);
        }

        return new PopulationRate(spikes.Name, spikes.NeuronCount, spikes.StartSeconds, width, rates);
    }

    private static int[] CountsPerBin(SpikeTrains spikes, int binSteps)
    {
        int[] counts = new int[(spikes.StopStep - spikes.StartStep) / binSteps];
        foreach (int step in spikes.Steps)
        {
            int bin = (step - spikes.StartStep) / binSteps;
            if (bin < counts.Length)
            {
                counts[bin]++;
            }
        }

        return counts;
    }
}
