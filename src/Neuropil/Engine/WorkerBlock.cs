using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>A worker's share of a population: its kernel, its table of uniform values, and the addresses that the kernel reads.</summary>
internal sealed unsafe class WorkerBlock : IDisposable
{
    // Cells between the parts of a kernel: their scratch columns stay in the first-level cache.
    private const int Chunk = 256;
    private const int ChunkBytes = Chunk * sizeof(double);

    // The kernel sees at once when the voltage is no number; what does not act on the voltage is looked at now and then.
    private const int StepsBetweenScans = 1024;

    private readonly StateBlock block;
    private readonly IKernel kernel;
    private readonly AlignedMemory columns;
    private readonly AlignedMemory uniforms;
    private readonly AlignedMemory sink;
    private readonly AlignedMemory? scratch;
    private readonly ArrivalRing arrivals;
    private readonly int[] arrivalColumns;
    private readonly long[] arrivalOrigins;
    private readonly int[] outputColumns;
    private readonly int[] chunkColumns;
    private readonly DrawGenerator? draws;
    private readonly (int Begin, int End) range;
    private readonly TinyStates tinyStates;
    private readonly ExpressionTape? stepTape;
    private readonly double[] stepInputs;
    private readonly double[] stepValues;
    private readonly int timeInput;

    public WorkerBlock(EngineState state, StateBlock block, (int Begin, int End) range, ArrivalSpace space, ArrivalRing arrivals, Func<double> now)
    {
        (this.block, this.range, this.arrivals) = (block, range, arrivals);
        var plan = block.Plan;
        kernel = state.IsInterpreted ? new InterpretedKernel(plan, block.Step, state.TimeStep, now) : SimdKernel.Of(plan, state.Width);
        columns = new AlignedMemory((long)plan.Columns.Count * sizeof(long));
        block.ColumnAddress.CopyTo(new Span<long>(columns.Address, plan.Columns.Count));
        arrivalColumns = [.. block.SpikePorts.Select(block.ColumnOf)];
        arrivalOrigins = [.. block.SpikePorts.Select(space.Origin)];
        outputColumns = ColumnsOf(ColumnKind.Output);
        chunkColumns = [.. ColumnsOf(ColumnKind.Scratch), .. ColumnsOf(ColumnKind.Draw)];
        scratch = chunkColumns.Length == 0 ? null : new AlignedMemory((long)chunkColumns.Length * ChunkBytes);
        draws = block.Step.Draws.Count == 0 ? null : new DrawGenerator(state, block, Chunk);
        sink = new AlignedMemory(sizeof(SpikeSink));
        tinyStates = new TinyStates(block);
        uniforms = new AlignedMemory((long)(plan.RunUniforms.Count + plan.StepUniforms.Count) * block.ElementSize);
        EvaluateRunUniforms(plan, state);
        stepTape = plan.StepUniforms.Count == 0 ? null : new ExpressionTape(plan.StepUniforms);
        stepInputs = stepTape?.Inputs.Select(input => ReferenceEquals(input, Symbol.TimeStep) ? state.TimeStep : 0).ToArray() ?? [];
        timeInput = stepTape?.Inputs.FindIndex(input => ReferenceEquals(input, Symbol.Time)) ?? -1;
        stepValues = new double[plan.StepUniforms.Count];

        int[] ColumnsOf(ColumnKind kind) => [.. Enumerable.Range(0, plan.Columns.Count).Where(i => plan.Columns[i].Kind == kind)];
    }

    /// <summary>Advances the range by one step and appends its spikes.</summary>
    /// <returns>A cell whose state is not finite, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Step(long step, double now, SpikeHistory spikes)
    {
        if (range.Begin >= range.End)
        {
            spikes.EndStep(step, 0);
            return -1;
        }

        var addresses = (long*)columns.Address;
        for (int i = 0; i < arrivalColumns.Length; i++)
        {
            addresses[arrivalColumns[i]] = (long)(arrivals.Row(step) + arrivalOrigins[i]);
        }

        for (int i = 0; i < outputColumns.Length; i++)
        {
            addresses[outputColumns[i]] = (long)block.Outputs[i].Row(step + 1);
        }

        if (stepTape is not null)
        {
            EvaluateStepUniforms(now);
        }

        var report = (SpikeSink*)sink.Address;
        *report = new SpikeSink { Cells = spikes.Room(step, range.End - range.Begin), Size = block.Population.Size, NotFinite = -1 };
        if (scratch is null)
        {
            for (int part = 0; part < kernel.PartCount; part++)
            {
                kernel.Run(part, addresses, uniforms.Address, range.Begin, range.End, report);
            }
        }
        else
        {
            RunInChunks(step, addresses, report);
        }

        spikes.EndStep(step, report->Count);
        tinyStates.Sweep(step + 1, range.Begin, range.End);
        return report->NotFinite >= 0 || (step + 1) % StepsBetweenScans != 0 ? report->NotFinite : FirstNotFinite();
    }

    public void Dispose()
    {
        columns.Dispose();
        uniforms.Dispose();
        sink.Dispose();
        scratch?.Dispose();
        draws?.Dispose();
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

    private void RunInChunks(long step, long* addresses, SpikeSink* report)
    {
        for (int begin = range.Begin; begin < range.End; begin += Chunk)
        {
            int end = Math.Min(begin + Chunk, range.End);
            for (int i = 0; i < chunkColumns.Length; i++)
            {
                // So that cell `begin` of the column is the first of the scratch memory.
                addresses[chunkColumns[i]] = (long)scratch!.Address + ((long)i * ChunkBytes) - ((long)begin * block.ElementSize);
            }

            draws?.Fill(step, begin, end, addresses);
            for (int part = 0; part < kernel.PartCount; part++)
            {
                kernel.Run(part, addresses, uniforms.Address, begin, end, report);
            }
        }
    }

    private void EvaluateRunUniforms(KernelPlan plan, EngineState state)
    {
        var tape = new ExpressionTape(plan.RunUniforms);
        var units = block.SpikePorts.ToDictionary(port => plan.Columns[block.ColumnOf(port)].Source!, port => state.Resolutions[port], ReferenceComparer.Instance);
        var inputs = tape.Inputs.Select(input => units.GetValueOrDefault(input)?.Unit ?? state.TimeStep).ToArray();
        var values = new double[tape.Count];
        tape.Evaluate(inputs, values);
        for (int slot = 0; slot < values.Length; slot++)
        {
            WriteUniform(slot, values[slot]);
        }
    }

    private void EvaluateStepUniforms(double now)
    {
        if (timeInput >= 0)
        {
            stepInputs[timeInput] = now;
        }

        stepTape!.Evaluate(stepInputs, stepValues);
        for (int i = 0; i < stepValues.Length; i++)
        {
            WriteUniform(block.Plan.RunUniforms.Count + i, stepValues[i]);
        }
    }

    private void WriteUniform(int slot, double value)
    {
        if (block.IsSingle)
        {
            ((float*)uniforms.Address)[slot] = (float)value;
        }
        else
        {
            ((double*)uniforms.Address)[slot] = value;
        }
    }
}
