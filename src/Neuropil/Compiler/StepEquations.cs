using static Neuropil.Functions;

namespace Neuropil.Compiler;

/// <summary>
/// One time step of a population as formulas: the new value of each state from the old values and the arriving weights. This is where the
/// order of a step is fixed: receptors advance and take what arrives; the cell integrates with them and takes what arrives at it; conditions are looked at,
/// spikes and resets follow; what couplings will read is given out.
/// </summary>
internal sealed class StepEquations
{
    private StepEquations(IReadOnlyList<(Symbol Variable, Expr Value)> assignments, Symbol? refractory, Expr? spiked, IReadOnlyList<WatchedValue> watched,
        IReadOnlyList<Symbol> draws, IReadOnlyList<(Symbol Output, Expr Value)> outputs)
    {
        Assignments = assignments;
        Refractory = refractory;
        Spiked = spiked;
        Watched = watched;
        Draws = draws;
        Outputs = outputs;
    }

    /// <summary>New values; every right side sees old values only.</summary>
    public IReadOnlyList<(Symbol Variable, Expr Value)> Assignments { get; }

    /// <summary>The hidden state that counts the steps of refractoriness left, or null.</summary>
    public Symbol? Refractory { get; }

    /// <summary>Whether a cell spikes in this step, or null when cells have no spikes.</summary>
    public Expr? Spiked { get; }

    /// <summary>
    /// What must be finite: the new value of every state that could be something else, and the one before it where an event's statements write over it.
    /// </summary>
    public IReadOnlyList<WatchedValue> Watched { get; }

    /// <summary>The numbers that are drawn for each step and cell: normal numbers and chances.</summary>
    public IReadOnlyList<Symbol> Draws { get; }

    /// <summary>What cells give out to couplings, as functions of their states; their values after the step are among the <see cref="Assignments"/>.</summary>
    public IReadOnlyList<(Symbol Output, Expr Value)> Outputs { get; }

    /// <summary>Composes a step with the given method for the cell's equations, and with what cells give out to couplings.</summary>
    /// <exception cref="IntegratorRefusedException">The method cannot advance these equations; the message names the variable and the term.</exception>
    public static StepEquations Compose(EquationSystem system, Integrator method, IReadOnlyList<Expr>? outputs = null)
    {
        var step = new ScopeStep(system.States);
        var refractory = RefractorySteps.Of(system);
        AdvanceReceptors(system, step);
        Arrive(system, UpdatePhase.Receptor, step, refractory);
        AdvanceCell(system, method, step);
        Arrive(system, UpdatePhase.Cell, step, refractory);
        var advanced = new Dictionary<Symbol, Expr>(step.Values);
        var spiked = Happen(system, step, refractory);
        var watched = Watch(system, advanced, step.Values).ToList();
        var given = (outputs ?? []).Select((value, i) => (Output: new Symbol($"output {i + 1}", value.Dimension, SymbolKind.State), Value: value)).ToList();
        var assignments = step.Values.Select(pair => (Variable: pair.Key, pair.Value))
            .Concat(given.Select(output => (Variable: output.Output, Value: step.Now(output.Value))));

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

        // What the cell itself adds to what arrives stands wherever the sum of the step is read, in the conditions of statements too.
        var drawn = new Substitution(new Dictionary<Symbol, Expr>(last));
        foreach (var (arriving, amount) in system.AddedArrivals)
        {
            last[arriving] = arriving + drawn.Rewrite(amount);
        }

        var atStart = new Substitution(last);
        var simplification = new Simplification();
        return new StepEquations(
            assignments.Select(row => (row.Variable, Finish(row.Value))).ToList(),
            refractory?.Left,
            spiked is null ? null : Finish(spiked),
            watched.ConvertAll(value => value with { Value = Finish(value.Value) }),
            draws,
            given);

        Expr Finish(Expr value) => simplification.Rewrite(atStart.Rewrite(value));
    }

    // Linear receptor states decay by their exact propagator, one receptor at a time. Where each equation has only its own variable, exponential Euler is
    // that propagator, and it takes additive noise exactly too. Others advance by a method for which no step is too long, if their variables have an order.
    private static void AdvanceReceptors(EquationSystem system, ScopeStep step)
    {
        var advanced = new List<(Symbol, Expr)>();
        foreach (var receptor in system.States.Where(state => state.Phase == UpdatePhase.Receptor).GroupBy(state => state.Mechanism))
        {
            var equations = receptor.Where(state => state.Update is null).Select(state => (state.Symbol, state.Derivative)).ToList();
            advanced.AddRange(step.Advanced(receptor.ToList(), MethodOfReceptor(system, equations), equations, system.Conserved));
        }

        step.Advance(advanced);
    }

    private static Integrator MethodOfReceptor(EquationSystem system, List<(Symbol Symbol, Expr Derivative)> equations)
    {
        bool areApart = equations.TrueForAll(equation => Dependence.Symbols(equation.Derivative)
            .All(symbol => symbol.Kind != SymbolKind.State || ReferenceEquals(symbol, equation.Symbol)));
        var drifts = equations.ConvertAll(equation => (equation.Symbol, NoisePromise.Drift(equation.Derivative)));
        bool isLinear = Integrators.ExactLinear.Refusal(system, drifts) is null;
        var method = isLinear && areApart ? Integrators.ExponentialEuler
            : isLinear ? Integrators.ExactLinear
            : Integrators.LinearCascade.Refusal(system, equations) is null ? Integrators.LinearCascade : Integrators.RungeKutta4;
        return method.Refusal(system, equations) is { } reason ? throw new IntegratorRefusedException(reason) : method;
    }

    private static void AdvanceCell(EquationSystem system, Integrator method, ScopeStep step)
    {
        var own = system.States.Where(state => state.Phase == UpdatePhase.Cell).ToList();
        var equations = (method.IsJoint ? system.States : own).Select(state => (state.Symbol, state.Derivative)).ToList();
        if (method.Refusal(system, equations) is { } reason)
        {
            throw new IntegratorRefusedException(reason);
        }

        step.Advance(own, method, equations, system.Conserved);
    }

    // What arrives is lost where variables are held.
    private static void Arrive(EquationSystem system, UpdatePhase phase, ScopeStep step, RefractorySteps? refractory)
    {
        var variables = system.States.Where(state => state.Phase == phase).Select(state => state.Symbol).ToHashSet();
        foreach (var arrival in system.Events.Where(happening => happening.Kind == EventKind.Arrival))
        {
            step.Run(system.On(arrival).Where(statement => variables.Contains(statement.Variable)), Arrivals.Condition);
        }

        if (refractory is not null)
        {
            step.Hold(system.Refractoriness!.Held.Where(variables.Contains), refractory.IsHeld);
        }
    }

    // What a statement writes is watched only if it can be something else than a constant.
    private static IEnumerable<WatchedValue> Watch(EquationSystem system, IReadOnlyDictionary<Symbol, Expr> advanced, IReadOnlyDictionary<Symbol, Expr> atEnd)
    {
        var written = system.Events.Where(happening => happening.Kind == EventKind.Condition).SelectMany(system.On)
            .Where(statement => Dependence.OnState(statement.Value))
            .Select(statement => statement.Variable).ToHashSet();
        var decaying = DecayingStates.Of(system);
        foreach (var variable in system.States.Select(state => state.Symbol).Where(symbol => atEnd.ContainsKey(symbol) && !decaying.Contains(symbol)))
        {
            bool isOverwritten = advanced.TryGetValue(variable, out var value) && !ReferenceEquals(value, atEnd[variable]);
            yield return new WatchedValue(variable, value ?? atEnd[variable], isOverwritten);
            if (isOverwritten && written.Contains(variable))
            {
                yield return new WatchedValue(variable, atEnd[variable], IsOverwritten: false);
            }
        }
    }

    // All conditions are looked at before any statement runs.
    private static Expr? Happen(EquationSystem system, ScopeStep step, RefractorySteps? refractory)
    {
        var found = new List<(ModelEvent Event, Expr Happens)>();
        foreach (var happening in system.Events.Where(happening => happening.Kind == EventKind.Condition))
        {
            var now = step.Now(happening.Condition!);
            bool isCrossing = happening.Occurrence == Occurrence.WhenItBecomesTrue;
            var happens = isCrossing ? now & !Before(happening.Condition!) : now;
            found.Add((happening, happening.EmitsSpike && refractory is not null ? happens & !refractory.Forbids(happening.Occurrence) : happens));
        }

        if (refractory is not null)
        {
            step.Advance([(refractory.Left, refractory.Next)]);
        }

        foreach (var (happening, happens) in found)
        {
            var also = happening.EmitsSpike && refractory is not null ? [refractory.Begin(happening)] : Array.Empty<Statement>();
            step.Run(system.On(happening).Concat(also), _ => happens);
        }

        return found.Find(pair => pair.Event.EmitsSpike).Happens;

        // Whether it held in the step before: its variables were then what they are at the beginning of this one, but the time was earlier.
        static Expr Before(Expr condition) => Substitution.Replace(
            condition,
            new Dictionary<Symbol, Expr> { [Symbol.Time] = Symbol.Time - Symbol.TimeStep, [Symbol.StepStart] = Symbol.StepStart - Symbol.TimeStep });
    }
}
