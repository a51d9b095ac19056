namespace Neuropil.Benchmarks;

/// <summary>Which sources spiked in a step; none before the first.</summary>
internal interface ISpikesOfSteps
{
    /// <summary>The sources that spiked in a step.</summary>
    ReadOnlySpan<int> this[int step] { get; }
}
