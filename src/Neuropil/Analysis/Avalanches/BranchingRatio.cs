namespace Neuropil;

/// <summary>
/// The branching ratio m of activity: how many spikes each spike brings about in the next bin. Where only some of the cells are seen, the regression of the
/// activity on that of the bin before, r_1, is b m with an unknown factor b below 1; but the regression over k bins is r_k = b m^k, and the course of r_k
/// over k gives m whatever part of the cells is seen.
/// </summary>
/// <remarks>
/// Wilting and Priesemann, Nat. Commun. 9 (2018) 2325: r_k = Cov(A(t), A(t+k))/Var A, fitted by least squares. The errors are those of a jackknife over twenty
/// blocks of the record. They are right where a block is long against -bin/ln m; a record of length T makes r_k too small by about twice that time over T. A
/// rate that drifts makes r_k level off above zero and m too large.
/// </remarks>
public sealed class BranchingRatio
{
    // A ratio above 1 has no stationary activity; estimates near 1 scatter beyond it.
    private const double Largest = 1.2;
    private const int Coarse = 120;

    private BranchingRatio(Time bin, double[] regressions, Fit fit, double[][] without)
    {
        Bin = bin;
        Regressions = regressions;
        LagsSeconds = [.. Enumerable.Range(1, regressions.Length).Select(lag => lag * bin.SiValue)];
        double freedom = without.Length - 1;
        Uncorrected = Estimate.Of(regressions[0], Jackknife.StandardError([.. without.Select(one => one[0])]), freedom);

        // Activity without memory has no m: r_k is 0 for any m with b = 0.
        Fit[] fits = [.. without.Select(FitOf)];
        double amplitudeError = Jackknife.StandardError([.. fits.Select(one => one.Amplitude)]);
        string? reason = fit.Amplitude > FewestErrors * amplitudeError ? null
            : $"the activity has no memory to tell a ratio from: r_k extrapolates to {fit.Amplitude:G3} +- {amplitudeError:G2} at lag 0";
        Value = reason is null ? Estimate.Of(fit.Ratio, Jackknife.StandardError([.. fits.Select(one => one.Ratio)]), freedom) : Estimate.Unknown(reason);
        Amplitude = reason is null ? Estimate.Of(fit.Amplitude, amplitudeError, freedom) : Estimate.Unknown(reason);
    }

    private const double FewestErrors = 3;

    /// <summary>m, corrected for subsampling.</summary>
    public Estimate Value { get; }

    /// <summary>b, the factor by which a regression over one bin would be too small.</summary>
    public Estimate Amplitude { get; }

    /// <summary>r_1, the regression over one bin: the ratio where every cell is seen, too small otherwise.</summary>
    public Estimate Uncorrected { get; }

    /// <summary>The time over which activity is correlated, -bin/ln m, in seconds; it does not depend on the bin.</summary>
    public Estimate CorrelationTime
    {
        get
        {
            double ratio = Value.Value;
            if (!Value.IsKnown || !(ratio is > 0 and < 1))
            {
                return Value.IsKnown ? Estimate.Unknown($"activity with a ratio of {ratio:G4} has no finite correlation time") : Value;
            }

            double time = -Bin.SiValue / Math.Log(ratio);
            return Estimate.Of(time, time * Value.StandardError / (ratio * -Math.Log(ratio)), Value.DegreesOfFreedom);
        }
    }

    /// <summary>The bin.</summary>
    public Time Bin { get; }

    /// <summary>The lags of <see cref="Regressions"/> in seconds: 1, 2, 3 ... bins.</summary>
    public IReadOnlyList<double> LagsSeconds { get; }

    /// <summary>r_k at each lag.</summary>
    public IReadOnlyList<double> Regressions { get; }

    /// <summary>The ratio of the activity in bins.</summary>
    /// <param name="activity">The spikes in each bin.</param>
    /// <param name="bin">The width of a bin.</param>
    /// <param name="longestLag">Up to which lag r_k is fitted: at least two bins, some correlation times, and an eighth of the record at most.</param>
    /// <exception cref="ArgumentException">A count is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The bin is not positive, or the longest lag is below two bins or longer than an eighth of the record.
    /// </exception>
    public static BranchingRatio Of(ReadOnlySpan<double> activity, Time bin, Time longestLag)
    {
        SampleChecks.RequireInterval(bin, nameof(bin));
        SampleChecks.RequireFinite(activity, nameof(activity));
        double lags = new TimeGrid(bin).Nearest(longestLag.SiValue);
        if (!(lags >= 2 && lags * Jackknife.FewestBlocks <= activity.Length))
        {
            throw new ArgumentOutOfRangeException(nameof(longestLag), longestLag,
                $"The branching ratio needs lags up to two bins of {bin} at least, and a record of {Jackknife.FewestBlocks} times the longest; "
                    + $"it lasts {activity.Length * bin}.");
        }

        double mean = BatchMeans.Mean(activity);
        double[] centred = [.. activity.ToArray().Select(value => value - mean)];
        int blockCount = Math.Min(Jackknife.MostBlocks, (int)(centred.Length / lags));
        var blocks = LaggedProducts.Blocks(centred, centred, (int)lags, blockCount);
        double[] all = Regression(LaggedProducts.Together(blocks));
        return Array.TrueForAll(all, double.IsFinite)
            ? new BranchingRatio(bin, all, FitOf(all), [.. blocks.Select((_, block) => Regression(LaggedProducts.Together(blocks, block)))])
            : throw new ArgumentException("The activity never changes: there is no ratio of what does not vary.", nameof(activity));
    }

    /// <summary>The ratio of a population's spikes.</summary>
    /// <param name="spikes">The spikes of all cells, or of those that are seen.</param>
    /// <param name="bin">The width of a bin: the time in which a spike brings about others.</param>
    /// <param name="longestLag">See <see cref="Of(ReadOnlySpan{double}, Time, Time)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">As there.</exception>
    public static BranchingRatio Of(SpikeTrains spikes, Time bin, Time longestLag)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        int steps = spikes.StepsWithin(bin, nameof(bin));
        return Of([.. WindowCounts.Of(spikes, steps).Population.Select(count => (double)count)], spikes.Clock.TimeOf(steps), longestLag);
    }

    private static double[] Regression(LaggedProducts products)
        => [.. Enumerable.Range(1, products.Longest).Select(lag => products.Mean(lag) / (products.FirstSquares / products.Samples))];

    // Σ (r_k - b m^k)² is least at b = Σ r_k m^k/Σ m^(2k): what remains is a search over m alone, coarse first, for it may have several valleys.
    private static Fit FitOf(double[] regressions)
    {
        double Badness(double ratio)
        {
            double amplitude = AmplitudeAt(regressions, ratio), sum = 0, power = ratio;
            foreach (double regression in regressions)
            {
                sum += Math.Pow(regression - (amplitude * power), 2);
                power *= ratio;
            }

            return sum;
        }

        double best = Enumerable.Range(1, Coarse - 1).Select(i => Largest * i / Coarse).MinBy(Badness);
        double ratio = GoldenSection.Minimum(Badness, best - (Largest / Coarse), best + (Largest / Coarse), 1e-9);
        return new Fit(ratio, AmplitudeAt(regressions, ratio));
    }

    private static double AmplitudeAt(double[] regressions, double ratio)
    {
        double products = 0, squares = 0, power = ratio;
        foreach (double regression in regressions)
        {
            (products, squares) = (products + (regression * power), squares + (power * power));
            power *= ratio;
        }

        return squares > 0 ? products / squares : 0;
    }

    private readonly record struct Fit(double Ratio, double Amplitude);
}
