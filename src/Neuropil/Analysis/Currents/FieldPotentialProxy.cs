namespace Neuropil;

/// <summary>
/// What stands in for the local field potential of a network of point neurons, which have no dipoles: sums of the synaptic currents of excitatory cells.
/// In the unit of the currents; only its course has a meaning.
/// </summary>
/// <remarks>Mazzoni et al., PLoS Comput. Biol. 11 (2015) e1004584, where the weighted sum explained most of the potential of cells with dendrites.</remarks>
public static class FieldPotentialProxy
{
    private static readonly Time ExcitationLag = Time.FromSi(0.006);

    private const double InhibitionWeight = 1.65;

    /// <summary>The sum of the absolute values of the currents, |I_E| + |I_I|.</summary>
    /// <exception cref="ArgumentException">The currents differ in length.</exception>
    public static double[] AbsoluteSum(IReadOnlyList<double> excitation, IReadOnlyList<double> inhibition)
    {
        SampleChecks.RequireSameLength(excitation.Count, inhibition.Count, nameof(inhibition));
        return [.. excitation.Select((value, i) => Math.Abs(value) + Math.Abs(inhibition[i]))];
    }

    /// <summary>
    /// The weighted sum I_E(t - 6 ms) - 1.65 I_I(t) of the currents, positive inward: excitation on dendrites and inhibition at the soma make dipoles of
    /// one sign. The first 6 ms, of which the excitation is not recorded, are NaN.
    /// </summary>
    /// <param name="excitation">The excitatory current, sampled at equal intervals.</param>
    /// <param name="inhibition">The inhibitory one at the same times.</param>
    /// <param name="interval">The time between samples.</param>
    /// <exception cref="ArgumentException">The currents differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive, or the record shorter than 6 ms.</exception>
    public static double[] WeightedSum(IReadOnlyList<double> excitation, IReadOnlyList<double> inhibition, Time interval)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireSameLength(excitation.Count, inhibition.Count, nameof(inhibition));
        double lag = new TimeGrid(interval).Nearest(ExcitationLag.SiValue);
        if (lag >= excitation.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(excitation), excitation.Count * interval, $"The record must be longer than the lag of the excitation, {ExcitationLag}.");
        }

        int earlier = (int)lag;
        return [.. excitation.Select((_, i) => i < earlier ? double.NaN : excitation[i - earlier] - (InhibitionWeight * inhibition[i]))];
    }

    /// <summary>
    /// The mean of a proxy, to compare two states of a network by, with the standard error of twenty batches: neighbouring samples are correlated, by the
    /// decay of the synapses at least, and each batch must be long against that. What is NaN at the start is left out.
    /// </summary>
    /// <param name="proxy">The proxy, sampled at equal intervals.</param>
    /// <returns>NaN and the reason where there are fewer than twenty samples.</returns>
    /// <exception cref="ArgumentException">A sample behind the first finite one is not finite.</exception>
    public static Estimate Mean(ReadOnlySpan<double> proxy)
    {
        var known = Known(proxy);
        return known.Length >= BatchMeans.Batches ? BatchMeans.Of(known)
            : Estimate.TooFew("the mean of a field potential's proxy", BatchMeans.Batches, "samples", known.Length);
    }

    /// <summary>
    /// The standard deviation of a proxy over time, the size of its fluctuations, with the standard error of a jackknife over twenty blocks of the record. The
    /// error of its spectrum is with <see cref="PowerSpectrum"/>.
    /// </summary>
    /// <inheritdoc cref="Mean"/>
    public static Estimate Deviation(ReadOnlySpan<double> proxy)
    {
        const int Blocks = Jackknife.MostBlocks;
        var known = Known(proxy);
        if (known.Length < Blocks)
        {
            return Estimate.TooFew("the deviation of a field potential's proxy", Blocks, "samples", known.Length);
        }

        // Sums of the distances from the mean, which no block moves by much: squares of the values themselves would cancel.
        double centre = BatchMeans.Mean(known), sum = 0, squares = 0;
        Span<double> sums = stackalloc double[Blocks], squaresOf = stackalloc double[Blocks], without = stackalloc double[Blocks];
        for (int block = 0; block < Blocks; block++)
        {
            foreach (double value in known[Start(block, known.Length)..Start(block + 1, known.Length)])
            {
                double distance = value - centre;
                (sums[block], squaresOf[block]) = (sums[block] + distance, squaresOf[block] + (distance * distance));
            }

            (sum, squares) = (sum + sums[block], squares + squaresOf[block]);
        }

        for (int block = 0; block < Blocks; block++)
        {
            int left = known.Length - (Start(block + 1, known.Length) - Start(block, known.Length));
            without[block] = Of(sum - sums[block], squares - squaresOf[block], left);
        }

        return Estimate.Of(Of(sum, squares, known.Length), Jackknife.StandardError(without), Blocks - 1);

        static int Start(int block, int length) => (int)((long)length * block / Blocks);
        static double Of(double sum, double squares, int count) => Math.Sqrt(Math.Max(0, (squares / count) - Math.Pow(sum / count, 2)));
    }

    private static ReadOnlySpan<double> Known(ReadOnlySpan<double> proxy)
    {
        int first = 0;
        while (first < proxy.Length && double.IsNaN(proxy[first]))
        {
            first++;
        }

        SampleChecks.RequireFinite(proxy[first..], nameof(proxy));
        return proxy[first..];
    }
}
