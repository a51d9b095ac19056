using System.Runtime.Intrinsics;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>The equations of a population, its kernel's plan, and its columns of numbers, one number per cell and column.</summary>
internal sealed unsafe class StateBlock : IDisposable
{
    /// <summary>Ranges of cells begin and end at multiples of this: whole vectors of any width, and whole cache lines.</summary>
    public const int Granularity = 64;

    private readonly long columnBytes;
    private AlignedMemory? states;
    private AlignedMemory? parameters;

    public StateBlock(Population population, int index, EquationSystem equations, Integrator method, bool isSingle, IReadOnlyList<Expr> outputs,
        Func<ArrivalPort, bool> isCoupled)
    {
        (Population, Index, Equations) = (population, index, equations);
        Step = StepEquations.Compose(equations, method, outputs);
        Plan = KernelCompiler.Plan(equations, Step, isSingle, isCoupled: isCoupled);
        SpikePorts = [.. Enumerable.Range(0, equations.Ports.Count).Where(port => !isCoupled(equations.Ports[port])).Select(port => new Port(index, port))];
        PaddedSize = Padded(population.Size);
        ElementSize = isSingle ? sizeof(float) : sizeof(double);
        columnBytes = (long)PaddedSize * ElementSize;
        ColumnAddress = new long[Plan.Columns.Count];
    }

    public Population Population { get; }

    /// <summary>The population's place in the network.</summary>
    public int Index { get; }

    public EquationSystem Equations { get; private set; }

    public StepEquations Step { get; private set; }

    public KernelPlan Plan { get; private set; }

    /// <summary>The rates of the events that are counted in each step, in the order of their declaration.</summary>
    public IReadOnlyList<CountRates> Counts { get; set; } = [];

    public int PaddedSize { get; }

    public int ElementSize { get; }

    public bool IsSingle => Plan.IsSingle;

    /// <summary>What the columns take, made or not.</summary>
    public long Bytes => (columnBytes * (Columns + (OutputRows.Rows * Step.Outputs.Count))) + Counts.Sum(count => count.Bytes);

    /// <summary>The number of columns that are held.</summary>
    public int Columns => Plan.Columns.Count(column => ChangesInSteps(column) || IsFixedInSteps(column));

    /// <summary>Addresses of the columns; zero for arrivals, draws, outputs and scratch, whose place changes.</summary>
    public long[] ColumnAddress { get; private set; }

    /// <summary>The ports at which spikes arrive, in the order of the equations.</summary>
    public IReadOnlyList<Port> SpikePorts { get; }

    /// <summary>
    /// What the cells give out to couplings, in the order of <see cref="StepEquations.Outputs"/>: a row for the present step and one for the next.
    /// </summary>
    public IReadOnlyList<OutputRows> Outputs { get; private set; } = [];

    /// <summary>Makes room for the columns, once it is known that there is as much.</summary>
    public void Allocate()
    {
        Outputs = [.. Step.Outputs.Select(_ => new OutputRows(PaddedSize, ElementSize))];
        states = Place(Plan, ColumnAddress, ChangesInSteps);
        parameters = Place(Plan, ColumnAddress, IsFixedInSteps);
        foreach (var count in Counts)
        {
            count.Allocate();
        }
    }

    public static int Padded(int size) => (size + Granularity - 1) / Granularity * Granularity;

    /// <summary>The value of a cell in a column, in kernel units.</summary>
    public double this[int column, int cell]
    {
        get => IsSingle ? ((float*)ColumnAddress[column])[cell] : ((double*)ColumnAddress[column])[cell];
        set
        {
            if (IsSingle)
            {
                ((float*)ColumnAddress[column])[cell] = (float)value;
            }
            else
            {
                ((double*)ColumnAddress[column])[cell] = value;
            }
        }
    }

    /// <summary>
    /// The sum of a column over the <see cref="Granularity"/> cells that begin at <paramref name="first"/>, in eight lanes whatever the machine has,
    /// so that the bits are the same everywhere.
    /// </summary>
    public double SumOfGroup(int column, int first)
    {
        var lanes = Vector512<double>.Zero;
        if (IsSingle)
        {
            float* numbers = (float*)ColumnAddress[column] + first;
            for (int i = 0; i < Granularity; i += Vector512<float>.Count)
            {
                var (lower, upper) = Vector512.Widen(Vector512.Load(numbers + i));
                lanes = lanes + lower + upper;
            }
        }
        else
        {
            double* numbers = (double*)ColumnAddress[column] + first;
            for (int i = 0; i < Granularity; i += Vector512<double>.Count)
            {
                lanes += Vector512.Load(numbers + i);
            }
        }

        return LaneSum.Of(lanes);
    }

    /// <summary>The column of what arrives at a port.</summary>
    public int ColumnOf(Port port)
    {
        var symbol = Equations.Ports[port.Index].Symbol;
        return Enumerable.Range(0, Plan.Columns.Count).First(column => ReferenceEquals(Plan.Columns[column].Symbol, symbol));
    }

    /// <summary>Writes a column, in kernel units. The padding repeats the last cell, so that it computes nothing strange.</summary>
    public void Fill(int column, ReadOnlySpan<double> values) => Fill((void*)ColumnAddress[column], values);

    /// <summary>Writes what the cells give out to couplings before the first step; an output's value in every cell, or one for all, is asked for.</summary>
    public void FillOutputs(Func<Expr, double[]> valuesOf)
    {
        for (int output = 0; output < Outputs.Count; output++)
        {
            Fill(Outputs[output].Row(0), valuesOf(Step.Outputs[output].Value));
        }
    }

    /// <summary>
    /// Goes on with other equations of the same variables, which differ in parameters alone: what changes in steps stays where it is, and others may hold its
    /// addresses. The columns of parameters are new, and to be filled.
    /// </summary>
    public void Renew(EquationSystem equations, StepEquations step, KernelPlan plan)
    {
        var addresses = new long[plan.Columns.Count];
        for (int column = 0; column < addresses.Length; column++)
        {
            var (kind, name) = (plan.Columns[column].Kind, plan.Columns[column].Name);
            if (ChangesInSteps(plan.Columns[column]))
            {
                addresses[column] = column < ColumnAddress.Length && (Plan.Columns[column].Kind, Plan.Columns[column].Name) == (kind, name)
                    ? ColumnAddress[column]
                    : throw new InvalidOperationException($"Column {column} of '{Population.Name}', {name}, would have another place.");
            }
        }

        var placed = Place(plan, addresses, IsFixedInSteps);
        parameters?.Dispose();
        parameters = placed;
        (Equations, Step, Plan, ColumnAddress) = (equations, step, plan, addresses);
    }

    /// <summary>Writes the values of a column from cell <paramref name="first"/> on, in kernel units; the padding goes with the last cell.</summary>
    public void Write(int column, int first, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            this[column, first + i] = values[i];
        }

        for (int cell = Population.Size; cell < PaddedSize && first + values.Length == Population.Size; cell++)
        {
            this[column, cell] = values[^1];
        }
    }

    public void Dispose()
    {
        states?.Dispose();
        parameters?.Dispose();
        foreach (var output in Outputs)
        {
            output.Dispose();
        }

        foreach (var count in Counts)
        {
            count.Dispose();
        }
    }

    private void Fill(void* numbers, ReadOnlySpan<double> values)
    {
        for (int cell = 0; cell < PaddedSize; cell++)
        {
            double value = values[Math.Min(cell, values.Length - 1)];
            if (IsSingle)
            {
                ((float*)numbers)[cell] = (float)value;
            }
            else
            {
                ((double*)numbers)[cell] = value;
            }
        }
    }

    private AlignedMemory Place(KernelPlan plan, long[] addresses, Func<KernelColumn, bool> isPlaced)
    {
        var memory = new AlignedMemory(columnBytes * plan.Columns.Count(isPlaced));
        long next = (long)memory.Address;
        for (int i = 0; i < addresses.Length; i++)
        {
            if (isPlaced(plan.Columns[i]))
            {
                addresses[i] = next;
                next += columnBytes;
            }
        }

        return memory;
    }

    private static bool ChangesInSteps(KernelColumn column) => column.Kind is ColumnKind.State or ColumnKind.Refractory or ColumnKind.Coupled;

    private static bool IsFixedInSteps(KernelColumn column) => column.Kind is ColumnKind.Parameter or ColumnKind.Derived;
}
