namespace Neuropil;

/// <summary>How many spikes of one neuron come how long after those of another one, in bins of the lag, beside what independent neurons would have.</summary>
/// <param name="FirstSpikes">How many spikes the first neuron has.</param>
/// <param name="LagsSeconds">The middles of the bins in seconds; positive where the second neuron fires later.</param>
/// <param name="Counts">The pairs of spikes in each bin.</param>
/// <param name="Expected">Those of independent neurons of the same rates: n1 n2 bin/T, fewer at long lags, which fit less often into the record.</param>
/// <param name="RatesHz">The second neuron's rate around spikes of the first: counts/(n1 bin), corrected for the same.</param>
/// <param name="StandardErrorsHz">Its standard error, with the variance of the count taken as the expected one, as for independent Poisson neurons.</param>
/// <remarks>Perkel, Gerstein and Moore, Biophys. J. 7 (1967) 419.</remarks>
public sealed record CrossCorrelogram(
    int FirstSpikes, IReadOnlyList<double> LagsSeconds, IReadOnlyList<long> Counts, IReadOnlyList<double> Expected, IReadOnlyList<double> RatesHz,
    IReadOnlyList<double> StandardErrorsHz)
{
    /// <summary>The correlogram of two neurons; of a neuron with itself the autocorrelogram, without the pairs of a spike with itself.</summary>
    /// <param name="first">Spikes with the first neuron.</param>
    /// <param name="neuron">The first neuron.</param>
    /// <param name="second">Spikes with the second one, recorded over the same steps.</param>
    /// <param name="other">The second neuron.</param>
    /// <param name="bin">The width of a bin: an odd number of time steps, so that lag 0 is the middle of one; rounded up to such a one.</param>
    /// <param name="longestLag">Up to which lag on both sides; shorter than the recording.</param>
    /// <exception cref="ArgumentException">The spikes were not recorded over the same steps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such neuron, or a time is below a time step or longer than the recording.</exception>
    public static CrossCorrelogram Of(SpikeTrains first, int neuron, SpikeTrains second, int other, Time bin, Time longestLag)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        RecordChecks.RequireSameRecord(first, second);
        int width = first.StepsWithin(bin, nameof(bin)) | 1;
        int reach = first.StepsWithin(longestLag, nameof(longestLag)) / width; // bins on each side
        ReadOnlySpan<int> one = first.StepsOf(neuron), two = second.StepsOf(other);
        bool isSame = ReferenceEquals(first, second) && neuron == other;
        long[] counts = new long[(2 * reach) + 1];
        long farthest = ((long)reach * width) + (width / 2);
        int from = 0;
        for (int i = 0; i < one.Length; i++)
        {
            while (from < two.Length && two[from] < one[i] - farthest)
            {
                from++;
            }

            for (int j = from; j < two.Length && two[j] <= one[i] + farthest; j++)
            {
                if (!isSame || i != j)
                {
                    counts[((int)(two[j] - one[i] + farthest)) / width]++;
                }
            }
        }

        double binSeconds = width * first.TimeStep.SiValue, seconds = first.Duration.SiValue;
        double[] lags = [.. Enumerable.Range(-reach, counts.Length).Select(i => i * binSeconds)];

        // The part of the record over which a pair with that lag fits.
        double[] fits = [.. lags.Select(lag => 1 - (Math.Abs(lag) / seconds))];
        double spikes = one.Length, others = two.Length;
        double[] expected = [.. fits.Select(fit => spikes * others * binSeconds / seconds * fit)];
        return new CrossCorrelogram(
            one.Length, lags, counts, expected,
            [.. counts.Select((count, i) => spikes > 0 ? count / (spikes * binSeconds * fits[i]) : double.NaN)],
            [.. expected.Select((count, i) => spikes > 0 ? Math.Sqrt(count) / (spikes * binSeconds * fits[i]) : double.NaN)]);
    }

    /// <summary>
    /// The pairs between two lags beyond those of independent neurons, for each spike of the first neuron: how many spikes it brings about (or takes away), if
    /// nothing else correlates the two. Needs ten expected pairs.
    /// </summary>
    public Estimate Excess(Time from, Time to)
    {
        var (count, expected) = (0L, 0.0);
        for (int i = 0; i < Counts.Count; i++)
        {
            if (LagsSeconds[i] >= from.SiValue && LagsSeconds[i] <= to.SiValue)
            {
                (count, expected) = (count + Counts[i], expected + Expected[i]);
            }
        }

        const int Fewest = 10;
        return expected >= Fewest ? Estimate.Of((count - expected) / FirstSpikes, Math.Sqrt(expected) / FirstSpikes)
            : Estimate.TooFew($"the excess of pairs between lags of {from} and {to}", Fewest, "expected pairs", (long)expected);
    }
}
