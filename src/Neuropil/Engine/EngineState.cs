using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Everything that a running network consists of: state blocks, generators, links, workers.</summary>
internal sealed class EngineState : IDisposable
{
    private readonly Lock reporting = new();

    public required double TimeStep { get; init; } // ms

    public required IBackend Backend { get; init; }

    /// <summary>The seed of noise and chances.</summary>
    public required ulong NoiseSeed { get; init; }

    /// <summary>How often the step of the run whose Brownian paths this one shares has been halved.</summary>
    public required int PathRefinement { get; init; }

    /// <summary>The state of each population; null where it is a source.</summary>
    public required StateBlock?[] Blocks { get; init; }

    /// <summary>The generator of each population; null where it has equations.</summary>
    public required SpikeGenerator?[] Generators { get; init; }

    public List<EngineLink> Links { get; } = [];

    /// <summary>What acts all the time, in the order of declaration.</summary>
    public List<CouplingLink> Couplings { get; } = [];

    /// <summary>Bytes of the edges of couplings.</summary>
    public long CouplingBytes { get; set; }

    public List<Worker> Workers { get; } = [];

    /// <summary>Steps between two meetings of the workers: no spike can act sooner.</summary>
    public int BatchSteps { get; set; } = 1;

    public long Synapses { get; set; }

    /// <summary>A number that two networks share only if all their synapses are the same, in whatever tiles.</summary>
    public ulong WiringHash { get; set; }

    /// <summary>The first state that was not a finite number, or null.</summary>
    public Divergence? Divergence { get; private set; }

    /// <summary>Bytes of state and synapses.</summary>
    public long Bytes => Blocks.Sum(block => block?.Bytes ?? 0) + SynapseBytes;

    public long SynapseBytes => CouplingBytes + Workers.Sum(worker => worker.Tiles.Sum(tiles => tiles.Sum(tile => tile.Bytes)));

    /// <summary>Called by workers in the rare case; the earliest step, population and cell win, whichever worker is first.</summary>
    public void Report(Divergence found)
    {
        lock (reporting)
        {
            if (Divergence is not { } known || found.CompareTo(known) < 0)
            {
                Divergence = found;
            }
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
