namespace Neuropil;

/// <summary>How irregular the intervals between a neuron's spikes are, averaged over neurons.</summary>
/// <param name="Neurons">How many neurons had at least three spikes, the fewest that give two intervals to compare; the averages are over these.</param>
/// <param name="Mean">The mean interval, over all intervals of these neurons.</param>
/// <param name="Cv">The mean over neurons of the coefficient of variation: standard deviation / mean of a neuron's intervals.</param>
/// <param name="Cv2">The mean over neurons of CV2: the mean over neighbouring intervals of 2 |J - I| / (J + I).</param>
/// <param name="LocalVariation">The mean over neurons of the local variation: the mean over neighbouring intervals of 3 ((J - I) / (J + I))².</param>
/// <remarks>
/// All three are 0 for a regular train and 1 for a Poisson train; CV is √(1/k) for gamma-distributed intervals of order k. A slow change of rate
/// raises CV, hardly CV2 (Holt, Softky, Koch and Douglas, J. Neurophysiol. 75 (1996) 1806) or the local variation (Shinomoto, Shima and
/// Tanji, Neural Comput. 15 (2003) 2823). The standard deviation divides by the number of intervals, so that CV is too small for neurons with
/// few spikes: of n intervals from a Poisson train by about 1/n. With no neuron of three spikes all averages are NaN. Three spikes in one time step
/// make two intervals of no length, whose difference says nothing: such pairs are left out of CV2 and the local variation.
/// </remarks>
public readonly record struct InterspikeIntervals(int Neurons, Time Mean, double Cv, double Cv2, double LocalVariation);

/// <summary>Makes interval statistics from spikes.</summary>
public static class IntervalStatistics
{
    /// <summary>The irregularity of the intervals between spikes; see <see cref="Neuropil.InterspikeIntervals"/>.</summary>
    public static InterspikeIntervals InterspikeIntervals(this SpikeTrains spikes)
    {
        var intervals = new IntervalSums(spikes.NeuronCount);
        ReadOnlySpan<int> steps = spikes.Steps;
        ReadOnlySpan<int> neurons = spikes.Neurons;
        for (int i = 0; i < steps.Length; i++)
        {
            intervals.Add(neurons[i], steps[i]);
        }

        return intervals.Result(spikes.Clock);
    }

    /// <summary>All intervals between successive spikes of the same neuron in seconds, neuron by neuron, as for a histogram.</summary>
    public static double[] IntervalsSeconds(this SpikeTrains spikes)
    {
        var intervals = new List<double>(spikes.Count);
        for (int neuron = 0; neuron < spikes.NeuronCount; neuron++)
        {
            ReadOnlySpan<int> steps = spikes.StepsOf(neuron);
            for (int i = 1; i < steps.Length; i++)
            {
                intervals.Add(spikes.Clock.Seconds((long)steps[i] - steps[i - 1]));
            }
        }

        return [.. intervals];
    }
}
