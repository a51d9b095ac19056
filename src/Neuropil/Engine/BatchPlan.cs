namespace Neuropil.Engine;

/// <summary>
/// How steps are put together to batches, after each of which spikes are exchanged. No spike acts sooner than the shortest delay and one step more: so many
/// steps can go by before it must be known. Where other processes have a part of the network, some of these pass while spikes are on their way.
/// </summary>
/// <param name="Steps">The steps of a batch.</param>
/// <param name="Ahead">How many steps of a batch need nothing of the batch before; at most all.</param>
internal readonly record struct BatchPlan(int Steps, int Ahead)
{
    /// <summary>No batch has more: with long delays workers could run far between meetings, and beyond this nothing is gained.</summary>
    public const int LongestBatch = 32;

    // What is hidden is the latency of a message, less than what a step takes; what it costs are meetings, a seventh more of them (docs/internals/ranks.md).
    private const int PartAhead = 8;

    /// <summary>What acts in the next step is exchanged after each.</summary>
    public static BatchPlan EachStep { get; } = new(1, 0);

    /// <summary>The batches of a network that one process has.</summary>
    /// <param name="shortestDelay">The shortest delay, in steps.</param>
    public static BatchPlan Of(int shortestDelay) => new(Math.Clamp(shortestDelay + 1, 1, LongestBatch), 0);

    /// <summary>The batches of a network of which other processes have a part.</summary>
    /// <param name="shortestDelay">The shortest delay, in steps.</param>
    /// <param name="ahead">How many steps are to pass meanwhile; null for as many as cost little.</param>
    public static BatchPlan OfRank(int shortestDelay, int? ahead)
    {
        int span = Of(shortestDelay).Steps;
        int meanwhile = Math.Min(ahead ?? span / PartAhead, span / 2);
        return new BatchPlan(span - meanwhile, meanwhile);
    }
}
