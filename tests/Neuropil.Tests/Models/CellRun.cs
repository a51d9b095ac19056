using Neuropil.Compiler;

namespace Neuropil.Tests.Models;

/// <summary>
/// One cell stepped by the formulas of a step and nothing else: no kernel, no engine. All numbers are in kernel units (ms, mV, pA, nS, pF).
/// </summary>
internal sealed class CellRun
{
    private readonly ExpressionTape tape;
    private readonly StepEquations step;
    private readonly Dictionary<Symbol, double> values = [];
    private readonly double[] inputs;
    private readonly double[] results;
    private readonly int index;

    /// <summary>A cell with the given number within its population, at its initial values.</summary>
    public CellRun(Neuron cell, double timeStep, Integrator? method = null, int index = 0, params Receptor[] receptors)
    {
        TimeStep = timeStep;
        this.index = index;
        System = SystemOf(cell, receptors);
        step = StepEquations.Compose(System, method ?? cell.Method ?? Integrators.ExponentialEuler);
        tape = new ExpressionTape(step.Assignments.Select(row => row.Value).Append(step.Spiked ?? 0.0));
        inputs = new double[tape.Inputs.Count];
        results = new double[tape.Count];
        foreach (var port in System.Ports)
        {
            values[port.Symbol] = 0;
        }

        if (step.Refractory is { } refractory)
        {
            values[refractory] = 0;
        }

        foreach (var state in InitialOrder.Of(System.States))
        {
            values[state.Symbol] = Evaluate(state.Initial);
        }
    }

    public EquationSystem System { get; }

    public double TimeStep { get; }

    /// <summary>Completed steps.</summary>
    public int Steps { get; private set; }

    /// <summary>The steps, counted from 0, in which spikes were found; a spike of step n has time (n + 1) dt.</summary>
    public List<int> SpikeSteps { get; } = [];

    /// <summary>The times of spikes: the ends of their steps.</summary>
    public IEnumerable<double> SpikeTimes => SpikeSteps.Select(n => (n + 1) * TimeStep);

    /// <summary>The value of a state variable or of a named quantity.</summary>
    public double this[string name]
    {
        get => Evaluate(System.Find(name));
        set => values[System.FindState(name).Symbol] = value;
    }

    public static EquationSystem SystemOf(Neuron cell, params Receptor[] receptors)
    {
        var equations = cell.Build();
        foreach (var receptor in receptors)
        {
            equations.InReceptor(receptor.Name, receptor, () => receptor.Declare(equations, equations.Voltage!));
        }

        return equations.Close();
    }

    /// <summary>Lets a weight arrive at a receptor at the beginning of the next step.</summary>
    public void Arrive(string receptor, double weight) => values[System.Ports.Single(port => port.Receptor == receptor).Symbol] += weight;

    public CellRun Step(int steps = 1)
    {
        for (int n = 0; n < steps; n++)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = Input(tape.Inputs[i]);
            }

            tape.Evaluate(inputs, results);
            for (int i = 0; i < step.Assignments.Count; i++)
            {
                values[step.Assignments[i].Variable] = results[i];
            }

            foreach (var port in System.Ports)
            {
                values[port.Symbol] = 0;
            }

            if (results[^1] != 0)
            {
                SpikeSteps.Add(Steps);
            }

            Steps++;
        }

        return this;
    }

    /// <summary>Steps to a time.</summary>
    public CellRun StepTo(double time) => Step((int)Math.Round(time / TimeStep) - Steps);

    /// <summary>The value of any expression over the cell's variables.</summary>
    public double Value(Expr expression) => Evaluate(expression);

    private double Evaluate(Expr expression)
    {
        var single = new ExpressionTape([expression]);
        double[] result = new double[1];
        single.Evaluate(single.Inputs.Select(Input).ToArray(), result);
        return result[0];
    }

    private double Input(Expr input)
    {
        if (input is ParameterExpr { Parameter: var parameter })
        {
            double[] si = new double[1];
            parameter.Fill(si, seed: 1, RandomPurpose.Parameter, family: 0, index);
            return KernelUnits.FromSi(si[0], parameter.Dimension);
        }

        return ReferenceEquals(input, Symbol.Time) ? Steps * TimeStep : ReferenceEquals(input, Symbol.TimeStep) ? TimeStep : values[(Symbol)input];
    }
}
