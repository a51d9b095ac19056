namespace Neuropil;

/// <summary>
/// Says which cells of a population each rank has: <c>(population, ranks) => population.Name == "E" ? [0..3200, 3200..] : [0..0, 0..]</c>. Results do not
/// depend on it.
/// </summary>
/// <param name="population">The population.</param>
/// <param name="ranks">The number of ranks.</param>
/// <returns>
/// A range of cells for each rank, in their order: the first begins at the first cell, each begins where the one before it ends, and the last ends with the
/// last cell. A rank may have none. What is divided are groups of 64 cells, to whose bounds ranges are rounded.
/// </returns>
public delegate IReadOnlyList<Range> RankPartition(Population population, int ranks);
