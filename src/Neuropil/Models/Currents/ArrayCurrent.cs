namespace Neuropil;

/// <summary>
/// A current read from samples: sample k flows from <see cref="Start"/> + k <see cref="Interval"/> until the next one; nothing flows before the first
/// sample and after the last one's interval. A step in which samples change has their mean over the step, so that the charge is right whatever the time step
/// is.
/// </summary>
public sealed record ArrayCurrent : InjectedCurrent
{
    /// <summary>The samples, positive inward.</summary>
    public required IReadOnlyList<Current> Samples { get; init; }

    /// <summary>The time between samples; null, the default, for one sample in each time step.</summary>
    public Time? Interval { get; init; }

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

        if (Interval is { } given && (!(given.SiValue > 0) || !double.IsFinite(given.SiValue)))
        {
            throw new ArgumentException($"The interval between the samples of an array current is {Interval}; expected more than 0 ms.");
        }

        double[] samples = [.. Samples.Select(sample => sample.SiValue)];
        int bad = Array.FindIndex(samples, sample => !double.IsFinite(sample));
        if (bad >= 0)
        {
            throw new ArgumentException($"Sample {bad} of an array current is {samples[bad]}: it must be finite.");
        }

        var sinceStart = Symbol.StepStart - Start;
        return Scale * (Interval is { } interval ? Functions.Samples(Samples, interval, sinceStart, Symbol.TimeStep)
            : Functions.Samples(Samples, 1 * Units.ms, sinceStart / Symbol.TimeStep * (1 * Units.ms), 1 * Units.ms));
    }
}
