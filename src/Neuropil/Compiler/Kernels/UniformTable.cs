namespace Neuropil.Compiler;

/// <summary>
/// The values that are the same for all cells: those of a run, those of the present step, and the time itself. It is all that a kernel knows beside its
/// columns. One worker's kernels read it; no two threads may use it at a time.
/// </summary>
internal sealed unsafe class UniformTable
{
    private readonly PinnedBlock block;
    private readonly bool isSingle;
    private readonly int runCount;
    private readonly ExpressionTape? stepTape;
    private readonly double[] stepInputs;
    private readonly double[] stepValues;
    private readonly int timeInput;
    private readonly Func<Expr, double>? given;

    /// <summary>The table of a plan at time zero.</summary>
    /// <param name="plan">Says which values there are.</param>
    /// <param name="timeStep">The time step in kernel units.</param>
    /// <param name="given">The value of whatever else the values depend on (the resolutions of arrivals).</param>
    public UniformTable(KernelPlan plan, double timeStep, Func<Expr, double>? given = null)
    {
        (isSingle, runCount, TimeStep, this.given) = (plan.IsSingle, plan.RunUniforms.Count, timeStep, given);
        block = new PinnedBlock((runCount + plan.StepUniforms.Count) * (isSingle ? sizeof(float) : sizeof(double)));
        var runTape = new ExpressionTape(plan.RunUniforms);
        var values = new double[runTape.Count];
        runTape.Evaluate(runTape.Inputs.Select(InputOf).ToArray(), values);
        Write(0, values);

        stepTape = plan.StepUniforms.Count == 0 ? null : new ExpressionTape(plan.StepUniforms);
        stepInputs = stepTape?.Inputs.Select(InputOf).ToArray() ?? [];
        stepValues = new double[plan.StepUniforms.Count];
        timeInput = stepTape?.Inputs.FindIndex(input => ReferenceEquals(input, Symbol.Time)) ?? -1;
    }

    /// <summary>The time at the beginning of the present step, in kernel units.</summary>
    public double Time { get; private set; }

    /// <summary>The time step, in kernel units.</summary>
    public double TimeStep { get; }

    /// <summary>Where the values begin, in the kernel's precision: the slots of the run and then those of the step.</summary>
    public long Address => block.Address;

    /// <summary>The value of a slot.</summary>
    public double this[int slot] => isSingle ? ((float*)Address)[slot] : ((double*)Address)[slot];

    /// <summary>Begins the step at a time.</summary>
    public void SetTime(double time)
    {
        Time = time;
        if (stepTape is null)
        {
            return;
        }

        if (timeInput >= 0)
        {
            stepInputs[timeInput] = time;
        }

        stepTape.Evaluate(stepInputs, stepValues);
        Write(runCount, stepValues);
    }

    private double InputOf(Expr input) => ReferenceEquals(input, Symbol.TimeStep) ? TimeStep
        : ReferenceEquals(input, Symbol.Time) ? Time
        : given?.Invoke(input) ?? throw new InvalidOperationException($"'{input}' is not the same for all cells.");

    private void Write(int first, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (isSingle)
            {
                ((float*)Address)[first + i] = (float)values[i];
            }
            else
            {
                ((double*)Address)[first + i] = values[i];
            }
        }
    }
}
