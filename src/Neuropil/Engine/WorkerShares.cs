namespace Neuropil.Engine;

/// <summary>How many workers there are, and which cells of each population are whose: consecutive ones, in whole groups.</summary>
internal sealed class WorkerShares
{
    // Below a few hundred cells a meeting of threads costs more than the step.
    private const int CellsWorthAThread = 500;

    public WorkerShares(IReadOnlyList<Population> populations, int threads)
    {
        int cells = populations.Sum(population => population.Size);
        int groups = populations.Max(population => Groups(population.Size));
        int wanted = threads > 0 ? threads : Math.Min(Environment.ProcessorCount, cells / CellsWorthAThread);
        int workers = Math.Clamp(wanted, 1, groups);
        Ranges = Enumerable.Range(0, workers)
            .Select(worker => populations.Select(population => Share(population.Size, worker, workers)).ToArray())
            .ToArray();
    }

    /// <summary>The cells of each worker, by population.</summary>
    public (int Begin, int End)[][] Ranges { get; }

    /// <summary>The cells of each worker in one population.</summary>
    public (int Begin, int End)[] Of(int population) => Array.ConvertAll(Ranges, ranges => ranges[population]);

    private static int Groups(int size) => StateBlock.Padded(size) / StateBlock.Granularity;

    private static (int Begin, int End) Share(int size, int worker, int workers)
    {
        long groups = Groups(size);
        return ((int)(groups * worker / workers) * StateBlock.Granularity, (int)(groups * (worker + 1) / workers) * StateBlock.Granularity);
    }
}
