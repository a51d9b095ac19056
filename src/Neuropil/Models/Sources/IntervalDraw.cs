namespace Neuropil;

/// <summary>
/// Draws one interval between two spikes of a cell, as a multiple of the mean interval 1 / <see cref="RenewalSource.Rate"/>: its mean is one. It may depend
/// on nothing but its arguments and what was known before the run, because it is called from several threads, and a resumed run calls it anew.
/// </summary>
/// <param name="cell">The cell's index within the population.</param>
/// <param name="random">Random numbers of this cell and this interval alone, as many as are wanted.</param>
/// <returns>The interval: zero or more; infinite where the cell is silent from now on.</returns>
public delegate double IntervalDraw(int cell, ref RandomStream random);
