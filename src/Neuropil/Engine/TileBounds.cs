namespace Neuropil.Engine;

/// <summary>Which targets each tile of a projection holds, in ascending order; each lies within the range of one worker.</summary>
internal sealed class TileBounds
{
    // A tile's ring rows should stay in the cache of one core; but a row of a source should hold some 128 synapses, below which starting a row
    // costs more than the cache saves (docs/decisions/0004-delivery.md).
    private const int TargetsInCache = 4096;
    private const int ShortestRow = 128;

    private readonly List<(int Worker, int End)> tiles = [];

    /// <summary>Tiles of so many targets (0 for a size that fits the cache and the length of rows).</summary>
    public TileBounds(PopulationSlice target, double targetsOfSource, IReadOnlyList<(int Begin, int End)> workers, int tileSize)
    {
        double targetsOfShortestRow = targetsOfSource > 0 ? ShortestRow * (target.Count / targetsOfSource) : target.Count;
        int size = tileSize > 0 ? tileSize : (int)Math.Min(int.MaxValue / 2, Math.Max(TargetsInCache, targetsOfShortestRow));
        for (int worker = 0; worker < workers.Count; worker++)
        {
            int begin = Math.Max(workers[worker].Begin, target.Start);
            int end = Math.Min(workers[worker].End, target.Start + target.Count);
            for (; begin < end; begin += size)
            {
                tiles.Add((worker, Math.Min(end, begin + size)));
            }
        }
    }

    public int Count => tiles.Count;

    /// <summary>The worker whose cells the targets are.</summary>
    public int WorkerOf(int tile) => tiles[tile].Worker;

    /// <summary>The tile of a target, at <paramref name="tile"/> or behind it.</summary>
    public int Find(int target, int tile)
    {
        while (target >= tiles[tile].End)
        {
            tile++;
        }

        return tile;
    }
}
