namespace Neuropil;

/// <summary>
/// A source whose spikes are known before the run: measured trains, volleys, patterns with jitter. A spike at time t belongs to the step that ends at t
/// rounded to the grid: it acts as one that a neuron fired at t.
/// </summary>
public abstract record ListedSource : SpikeSource
{
    /// <summary>Whether times are drawn, so that rounding them to the grid is meant; else a user whose times lie between grid points is warned.</summary>
    protected internal virtual bool DrawsTimes => false;

    /// <summary>
    /// All spikes, in any order; a cell may spike twice in a step. What is random in them is drawn from <see cref="SourceCells.RandomOf"/>, and then is the
    /// same for any number of threads, any time step, and after a resume.
    /// </summary>
    /// <param name="cells">The cells of the population that is built.</param>
    /// <returns>Cell indices within the population, and times, from 0 ms on: a spike at 0 ms acts from the first step on.</returns>
    protected internal abstract IEnumerable<(int Cell, Time Time)> SpikesOf(SourceCells cells);
}
