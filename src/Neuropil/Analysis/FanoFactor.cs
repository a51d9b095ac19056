namespace Neuropil;

/// <summary>
/// The Fano factor of spike counts: variance / mean of a neuron's counts over windows, averaged over neurons. 1 for a Poisson train whatever
/// the window, 0 for a regular one when the window is long, CV² for a long window of a renewal train.
/// </summary>
/// <remarks>
/// Fano, Phys. Rev. 72 (1947) 26. The variance divides by the number of windows less one, which makes the mean of the factor over Poisson
/// trains exactly 1 for any number of windows. Neurons without a spike in the windows are left out; with fewer than two windows, or no such
/// neuron, the factor is NaN. It measures variation over time within one run, not over repeated trials.
/// </remarks>
public static class FanoFactors
{
    /// <summary>The mean Fano factor over windows of <paramref name="window"/>, rounded to a whole number of time steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is not a positive number.</exception>
    public static double FanoFactor(this SpikeTrains spikes, Time window)
        => Of(WindowCounts.Of(spikes, spikes.Clock.WholeSteps(window, nameof(window))), spikes.NeuronCount);

    /// <summary>The mean Fano factor of counts already made.</summary>
    internal static double Of(WindowCounts counts, int neuronCount)
    {
        if (counts.Windows < 2)
        {
            return double.NaN;
        }

        double unbiased = (double)counts.Windows / (counts.Windows - 1);
        double sum = 0;
        int neurons = 0;
        for (int neuron = 0; neuron < neuronCount; neuron++)
        {
            double mean = counts.Mean(neuron);
            if (mean > 0)
            {
                sum += unbiased * counts.Variance(neuron) / mean;
                neurons++;
            }
        }

        return sum / neurons;
    }
}
