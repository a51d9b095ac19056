using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// One share of a simulation: a range of cells of each population, and the synapses onto them. It alone writes those cells and their rings, so
/// that workers need no locks; they meet once a batch. Which thread runs a worker does not matter.
/// </summary>
internal sealed unsafe class Worker : IDisposable
{
    private readonly EngineState state;
    private readonly WorkerBlock?[] blocks;
    private readonly List<ProbeReader> probes = [];

    public Worker(EngineState state, int index, (int Begin, int End)[] ranges)
    {
        (this.state, Index, Ranges) = (state, index, ranges);
        blocks = state.Blocks.Select((block, population) => block is null ? null : new WorkerBlock(state, block, ranges[population])).ToArray();
        Outboxes = [new SpikeOutbox(ranges.Length), new SpikeOutbox(ranges.Length)];
    }

    public int Index { get; }

    /// <summary>The cells of each population that are this worker's.</summary>
    public (int Begin, int End)[] Ranges { get; }

    /// <summary>The tiles of each projection onto this worker's cells.</summary>
    public List<List<SynapseTile>> Tiles { get; } = [];

    /// <summary>Spikes of this batch and of the one before.</summary>
    public SpikeOutbox[] Outboxes { get; }

    /// <summary>How many times a spike has reached one of this worker's synapses.</summary>
    public long SynapticEvents { get; set; }

    public void AddProbe(Probe probe) => probes.Add(probe.NewReader());

    /// <summary>Adds to this worker's rings what the spikes of a batch bring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Deliver(long firstStep, int steps, int parity)
    {
        for (int k = 0; k < steps; k++)
        {
            for (int projection = 0; projection < Tiles.Count; projection++)
            {
                if (Tiles[projection].Count > 0)
                {
                    DeliverProjection(state.Links[projection], Tiles[projection], firstStep + k, k, parity);
                }
            }
        }
    }

    /// <summary>Advances this worker's cells by the steps of a batch.</summary>
    /// <returns>Whether all states are finite numbers; at the first that is not, the worker stops.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Integrate(long firstStep, int steps, int parity)
    {
        var outbox = Outboxes[parity];
        outbox.Clear();
        bool finite = true;
        for (int k = 0; k < steps; k++)
        {
            if (finite)
            {
                finite = AdvanceCells(firstStep + k, outbox);
                Sample(firstStep + k + 1, k, parity);
            }

            outbox.EndStep();
        }

        return finite;
    }

    /// <summary>Takes the samples that are due after so many steps.</summary>
    public void Sample(long stepsDone, int batchStep, int parity)
    {
        foreach (var reader in probes)
        {
            if (reader.Probe.IsDue(stepsDone))
            {
                var (begin, end) = Ranges[reader.Probe.Population];
                reader.Sample(stepsDone, stepsDone * state.TimeStep, begin, end, batchStep, parity);
            }
        }
    }

    public void Dispose()
    {
        foreach (var block in blocks)
        {
            block?.Dispose();
        }

        foreach (var tile in Tiles.SelectMany(tiles => tiles))
        {
            tile.Dispose();
        }

        Outboxes[0].Dispose();
        Outboxes[1].Dispose();
    }

    // What couplings bring in this step follows from what the sources gave out at the end of the last.
    private void Couple(long step)
    {
        foreach (var coupling in state.Couplings)
        {
            var (begin, end) = Ranges[coupling.TargetPopulation];
            coupling.Add(step, begin, end);
        }
    }

    private bool AdvanceCells(long step, SpikeOutbox outbox)
    {
        bool finite = true;
        Couple(step);
        double now = step * state.TimeStep;
        for (int population = 0; population < blocks.Length; population++)
        {
            var spikes = outbox.Spikes[population];
            if (blocks[population] is not { } block)
            {
                state.Generators[population]!.Generate(step, Ranges[population].Begin, Ranges[population].End, spikes);
                continue;
            }

            int notFinite = block.Step(step, now, spikes);
            if (notFinite >= 0)
            {
                state.Report(new Divergence(step, population, notFinite));
                finite = false;
            }
        }

        return finite;
    }

    private void DeliverProjection(EngineLink link, List<SynapseTile> tiles, long step, int batchStep, int parity)
    {
        foreach (var tile in tiles)
        {
            foreach (var sender in state.Workers)
            {
                var outbox = sender.Outboxes[parity];
                var spikes = outbox.Of(link.SourcePopulation, batchStep).Within(link.SourceBegin, link.SourceEnd);
                if (spikes.Count > 0)
                {
                    SynapticEvents += link.Ring.ElementSize == sizeof(float)
                        ? tile.Deliver<float>(spikes.Cells, spikes.Count, link.SourceBegin, link.Ring, step)
                        : tile.Deliver<double>(spikes.Cells, spikes.Count, link.SourceBegin, link.Ring, step);
                }
            }
        }
    }
}
