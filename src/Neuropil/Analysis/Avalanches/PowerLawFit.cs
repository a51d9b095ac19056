namespace Neuropil;

/// <summary>
/// The power law p(x) ∝ x^-α that makes values most likely, from a smallest value on, and how well it describes them. The smallest value is given or found: the
/// one with which the fitted distribution lies nearest to the data's.
/// </summary>
/// <remarks>
/// Clauset, Shalizi and Newman, SIAM Rev. 51 (2009) 661: likelihood instead of a straight line through a histogram, whose slope is biased and whose error means
/// nothing. A law of avalanches in N cells ends near N: give the largest value up to which it is to hold. A high probability does not show a power law: the
/// values may be too few to tell.
/// </remarks>
public sealed class PowerLawFit
{
    // Fewer do not tell a law (their section 3.3).
    private const int Fewest = 50;

    // More do not make the smallest value any better; between, the candidates are spread evenly over the values.
    private const int MostCandidates = 100;

    private readonly Values values;
    private readonly double? given;

    private PowerLawFit(Values values, double? given, Candidate? best)
    {
        (this.values, this.given) = (values, given);
        if (best is not { } found)
        {
            Exponent = Estimate.TooFew("a power law", Fewest, $"values{values.Range(given)}", values.Tail(given ?? 0));
            (Smallest, Distance) = (double.NaN, double.NaN);
            return;
        }

        Exponent = found.Law.IsAtBound
            ? Estimate.Unknown($"the likelihood has no maximum between exponents of 1 and 20: the values{values.Range(found.Law.Smallest)} follow no power law")
            : Estimate.Of(found.Law.Exponent, found.Law.StandardError(found.Count));
        (Smallest, Distance, TailCount) = (found.Law.Smallest, found.Distance, found.Count);
        Law = found.Law;
    }

    /// <summary>α, with the standard error that the curvature of the likelihood gives.</summary>
    public Estimate Exponent { get; }

    /// <summary>The value from which on the law holds; NaN where there are too few.</summary>
    public double Smallest { get; }

    /// <summary>How many values are fitted.</summary>
    public long TailCount { get; }

    /// <summary>The largest distance between the two distributions (Kolmogorov and Smirnov).</summary>
    public double Distance { get; }

    private PowerLawTail? Law { get; }

    /// <summary>The fit of whole numbers, such as sizes and durations of avalanches.</summary>
    /// <param name="values">The values, from 1 on.</param>
    /// <param name="smallest">The smallest value to fit; found by default.</param>
    /// <param name="largest">The largest value to fit; none by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 1, or the largest is not above the smallest.</exception>
    public static PowerLawFit OfCounts(IEnumerable<long> values, long? smallest = null, long? largest = null)
    {
        if (largest <= (smallest ?? 1) || smallest < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(largest), largest,
                $"The smallest value, {smallest ?? 1}, must be 1 or more, and the largest above it.");
        }

        return Of(new Values([.. values.Select(value => (double)value)], 1, largest ?? double.PositiveInfinity, isDiscrete: true), smallest);
    }

    /// <summary>The fit of numbers of any size.</summary>
    /// <param name="values">The values, above 0.</param>
    /// <param name="smallest">The smallest value to fit; found by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not a positive finite number.</exception>
    public static PowerLawFit OfNumbers(IEnumerable<double> values, double? smallest = null)
    {
        if (smallest <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(smallest), smallest, "The smallest value must be above 0.");
        }

        return Of(new Values([.. values], double.Epsilon, double.PositiveInfinity, isDiscrete: false), smallest);
    }

    /// <summary>
    /// How often values drawn from the fitted law, with what lies outside of it drawn from the data, are further from the law fitted to them than the data
    /// are: a law is ruled out where this is below 0.1 (their section 4.1). The standard error is that of the share.
    /// </summary>
    /// <param name="samples">How many sets are drawn and fitted; 1/(4 error²) are needed.</param>
    /// <param name="seed">Of the draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public Estimate GoodnessOfFit(int samples = 500, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        if (Law is null || !Exponent.IsKnown)
        {
            return Estimate.Unknown(Exponent.Reason!);
        }

        double[] outside = values.Outside(Smallest);
        double inTail = (double)TailCount / (TailCount + outside.Length);
        int further = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            var random = new RandomStream(seed, RandomPurpose.Resampling, (ulong)sample);
            double[] drawn = new double[TailCount + outside.Length];
            for (int i = 0; i < drawn.Length; i++)
            {
                drawn[i] = random.NextDouble() < inTail ? Law.Draw(ref random) : outside[random.NextInt32(outside.Length)];
            }

            if (Best(values with { All = drawn }, given) is { } best && best.Distance >= Distance)
            {
                further++;
            }
        }

        double share = (double)further / samples;
        return Estimate.Of(share, Math.Sqrt(Math.Max(share * (1 - share), 0.25 / samples) / samples));
    }

    private static PowerLawFit Of(Values values, double? smallest) => new(values, smallest, Best(values, smallest));

    // The candidates for the smallest value, from the largest down, so that sums over the tail grow.
    private static Candidate? Best(Values values, double? given)
    {
        var groups = values.All.Where(value => value <= values.Largest).GroupBy(value => value).Select(group => (Value: group.Key, Count: group.LongCount()))
            .OrderBy(group => group.Value).ToArray();
        long[] counts = new long[groups.Length + 1];
        double[] logarithms = new double[groups.Length + 1];
        for (int i = groups.Length - 1; i >= 0; i--)
        {
            counts[i] = counts[i + 1] + groups[i].Count;
            logarithms[i] = logarithms[i + 1] + (groups[i].Count * Math.Log(groups[i].Value));
        }

        int[] candidates = [.. Enumerable.Range(0, groups.Length).Where(i => counts[i] >= Fewest)];
        if (given is { } smallest)
        {
            candidates = [.. candidates.Where(i => groups[i].Value >= smallest).Take(1)];
        }
        else if (candidates.Length > MostCandidates)
        {
            candidates = [.. Enumerable.Range(0, MostCandidates).Select(k => candidates[(int)((long)k * candidates.Length / MostCandidates)])];
        }

        Candidate? best = null;
        foreach (int first in candidates)
        {
            var law = PowerLawTail.MostLikely(values.IsDiscrete, given ?? groups[first].Value, values.Largest, counts[first], logarithms[first]);
            double distance = 0;
            for (int i = first; i < groups.Length; i++)
            {
                double expected = law.Distribution(groups[i].Value);
                double upTo = 1 - ((double)counts[i + 1] / counts[first]);
                distance = Math.Max(distance, Math.Abs(expected - upTo));
                if (!values.IsDiscrete)
                {
                    distance = Math.Max(distance, Math.Abs(expected - (1 - ((double)counts[i] / counts[first]))));
                }
            }

            if (best is null || distance < best.Distance)
            {
                best = new Candidate(law, counts[first], distance);
            }
        }

        return best;
    }

    private sealed record Candidate(PowerLawTail Law, long Count, double Distance);

    private sealed record Values
    {
        public Values(double[] all, double lowest, double largest, bool isDiscrete)
        {
            foreach (double value in all)
            {
                if (!(value >= lowest && double.IsFinite(value)))
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(all), value, isDiscrete ? "A value of a discrete power law is a whole number from 1 on." : "A value must be positive and "
                            + "finite.");
                }
            }

            (All, Largest, IsDiscrete) = (all, largest, isDiscrete);
        }

        public double[] All { get; init; }

        public double Largest { get; }

        public bool IsDiscrete { get; }

        public long Tail(double smallest) => All.LongCount(value => value >= smallest && value <= Largest);

        public double[] Outside(double smallest) => [.. All.Where(value => value < smallest || value > Largest)];

        public string Range(double? smallest) => (smallest, double.IsInfinity(Largest)) switch
        {
            (null, true) => "",
            (null, false) => $" up to {Largest}",
            ({ } from, true) => $" from {from} on",
            ({ } from, false) => $" from {from} to {Largest}",
        };
    }
}
