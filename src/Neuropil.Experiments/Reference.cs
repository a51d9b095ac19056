namespace Neuropil.Experiments;

/// <summary>
/// A number that an independent source gives: a formula, a paper, another program. It is about certain parameters only, and its tolerance
/// follows from the statistics of both sides, never from what made a check pass.
/// </summary>
/// <param name="Name">What was measured, with its unit.</param>
/// <param name="Predicted">The source's value.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="AppliesTo">The parameters that it is about.</param>
public sealed record Reference<TParameters>(string Name, double Predicted, string Source, Func<TParameters, bool> AppliesTo)
{
    private Func<int, double> tolerance = _ => 0;

    /// <summary>The largest difference that passes where the measurement is the mean of so many runs.</summary>
    public double Tolerance(int runs) => tolerance(runs);

    /// <summary>The same with a largest difference that does not depend on the number of runs.</summary>
    public Reference<TParameters> Within(double difference) => this with { tolerance = _ => difference };

    /// <summary>
    /// The same for a value that is the mean over random draws, as the measurement is: <paramref name="quantile"/> standard errors of the
    /// difference of the two means, SD sqrt(1/runs + 1/draws).
    /// </summary>
    /// <param name="standardDeviation">The standard deviation of single draws.</param>
    /// <param name="draws">How many the source has.</param>
    /// <param name="quantile">How many standard errors: 4 fail once in 16 000 times.</param>
    public Reference<TParameters> OfDraws(double standardDeviation, int draws, double quantile = 4)
        => this with { tolerance = runs => quantile * Math.Sqrt((1.0 / runs) + (1.0 / draws)) * standardDeviation };
}
