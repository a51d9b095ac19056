namespace Neuropil;

/// <summary>
/// A current read from samples: sample k flows from <see cref="Start"/> + k <see cref="Interval"/> until the next one, in the steps that begin
/// then; nothing flows before the first sample and after the last one's interval.
/// </summary>
public sealed record ArrayCurrent : InjectedCurrent
{
    /// <summary>The samples, positive inward.</summary>
    public required IReadOnlyList<Current> Samples { get; init; }

    /// <summary>The time between samples. Default 0.1 ms.</summary>
    public Time Interval { get; init; } = 0.1 * Units.ms;

    /// <summary>The time of the first sample. Default 0 ms.</summary>
    public Time Start { get; init; } = 0 * Units.ms;

    /// <summary>A factor on all samples, which may differ between cells. Default 1.</summary>
    public NumberParameter Scale { get; init; } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are no samples, one is not finite, or the interval is not positive.</exception>
    public override Expr Current(CellBuilder equations)
    {
        if (Samples.Count == 0)
        {
            throw new ArgumentException("An array current has no samples.");
        }

        if (!(Interval.SiValue > 0) || !double.IsFinite(Interval.SiValue))
        {
            throw new ArgumentException($"The interval between the samples of an array current is {Interval}; expected more than 0 ms.");
        }

        double[] samples = [.. Samples.Select(sample => sample.SiValue)];
        int bad = Array.FindIndex(samples, sample => !double.IsFinite(sample));
        if (bad >= 0)
        {
            throw new ArgumentException($"Sample {bad} of an array current is {samples[bad]}: it must be finite.");
        }

        return Scale * Functions.Samples(Samples, Interval, Symbol.StepStart - Start);
    }
}
