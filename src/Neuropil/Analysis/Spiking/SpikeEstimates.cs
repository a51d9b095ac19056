namespace Neuropil;

/// <summary>The statistics of spikes with their standard errors.</summary>
/// <remarks>
/// Where a statistic is a mean over time, its error is that of twenty batches of the recording, which holds however cells are correlated: it is right where a
/// batch, a twentieth of the recording, is long against the time over which they are. The irregularity of intervals is a mean over cells, which are taken as
/// independent, and so is its error; with fewer than eight cells it is that of a jackknife over twenty blocks of each cell's intervals.
/// </remarks>
public static class SpikeEstimates
{
    // Below this a block has not one interval.
    private const int FewestIntervals = 2 * Jackknife.MostBlocks;

    /// <summary>
    /// The mean rate of the population's neurons in Hz. Needs twenty time steps. Without any spike both the rate and its error are 0, and the error bounds
    /// nothing.
    /// </summary>
    public static Estimate RateEstimate(this SpikeTrains spikes)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        int steps = spikes.StopStep - spikes.StartStep;
        if (steps < BatchMeans.Batches || spikes.NeuronCount == 0)
        {
            return steps < BatchMeans.Batches ? Estimate.TooFew("a rate", BatchMeans.Batches, "time steps", steps) : Estimate.TooFew("a rate", 1, "neurons", 0);
        }

        double[] counts = new double[BatchMeans.Batches];
        foreach (int step in spikes.Steps)
        {
            counts[(int)((long)Math.Max(0, step - spikes.StartStep) * counts.Length / steps)]++;
        }

        double perBatch = counts.Length / (spikes.NeuronCount * spikes.Duration.SiValue);
        return Estimate.Of(spikes.MeanRate().SiValue, BatchMeans.StandardError(counts) * perBatch, counts.Length - 1);
    }

    /// <summary>
    /// The mean CV of the intervals of a neuron; see <see cref="InterspikeIntervals"/>. Needs a neuron with forty intervals, or eight with two.
    /// </summary>
    public static Estimate CvEstimate(this SpikeTrains spikes) => OfIntervals(spikes, "the CV of intervals", intervals =>
    {
        double mean = BatchMeans.Mean(intervals), squares = 0;
        foreach (double interval in intervals)
        {
            squares += (interval - mean) * (interval - mean);
        }

        return Math.Sqrt(squares / intervals.Length) / mean;
    });

    /// <summary>The mean CV2; see <see cref="InterspikeIntervals"/>. Needs as many intervals.</summary>
    public static Estimate Cv2Estimate(this SpikeTrains spikes)
        => OfIntervals(spikes, "CV2", intervals => OfPairs(intervals, contrast => 2 * Math.Abs(contrast)));

    /// <summary>The mean local variation; see <see cref="InterspikeIntervals"/>. Needs as many intervals.</summary>
    public static Estimate LocalVariationEstimate(this SpikeTrains spikes)
        => OfIntervals(spikes, "the local variation", intervals => OfPairs(intervals, contrast => 3 * contrast * contrast));

    /// <summary>The Fano factor in a window; see <see cref="FanoFactors"/>. Ask for several windows to see how it depends on them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive or longer than the recording.</exception>
    public static Estimate FanoEstimate(this SpikeTrains spikes, Time window)
    {
        var cells = Counted(spikes, window, nameof(window));
        if (TooFew("the Fano factor", spikes, cells, window) is { } missing)
        {
            return missing;
        }

        // A count that never changes has the factor 0 and no influence on the error; a neuron without a spike has none.
        int firing = spikes.Counts().Count(count => count > 0);
        double unbiased = (double)cells.Windows / (cells.Windows - 1);
        var (squares, slopes) = (new double[cells.Cells], new double[cells.Cells]);
        double sum = 0;
        for (int cell = 0; cell < squares.Length; cell++)
        {
            double variance = cells.Deviations[cell] * cells.Deviations[cell];
            squares[cell] = unbiased * variance / cells.Means[cell];
            slopes[cell] = squares[cell] * cells.Deviations[cell] / cells.Means[cell];
            sum += squares[cell];
        }

        double[] influence = Difference(cells.WeightedSquares(squares), cells.WeightedSums(slopes), 1.0 / firing);
        return Estimate.Of(sum / firing, BatchMeans.StandardError(influence), BatchMeans.Batches - 1);
    }

    /// <summary>The synchrony χ in bins; see <see cref="Synchrony"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bin is not positive or longer than the recording.</exception>
    public static Estimate SynchronyEstimate(this SpikeTrains spikes, Time bin)
    {
        var cells = Counted(spikes, bin, nameof(bin));
        if (TooFew("the synchrony", spikes, cells, bin) is { } missing)
        {
            return missing;
        }

        double[] deviations = cells.Deviations.ToArray();
        double[] population = [.. cells.WeightedSums(deviations).Select(sum => sum * sum / spikes.NeuronCount)];
        double[] own = cells.WeightedSquares([.. deviations.Select(deviation => deviation * deviation)]);
        var (together, alone) = (population.Average(), own.Average());
        double chi = Math.Sqrt(together / alone);
        double[] influence = [.. population.Select((value, window) => (value - (together / alone * own[window])) / alone)];
        return Estimate.Of(chi, chi > 0 ? BatchMeans.StandardError(influence) / (2 * chi) : 0, BatchMeans.Batches - 1);
    }

    private static StandardisedCells Counted(SpikeTrains spikes, Time window, string name)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        return StandardisedCells.Of(spikes, spikes.StepsWithin(window, name));
    }

    /// <summary>What a statistic of counts says of too few spikes: where most batches have none, what they differ by says nothing of the error.</summary>
    internal static Estimate? TooFew(string what, SpikeTrains spikes)
        => spikes.Count < BatchMeans.Batches ? Estimate.TooFew(what, BatchMeans.Batches, "spikes", spikes.Count) : null;

    private static Estimate? TooFew(string what, SpikeTrains spikes, StandardisedCells cells, Time window)
    {
        if (cells.Windows < BatchMeans.Batches)
        {
            return Estimate.TooFew(what, BatchMeans.Batches, $"windows of {window}", cells.Windows);
        }

        return TooFew(what, spikes) ?? (cells.Cells > 0 ? null : Estimate.Unknown($"{what} needs a neuron whose count changes; there is none"));
    }

    private static double[] Difference(double[] first, double[] second, double factor) => [.. first.Select((value, i) => factor * (value - second[i]))];

    private static double OfPairs(ReadOnlySpan<double> intervals, Func<double, double> of)
    {
        var (sum, pairs) = (0.0, 0);
        for (int i = 1; i < intervals.Length; i++)
        {
            double both = intervals[i] + intervals[i - 1];
            if (both > 0)
            {
                sum += of((intervals[i] - intervals[i - 1]) / both);
                pairs++;
            }
        }

        return sum / pairs;
    }

    private static Estimate OfIntervals(SpikeTrains spikes, string what, IntervalStatistic of)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        var (values, variances, most) = (new List<double>(), new List<double>(), 0);
        for (int neuron = 0; neuron < spikes.NeuronCount; neuron++)
        {
            ReadOnlySpan<int> steps = spikes.StepsOf(neuron);
            double[] intervals = new double[Math.Max(0, steps.Length - 1)];
            for (int i = 0; i < intervals.Length; i++)
            {
                intervals[i] = (long)steps[i + 1] - steps[i];
            }

            most = Math.Max(most, intervals.Length);
            double value = intervals.Length >= 2 ? of(intervals) : double.NaN;
            if (double.IsFinite(value))
            {
                values.Add(value);
                variances.Add(intervals.Length >= FewestIntervals ? Math.Pow(BlockError(intervals, of), 2) : double.NaN);
            }
        }

        if (values.Count >= Jackknife.FewestBlocks)
        {
            double mean = values.Average();
            double squares = values.Sum(value => (value - mean) * (value - mean));
            return Estimate.Of(mean, Math.Sqrt(squares / (values.Count - 1) / values.Count), values.Count - 1);
        }

        return values.Count > 0 && variances.TrueForAll(double.IsFinite)
            ? Estimate.Of(values.Average(), Math.Sqrt(variances.Sum()) / values.Count, Jackknife.MostBlocks - 1)
            : Estimate.Unknown($"{what} needs {FewestIntervals} intervals of each of fewer than {Jackknife.FewestBlocks} neurons that have two, or "
                + $"{Jackknife.FewestBlocks} such neurons; there are {values.Count}, with at most {most} intervals");
    }

    // The statistic without each of twenty blocks. What is left is joined, which makes one false pair.
    private static double BlockError(double[] intervals, IntervalStatistic of)
    {
        double[] without = new double[Jackknife.MostBlocks];
        for (int block = 0; block < without.Length; block++)
        {
            int from = intervals.Length * block / without.Length, to = intervals.Length * (block + 1) / without.Length;
            without[block] = of([.. intervals[..from], .. intervals[to..]]);
        }

        return Jackknife.StandardError(without);
    }

    private delegate double IntervalStatistic(ReadOnlySpan<double> intervals);
}
