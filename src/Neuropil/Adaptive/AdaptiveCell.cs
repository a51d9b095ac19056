using Neuropil.Compiler;
using Neuropil.Engine;

namespace Neuropil.Adaptive;

/// <summary>One cell's equations with its parameters: functions of the time and the states, for the switched values that are held at present.</summary>
internal sealed class AdaptiveCell
{
    private readonly AdaptiveEquations equations;
    private readonly double[] inputs;
    private readonly double[] guards;
    private readonly double[] guardsBefore;
    private readonly double[] flag = new double[1];
    private readonly double[] written;

    /// <summary>The cell of that number.</summary>
    public AdaptiveCell(AdaptiveEquations equations, CellValues values, int cell)
    {
        this.equations = equations;
        inputs = new double[equations.Inputs.Count];
        guards = new double[equations.Following.Length];
        guardsBefore = new double[guards.Length];
        written = new double[equations.Events.Append(equations.Arrivals).Max(happening => happening.Values.Count)];
        for (int i = 0; i < equations.Constants.Count; i++)
        {
            inputs[equations.FirstConstant + i] = values.Of(equations.Constants[i])[cell];
        }

        Initial = equations.System.States.Select(state => values.Initial(state)[cell]).ToArray();
        Times = new SwitchTimes(equations.Switches, input => values.Of(((ParameterExpr)input).Parameter)[cell]);
    }

    /// <summary>The states at the start.</summary>
    public double[] Initial { get; }

    /// <summary>Finds when values that follow time alone change.</summary>
    public SwitchTimes Times { get; }

    /// <summary>Whether the cell is refractory: held states do not move.</summary>
    public bool IsRefractory { get; set; }

    /// <summary>The number of evaluations of the derivatives.</summary>
    public long Evaluations { get; private set; }

    public int States => equations.States;

    public string NameOf(int state) => equations.System.States[state].Symbol.Name;

    /// <summary>dy/dt.</summary>
    public void Derivatives(double time, double[] y, double[] dy)
    {
        Evaluations++;
        Place(time, y);
        equations.Derivatives.Evaluate(inputs, dy);
        if (IsRefractory)
        {
            foreach (int state in equations.Held)
            {
                dy[state] = 0;
            }
        }
    }

    /// <summary>The traced quantities.</summary>
    public void Trace(double time, double[] y, double[] results)
    {
        Place(time, y);
        equations.Traces.Evaluate(inputs, results);
    }

    /// <summary>The number of switched values that follow the state.</summary>
    public int Guards => guards.Length;

    /// <summary>The guards at a time and state, in an array that the next call overwrites.</summary>
    public double[] GuardsAt(double time, double[] y)
    {
        Place(time, y);
        equations.Guards.Evaluate(inputs, guards);
        return guards;
    }

    /// <summary>How far a guard is from where its value changes; negative beyond.</summary>
    public double Distance(int guard, double value) => equations.Switches[equations.Following[guard]].Distance(value, Held(guard));

    /// <summary>Whether a guard of the given value belongs to another value than the one held.</summary>
    public bool Leaves(int guard, double value) => equations.Switches[equations.Following[guard]].At(value) != Held(guard);

    /// <summary>
    /// Sets a value to the one on the other side of the border that its guard is at, and with it those of all comparisons of the same two things: rounding must
    /// not part them.
    /// </summary>
    public void Flip(int guard)
    {
        var crossed = equations.Switches[equations.Following[guard]];
        double value = crossed.Beyond(guards[guard], Held(guard));
        for (int i = 0; i < equations.Switches.Count; i++)
        {
            var other = equations.Switches[i];
            if (ReferenceEquals(other, crossed) || (other.Border == crossed.Border && crossed.Border >= 0))
            {
                inputs[equations.FirstSwitch + i] = other.IsOpposite == crossed.IsOpposite ? value : 1 - value;
            }
        }
    }

    /// <summary>The comparison of a guard as it was written.</summary>
    public string Written(int guard) => ExprPrinter.Short(equations.Switches[equations.Following[guard]].Written);

    /// <summary>Sets all switched values to what time and state give.</summary>
    public void SwitchAll(double time, double[] y)
    {
        SwitchByTime(time);
        for (int pass = 0; pass <= guards.Length; pass++)
        {
            GuardsAt(time, y);
            for (int i = 0; i < guards.Length; i++)
            {
                int index = equations.Following[i];
                inputs[equations.FirstSwitch + index] = equations.Switches[index].At(guards[i]);
            }
        }
    }

    /// <summary>Sets the values that follow time alone.</summary>
    public void SwitchByTime(double time)
    {
        for (int i = 0; i < equations.Switches.Count; i++)
        {
            if (equations.Switches[i].FollowsTimeAlone)
            {
                inputs[equations.FirstSwitch + i] = Times.ValueAt(i, time);
            }
        }
    }

    /// <summary>Remembers the guards, before states or other values jump.</summary>
    public void RememberGuards(double time, double[] y) => GuardsAt(time, y).CopyTo(guardsBefore, 0);

    /// <summary>
    /// Sets the values whose guards jumped since they were remembered. A guard that did not jump keeps its value: where a crossing was located,
    /// rounding decides on which side of the border it stands.
    /// </summary>
    public void SwitchWhatJumped(double time, double[] y)
    {
        for (int pass = 0; pass <= guards.Length; pass++)
        {
            GuardsAt(time, y);
            bool changed = false;
            for (int i = 0; i < guards.Length; i++)
            {
                if (guards[i] != guardsBefore[i])
                {
                    int index = equations.Following[i];
                    double value = equations.Switches[index].At(guards[i]);
                    changed |= value != Held(i);
                    inputs[equations.FirstSwitch + index] = value;
                }
            }

            if (!changed)
            {
                return;
            }
        }
    }

    /// <summary>What happens on conditions, in order of declaration.</summary>
    public IReadOnlyList<AdaptiveEvent> Events => equations.Events;

    /// <summary>Whether the condition of an event holds, by the switched values.</summary>
    public bool Holds(AdaptiveEvent happening, double time, double[] y)
    {
        Place(time, y);
        happening.Condition!.Evaluate(inputs, flag);
        return flag[0] != 0;
    }

    /// <summary>Changes what arriving weights (one per port) change; held states are not moved.</summary>
    public void Arrive(double time, double[] y, double[] weights)
    {
        weights.CopyTo(inputs, equations.FirstArrival);
        double[] before = [.. y];
        Change(equations.Arrivals, time, y);
        if (IsRefractory)
        {
            foreach (int state in equations.Held)
            {
                y[state] = before[state];
            }
        }
    }

    /// <summary>Changes what an event changes.</summary>
    /// <returns>The refractory period that it begins; 0 if it begins none.</returns>
    public double Change(AdaptiveEvent happening, double time, double[] y)
    {
        Place(time, y);
        happening.Values.Evaluate(inputs, written);
        for (int i = 0; i < happening.Written.Length; i++)
        {
            y[happening.Written[i]] = written[i];
        }

        return happening.HasPeriod ? written[happening.Written.Length] : 0;
    }

    private double Held(int guard) => inputs[equations.FirstSwitch + equations.Following[guard]];

    private void Place(double time, double[] y)
    {
        Array.Copy(y, inputs, equations.States);
        inputs[equations.States] = time;
    }
}
