namespace Neuropil.Experiments;

/// <summary>What was measured at one value of a sweep.</summary>
/// <param name="Value">The value.</param>
/// <param name="Runs">What each seed gave.</param>
public sealed record SweepPoint<T>(T Value, IReadOnlyList<PointFindings> Runs)
{
    /// <summary>The mean of a measured quantity over the seeds; NaN if one has none.</summary>
    public double Mean(string measure) => Runs.Average(run => run.Measured(measure));

    /// <summary>The standard error of that mean; NaN for a single seed, which says nothing about it.</summary>
    public double Error(string measure) => StandardError.Of([.. Runs.Select(run => run.Measured(measure))]);

    /// <summary>How many seeds failed a check.</summary>
    public int Failed(string check) => Runs.Count(run => run.Checks.Any(each => each.Name == check && !each.Passed));
}
