using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>A worker's share of a population: its kernel, its table of uniform values, and the addresses that the kernel reads.</summary>
internal sealed unsafe class WorkerBlock : IDisposable
{
    // Cells whose draws are made at a time: they stay in the first-level cache.
    private const int Chunk = 256;
    private const int ChunkBytes = Chunk * sizeof(double);

    private readonly StateBlock block;
    private readonly IKernel kernel;
    private readonly AlignedMemory columns;
    private readonly UniformTable uniforms;
    private readonly AlignedMemory sink;
    private readonly AlignedMemory? drawn;
    private readonly ArrivalRing arrivals;
    private readonly (int Column, long Origin)[] arrivalColumns;
    private readonly int[] outputColumns;
    private readonly int[] drawColumns;
    private readonly DrawGenerator? draws;
    private readonly (int Begin, int End) range;
    private readonly TinyStates tinyStates;
    private readonly LeapWatch leaps;
    private readonly EngineState state;

    public WorkerBlock(EngineState state, StateBlock block, (int Begin, int End) range, ArrivalSpace space, ArrivalRing arrivals)
    {
        (this.state, this.block, this.range, this.arrivals) = (state, block, range, arrivals);
        var plan = block.Plan;
        kernel = state.Backend.Compile(plan);
        var units = block.SpikePorts.ToDictionary(port => plan.Columns[block.ColumnOf(port)].Source!, port => state.Resolutions[port].Unit,
            ReferenceComparer.Instance);
        uniforms = new UniformTable(plan, state.TimeStep, input => units[input]);
        columns = new AlignedMemory((long)plan.Columns.Count * sizeof(long));
        block.ColumnAddress.CopyTo(new Span<long>(columns.Address, plan.Columns.Count));
        arrivalColumns = [.. block.SpikePorts.Select(port => (block.ColumnOf(port), space.Origin(port)))];
        outputColumns = ColumnsOf(ColumnKind.Output);
        drawColumns = ColumnsOf(ColumnKind.Draw);
        if (drawColumns.Length > 0)
        {
            drawn = new AlignedMemory((long)drawColumns.Length * ChunkBytes);
            draws = new DrawGenerator(state, block, range, Chunk);
        }

        sink = new AlignedMemory(sizeof(SpikeSink));
        tinyStates = new TinyStates(block);
        leaps = new LeapWatch(state, block);

        int[] ColumnsOf(ColumnKind kind) => [.. Enumerable.Range(0, plan.Columns.Count).Where(i => plan.Columns[i].Kind == kind)];
    }

    /// <summary>Advances the range by one step and appends its spikes.</summary>
    /// <returns>The first cell with a value that is not finite, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Divergence? Step(long step, double now, SpikeHistory spikes)
    {
        if (range.Begin >= range.End)
        {
            spikes.EndStep(step, 0);
            return null;
        }

        var addresses = (long*)columns.Address;
        foreach (var (column, origin) in arrivalColumns)
        {
            addresses[column] = (long)(arrivals.Row(step) + origin);
        }

        for (int i = 0; i < outputColumns.Length; i++)
        {
            addresses[outputColumns[i]] = (long)block.Outputs[i].Row(step + 1);
        }

        uniforms.SetTime(now);
        var report = (SpikeSink*)sink.Address;
        *report = new SpikeSink { Cells = spikes.Room(step, range.End - range.Begin), Size = block.Population.Size, NotFinite = -1, OverwrittenCell = -1 };
        if (draws is null)
        {
            kernel.Run(addresses, uniforms, range.Begin, range.End, report);
        }
        else
        {
            DrawAndRun(step, addresses, report);
        }

        if (report->Count > 0)
        {
            leaps.Look(step, report->Cells, report->Count);
        }

        spikes.EndStep(step, state.SilentCells[block.Index] is { } silent ? Silence.Keep(report->Cells, report->Count, silent) : report->Count);
        tinyStates.Sweep(step + 1, range.Begin, range.End);
        return report->NotFinite < 0 ? null : Find(step, *report);
    }

    public void Dispose()
    {
        columns.Dispose();
        sink.Dispose();
        drawn?.Dispose();
        draws?.Dispose();
    }

    // The kernel's watch may be mistaken where numbers are very large.
    private Divergence? Find(long step, SpikeSink report)
    {
        int cell = FirstNotFinite();
        if (report.OverwrittenCell >= 0 && (cell < 0 || report.OverwrittenCell < cell))
        {
            return new Divergence(step, block.Index, report.OverwrittenCell) { Overwritten = block.Plan.Overwritten[report.OverwrittenValue].Variable };
        }

        return cell < 0 ? null : new Divergence(step, block.Index, cell);
    }

    private int FirstNotFinite()
    {
        int first = int.MaxValue;
        for (int column = 0; column < block.Plan.Columns.Count; column++)
        {
            if (block.Plan.Columns[column].Kind == ColumnKind.State)
            {
                for (int cell = range.Begin; cell < Math.Min(range.End, block.Population.Size); cell++)
                {
                    first = double.IsFinite(block[column, cell]) ? first : Math.Min(first, cell);
                }
            }
        }

        return first == int.MaxValue ? -1 : first;
    }

    private void DrawAndRun(long step, long* addresses, SpikeSink* report)
    {
        for (int begin = range.Begin; begin < range.End; begin += Chunk)
        {
            int end = Math.Min(begin + Chunk, range.End);
            for (int i = 0; i < drawColumns.Length; i++)
            {
                // So that cell `begin` of the column is the first of the memory.
                addresses[drawColumns[i]] = (long)drawn!.Address + ((long)i * ChunkBytes) - ((long)begin * block.ElementSize);
            }

            draws!.Fill(step, begin, end, addresses);
            kernel.Run(addresses, uniforms, begin, end, report);
        }
    }
}
