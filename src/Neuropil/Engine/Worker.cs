using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// One share of a simulation: a range of cells of each population, and the synapses onto them. It alone writes those cells and what arrives at
/// them, so that workers need no locks; they meet once a batch. Which thread runs a worker does not matter.
/// </summary>
internal sealed unsafe class Worker : IDisposable
{
    private readonly EngineState state;
    private readonly WorkerBlock?[] blocks;
    private readonly List<ProbeReader> probes = [];
    private readonly NativeList<int> generated = new();
    private readonly ArrivalSpace space;
    private readonly StepLaps? laps;
    private readonly AlignedMemory tally = new(2 * AlignedMemory.Alignment); // a line that nobody else reads while the worker counts there
    private readonly List<long> edgeOrigins = []; // where the arrivals of each projection with state begin
    private ArrivalRing arrivals;

    public Worker(EngineState state, int index, (int Begin, int End)[] ranges, ArrivalSpace space, RowTable[] tables, RegeneratedRows[] regenerated)
    {
        (this.state, Index, Ranges, this.space) = (state, index, ranges, space);
        laps = state.IsProfiled ? new StepLaps() : null;
        arrivals = new ArrivalRing(space.Size, state.ArrivalRows);
        Rows = new RowDelivery(tables, regenerated, arrivals, state.WeightShift, laps);
        blocks = state.Blocks.Select((block, population) => block is null ? null : new WorkerBlock(state, block, ranges[population], space, arrivals))
            .ToArray();
        Sender = new SpikeSender(state, ranges);
        Histories = Sender.Histories;
    }

    public int Index { get; }

    /// <summary>The cells of each population that are this worker's.</summary>
    public (int Begin, int End)[] Ranges { get; }

    /// <summary>The static synapses onto this worker's cells.</summary>
    public RowDelivery Rows { get; private set; }

    /// <summary>The synapses with state onto this worker's cells, projection by projection.</summary>
    public List<EdgeEvents> Edges { get; } = [];

    /// <summary>The last spikes of this worker's cells, by population.</summary>
    public SpikeHistory[] Histories { get; }

    /// <summary>This worker's cells, as those see them to whom they send spikes.</summary>
    public SpikeSender Sender { get; }

    /// <summary>How many times a spike of this worker's cells has set out to a synapse.</summary>
    public long SynapticEvents
    {
        get => *(long*)tally.Address;
        set => *(long*)tally.Address = value;
    }

    /// <summary>Bytes of arrivals, of spikes, and of what these are still to bring.</summary>
    public long Bytes => arrivals.Bytes + Rows.WaitingBytes + Edges.Sum(one => one.Block.Bytes) + Histories.Sum(history => history.Bytes);

    /// <summary>The contacts of couplings whose weights change onto this worker's cells.</summary>
    public long CoupledSynapses => Edges.Where(one => one.Block.Projection is { IsCoupling: true, IsCut: false }).Sum(one => one.Block.Store.Count);

    /// <summary>Whether a state is not finite: the cells stand still then, and spike no more.</summary>
    public bool IsHalted { get; set; }

    /// <summary>What the parts of its steps have taken; null where nobody asks.</summary>
    public StepLaps? Laps => laps;

    /// <summary>Takes the synapses of projections with state.</summary>
    public void AddEdges(IEnumerable<(EdgeEvents Events, Port Port)> events)
    {
        foreach (var (own, port) in events)
        {
            Edges.Add(own);
            edgeOrigins.Add(own.Block.Projection.IsCoupling ? 0 : space.Origin(port));
        }
    }

    public void AddProbe(Probe probe) => probes.Add(probe.NewReader());

    /// <summary>Takes other static synapses, and units of what arrives; what is on its way is to be restored.</summary>
    public void RenewRows(RowTable[] tables, RegeneratedRows[] regenerated)
    {
        Rows.Release();
        arrivals.Dispose();
        arrivals = new ArrivalRing(space.Size, state.ArrivalRows);
        Rows = new RowDelivery(tables, regenerated, arrivals, state.WeightShift, laps);
        for (int population = 0; population < blocks.Length; population++)
        {
            RenewCells(population);
        }
    }

    /// <summary>Takes the kernel of a population's equations, and reads its quantities, as they are now.</summary>
    public void RenewCells(int population)
    {
        blocks[population]?.Dispose();
        blocks[population] = state.Blocks[population] is { } block ? new WorkerBlock(state, block, Ranges[population], space, arrivals) : null;
        for (int i = 0; i < probes.Count; i++)
        {
            probes[i] = probes[i].Probe.Population == population ? probes[i].Probe.NewReader() : probes[i];
        }
    }

    /// <summary>Takes the synapses with state of a projection, and their kernels, as they are now; spikes that are on their way stay so.</summary>
    public void RenewEdges(EdgeBlock block)
    {
        int place = Edges.FindIndex(events => events.Block.Projection == block.Projection);
        var before = Edges[place];
        Edges[place] = new EdgeEvents(state, block);
        Edges[place].TakeOver(before);
        before.Release();
    }

    /// <summary>Advances this worker's cells by some steps of a batch.</summary>
    /// <param name="firstStep">The first step of the batch.</param>
    /// <param name="begin">The first of the steps, counted from that.</param>
    /// <param name="end">The step behind the last.</param>
    /// <param name="parity">Which half of what is sampled takes turns with the other.</param>
    /// <returns>Whether all states are finite numbers; at the first that is not, the worker halts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Advance(long firstStep, int begin, int end, int parity)
    {
        for (int k = begin; k < end; k++)
        {
            long step = firstStep + k;
            if (IsHalted)
            {
                EndWithoutSpikes(step);
                continue;
            }

            bool finite = Deliver(step);
            Couple(step);
            finite &= AdvanceCells(step);
            Sample(step + 1, k, parity);
            IsHalted = !finite;
        }

        return !IsHalted;
    }

    /// <summary>Takes the samples that are due after so many steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(long stepsDone, int batchStep, int parity)
    {
        laps?.Begin();
        foreach (var reader in probes)
        {
            var (begin, end) = Ranges[reader.Probe.Population];
            long sampled = stepsDone - reader.Probe.Lag;
            if (reader.Probe.IsDue(sampled))
            {
                reader.Sample(sampled, sampled * state.TimeStep, begin, end, batchStep, parity);
            }

            if (reader.Probe.IsDue(stepsDone))
            {
                reader.Keep(begin, end);
            }

            laps?.End(reader.Probe);
        }
    }

    public void Dispose()
    {
        foreach (var block in blocks)
        {
            block?.Dispose();
        }

        Rows.Dispose();
        Edges.ForEach(events => events.Dispose());
        arrivals.Dispose();
        tally.Dispose();
        generated.Dispose();
    }

    // What spikes bring in this step: by synapses without state; then by those with state, which also see the spikes of their targets. What these
    // keep by cell goes through the step with the cells as they are now.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Deliver(long step)
    {
        laps?.Begin();
        Rows.Deliver(state.Senders, step);
        bool isSound = true;
        bool isCrowded = Rows.IsCrowded(state.Senders, step);
        laps?.Begin();
        for (int i = 0; i < Edges.Count; i++)
        {
            var events = Edges[i];
            if (events.Block.Projection.IsCut)
            {
                continue;
            }

            isSound &= events.Run(step, arrivals.Row(step) + edgeOrigins[i]);
            events.Step();
            isCrowded |= events.IsCrowded(step);
            laps?.End(events.Block.Projection.Projection);
        }

        if (isCrowded && arrivals.FindAtLeast(1L << Resolution.SumBits) is var place and >= 0)
        {
            var port = space.PortAt(place).Port;
            state.Report(new Divergence(step, port.Population, space.CellAt(place)) { Port = port });
            return false;
        }

        return isSound;
    }

    // What couplings bring in this step follows from what the sources gave out at the end of the last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Couple(long step)
    {
        foreach (var coupling in state.Couplings)
        {
            var (begin, end) = Ranges[coupling.TargetPopulation];
            coupling.Add(step, begin, end);
            laps?.End(coupling.Projection);
        }

        foreach (var events in Edges)
        {
            if (!events.Block.Projection.IsCut)
            {
                events.Couple(step);
                laps?.End(events.Block.Projection.Projection);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AdvanceCells(long step)
    {
        bool finite = true;
        double now = step * state.TimeStep;
        for (int population = 0; population < blocks.Length; population++)
        {
            if (blocks[population] is not { } block)
            {
                Generate(step, population);
            }
            else if (block.Step(step, now, Histories[population]) is { } divergence)
            {
                state.Report(divergence);
                finite = false;
            }

            SynapticEvents += state.SynapsesOf(population, Histories[population].Of(step));
            laps?.End(state.PartOf(population));
        }

        return finite;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Generate(long step, int population)
    {
        generated.Count = 0;
        state.Generators[population]!.Generate(step, Ranges[population].Begin, Ranges[population].End, generated);
        if (state.SilentCells[population] is { } silent)
        {
            generated.Count = Silence.Keep(generated.Items, generated.Count, silent);
        }

        Histories[population].EndStep(step, generated.Span);
    }

    private void EndWithoutSpikes(long step)
    {
        foreach (var history in Histories)
        {
            history.EndStep(step, 0);
        }
    }
}
