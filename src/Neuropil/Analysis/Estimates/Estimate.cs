using MathNet.Numerics.Distributions;

namespace Neuropil;

/// <summary>
/// A number estimated from spikes or signals, with its standard error; or, where the data are too few for it, NaN and the reason, which says how many it needs.
/// Every statistic that has an error is given so.
/// </summary>
public sealed record Estimate
{
    private Estimate(double value, double standardError, double degreesOfFreedom, string? reason)
        => (Value, StandardError, DegreesOfFreedom, Reason) = (value, standardError, degreesOfFreedom, reason);

    /// <summary>The number; NaN where it is not known.</summary>
    public double Value { get; }

    /// <summary>Its standard error; NaN where it is not known.</summary>
    public double StandardError { get; }

    /// <summary>Of how many independent pieces, less one, the standard error is made; infinite where a formula gives it.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>Why there is no number; null where there is one.</summary>
    public string? Reason { get; }

    /// <summary>Whether there is a number.</summary>
    public bool IsKnown => Reason is null;

    /// <summary>A number and its standard error.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value or its error is not a finite number: a number that is not known has a reason.</exception>
    public static Estimate Of(double value, double standardError, double degreesOfFreedom = double.PositiveInfinity)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "An estimate is a finite number; one that is not known is made with its reason.");
        }

        return standardError >= 0 && double.IsFinite(standardError) && degreesOfFreedom >= 1
            ? new Estimate(value, standardError, degreesOfFreedom, null)
            : throw new ArgumentOutOfRangeException(
                nameof(standardError), standardError,
                $"A standard error is a finite number from 0 on, of at least 1 degree of freedom, not {degreesOfFreedom}.");
    }

    /// <summary>No number, and why.</summary>
    public static Estimate Unknown(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new Estimate(double.NaN, double.NaN, double.NaN, reason);
    }

    /// <summary>No number, because there are too few of something: "the Fano factor needs at least 20 windows; there are 7".</summary>
    public static Estimate TooFew(string what, long needed, string things, long found)
        => Unknown($"{what} needs at least {needed} {things}; there {(found == 1 ? "is" : "are")} {found}");

    /// <summary>
    /// The interval that contains the true number with a probability, in the limit of many data: value ± t standard errors, with the quantile t of
    /// Student's distribution.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public (double Low, double High) Interval(double confidence = 0.95)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence of an interval lies between 0 and 1.");
        }

        if (!IsKnown)
        {
            return (double.NaN, double.NaN);
        }

        double upper = (1 + confidence) / 2;
        double quantile = double.IsInfinity(DegreesOfFreedom) ? Normal.InvCDF(0, 1, upper) : StudentT.InvCDF(0, 1, DegreesOfFreedom, upper);
        return (Value - (quantile * StandardError), Value + (quantile * StandardError));
    }

    /// <summary>How many standard errors the number lies above another, exact one.</summary>
    public double StandardErrorsAbove(double other) => (Value - other) / StandardError;

    /// <summary>The same number in another unit: both it and its error times a factor.</summary>
    public Estimate Times(double factor) => IsKnown ? Of(Value * factor, Math.Abs(factor) * StandardError, DegreesOfFreedom) : this;

    /// <summary>Value and standard error, or "undefined" and why.</summary>
    public override string ToString() => Reason is { } reason ? $"undefined: {reason}" : $"{Value:G4} +- {StandardError:G2}";
}
