namespace Neuropil.Compiler;

/// <summary>
/// The slow, obvious twin of the compiled kernel: for each cell it evaluates the step's formulas by the base library in double precision. It
/// shares with the fast one the declared equations and the composition of a step, and nothing of what makes it fast.
/// </summary>
internal sealed unsafe class InterpretedKernel : IKernel
{
    private readonly ExpressionTape tape;
    private readonly int[] inputs;
    private readonly int[] outputColumns;
    private readonly int[] arrivalColumns;
    private readonly int[] coupledColumns;
    private readonly int[] resolutionOf; // the uniform slot of a column of arrivals, -1 for other columns
    private readonly double[] given;
    private readonly double[] results;
    private readonly bool[] isShared;
    private readonly bool isSingle;
    private readonly bool hasSpikes;
    private readonly bool hasFault;
    private readonly bool[] watched; // whether the value may be written over

    /// <summary>The kernel of a plan's formulas.</summary>
    public InterpretedKernel(KernelPlan plan)
    {
        isSingle = plan.IsSingle;
        hasSpikes = plan.Spiked is not null;
        hasFault = plan.Fault is not null;
        watched = [.. plan.Watched.Select(value => value.IsOverwritten)];
        var formulas = plan.Assignments.Select(row => row.Value).ToList();
        if (plan.Spiked is not null)
        {
            formulas.Add(plan.Spiked);
        }

        if (plan.Fault is not null)
        {
            formulas.Add(plan.Fault);
        }

        formulas.AddRange(plan.Watched.Select(value => value.Value));

        tape = new ExpressionTape(formulas);
        inputs = tape.Inputs.Select(input => ColumnOf(plan, input)).ToArray();
        given = new double[inputs.Length];
        results = new double[tape.Count];
        outputColumns = plan.Assignments.Select(row => ColumnOf(plan, row.Column)).ToArray();
        arrivalColumns = ColumnsOf(ColumnKind.Arrival);
        coupledColumns = ColumnsOf(ColumnKind.Coupled);
        isShared = [.. plan.Columns.Select(column => column.Kind == ColumnKind.Shared)];
        resolutionOf = plan.Columns.Select(column => column.Kind == ColumnKind.Arrival ? plan.RunUniforms.ToList().IndexOf(column.Source!) : -1).ToArray();

        int[] ColumnsOf(ColumnKind kind) => Enumerable.Range(0, plan.Columns.Count).Where(i => plan.Columns[i].Kind == kind).ToArray();
    }

    public int Lanes => 1;

    public void Run(long* columns, UniformTable uniforms, int begin, int end, SpikeSink* sink)
    {
        for (int cell = begin; cell < end; cell++)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                given[i] = inputs[i] switch { TimeInput => uniforms.Time, TimeStepInput => uniforms.TimeStep,
                    int column => Read(columns[column], column, cell, uniforms) };
            }

            tape.Evaluate(given, results);
            for (int i = 0; i < outputColumns.Length; i++)
            {
                Write(columns[outputColumns[i]], cell, results[i]);
            }

            foreach (int column in arrivalColumns)
            {
                ((long*)columns[column])[cell] = 0;
            }

            foreach (int column in coupledColumns)
            {
                Write(columns[column], cell, 0);
            }

            bool spiked = hasSpikes && results[outputColumns.Length] != 0;
            bool notFinite = Watch(cell, sink) || (hasFault && results[^1] != 0);
            if (spiked || notFinite)
            {
                SpikeSink.Append((long)sink, cell, spiked ? 1UL : 0UL, notFinite ? 1UL : 0UL);
            }
        }
    }

    private bool Watch(int cell, SpikeSink* sink)
    {
        bool found = false;
        int overwritten = 0;
        for (int i = 0; i < watched.Length; i++)
        {
            double value = results[results.Length - watched.Length + i];
            bool notFinite = !double.IsFinite(isSingle ? (float)value : value);
            found |= notFinite;
            if (watched[i])
            {
                SpikeSink.Overwritten((long)sink, cell, notFinite ? 1UL : 0UL, overwritten++);
            }
        }

        return found;
    }

    private const int TimeInput = -1;
    private const int TimeStepInput = -2;

    private static int ColumnOf(KernelPlan plan, Expr input)
    {
        if (ReferenceEquals(input, Symbol.Time))
        {
            return TimeInput;
        }

        if (ReferenceEquals(input, Symbol.TimeStep))
        {
            return TimeStepInput;
        }

        for (int i = 0; i < plan.Columns.Count; i++)
        {
            var column = plan.Columns[i];
            bool found = input is Symbol
                ? ReferenceEquals(column.Symbol, input)
                : column.Source is ParameterExpr parameter && ReferenceEquals(parameter.Parameter, ((ParameterExpr)input).Parameter);
            if (found)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"'{input}' has no column in the plan.");
    }

    private double Read(long address, int column, int cell, UniformTable uniforms)
        => resolutionOf[column] >= 0 ? ReadArrivals(address, cell, uniforms[resolutionOf[column]])
            : isShared[column] ? *(double*)address
            : isSingle ? ((float*)address)[cell]
            : ((double*)address)[cell];

    private double ReadArrivals(long address, int cell, double resolution)
    {
        long count = ((long*)address)[cell];
        return isSingle ? (float)(double)count * (float)resolution : count * resolution;
    }

    private void Write(long column, int cell, double value)
    {
        if (isSingle)
        {
            ((float*)column)[cell] = (float)value;
        }
        else
        {
            ((double*)column)[cell] = value;
        }
    }
}
