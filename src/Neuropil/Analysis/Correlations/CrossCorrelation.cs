namespace Neuropil;

/// <summary>
/// How two signals go together over the lag between them: c(k) = mean of (x(t) - x̄)(y(t + k) - ȳ), over the standard deviations of both. A positive lag means
/// that the second signal follows the first. Of a signal with itself it is the autocorrelation.
/// </summary>
/// <remarks>
/// The errors are those of a jackknife over twenty blocks of the record (trials, where there are several): they are right where a block is long against the
/// time over which the signals are correlated. A mean over a record of length T is known up to the signals' own fluctuations, so that c is too small by
/// about twice their correlation time over T.
/// </remarks>
public sealed class CrossCorrelation
{
    private readonly Time interval;
    private readonly double[] values;
    private readonly double[][] without; // for each block, the values without it
    private readonly string? reason; // why there are no errors

    private CrossCorrelation(Time interval, LaggedProducts[] blocks, string? reason)
    {
        this.interval = interval;
        var all = LaggedProducts.Together(blocks);
        Longest = all.Longest;
        this.reason = all.FirstSquares > 0 && all.SecondSquares > 0 ? reason : "a signal that never changes has no correlation";
        values = Normalised(all);
        without = this.reason is null
            ? [.. blocks.Select((_, block) => Normalised(LaggedProducts.Together(blocks, block)))]
            : [];
        LagsSeconds = [.. Enumerable.Range(-Longest, values.Length).Select(lag => lag * interval.SiValue)];
        StandardErrors = [.. Enumerable.Range(0, values.Length).Select(i => this.reason is null ? Error(one => one[i]) : double.NaN)];
    }

    /// <summary>The lags in seconds, from the longest negative one to the longest positive one.</summary>
    public IReadOnlyList<double> LagsSeconds { get; }

    /// <summary>The correlation at each lag, between -1 and 1; NaN where a signal never changes.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>The standard error at each lag; NaN where the record is too short for one.</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>
    /// The lag at which the correlation is largest, in seconds: a parabola through the highest value and its neighbours gives it between samples.
    /// </summary>
    public Estimate PeakLag
    {
        get
        {
            if (reason is not null)
            {
                return Estimate.Unknown(reason);
            }

            return Peak(values).IsInside
                ? Estimate.Of(Peak(values).Lag * interval.SiValue, Error(one => Peak(one).Lag) * interval.SiValue, without.Length - 1)
                : Estimate.Unknown($"the correlation is largest at the end of the lags, {Peak(values).Lag * interval}: they must reach further");
        }
    }

    /// <summary>The largest correlation.</summary>
    public Estimate PeakValue => reason is null
        ? Estimate.Of(Peak(values).Value, Error(one => Peak(one).Value), without.Length - 1) : Estimate.Unknown(reason);

    private int Longest { get; }

    /// <summary>The correlation of two signals of one record.</summary>
    /// <param name="first">The first signal, sampled at equal intervals.</param>
    /// <param name="second">The second one, at the same times.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="longestLag">Up to which lag on both sides; the errors need a record of eight times this.</param>
    /// <exception cref="ArgumentException">The signals differ in length, or a sample is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval or the longest lag is not positive, or the lag is longer than the record.</exception>
    public static CrossCorrelation Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Time interval, Time longestLag)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireSameLength(first.Length, second.Length, nameof(second));
        int longest = SampleChecks.WholeSamples(longestLag, interval, first.Length - 1, nameof(longestLag));
        var (x, y) = (Centred(first, nameof(first)), Centred(second, nameof(second)));
        int blocks = Math.Min(Jackknife.MostBlocks, x.Length / longest);
        string? tooShort = blocks >= Jackknife.FewestBlocks ? null
            : $"the error of a correlation up to a lag of {longestLag} needs a record of {Jackknife.FewestBlocks * longestLag}; it lasts {x.Length * interval}";
        return new CrossCorrelation(interval, LaggedProducts.Blocks(x, y, longest, Math.Max(1, blocks)), tooShort);
    }

    /// <summary>
    /// The correlation over trials. With a shift it is that of what differs between trials taken away, the shift predictor: the first signal of a trial
    /// with the second one of a later trial, in a circle.
    /// </summary>
    /// <param name="first">The first signal of each trial.</param>
    /// <param name="second">The second one.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="longestLag">Up to which lag on both sides, less than a trial; the errors need eight trials.</param>
    /// <param name="shift">By how many trials the second signal is taken later.</param>
    /// <exception cref="ArgumentException">There are not as many second signals, they differ in length, or a sample is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval or the longest lag is not positive, or the lag is longer than a trial.</exception>
    public static CrossCorrelation OfTrials(
        IReadOnlyList<double[]> first, IReadOnlyList<double[]> second, Time interval, Time longestLag, int shift = 0)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        if (first.Count == 0 || first.Count != second.Count)
        {
            throw new ArgumentException(
                $"There are {first.Count} trials of the first signal and {second.Count} of the second; expected as many.", nameof(second));
        }

        int length = first[0].Length;
        if (first.Concat(second).Any(trial => trial.Length != length))
        {
            throw new ArgumentException($"A trial has another number of samples than the first, {length}.", nameof(second));
        }

        int longest = SampleChecks.WholeSamples(longestLag, interval, length - 1, nameof(longestLag));

        // One mean over all trials: what differs between trials is a part of the correlation.
        double[] x = Centred([.. first.SelectMany(trial => trial)], nameof(first)), y = Centred([.. second.SelectMany(trial => trial)], nameof(second));
        var blocks = Enumerable.Range(0, first.Count).Select(trial =>
        {
            int other = (((trial + shift) % first.Count) + first.Count) % first.Count;
            return LaggedProducts.Of(x.AsSpan(trial * length, length), y.AsSpan(other * length, length), 0, length, longest);
        });
        string? tooFew = first.Count >= Jackknife.FewestBlocks
            ? null : Estimate.TooFew("the error of a correlation over trials", Jackknife.FewestBlocks, "trials", first.Count).Reason;
        return new CrossCorrelation(interval, [.. blocks], tooFew);
    }

    /// <summary>The correlation at a lag, rounded to whole samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The lag is longer than the longest.</exception>
    public Estimate At(Time lag)
    {
        double index = new TimeGrid(interval).Nearest(lag.SiValue) + Longest;
        if (!(index >= 0 && index < values.Length))
        {
            throw new ArgumentOutOfRangeException(nameof(lag), lag, $"The correlation is known up to lags of {Longest * interval}.");
        }

        int i = (int)index;
        return reason is null ? Estimate.Of(values[i], StandardErrors[i], without.Length - 1) : Estimate.Unknown(reason);
    }

    private static double[] Centred(ReadOnlySpan<double> samples, string name)
    {
        SampleChecks.RequireFinite(samples, name);
        double mean = BatchMeans.Mean(samples);
        double[] centred = new double[samples.Length];
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] = samples[i] - mean;
        }

        return centred;
    }

    private static double[] Normalised(LaggedProducts products)
    {
        double deviations = Math.Sqrt(products.FirstSquares) * Math.Sqrt(products.SecondSquares) / products.Samples;
        return [.. Enumerable.Range(-products.Longest, (2 * products.Longest) + 1)
            .Select(lag => deviations > 0 ? products.Mean(lag) / deviations : double.NaN)];
    }

    private (double Lag, double Value, bool IsInside) Peak(double[] curve)
    {
        int best = 0;
        for (int i = 1; i < curve.Length; i++)
        {
            best = curve[i] > curve[best] ? i : best;
        }

        if (best == 0 || best == curve.Length - 1)
        {
            return (best - Longest, curve[best], false);
        }

        double bend = curve[best - 1] - (2 * curve[best]) + curve[best + 1];
        double slope = (curve[best + 1] - curve[best - 1]) / 2;
        double shift = bend < 0 ? -slope / bend : 0;
        return (best - Longest + shift, curve[best] + (slope * shift / 2), true);
    }

    private double Error(Func<double[], double> of) => Jackknife.StandardError([.. without.Select(of)]);
}
