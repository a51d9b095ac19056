namespace Neuropil;

/// <summary>
/// The rate of a population over time: r(b) = spikes in bin b / (neurons × bin width), in Hz, the mean over neurons. A bin from a to b holds
/// the spikes with a &lt; t &lt;= b. Compare <see cref="FiringRates"/>, the average over time.
/// </summary>
/// <param name="Name">The population's name.</param>
/// <param name="NeuronCount">The number of neurons averaged over.</param>
/// <param name="Start">When the first bin begins.</param>
/// <param name="Bin">The width of a bin: a whole number of time steps.</param>
/// <param name="Values">The rate in each bin in Hz.</param>
public sealed record PopulationRate(string Name, int NeuronCount, Time Start, Time Bin, IReadOnlyList<double> Values)
{
    /// <summary>The middle of bin <paramref name="index"/>.</summary>
    public Time Centre(int index) => Start + ((index + 0.5) * Bin);

    /// <summary>The power spectrum of this rate in Hz²/Hz; see <see cref="PowerSpectrum.Of"/>.</summary>
    /// <param name="segment">The length of Welch's segments, the inverse of the frequency resolution; the whole length by default.</param>
    public PowerSpectrum Spectrum(Time? segment = null)
        => PowerSpectrum.Of(Values is double[] array ? array : [.. Values], Bin, segment, "Hz²/Hz", Name);
}

/// <summary>Makes population rates from spikes.</summary>
public static class PopulationRates
{
    /// <summary>
    /// The population rate in bins of <paramref name="bin"/>, rounded to a whole number of time steps. A last bin that the recording
    /// does not fill is left out, as its rate would have another error: of one that is longer than the recording nothing is left.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The bin width is not a positive number.</exception>
    public static PopulationRate PopulationRate(this SpikeTrains spikes, Time bin)
    {
        int binSteps = spikes.Clock.WholeSteps(bin, nameof(bin));
        int[] counts = CountsPerBin(spikes, binSteps);
        Time width = spikes.Clock.TimeOf(binSteps);
        double[] rates = new double[counts.Length];
        for (int i = 0; i < rates.Length; i++)
        {
            rates[i] = spikes.NeuronCount == 0 ? 0 : counts[i] / (spikes.NeuronCount * width.SiValue);
        }

        return new PopulationRate(spikes.Name, spikes.NeuronCount, spikes.Start, width, rates);
    }

    private static int[] CountsPerBin(SpikeTrains spikes, int binSteps)
    {
        int[] counts = new int[(spikes.StopStep - spikes.StartStep) / binSteps];
        foreach (int step in spikes.Steps)
        {
            int bin = Math.Max(0, step - spikes.StartStep) / binSteps;
            if (bin < counts.Length)
            {
                counts[bin]++;
            }
        }

        return counts;
    }
}
