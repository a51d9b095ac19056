using System.Runtime.InteropServices;
using Neuropil.Compiler;

namespace Neuropil.Experiments.Benchmarks;

/// <summary>
/// A population's update kernel alone, on columns of its own, without network and delivery: for measuring and testing kernels. Values are in
/// kernel units (ms, mV, nS, pA, pF).
/// </summary>
internal sealed unsafe class KernelRig : IDisposable
{
    /// <summary>Cells that all parts of a kernel process before the next ones: scratch columns of a chunk stay in the first-level cache.</summary>
    public const int ChunkSize = 256;

    // The resolution of arrivals: weights up to 1000 units, in steps of a billionth.
    private const double ArrivalUnit = 1.0 / (1 << 30);

    private readonly int padded;
    private readonly List<nint> blocks = [];
    private readonly long* columns;
    private readonly long* chunkColumns;
    private readonly void* uniforms;
    private readonly ExpressionTape runTape;
    private readonly ExpressionTape stepTape;
    private SpikeSink* sink;

    public KernelRig(EquationSystem system, Integrator method, int cells, double timeStep, bool isSingle = false, int largestPart = KernelCompiler.LargestPart)
    {
        Size = cells;
        TimeStep = timeStep;
        Equations = StepEquations.Compose(system, method);
        Plan = KernelCompiler.Plan(system, Equations, isSingle, largestPart);
        padded = (cells + 15) / 16 * 16;
        int elementSize = isSingle ? sizeof(float) : sizeof(double);
        columns = (long*)Allocate(Plan.Columns.Count * sizeof(long));
        chunkColumns = (long*)Allocate(Plan.Columns.Count * sizeof(long));
        for (int i = 0; i < Plan.Columns.Count; i++)
        {
            int length = Plan.Columns[i].Kind == ColumnKind.Scratch ? ChunkSize : padded;
            columns[i] = (long)Allocate(length * (IsArrival(i) ? sizeof(long) : elementSize));
        }

        runTape = new ExpressionTape(Plan.RunUniforms);
        stepTape = new ExpressionTape(Plan.StepUniforms);
        uniforms = Allocate((runTape.Count + stepTape.Count) * elementSize);
        FillUniforms(runTape, 0);
        sink = (SpikeSink*)Allocate(sizeof(SpikeSink));
        sink->Cells = (int*)Allocate(padded * sizeof(int));
        sink->Size = cells;
        sink->NotFinite = -1;
        FillParameterColumns();
    }

    public int Size { get; }

    public double TimeStep { get; }

    /// <summary>The time at the beginning of the next step.</summary>
    public double Now { get; private set; }

    public StepEquations Equations { get; }

    public KernelPlan Plan { get; }

    /// <summary>The cells that spiked in the last step.</summary>
    public ReadOnlySpan<int> Spikes => new(sink->Cells, sink->Count);

    /// <summary>The first cell found to be not finite, or -1.</summary>
    public int NotFinite => sink->NotFinite;

    public SimdKernel Compiled(LaneWidth width = LaneWidth.Auto) => SimdKernel.Of(Plan, width);

    public InterpretedKernel Interpreted() => new(Plan, Equations, TimeStep, () => Now);

    /// <summary>A cell's value in a column, padding included.</summary>
    public double this[int column, int cell]
    {
        get => IsArrival(column) ? ((long*)columns[column])[cell] * ArrivalUnit
            : Plan.IsSingle ? ((float*)columns[column])[cell]
            : ((double*)columns[column])[cell];
        set
        {
            if (IsArrival(column))
            {
                ((long*)columns[column])[cell] = (long)Math.Round(value / ArrivalUnit);
            }
            else if (Plan.IsSingle)
            {
                ((float*)columns[column])[cell] = (float)value;
            }
            else
            {
                ((double*)columns[column])[cell] = value;
            }
        }
    }

    /// <summary>The column of a state variable whose name ends so.</summary>
    public int State(string ending) => Enumerable.Range(0, Plan.Columns.Count)
        .First(i => Plan.Columns[i].Kind == ColumnKind.State && Plan.Columns[i].Name.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>All values of a column.</summary>
    public double[] Column(int column) => Enumerable.Range(0, Size).Select(cell => this[column, cell]).ToArray();

    /// <summary>One step of all cells.</summary>
    public void Step(IKernel kernel)
    {
        if (stepTape.Count > 0)
        {
            FillUniforms(stepTape, runTape.Count);
        }

        sink->Count = 0;
        int end = (Size + kernel.Lanes - 1) / kernel.Lanes * kernel.Lanes;
        if (kernel.PartCount == 1)
        {
            kernel.Run(0, columns, uniforms, 0, end, sink);
        }
        else
        {
            for (int begin = 0; begin < end; begin += ChunkSize)
            {
                RunChunk(kernel, begin, Math.Min(end, begin + ChunkSize));
            }
        }

        Now += TimeStep;
    }

    public void Dispose()
    {
        foreach (nint block in blocks)
        {
            NativeMemory.AlignedFree((void*)block);
        }

        blocks.Clear();
    }

    // Scratch columns hold one chunk; their addresses are moved so that the chunk's first cell falls on their first value.
    private void RunChunk(IKernel kernel, int begin, int end)
    {
        for (int i = 0; i < Plan.Columns.Count; i++)
        {
            bool isScratch = Plan.Columns[i].Kind == ColumnKind.Scratch;
            chunkColumns[i] = columns[i] - (isScratch ? (long)begin * (Plan.IsSingle ? sizeof(float) : sizeof(double)) : 0);
        }

        for (int part = 0; part < kernel.PartCount; part++)
        {
            kernel.Run(part, chunkColumns, uniforms, begin, end, sink);
        }
    }

    private void FillUniforms(ExpressionTape tape, int first)
    {
        var inputs = tape.Inputs.Select(input => input is Symbol { Kind: SymbolKind.Resolution } ? ArrivalUnit
            : ReferenceEquals(input, Symbol.TimeStep) ? TimeStep
            : Now).ToArray();
        var values = new double[tape.Count];
        tape.Evaluate(inputs, values);
        for (int i = 0; i < values.Length; i++)
        {
            if (Plan.IsSingle)
            {
                ((float*)uniforms)[first + i] = (float)values[i];
            }
            else
            {
                ((double*)uniforms)[first + i] = values[i];
            }
        }
    }

    private void FillParameterColumns()
    {
        for (int i = 0; i < Plan.Columns.Count; i++)
        {
            if (Plan.Columns[i].Kind is not (ColumnKind.Parameter or ColumnKind.Derived) || Plan.Columns[i].Source is not { } source)
            {
                continue;
            }

            var tape = new ExpressionTape([source]);
            var given = tape.Inputs.ConvertAll(input => input is ParameterExpr parameter ? Values(parameter) : Enumerable.Repeat(TimeStep, Size).ToArray());
            var result = new double[1];
            for (int cell = 0; cell < Size; cell++)
            {
                tape.Evaluate(given.Select(values => values[cell]).ToArray(), result);
                this[i, cell] = result[0];
            }
        }
    }

    private double[] Values(ParameterExpr parameter)
    {
        var values = new double[Size];
        parameter.Parameter.Fill(values, seed: 1, RandomPurpose.Parameter, family: 0, firstEntity: 0);
        return Array.ConvertAll(values, value => KernelUnits.FromSi(value, parameter.Dimension));
    }

    private bool IsArrival(int column) => Plan.Columns[column].Kind == ColumnKind.Arrival;

    private void* Allocate(int bytes)
    {
        int size = Math.Max(64, (bytes + 63) / 64 * 64);
        void* block = NativeMemory.AlignedAlloc((nuint)size, 64);
        NativeMemory.Clear(block, (nuint)size);
        blocks.Add((nint)block);
        return block;
    }
}
