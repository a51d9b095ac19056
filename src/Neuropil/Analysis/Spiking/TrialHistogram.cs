namespace Neuropil;

/// <summary>
/// The rate of neurons after a stimulus, in bins, over repeated trials (the peristimulus time histogram), and how much counts vary from trial to trial.
/// </summary>
/// <param name="Trials">How many trials there are.</param>
/// <param name="Neurons">How many neurons the rate is the mean of.</param>
/// <param name="TimesSeconds">The middles of the bins in seconds after the stimulus.</param>
/// <param name="RatesHz">The mean rate of a neuron in each bin.</param>
/// <param name="StandardErrorsHz">Its standard error over trials; NaN with a single one.</param>
/// <param name="FanoFactors">
/// The variance over trials of a neuron's count in a bin over its mean, averaged over neurons with a spike in the bin: 1 for Poisson spikes whose rate
/// is that of the stimulus alone; NaN with a single trial or without a spike.
/// </param>
public sealed record TrialHistogram(
    int Trials, int Neurons, IReadOnlyList<double> TimesSeconds, IReadOnlyList<double> RatesHz, IReadOnlyList<double> StandardErrorsHz,
    IReadOnlyList<double> FanoFactors)
{
    /// <summary>The histogram of spikes around stimuli.</summary>
    /// <param name="spikes">The spikes.</param>
    /// <param name="stimuli">When each trial's stimulus came.</param>
    /// <param name="window">How long after it spikes are counted; whole bins of it.</param>
    /// <param name="bin">The width of a bin.</param>
    /// <param name="before">How long before the stimulus the counting begins; 0 by default.</param>
    /// <exception cref="ArgumentException">There is no trial, or one is not wholly in the recording; the message names it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is below a time step, or the bin longer than the window.</exception>
    public static TrialHistogram Of(SpikeTrains spikes, IReadOnlyList<Time> stimuli, Time window, Time bin, Time? before = null)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        int width = spikes.StepsWithin(bin, nameof(bin));
        var grid = new TimeGrid(spikes.TimeStep);
        double earlier = grid.Nearest((before ?? Time.FromSi(0)).SiValue);
        int bins = (int)((spikes.StepsWithin(window, nameof(window)) + earlier) / width);
        if (stimuli.Count == 0 || bins == 0 || earlier < 0)
        {
            throw new ArgumentException(
                $"There are {stimuli.Count} trials, and from {before ?? Time.FromSi(0)} before the stimulus to {window} after it {bins} bins of {bin}; "
                    + $"expected at least "
                    + "one of each, and nothing negative.", nameof(stimuli));
        }

        int[][] counts = [.. stimuli.Select((stimulus, trial) => Counts(spikes, trial, stimulus, (long)grid.Nearest(stimulus.SiValue) - (long)earlier,
            width, bins))];
        double binSeconds = width * spikes.TimeStep.SiValue, neurons = spikes.NeuronCount;
        double[] rates = new double[bins], errors = new double[bins], fano = new double[bins];
        for (int i = 0; i < bins; i++)
        {
            double[] population = [.. counts.Select(trial => SumOver(trial, i, spikes.NeuronCount, bins))];
            double mean = population.Average();
            rates[i] = mean / (neurons * binSeconds);
            errors[i] = Math.Sqrt(Variance(population) / population.Length) / (neurons * binSeconds);
            double[] factors = [.. Enumerable.Range(0,
                spikes.NeuronCount).Select(neuron => counts.Select(trial => (double)trial[(neuron * bins) + i]).ToArray())
                .Where(own => own.Sum() > 0).Select(own => Variance(own) / own.Average())];
            fano[i] = factors.Length > 0 ? factors.Average() : double.NaN;
        }

        double first = -earlier * spikes.TimeStep.SiValue;
        return new TrialHistogram(
            stimuli.Count, spikes.NeuronCount, [.. Enumerable.Range(0, bins).Select(i => first + ((i + 0.5) * binSeconds))], rates, errors, fano);
    }

    // The count of each neuron in each bin of a trial.
    private static int[] Counts(SpikeTrains spikes, int trial, Time stimulus, long from, int width, int bins)
    {
        long to = from + ((long)width * bins);
        if (from < spikes.StartStep || to > spikes.StopStep)
        {
            throw new ArgumentException(
                $"Trial {trial}, whose stimulus comes at {stimulus}, is counted from {spikes.Clock.TimeOf(from)} to {spikes.Clock.TimeOf(to)}; "
                    + $"'{spikes.Name}' was "
                    + $"recorded from {spikes.Start} to {spikes.Stop}.", nameof(stimulus));
        }

        int[] counts = new int[spikes.NeuronCount * bins];
        ReadOnlySpan<int> steps = spikes.Steps;
        for (int i = SpikeOrder.FirstAtOrAfter(steps, (int)from); i < steps.Length && steps[i] < to; i++)
        {
            counts[(spikes.Neurons[i] * bins) + (int)((steps[i] - from) / width)]++;
        }

        return counts;
    }

    private static double SumOver(int[] counts, int bin, int neurons, int bins)
    {
        double sum = 0;
        for (int neuron = 0; neuron < neurons; neuron++)
        {
            sum += counts[(neuron * bins) + bin];
        }

        return sum;
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Length > 1 ? values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) : double.NaN;
    }
}
