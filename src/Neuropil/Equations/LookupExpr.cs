namespace Neuropil;

/// <summary>
/// A value read from an array by time, held between samples: element floor(t / interval), the last one's value ends with its interval, and zero
/// is read before and after. It depends on time alone, so that it is evaluated once a step and not once a cell.
/// </summary>
internal sealed class LookupExpr(double[] samplesSi, Dimension dimension, double intervalSi, Expr time) : Expr(dimension)
{
    private readonly Expr[] operands = [time];

    public double[] SamplesSi { get; } = samplesSi;

    public double IntervalSi { get; } = intervalSi;

    public override IReadOnlyList<Expr> Operands => operands;

    /// <summary>The sample in force at the given time.</summary>
    public double At(double timeSi)
    {
        // A step that begins a rounding error before a sample's time belongs to that sample.
        double index = Math.Floor((timeSi / IntervalSi) + 1e-9);
        return index >= 0 && index < SamplesSi.Length ? SamplesSi[(int)index] : 0;
    }
}
