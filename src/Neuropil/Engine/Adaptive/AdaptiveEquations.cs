using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// A cell's equations in the form that the adaptive method needs: smooth derivatives with switched values, the guards of these, the condition of a
/// spike, resets and jumps, each a function of one list of inputs: states, time, switched values, constants of the cell, arriving weights.
/// </summary>
internal sealed class AdaptiveEquations
{
    private readonly ContinuousTime continuous = new();
    private readonly CellConstants constants = new();
    private readonly SwitchExtraction extraction;

    /// <summary>The equations of a system, and of the named quantities to trace.</summary>
    /// <exception cref="IntegratorRefusedException">They are random or need a time step.</exception>
    /// <exception cref="UnknownNameException">There is no variable of a traced name.</exception>
    public AdaptiveEquations(EquationSystem system, IReadOnlyList<string> traced)
    {
        System = system;
        if (system.States.FirstOrDefault(state => state.Update is not null) is { } stepped)
        {
            throw new IntegratorRefusedException($"The adaptive method has no fixed time step, but {stepped.Symbol.Name} changes in steps of the grid.");
        }

        extraction = new SwitchExtraction(system.States);
        var spike = system.Spike;
        var derivatives = system.States.Select(state => Smooth(state.Derivative, $"d{state.Symbol.Name}/dt")).ToList();
        var jumps = system.States.Select(state => state.Jump is null ? null : Smooth(state.Jump, $"the jump of {state.Symbol.Name}", isJump: true)).ToList();
        var condition = spike is null ? null : Smooth(spike.Condition, "the condition of a spike");
        var resets = spike?.Resets.Select(reset => Smooth(reset.Value, $"the reset of {reset.Variable.Name}")).ToList() ?? [];
        var period = spike?.RefractoryPeriod is { } refractory ? Smooth(refractory, "the refractory period") : null;
        Traced = traced.Select(system.Find).ToList();
        var traces = Traced.Select((quantity, i) => Smooth(quantity, traced[i])).ToList();

        Switches = extraction.Switches;
        Following = Switches.Select((value, i) => (value, i)).Where(pair => !pair.value.FollowsTimeAlone).Select(pair => pair.i).ToArray();
        var guards = Following.Select(i => constants.Extract(Switches[i].Guard)).ToList();
        Inputs =
        [
            .. system.States.Select(state => state.Symbol), Symbol.Time, .. Switches.Select(value => value.Symbol),
            .. constants.Symbols, .. system.Ports.Select(port => port.Symbol),
        ];
        Derivatives = new ScalarFunction(derivatives, Inputs);
        Guards = new ScalarFunction(guards, Inputs);
        Traces = new ScalarFunction(traces, Inputs);
        Jumping = Enumerable.Range(0, jumps.Count).Where(i => jumps[i] is not null).ToArray();
        Jumps = new ScalarFunction(jumps.OfType<Expr>(), Inputs);
        Condition = new ScalarFunction(condition is null ? [] : [condition], Inputs);
        Resetting = spike?.Resets.Select(reset => IndexOf(reset.Variable)).ToArray() ?? [];
        Resets = new ScalarFunction(period is null ? resets : [.. resets, period], Inputs);
        Clamped = spike?.RefractoryPeriod is null ? [] : spike.Clamped.Select(IndexOf).ToArray();
    }

    public EquationSystem System { get; }

    /// <summary>The inputs of every function, in order.</summary>
    public IReadOnlyList<Symbol> Inputs { get; }

    /// <summary>The number of states, which are the first inputs; the time follows them.</summary>
    public int States => System.States.Count;

    /// <summary>Where the switched values begin among the inputs.</summary>
    public int FirstSwitch => States + 1;

    /// <summary>Where the cell's constants begin among the inputs.</summary>
    public int FirstConstant => FirstSwitch + Switches.Count;

    /// <summary>Where the arriving weights begin among the inputs, in the order of the system's ports.</summary>
    public int FirstArrival => FirstConstant + constants.Symbols.Count;

    /// <summary>The formulas of the cell's constants.</summary>
    public IReadOnlyList<Expr> Constants => constants.Formulas;

    /// <summary>Everything that jumps.</summary>
    public IReadOnlyList<SwitchedValue> Switches { get; }

    /// <summary>Which of the <see cref="Switches"/> follow the state, in the order of <see cref="Guards"/>.</summary>
    public int[] Following { get; }

    /// <summary>The derivative of every state.</summary>
    public ScalarFunction Derivatives { get; }

    /// <summary>The guard of every switched value that follows the state.</summary>
    public ScalarFunction Guards { get; }

    /// <summary>The traced quantities.</summary>
    public ScalarFunction Traces { get; }

    /// <summary>The traced quantities as declared.</summary>
    public IReadOnlyList<Expr> Traced { get; }

    /// <summary>The states that arriving spikes move, in the order of <see cref="Jumps"/>.</summary>
    public int[] Jumping { get; }

    /// <summary>What arriving weights add.</summary>
    public ScalarFunction Jumps { get; }

    /// <summary>The condition of a spike; no result for cells that never spike.</summary>
    public ScalarFunction Condition { get; }

    /// <summary>The states that a spike changes, in the order of <see cref="Resets"/>.</summary>
    public int[] Resetting { get; }

    /// <summary>The new values after a spike, and last the refractory period if there is one.</summary>
    public ScalarFunction Resets { get; }

    /// <summary>The states that are held while the cell is refractory.</summary>
    public int[] Clamped { get; }

    private int IndexOf(Symbol variable) => Enumerable.Range(0, States).First(i => ReferenceEquals(System.States[i].Symbol, variable));

    private Expr Smooth(Expr expression, string what, bool isJump = false) => constants.Extract(extraction.Rewrite(continuous.Of(expression, what, isJump)));
}
