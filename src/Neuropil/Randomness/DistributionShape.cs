namespace Neuropil;

/// <summary>The shape of a distribution in SI units, whatever the quantity. Arguments were checked by <see cref="Distributions"/>.</summary>
internal abstract record DistributionShape
{
    /// <summary>How many values are left out at once.</summary>
    protected const int SkippedAtOnce = 256;

    /// <summary>One value.</summary>
    public abstract double Draw(ref RandomStream stream);

    /// <summary>One value after another.</summary>
    public virtual void Draw(ref RandomStream stream, Span<double> values)
    {
        foreach (ref double value in values)
        {
            value = Draw(ref stream);
        }
    }

    /// <summary>How many numbers of the stream each value takes; null where that differs, as where some are refused.</summary>
    public virtual int? NumbersOfEach => null;

    /// <summary>Leaves out so many values: the stream goes on as if they had been drawn.</summary>
    public virtual void Skip(ref RandomStream stream, int count)
    {
        if (NumbersOfEach is { } numbers)
        {
            stream.SkipDoubles((long)numbers * count);
            return;
        }

        Span<double> drawn = stackalloc double[SkippedAtOnce];
        for (; count > 0; count -= SkippedAtOnce)
        {
            Draw(ref stream, drawn[..Math.Min(count, SkippedAtOnce)]);
        }
    }

    /// <summary>The least and the greatest value that can be drawn, rounding included; null where one has no bound.</summary>
    public virtual (double Low, double High)? Bounds => null;

    /// <summary>Below this no value can be drawn; minus infinity where there is no such bound.</summary>
    public abstract double Lowest { get; }

    /// <summary>What nearly all values keep to: one in a thousand million is smaller, and one greater.</summary>
    public abstract (double Low, double High) NearlyAll { get; }

    /// <summary>The form that <see cref="DistributionParser"/> reads, each value printed by <paramref name="print"/>.</summary>
    public abstract string Print(Func<double, string> print);
}

/// <summary>Every value from <paramref name="Low"/> to <paramref name="High"/> equally likely.</summary>
internal sealed record UniformShape(double Low, double High) : DistributionShape
{
    public override int? NumbersOfEach => 1;

    public override (double Low, double High)? Bounds => (Low, Math.Max(High, Low + (High - Low)));

    public override (double Low, double High) NearlyAll => (Low, High);

    public override double Lowest => Low;

    public override double Draw(ref RandomStream stream) => Low + ((High - Low) * stream.NextDouble());

    public override void Draw(ref RandomStream stream, Span<double> values)
    {
        stream.NextDoubles(values);
        foreach (ref double value in values)
        {
            value = Low + ((High - Low) * value);
        }
    }

    public override string Print(Func<double, string> print) => $"uniform({print(Low)}, {print(High)})";
}

/// <summary>The normal distribution.</summary>
internal sealed record NormalShape(double Mean, double StandardDeviation) : DistributionShape
{
    /// <summary>So many standard deviations from the mean, or farther, lies one value in a thousand million on each side.</summary>
    public const double Far = 6 * (1 - 1e-9); // a mean of exactly six standard deviations is above zero

    public override int? NumbersOfEach => 2;

    public override double Lowest => StandardDeviation == 0 ? Mean : double.NegativeInfinity;

    public override (double Low, double High) NearlyAll => (Mean - (Far * StandardDeviation), Mean + (Far * StandardDeviation));

    public override double Draw(ref RandomStream stream) => Mean + (StandardDeviation * stream.NextNormal());

    public override void Draw(ref RandomStream stream, Span<double> values)
    {
        stream.NextNormals(values);
        foreach (ref double value in values)
        {
            value = Mean + (StandardDeviation * value);
        }
    }

    public override string Print(Func<double, string> print) => $"normal({print(Mean)}, {print(StandardDeviation)})";
}

/// <summary>Values whose logarithm is normal; given by their own mean and standard deviation, not by those of the logarithm.</summary>
internal sealed record LogNormalShape(double Mean, double StandardDeviation) : DistributionShape
{
    public override int? NumbersOfEach => 2;

    // With x = exp(m + s n): mean = exp(m + s^2/2), variance = mean^2 (exp(s^2) - 1).
    private double LogVariance { get; } = Math.Log(1 + Math.Pow(StandardDeviation / Mean, 2));

    public override (double Low, double High) NearlyAll => (At(-NormalShape.Far), At(NormalShape.Far));

    public override double Lowest => 0;

    public override double Draw(ref RandomStream stream) => At(stream.NextNormal());

    private double At(double normal) => Mean * Math.Exp((Math.Sqrt(LogVariance) * normal) - (LogVariance / 2));

    public override string Print(Func<double, string> print) => $"lognormal({print(Mean)}, {print(StandardDeviation)})";
}

/// <summary>The exponential distribution.</summary>
internal sealed record ExponentialShape(double Mean) : DistributionShape
{
    public override int? NumbersOfEach => 1;

    public override (double Low, double High) NearlyAll => (1e-9 * Mean, 9 * Math.Log(10) * Mean);

    public override double Lowest => 0;

    public override double Draw(ref RandomStream stream) => Mean * stream.NextExponential();

    public override string Print(Func<double, string> print) => $"exponential({print(Mean)})";
}

/// <summary>The gamma distribution, by the rejection method of Marsaglia and Tsang (ACM TOMS 26:363, 2000).</summary>
internal sealed record GammaShape(double Mean, double StandardDeviation) : DistributionShape
{
    // x^k/Gamma(k + 1) is above the part below x, and e^-x (e x/k)^k above the part beyond x for x above k (Chernoff), here at most 2 k + 42.
    public override (double Low, double High) NearlyAll
    {
        get
        {
            double shape = Math.Pow(Mean / StandardDeviation, 2), scale = Mean / shape;
            return (Math.Max(1e-300, scale * Math.Exp((MathNet.Numerics.SpecialFunctions.GammaLn(shape + 1) - (9 * Math.Log(10))) / shape)),
                scale * ((2 * shape) + 42));
        }
    }

    public override double Lowest => 0;

    public override double Draw(ref RandomStream stream)
    {
        double shape = Math.Pow(Mean / StandardDeviation, 2);
        return stream.NextGamma(shape, scale: Mean / shape);
    }

    public override string Print(Func<double, string> print) => $"gamma({print(Mean)}, {print(StandardDeviation)})";
}

/// <summary>Another distribution whose values outside the bounds are moved onto them.</summary>
internal sealed record ClippedShape(DistributionShape Inner, double Low, double High) : DistributionShape
{
    public override int? NumbersOfEach => Inner.NumbersOfEach;

    public override (double Low, double High)? Bounds => (Low, High);

    public override (double Low, double High) NearlyAll => (Math.Clamp(Inner.NearlyAll.Low, Low, High), Math.Clamp(Inner.NearlyAll.High, Low, High));

    public override double Lowest => Math.Clamp(Inner.Lowest, Low, High);

    public override double Draw(ref RandomStream stream) => Math.Clamp(Inner.Draw(ref stream), Low, High);

    public override void Draw(ref RandomStream stream, Span<double> values)
    {
        Inner.Draw(ref stream, values);
        foreach (ref double value in values)
        {
            value = Math.Clamp(value, Low, High);
        }
    }

    public override string Print(Func<double, string> print) => $"clipped({Inner.Print(print)}, {print(Low)}, {print(High)})";
}

/// <summary>Another distribution whose values outside the bounds are drawn again.</summary>
internal sealed record TruncatedShape(DistributionShape Inner, double Low, double High) : DistributionShape
{
    // Bounds that hold less than about one value in a thousand are taken for a mistake.
    private const int MaximalTrials = 10_000;

    public override (double Low, double High)? Bounds => (Low, High);

    public override (double Low, double High) NearlyAll => (Math.Clamp(Inner.NearlyAll.Low, Low, High), Math.Clamp(Inner.NearlyAll.High, Low, High));

    public override double Lowest => Math.Clamp(Inner.Lowest, Low, High);

    public override double Draw(ref RandomStream stream)
    {
        for (int trial = 0; trial < MaximalTrials; trial++)
        {
            double value = Inner.Draw(ref stream);
            if (value >= Low && value <= High)
            {
                return value;
            }
        }

        throw Hopeless();
    }

    // As many candidates as are still missing: the stream goes on from where it would if they were drawn one by one.
    public override void Draw(ref RandomStream stream, Span<double> values)
    {
        int done = 0;
        int refused = 0;
        while (done < values.Length)
        {
            var candidates = values[done..];
            Inner.Draw(ref stream, candidates);
            foreach (double value in candidates)
            {
                bool isWithin = value >= Low && value <= High;
                values[done] = isWithin ? value : values[done];
                done += isWithin ? 1 : 0;
                refused = isWithin ? 0 : refused + 1;
                if (refused >= MaximalTrials)
                {
                    throw Hopeless();
                }
            }
        }
    }

    // Whether a normal number is refused mostly shows before it is made: its size is at most sqrt(-2 log(1 - u)) of its first number u, so that below some u
    // all are within. Only the rest is made to know.
    public override void Skip(ref RandomStream stream, int count)
    {
        if (Inner is not NormalShape normal)
        {
            base.Skip(ref stream, count);
            return;
        }

        double surely = SurelyWithin(normal);
        Span<double> uniform = stackalloc double[2 * SkippedAtOnce];
        int refused = 0;
        while (count > 0)
        {
            // As many candidates as are still missing.
            int candidates = Math.Min(count, SkippedAtOnce);
            stream.NextDoubles(uniform[..(2 * candidates)]);
            for (int i = 0; i < candidates; i++)
            {
                double first = uniform[2 * i];
                if (first < surely || IsWithin(normal.Mean + (normal.StandardDeviation * RandomStream.Normal(first, uniform[(2 * i) + 1]))))
                {
                    (count, refused) = (count - 1, 0);
                }
                else if (++refused >= MaximalTrials)
                {
                    throw Hopeless();
                }
            }
        }
    }

    // The first uniform number of a normal one below which it lies within the bounds, rounding included; 0 where that is not sure of any.
    private double SurelyWithin(NormalShape normal)
    {
        const double Margin = 1e-6;
        const double Rounding = 1e-12;
        double nearest = Math.Min(High - normal.Mean, normal.Mean - Low);
        double largest = Math.Max(Math.Abs(normal.Mean), Math.Max(Math.Abs(Low), Math.Abs(High)));
        if (!(nearest * Margin > largest * Rounding) || normal.StandardDeviation <= 0)
        {
            return 0;
        }

        double deviations = nearest / normal.StandardDeviation * (1 - Margin);
        return (1 - Math.Exp(-deviations * deviations / 2)) * (1 - Rounding);
    }

    private bool IsWithin(double value) => value >= Low && value <= High;

    private InvalidOperationException Hopeless() => new(
        $"None of {MaximalTrials} draws fell between the bounds of {Print(si => si.ToString("G6"))} (SI units): the bounds hold almost nothing of the "
            + $"distribution.");

    public override string Print(Func<double, string> print) => $"truncated({Inner.Print(print)}, {print(Low)}, {print(High)})";
}
