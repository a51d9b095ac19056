using System.Collections;

namespace Neuropil.Experiments;

/// <summary>
/// A number that an independent source gives: a formula, a paper, another program. It is about certain parameters only, and its tolerance
/// follows from the statistics of both sides, never from what made a check pass. Without a tolerance the measurement has to be equal.
/// </summary>
/// <param name="Name">What was measured, with its unit.</param>
/// <param name="Predicted">The source's value.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="AppliesTo">The parameters that it is about: <see cref="Reference.Defaults"/>, or a comparison of one's own.</param>
public sealed record Reference<TParameters>(string Name, double Predicted, string Source, Func<TParameters, bool> AppliesTo)
{
    private Func<int, double> tolerance = _ => 0;
    private CheckBounds? bounds;

    /// <summary>The largest difference that passes where the measurement is the mean of so many runs.</summary>
    public double Tolerance(int runs) => tolerance(runs);

    /// <summary>A measurement beside it, the mean of so many runs.</summary>
    internal Check Beside(double measured, int runs) => new(Name, Predicted, measured, Tolerance(runs), Source) { Bounds = bounds };

    /// <summary>The same with a largest difference that does not depend on the number of runs.</summary>
    public Reference<TParameters> Within(double difference) => this with { tolerance = _ => difference, bounds = null };

    /// <summary>The same of a source that gives two bounds: the prediction is their middle.</summary>
    public Reference<TParameters> Between(double lowest, double highest) => Within(new CheckBounds(lowest, highest));

    /// <summary>The same of a source that gives a lower bound, which is the prediction.</summary>
    public Reference<TParameters> AtLeast(double lowest) => Within(CheckBounds.AtLeast(lowest));

    /// <summary>The same of a source that gives an upper bound, which is the prediction.</summary>
    public Reference<TParameters> AtMost(double highest) => Within(CheckBounds.AtMost(highest));

    /// <summary>
    /// The same for a value that is the mean over random draws, as the measurement is: <paramref name="quantile"/> standard errors of the
    /// difference of the two means, SD sqrt(1/runs + 1/draws).
    /// </summary>
    /// <param name="standardDeviation">The standard deviation of single draws.</param>
    /// <param name="draws">How many the source has.</param>
    /// <param name="quantile">How many standard errors: 4 fail once in 16 000 times.</param>
    public Reference<TParameters> OfDraws(double standardDeviation, int draws, double quantile = 4)
        => this with { bounds = null, tolerance = runs => quantile * Math.Sqrt((1.0 / runs) + (1.0 / draws)) * standardDeviation };

    private Reference<TParameters> Within(CheckBounds within)
        => this with { Predicted = within.Middle, tolerance = _ => within.HalfWidth, bounds = within };
}

/// <summary>Which parameters a reference is about.</summary>
public static class Reference
{
    /// <summary>Those of which some have their default values, whatever the others: what a paper says of its own cell, time step and stimulus.</summary>
    /// <param name="parameters">The parameters that matter: <c>p =&gt; p.Weight</c>. Lists are compared value by value.</param>
    public static Func<TParameters, bool> Defaults<TParameters>(params Func<TParameters, object?>[] parameters)
        where TParameters : class, new()
        => given => Array.TrueForAll(parameters, of => AreEqual(of(given), of(new TParameters())));

    private static bool AreEqual(object? first, object? second) => first is IEnumerable one and not string && second is IEnumerable other
        ? one.Cast<object?>().SequenceEqual(other.Cast<object?>())
        : Equals(first, second);
}
