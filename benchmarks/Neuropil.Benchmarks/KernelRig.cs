using System.Runtime.InteropServices;
using Neuropil.Compiler;

namespace Neuropil.Benchmarks;

/// <summary>
/// A population's update kernel alone, on columns of its own, without network and delivery: for measuring and testing kernels. Values are in
/// kernel units (ms, mV, nS, pA, pF).
/// </summary>
internal sealed unsafe class KernelRig : IDisposable
{
    // The resolution of arrivals: weights up to 1000 units, in steps of a billionth.
    private const double ArrivalUnit = 1.0 / (1 << 30);

    private readonly int padded;
    private readonly List<nint> blocks = [];
    private readonly long* columns;
    private readonly UniformTable uniforms;
    private readonly int largestPart;
    private SpikeSink* sink;

    public KernelRig(EquationSystem system, Integrator method, int cells, double timeStep, bool isSingle = false, int largestPart = SimdBackend.LargestPart)
    {
        Size = cells;
        this.largestPart = largestPart;
        Equations = StepEquations.Compose(system, method);
        Plan = KernelCompiler.Plan(system, Equations, isSingle);
        uniforms = new UniformTable(Plan, timeStep, _ => ArrivalUnit);
        padded = (cells + 15) / 16 * 16;
        int elementSize = isSingle ? sizeof(float) : sizeof(double);
        columns = (long*)Allocate(Plan.Columns.Count * sizeof(long));
        for (int i = 0; i < Plan.Columns.Count; i++)
        {
            columns[i] = (long)Allocate(padded * (IsArrival(i) ? sizeof(long) : elementSize));
        }

        sink = (SpikeSink*)Allocate(sizeof(SpikeSink));
        sink->Cells = (int*)Allocate(padded * sizeof(int));
        sink->Size = cells;
        sink->NotFinite = -1;
        FillParameterColumns();
    }

    public int Size { get; }

    public double TimeStep => uniforms.TimeStep;

    /// <summary>The time at the beginning of the next step.</summary>
    public double Now { get; private set; }

    public StepEquations Equations { get; }

    public KernelPlan Plan { get; }

    /// <summary>The cells that spiked in the last step.</summary>
    public ReadOnlySpan<int> Spikes => new(sink->Cells, sink->Count);

    /// <summary>The first cell found to be not finite, or -1.</summary>
    public int NotFinite => sink->NotFinite;

    public SimdKernel Compiled(LaneWidth width = LaneWidth.Auto) => new SimdBackend(width, largestPart).Compile(Plan);

    public InterpretedKernel Interpreted() => new(Plan);

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
        uniforms.SetTime(Now);
        sink->Count = 0;
        int end = (Size + kernel.Lanes - 1) / kernel.Lanes * kernel.Lanes;
        kernel.Run(columns, uniforms, 0, end, sink);
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
