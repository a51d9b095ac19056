using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Everything that a running network consists of: state blocks, generators, links, workers.</summary>
internal sealed class EngineState : IDisposable
{
    private long notFinite = long.MaxValue;

    public required double TimeStep { get; init; } // ms

    public required bool IsInterpreted { get; init; }

    public required LaneWidth Width { get; init; }

    /// <summary>The state of each population; null where it is a source.</summary>
    public required StateBlock?[] Blocks { get; init; }

    /// <summary>The generator of each population; null where it has equations.</summary>
    public required SpikeGenerator?[] Generators { get; init; }

    public List<EngineLink> Links { get; } = [];

    public List<Worker> Workers { get; } = [];

    /// <summary>Steps between two meetings of the workers: no spike can act sooner.</summary>
    public int BatchSteps { get; set; } = 1;

    public long Synapses { get; set; }

    /// <summary>The earliest step after which a state was not finite, or null; with the population and the cell.</summary>
    public (long Step, int Population, int Cell)? NotFinite
        => notFinite == long.MaxValue ? null : (notFinite >> 40, (int)(notFinite >> 30) & 0x3FF, (int)(notFinite & 0x3FFFFFFF));

    /// <summary>Bytes of state and synapses.</summary>
    public long Bytes => Blocks.Sum(block => block?.Bytes ?? 0) + SynapseBytes;

    public long SynapseBytes => Workers.Sum(worker => worker.Tiles.Sum(tiles => tiles.Sum(tile => tile.Bytes)));

    /// <summary>Called by workers in the rare case; the earliest step, population and cell win, whichever worker is first.</summary>
    public void ReportNotFinite(int population, int cell, long step)
    {
        long packed = (step << 40) | ((long)population << 30) | (uint)cell;
        long seen;
        while (packed < (seen = Interlocked.Read(ref notFinite)) && Interlocked.CompareExchange(ref notFinite, packed, seen) != seen)
        {
        }
    }

    public void Dispose()
    {
        Workers.ForEach(worker => worker.Dispose());
        foreach (var block in Blocks)
        {
            block?.Dispose();
        }
    }
}
