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
    private readonly bool isSingle;
    private readonly bool hasSpikes;
    private readonly bool hasFiniteCheck;
    private readonly Func<double> time;
    private readonly double timeStep;

    /// <summary>The kernel of a step.</summary>
    /// <param name="plan">Says which columns there are.</param>
    /// <param name="step">The formulas.</param>
    /// <param name="timeStep">The time step in kernel units.</param>
    /// <param name="time">The time at the beginning of the present step in kernel units.</param>
    public InterpretedKernel(KernelPlan plan, StepEquations step, double timeStep, Func<double> time)
    {
        isSingle = plan.IsSingle;
        this.timeStep = timeStep;
        this.time = time;
        hasSpikes = step.Spiked is not null;
        hasFiniteCheck = step.NotFinite is not null;
        var formulas = step.Assignments.Select(row => row.Value).ToList();
        if (step.Spiked is not null)
        {
            formulas.Add(step.Spiked);
        }

        if (step.NotFinite is not null)
        {
            formulas.Add(step.NotFinite);
        }

        tape = new ExpressionTape(formulas);
        inputs = tape.Inputs.Select(input => ColumnOf(plan, input)).ToArray();
        outputColumns = step.Assignments.Select(row => ColumnOf(plan, row.Variable)).ToArray();
        arrivalColumns = ColumnsOf(ColumnKind.Arrival);
        coupledColumns = ColumnsOf(ColumnKind.Coupled);
        resolutionOf = plan.Columns.Select(column => column.Kind == ColumnKind.Arrival ? plan.RunUniforms.ToList().IndexOf(column.Source!) : -1).ToArray();

        int[] ColumnsOf(ColumnKind kind) => Enumerable.Range(0, plan.Columns.Count).Where(i => plan.Columns[i].Kind == kind).ToArray();
    }

    public int Lanes => 1;

    public int PartCount => 1;

    public void Run(int part, long* columns, void* uniforms, int begin, int end, SpikeSink* sink)
    {
        Span<double> given = new double[inputs.Length];
        Span<double> results = new double[tape.Count];
        double now = time();
        for (int cell = begin; cell < end; cell++)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                given[i] = inputs[i] switch { TimeInput => now, TimeStepInput => timeStep, int column => Read(columns[column], column, cell, uniforms) };
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

            bool notFinite = hasFiniteCheck && results[^1] != 0;
            bool spiked = hasSpikes && results[outputColumns.Length] != 0;
            if (spiked || notFinite)
            {
                SpikeSink.Append((long)sink, cell, spiked ? 1UL : 0UL, notFinite ? 1UL : 0UL);
            }
        }
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

    private double Read(long address, int column, int cell, void* uniforms)
        => resolutionOf[column] >= 0 ? ReadArrivals(address, cell, uniforms, resolutionOf[column])
            : isSingle ? ((float*)address)[cell]
            : ((double*)address)[cell];

    private double ReadArrivals(long address, int cell, void* uniforms, int resolution)
    {
        long count = ((long*)address)[cell];
        return isSingle ? (float)(double)count * ((float*)uniforms)[resolution] : count * ((double*)uniforms)[resolution];
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
