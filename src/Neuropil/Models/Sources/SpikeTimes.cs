namespace Neuropil;

/// <summary>Spikes at given times, which must be positive; see <see cref="ListedSource"/> for the step that a time belongs to.</summary>
/// <param name="Spikes">Cell indices within the population and times, in any order.</param>
public sealed record SpikeTimes(IReadOnlyList<(int Cell, Time Time)> Spikes) : ListedSource
{
    /// <inheritdoc/>
    protected internal override IEnumerable<(int Cell, Time Time)> SpikesOf(SourceCells cells) => Spikes;
}
