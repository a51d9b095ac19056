namespace Neuropil;

/// <summary>
/// The mean over all pairs of neurons of Pearson's correlation of their spike counts in windows: 0 for independent neurons, 1 for identical
/// ones, at least -1/(N - 1).
/// </summary>
/// <remarks>
/// No pairs are drawn and none enumerated: with z_i the counts of neuron i less their mean, over their standard deviation, the variance of the
/// sum of the z_i over windows is N + N (N - 1) ρ, ρ being the mean correlation of pairs. Neurons whose count never changes have no correlation
/// and are left out; with fewer than two others, or two windows, the result is NaN.
/// </remarks>
public static class SpikeCountCorrelations
{
    /// <summary>The mean correlation of counts in windows of <paramref name="window"/>, rounded to a whole number of time steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is not a positive number.</exception>
    public static double SpikeCountCorrelation(this SpikeTrains spikes, Time window)
    {
        WindowCounts counts = WindowCounts.Of(spikes, spikes.Clock.WholeSteps(window, nameof(window)));
        double[] inverseDeviation = new double[spikes.NeuronCount];
        double offset = 0;
        int changing = 0;
        for (int neuron = 0; neuron < inverseDeviation.Length; neuron++)
        {
            double variance = counts.Windows == 0 ? 0 : counts.Variance(neuron);
            if (variance > 0)
            {
                inverseDeviation[neuron] = 1 / Math.Sqrt(variance);
                offset -= counts.Mean(neuron) * inverseDeviation[neuron];
                changing++;
            }
        }

        if (changing < 2)
        {
            return double.NaN;
        }

        double[] sums = new double[counts.Windows];
        sums.AsSpan().Fill(offset);
        ReadOnlySpan<int> steps = spikes.Steps;
        ReadOnlySpan<int> neurons = spikes.Neurons;
        for (int i = 0; i < steps.Length; i++)
        {
            int index = counts.WindowOf(steps[i]);
            if (index < sums.Length)
            {
                sums[index] += inverseDeviation[neurons[i]];
            }
        }

        double squares = 0;
        foreach (double sum in sums)
        {
            squares += sum * sum / sums.Length;
        }

        return (squares - changing) / ((double)changing * (changing - 1));
    }
}
