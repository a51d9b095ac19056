using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Everything that a running network consists of: state blocks, generators, couplings, workers.</summary>
internal sealed class EngineState : IDisposable
{
    private readonly Lock reporting = new();

    public required double TimeStep { get; init; } // ms

    public required IBackend Backend { get; init; }

    /// <summary>The seed of noise and chances.</summary>
    public required ulong NoiseSeed { get; init; }

    /// <summary>Whether the parts of a step are timed.</summary>
    public bool IsProfiled { get; init; }

    /// <summary>How often the step of the run whose Brownian paths this one shares has been halved.</summary>
    public required int PathRefinement { get; init; }

    /// <summary>The state of each population; null where it is a source.</summary>
    public required StateBlock?[] Blocks { get; init; }

    /// <summary>The generator of each population; null where it has equations.</summary>
    public required SpikeGenerator?[] Generators { get; init; }

    /// <summary>The units of what arrives at each port.</summary>
    public Dictionary<Port, Resolution> Resolutions { get; } = [];

    /// <summary>By how many places a static weight is shifted to be an arrival.</summary>
    public int WeightShift => Resolutions.Values.FirstOrDefault()?.Shift ?? 0;

    /// <summary>The longest delay, in steps, of the synapses of each population's cells.</summary>
    public required int[] LongestDelays { get; init; }

    /// <summary>The number of synapses of each cell of each population.</summary>
    public required int[][] OutDegrees { get; init; }

    /// <summary>Rows of the rings of arrivals: one for the present step, and as many more as synapses are delivered ahead.</summary>
    public int ArrivalRows { get; set; } = 1;

    /// <summary>What acts all the time, in the order of declaration.</summary>
    public List<CouplingLink> Couplings { get; } = [];

    /// <summary>Bytes of the edges of couplings.</summary>
    public long CouplingBytes { get; set; }

    /// <summary>Those who advance cells in this process.</summary>
    public List<Worker> Workers { get; } = [];

    /// <summary>All from whom spikes come, in the order of their cells: this process's workers, and before and behind them the other ranks.</summary>
    public List<SpikeSender> Senders { get; } = [];

    /// <summary>The processes among which the network is divided.</summary>
    public required RankGroup Ranks { get; init; }

    /// <summary>How many times a spike of other ranks' cells has set out to a synapse, as these said it last.</summary>
    public long EventsElsewhere { get; set; }

    /// <summary>How many times a spike has set out to a synapse.</summary>
    public long SynapticEvents => Workers.Sum(worker => worker.SynapticEvents) + EventsElsewhere;

    /// <summary>The cells of each rank, by population.</summary>
    public (int Begin, int End)[][] RangesOfRanks { get; set; } = [];

    /// <summary>Whether other processes have cells of the network.</summary>
    public bool IsDivided => Ranks.Count > 1;

    /// <summary>How many steps lie between two meetings of the workers.</summary>
    public BatchPlan Batch { get; set; } = BatchPlan.EachStep;

    /// <summary>The number of synapses that spikes act by.</summary>
    public long SpikeSynapses { get; set; }

    /// <summary>The number of synapses, contacts of couplings included.</summary>
    public long Synapses => SpikeSynapses + Couplings.Where(link => link.IsFirst && !link.IsCut).Sum(link => link.Count)
        + (IsDivided ? Workers[0].Edges.Select(one => one.Block.Projection).Where(one => one is { IsCoupling: true, IsCut: false })
            .Sum(one => one.RowLengths.Sum(length => (long)length)) : Workers.Sum(worker => worker.CoupledSynapses));

    /// <summary>The cells of each population that spike no more; null for none.</summary>
    public required bool[]?[] SilentCells { get; init; }

    /// <summary>A number that two networks share only if all their synapses are the same, in whatever form.</summary>
    public ulong WiringHash { get; set; }

    /// <summary>The first state that was not a finite number, or null.</summary>
    public Divergence? Divergence { get; private set; }

    /// <summary>The first cell that a leap of its potential left out of all measure, or null.</summary>
    public SpikeLeap? Leap { get; private set; }

    /// <summary>The first synapse whose state or amount was at fault, or null.</summary>
    public SynapseFault? SynapseFault { get; private set; }

    /// <summary>Bytes of state and synapses.</summary>
    public long Bytes => Blocks.Sum(block => block?.Bytes ?? 0) + Workers.Sum(worker => worker.Bytes) + SynapseBytes;

    public long SynapseBytes => CouplingBytes + Workers.Sum(worker => worker.Rows.Bytes);

    /// <summary>
    /// How many steps of a population's spikes somebody may still ask for: those of the longest delay, and those of the last batch, before any
    /// step of the present batch.
    /// </summary>
    public int StepsKept(int population) => Math.Max(LongestDelays[population] + 1, Batch.Steps) + Batch.Steps;

    /// <summary>What does the work of a population's cells: their state, or their generator.</summary>
    public object PartOf(int population) => (object?)Blocks[population] ?? Generators[population]!;

    /// <summary>The spikes of another rank.</summary>
    public SpikeSender SenderOf(int rank) => Senders[rank < Ranks.Rank ? rank : rank - 1 + Workers.Count];

    /// <summary>The synapses with state of a projection, those of one worker after another; none where it has no state.</summary>
    public List<EdgeBlock> EdgeBlocksOf(Projection projection)
        => [.. Workers.SelectMany(worker => worker.Edges).Select(events => events.Block).Where(block => block.Projection.Projection == projection)];

    /// <summary>The number of synapses of the given cells of a population.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe long SynapsesOf(int population, SpikeRange spikes)
    {
        long synapses = 0;
        int[] degrees = OutDegrees[population];
        for (long i = 0; i < spikes.Count; i++)
        {
            synapses += degrees[spikes.Cells[i]];
        }

        return synapses;
    }

    /// <summary>Takes note of a leap. Within a batch the earliest counts, whichever worker finds it.</summary>
    public void Report(SpikeLeap found)
    {
        lock (reporting)
        {
            Leap = Leap is { } known && known.CompareTo(found) <= 0 ? known : found;
        }
    }

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

    /// <inheritdoc cref="Report(Engine.Divergence)"/>
    public void Report(SynapseFault found)
    {
        lock (reporting)
        {
            if (SynapseFault is not { } known || found.CompareTo(known) < 0)
            {
                SynapseFault = found;
            }
        }
    }

    public void Dispose()
    {
        Senders.ForEach(sender => sender.Dispose());
        Workers.ForEach(worker => worker.Dispose());
        foreach (var block in Blocks)
        {
            block?.Dispose();
        }

        foreach (var generator in Generators)
        {
            (generator as IDisposable)?.Dispose();
        }
    }
}
