namespace Neuropil.Experiments;

/// <summary>
/// A prediction held against a measurement. The tolerance follows from the statistics of the measurement, never from what made it pass.
/// </summary>
/// <param name="Name">What was measured, with its unit: <c>spikes in 100 ms</c>.</param>
/// <param name="Predicted">The predicted value; of bounds the middle of two, or the one that there is.</param>
/// <param name="Measured">The measured value; a NaN fails.</param>
/// <param name="Tolerance">The largest difference that passes; of bounds half their distance.</param>
/// <param name="Source">Where the prediction and its tolerance come from.</param>
public sealed record Check(string Name, double Predicted, double Measured, double Tolerance, string Source)
{
    /// <summary>What the measurement has to lie within, where bounds are predicted; null where a value is.</summary>
    public CheckBounds? Bounds { get; init; }

    /// <summary>Whether the measurement lies within its bounds, or differs from the prediction by no more than the tolerance.</summary>
    public bool Passed => Bounds?.Contains(Measured) ?? Math.Abs(Measured - Predicted) <= Tolerance;

    /// <summary>A check that a measurement lies between two bounds, or on one of them.</summary>
    public static Check Between(string name, double lowest, double highest, double measured, string source)
        => Within(name, new CheckBounds(lowest, highest), measured, source);

    /// <summary>A check that a measurement is not below a bound.</summary>
    public static Check AtLeast(string name, double lowest, double measured, string source)
        => Within(name, CheckBounds.AtLeast(lowest), measured, source);

    /// <summary>A check that a measurement is above a bound.</summary>
    public static Check MoreThan(string name, double bound, double measured, string source)
        => Within(name, CheckBounds.AtLeast(bound) with { WithoutLowest = true }, measured, source);

    /// <summary>A check that a measurement is not above a bound.</summary>
    public static Check AtMost(string name, double highest, double measured, string source)
        => Within(name, CheckBounds.AtMost(highest), measured, source);

    /// <summary>A check that a measurement equals the prediction exactly, as counts and hashes do.</summary>
    public static Check Exactly(string name, double predicted, double measured, string source) => new(name, predicted, measured, 0, source);

    /// <summary>One line for people.</summary>
    public override string ToString() => CheckText.Line(this, Language.English);

    private static Check Within(string name, CheckBounds bounds, double measured, string source)
        => new(name, bounds.Middle, measured, bounds.HalfWidth, source) { Bounds = bounds };
}
