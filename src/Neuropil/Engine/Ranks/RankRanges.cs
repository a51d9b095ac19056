namespace Neuropil.Engine;

/// <summary>The cells of each rank.</summary>
internal static class RankRanges
{
    /// <summary>The cells of each rank in each population, in whole groups.</summary>
    /// <exception cref="ArgumentException">There are more ranks than cells, or a partition leaves cells out or gives them twice.</exception>
    public static (int Begin, int End)[][] Of(IReadOnlyList<Population> populations, int ranks, RankPartition? partition)
    {
        int cells = populations.Sum(population => population.Size);
        if (ranks > cells)
        {
            throw new ArgumentException(
                $"The network has {cells} cell{(cells == 1 ? "" : "s")} and is divided among {ranks} ranks; expected at most one rank for each cell.");
        }

        var bounds = populations.Select((population, index) => ranks == 1 || partition is null ? Even(population.Size, index, ranks)
            : Given(population, ranks, partition(population, ranks))).ToList();
        return [.. Enumerable.Range(0, ranks).Select(rank => bounds.ConvertAll(bound => (bound[rank], bound[rank + 1])).ToArray())];
    }

    // Groups that cannot be divided evenly go to another rank in every population.
    private static int[] Even(int size, int population, int ranks)
    {
        long groups = StateBlock.Padded(size) / StateBlock.Granularity;
        return [.. Enumerable.Range(0, ranks + 1).Select(before => before == 0 ? 0 : before == ranks ? StateBlock.Padded(size)
            : (int)(((groups * before) + (population % ranks)) / ranks) * StateBlock.Granularity)];
    }

    private static int[] Given(Population population, int ranks, IReadOnlyList<Range>? ranges)
    {
        if (ranges?.Count != ranks)
        {
            throw new ArgumentException(
                $"The partition of population '{population.Name}' has {ranges?.Count ?? 0} range{(ranges?.Count == 1 ? "" : "s")}; expected one for each of "
                    + $"{ranks} ranks.");
        }

        var bounds = new int[ranks + 1];
        int end = 0;
        for (int rank = 0; rank < ranks; rank++)
        {
            var (begin, next) = (ranges[rank].Start.GetOffset(population.Size), ranges[rank].End.GetOffset(population.Size));
            bounds[rank + 1] = end;
            bool isWithin = begin >= 0 && next <= population.Size && begin <= next;
            if (isWithin && begin == next)
            {
                continue; // it has none, wherever
            }

            string? fault = !isWithin ? $"the range {ranges[rank]} of rank {rank} is not within its {population.Size} cells"
                : begin < end ? $"rank {rank} has cells from {begin} on, and those up to {end - 1} are of ranks before it"
                : begin > end ? $"no rank has {Cells(end, begin)}"
                : null;
            if (fault is not null)
            {
                throw new ArgumentException($"The partition of population '{population.Name}': {fault}; expected each cell once, in the order of ranks.");
            }

            bounds[rank + 1] = end = next;
        }

        return end == population.Size ? Array.ConvertAll(bounds, bound => bound == population.Size ? StateBlock.Padded(bound) : Rounded(bound))
            : throw new ArgumentException(
                $"The partition of population '{population.Name}': no rank has {Cells(end, population.Size)}; expected each cell once, in the order of ranks.");
    }

    private static string Cells(int begin, int end) => end - begin == 1 ? $"cell {begin}" : $"cells {begin} to {end - 1}";

    private static int Rounded(int cell) => (cell + (StateBlock.Granularity / 2)) / StateBlock.Granularity * StateBlock.Granularity;
}
