namespace Neuropil;

/// <summary>
/// Independent renewal processes (Cox 1962): the intervals between the spikes of a cell are independent draws from one distribution, given as multiples
/// of the mean interval 1 / <see cref="Rate"/>. Times are continuous; a spike belongs to the step in whose interval it falls, so that two in one step both
/// count. A cell's train depends on the seed and the cell alone, not on the time step or the threads.
/// </summary>
public abstract record RenewalSource : SpikeSource
{
    /// <summary>The rate of each cell: one over its mean interval; a cell with 0 Hz is silent.</summary>
    public Parameter<Frequency> Rate { get; init; } = 10 * Units.Hz;

    /// <summary>What draws the intervals, as multiples of 1 / <see cref="Rate"/>; <see cref="SourceCells.ByHazard"/> makes it of a hazard.</summary>
    /// <param name="cells">The cells of the population that is built, with their parameters.</param>
    protected internal abstract IntervalDraw Intervals(SourceCells cells);

    /// <summary>
    /// What draws the time from the start of the run to the first spike: by default an interval like all others, as if each cell had spiked at the
    /// start. For a process that began long ago it has the density (1 - F(x)) of intervals with the distribution F and mean one (Cox 1962, section 5.4).
    /// </summary>
    /// <param name="cells">The cells of the population that is built, with their parameters.</param>
    protected internal virtual IntervalDraw FirstIntervals(SourceCells cells) => Intervals(cells);
}
