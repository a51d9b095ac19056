namespace Neuropil.Engine;

/// <summary>
/// Which cells of each population are whose: consecutive ones, in whole groups. They are divided among ranks, and those of this rank among its workers.
/// </summary>
internal sealed class WorkerShares
{
    // Below a few hundred cells a meeting of threads costs more than the step.
    private const int CellsWorthAThread = 500;

    /// <exception cref="ArgumentException">There are more ranks than cells, or a partition leaves cells out or gives them twice.</exception>
    public WorkerShares(IReadOnlyList<Population> populations, RunOptions options)
    {
        var (threads, ranks) = (options.Threads, options.RanksOrCurrent);
        int cells = populations.Sum(population => population.Size);
        OfRanks = RankRanges.Of(populations, ranks.Count, options.Partition);
        var own = OfRanks[ranks.Rank];
        int groups = own.Max(range => range.End - range.Begin) / StateBlock.Granularity;
        int processors = Math.Max(1, Environment.ProcessorCount / ranks.CountHere);
        int wanted = threads > 0 ? threads : Math.Min(processors, cells / ranks.Count / CellsWorthAThread);
        int workers = Math.Clamp(wanted, 1, Math.Max(1, groups));
        Ranges = Enumerable.Range(0, workers)
            .Select(worker => Array.ConvertAll(own, range => Share(range, worker, workers)))
            .ToArray();
        Part = cells == 0 ? 1 : Math.Min(1, own.Sum(range => (double)(range.End - range.Begin)) / cells);
    }

    /// <summary>The cells of each worker of this rank, by population.</summary>
    public (int Begin, int End)[][] Ranges { get; }

    /// <summary>The cells of each rank, by population.</summary>
    public (int Begin, int End)[][] OfRanks { get; }

    /// <summary>How much of all cells this rank has.</summary>
    public double Part { get; }

    /// <summary>The cells of each worker in one population.</summary>
    public (int Begin, int End)[] Of(int population) => Array.ConvertAll(Ranges, ranges => ranges[population]);

    private static (int Begin, int End) Share((int Begin, int End) range, int worker, int workers)
    {
        long groups = (range.End - range.Begin) / StateBlock.Granularity;
        return (range.Begin + ((int)(groups * worker / workers) * StateBlock.Granularity),
            range.Begin + ((int)(groups * (worker + 1) / workers) * StateBlock.Granularity));
    }
}
