using static Neuropil.Functions;

namespace Neuropil.Compiler;

/// <summary>
/// One time step of a population as formulas: the new value of each state from the old values and the arriving weights. This is where the
/// order of a step is fixed: receptors decay and take what arrives; the cell integrates with them; instantaneous jumps of V are added;
/// thresholds and resets follow; what couplings will read is given out.
/// </summary>
internal sealed class StepEquations
{
    private StepEquations(IReadOnlyList<(Symbol Variable, Expr Value)> assignments, Symbol? refractory, Expr? spiked, Expr? notFinite, IReadOnlyList<Symbol> draws, IReadOnlyList<(Symbol Output, Expr Value)> outputs)
    {
        Assignments = assignments;
        Refractory = refractory;
        Spiked = spiked;
        NotFinite = notFinite;
        Draws = draws;
        Outputs = outputs;
    }

    /// <summary>New values; every right side sees old values only.</summary>
    public IReadOnlyList<(Symbol Variable, Expr Value)> Assignments { get; }

    /// <summary>The hidden state that counts the steps of refractoriness left, or null.</summary>
    public Symbol? Refractory { get; }

    /// <summary>Whether a cell spikes in this step, or null when cells have no spikes.</summary>
    public Expr? Spiked { get; }

    /// <summary>Whether a cell's first state is not a finite number after integration.</summary>
    public Expr? NotFinite { get; }

    /// <summary>The numbers that are drawn for each step and cell: normal numbers and chances.</summary>
    public IReadOnlyList<Symbol> Draws { get; }

    /// <summary>What cells give out to couplings, as functions of their states; their values after the step are among the <see cref="Assignments"/>.</summary>
    public IReadOnlyList<(Symbol Output, Expr Value)> Outputs { get; }

    /// <summary>Composes a step with the given method for the cell's equations, and with what cells give out to couplings.</summary>
    /// <exception cref="IntegratorRefusedException">The method cannot advance these equations; the message names the variable and the term.</exception>
    public static StepEquations Compose(EquationSystem system, Integrator method, IReadOnlyList<Expr>? outputs = null)
    {
        var values = ReceptorPhase(system);
        CellPhase(system, method, values);
        var refractory = HoldRefractory(system, values);
        var notFinite = NotFiniteCheck(system, values);
        var spiked = SpikePhase(system, values, refractory, notFinite);
        var given = (outputs ?? []).Select((value, i) => (Symbol: new Symbol($"output {i + 1}", value.Dimension, SymbolKind.State), Value: value)).ToList();
        var atEnd = new Substitution(new Dictionary<Symbol, Expr>(values));
        given.ForEach(output => values[output.Symbol] = atEnd.Rewrite(output.Value));

        // What jumps on the grid was kept apart while the method looked between the grid's points; now the time is that of the beginning. And a
        // white noise, whose mean over the step the method wrote, is a normal number over the root of the step.
        var last = new Dictionary<Symbol, Expr> { [Symbol.StepStart] = Symbol.Time };
        var draws = system.Draws.Select(draw => draw.Kind == SymbolKind.WhiteNoise ? new Symbol(draw.Name, Dimension.None, SymbolKind.Normal) : draw).ToList();
        for (int i = 0; i < draws.Count; i++)
        {
            if (draws[i].Kind == SymbolKind.Normal)
            {
                last[system.Draws[i]] = draws[i] * (1 / Sqrt(Symbol.TimeStep));
            }
        }

        var atStart = new Substitution(last);
        var simplification = new Simplification();
        return new StepEquations(
            values.Select(pair => (pair.Key, Finish(pair.Value))).ToList(),
            refractory,
            spiked is null ? null : Finish(spiked),
            notFinite is null ? null : Finish(notFinite),
            draws,
            given);

        Expr Finish(Expr value) => simplification.Rewrite(atStart.Rewrite(value));
    }

    // Linear receptor states decay by their exact propagator, one receptor at a time; then arriving spikes add, undecayed. Where each equation
    // has only its own variable, exponential Euler is that propagator, and it takes additive noise exactly too.
    private static Dictionary<Symbol, Expr> ReceptorPhase(EquationSystem system)
    {
        var values = new Dictionary<Symbol, Expr>();
        foreach (var receptor in system.States.Where(state => state.Phase == UpdatePhase.Receptor).GroupBy(state => state.Mechanism))
        {
            var equations = receptor.Select(state => (state.Symbol, state.Derivative)).ToList();
            var symbols = equations.ConvertAll(equation => equation.Symbol);
            var decayed = MethodOfReceptor(system, equations).Step(equations, symbols, system.Conserved);
            foreach (var state in receptor)
            {
                values[state.Symbol] = state.Jump is null ? decayed[state.Symbol] : decayed[state.Symbol] + state.Jump;
            }
        }

        return values;
    }

    private static Integrator MethodOfReceptor(EquationSystem system, List<(Symbol Symbol, Expr Derivative)> equations)
    {
        bool areApart = equations.TrueForAll(equation => Dependence.Symbols(equation.Derivative)
            .All(symbol => symbol.Kind != SymbolKind.State || ReferenceEquals(symbol, equation.Symbol)));
        var drifts = equations.ConvertAll(equation => (equation.Symbol, NoisePromise.Drift(equation.Derivative)));
        bool isLinear = Integrators.ExactLinear.Refusal(system, drifts) is null;
        var method = isLinear && areApart ? Integrators.ExponentialEuler : isLinear ? Integrators.ExactLinear : Integrators.RungeKutta4;
        return method.Refusal(system, equations) is { } reason ? throw new IntegratorRefusedException(reason) : method;
    }

    private static void CellPhase(EquationSystem system, Integrator method, Dictionary<Symbol, Expr> values)
    {
        var own = system.States.Where(state => state.Phase == UpdatePhase.Cell).ToList();
        var seen = (method == Integrators.ExactLinear ? system.States : own).Select(state => (state.Symbol, state.Derivative)).ToList();
        if (method.Refusal(system, seen) is { } reason)
        {
            throw new IntegratorRefusedException(reason);
        }

        var advanced = own.Where(state => state.Update is null).Select(state => state.Symbol).ToList();
        var stepped = method.Step(seen, advanced, system.Conserved);
        var withReceptors = new Substitution(new Dictionary<Symbol, Expr>(values));
        foreach (var state in own)
        {
            var value = withReceptors.Rewrite(state.Update ?? stepped[state.Symbol]);
            value = state.Jump is null ? value : value + state.Jump;
            values[state.Symbol] = state.Ceiling is null ? value : Min(state.Ceiling, value);
        }
    }

    private static Symbol? HoldRefractory(EquationSystem system, Dictionary<Symbol, Expr> values)
    {
        if (system.Spike?.RefractoryPeriod is null)
        {
            return null;
        }

        var left = new Symbol("refractory steps", Dimension.None, SymbolKind.State);
        foreach (var clamped in system.Spike.Clamped)
        {
            values[clamped] = Select(0 < left, clamped, values[clamped]);
        }

        return left;
    }

    private static Expr? NotFiniteCheck(EquationSystem system, Dictionary<Symbol, Expr> values)
    {
        var first = system.States.FirstOrDefault(state => state.Phase == UpdatePhase.Cell);
        return first is null
            ? null
            : !(Abs(values[first.Symbol]) < new ConstantExpr(new Quantity(double.PositiveInfinity, first.Symbol.Dimension)));
    }

    // A spike where the condition holds now and did not before. For a threshold, "V_old < threshold <= V_new" is written with the opposite
    // comparisons, so that it also holds where V is not a number: the check for it then costs nothing in a step without spikes. Other
    // conditions are false there, so that the check joins them.
    private static Expr? SpikePhase(EquationSystem system, Dictionary<Symbol, Expr> values, Symbol? refractory, Expr? notFinite)
    {
        if (system.Spike is not { } spike)
        {
            return null;
        }

        var atEnd = new Substitution(new Dictionary<Symbol, Expr>(values));
        var now = spike.Condition switch
        {
            OperationExpr { Operator: Operator.LessOrEqual, Operands: [var theta, var v] } => !(atEnd.Rewrite(v) < atEnd.Rewrite(theta)),
            OperationExpr { Operator: Operator.Less, Operands: [var theta, var v] } => !(atEnd.Rewrite(v) <= atEnd.Rewrite(theta)),
            _ when notFinite is not null => atEnd.Rewrite(spike.Condition) | notFinite,
            _ => atEnd.Rewrite(spike.Condition),
        };
        var spiked = spike.OncePerCrossing ? now & !spike.Condition : now;
        if (refractory is not null)
        {
            spiked &= !(0 < refractory);
            // A cell that is held for so many steps begins to move when the period has passed since the spike, and can spike one step later. Where
            // the condition needs only to hold, the cell spikes when the period has passed: one step is less.
            var steps = Floor((spike.RefractoryPeriod! / Symbol.TimeStep) + 0.5);
            values[refractory] = Select(spiked, spike.OncePerCrossing ? steps : steps - 1, Max(refractory - 1, 0.0));
        }

        foreach (var (variable, value) in spike.Resets.Select(reset => (reset.Variable, Value: atEnd.Rewrite(reset.Value))).ToList())
        {
            values[variable] = Select(spiked, value, values[variable]);
        }

        return spiked;
    }
}
