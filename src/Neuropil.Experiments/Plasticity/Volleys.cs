using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Each cell sends one spike in each of some volleys, at a latency of its own with jitter.</summary>
/// <param name="Starts">When volleys begin.</param>
/// <param name="Latencies">The latency of each cell.</param>
/// <param name="Jitter">The standard deviation of a spike about it.</param>
internal sealed record Volleys(IReadOnlyList<Time> Starts, IReadOnlyList<Time> Latencies, Time Jitter) : ListedSource
{
    /// <inheritdoc/>
    protected override bool DrawsTimes => true;

    /// <inheritdoc/>
    protected override IEnumerable<(int Cell, Time Time)> SpikesOf(SourceCells cells)
    {
        for (int cell = 0; cell < cells.Count; cell++)
        {
            var random = cells.RandomOf(cell);
            foreach (var start in Starts)
            {
                yield return (cell, Time.FromSi(Math.Max(0, (start + Latencies[cell] + (random.NextNormal() * Jitter)).SiValue)));
            }
        }
    }
}
