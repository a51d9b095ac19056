namespace Neuropil;

/// <summary>
/// A value read from an array by time, held between samples: element floor(t / interval), the last one's value ends with its interval, and zero
/// is read before and after. With a second operand, a duration, it is the mean over what follows the time for so long. It depends on time alone, so that it is
/// evaluated once a step and not once a cell.
/// </summary>
internal sealed class LookupExpr(double[] samplesSi, Dimension dimension, double intervalSi, params Expr[] operands) : Expr(dimension)
{
    // In samples: a step that begins or ends a rounding error before a sample's time does so at it.
    private const double Rounding = 1e-9;

    public double[] SamplesSi { get; } = samplesSi;

    public double IntervalSi { get; } = intervalSi;

    public override IReadOnlyList<Expr> Operands => operands;

    /// <summary>The same samples at another time.</summary>
    public LookupExpr With(params Expr[] others) => new(SamplesSi, Dimension, IntervalSi, others);

    /// <summary>The sample in force at the given time.</summary>
    public double At(double timeSi) => Sample(Math.Floor((timeSi / IntervalSi) + Rounding));

    /// <summary>The mean over a duration that begins at the given time. Where one sample is in force all the time it is that sample, to the bit.</summary>
    public double Mean(double timeSi, double durationSi)
    {
        double begin = timeSi / IntervalSi;
        double end = (timeSi + durationSi) / IntervalSi;
        double first = Math.Floor(begin + Rounding);
        double last = Math.Ceiling(end - Rounding) - 1;
        if (last <= first)
        {
            return Sample(first);
        }

        double sum = 0;
        for (double index = Math.Max(first, 0); index <= Math.Min(last, SamplesSi.Length - 1); index++)
        {
            sum += Sample(index) * (Math.Min(index + 1, end) - Math.Max(index, begin));
        }

        return sum / (end - begin);
    }

    private double Sample(double index) => index >= 0 && index < SamplesSi.Length ? SamplesSi[(int)index] : 0;
}
