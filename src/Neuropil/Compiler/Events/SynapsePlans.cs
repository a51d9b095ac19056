using static Neuropil.Functions;

namespace Neuropil.Compiler;

/// <summary>
/// The kernels of a projection whose synapses have state. At a presynaptic spike first that of the source (its own variables, what all its
/// synapses share of the emission), then that of the edges; at a postsynaptic one that of the target, then that of the edges; in every step
/// those of stepped variables.
/// </summary>
internal sealed class SynapsePlans
{
    /// <summary>1.5 * 2^52: added to a number below 2^51 in magnitude it rounds it to a whole number, which then stands in the low bits.</summary>
    public const double Rounding = 6755399441055744.0;

    private readonly SynapseEquations equations;
    private readonly bool ageTogether;

    private SynapsePlans(SynapseEquations equations, bool ageTogether)
    {
        (this.equations, this.ageTogether) = (equations, ageTogether);
        var spike = EventComposition.Of(equations, equations.PresynapticSpike);
        var back = EventComposition.Of(equations, equations.PostsynapticSpike);
        EmitsAtSpike = spike.Emits;
        PresynapticEdge = Edge(spike, EventKind.PresynapticSpike);
        PresynapticSource = EndStage(Scope.Source, spike, spike.SourceFactor, PresynapticEdge);
        PostsynapticEdge = Edge(back, EventKind.PostsynapticSpike);
        PostsynapticTarget = EndStage(Scope.Target, back, emitted: null, PostsynapticEdge);
        Clocks = equations.Clocks.Select(clock => ClockStages(clock.Event, clock.Period)).ToList();
        LateEdges = equations.LateSpikes.Select(late => Edge(EventComposition.Of(equations, late.Event), EventKind.PresynapticSpike)).ToList();
        SourceStep = StepStage(Scope.Source);
        TargetStep = StepStage(Scope.Target);
        EmitsBySource = ConstantExpr.NumberIn(spike.SourceFactor) is not 1;
    }

    /// <summary>The source's variables at its spike; null where it has none and emits nothing of its own.</summary>
    public EventStage? PresynapticSource { get; }

    /// <summary>Each synapse of the source; null where nothing but the weight and what the source emits decides on the amount.</summary>
    public EventStage? PresynapticEdge { get; }

    /// <summary>The target's variables at its spike.</summary>
    public EventStage? PostsynapticTarget { get; }

    /// <summary>Each synapse of the target.</summary>
    public EventStage? PostsynapticEdge { get; }

    /// <summary>What happens at each clock.</summary>
    public IReadOnlyList<ClockPlan> Clocks { get; }

    /// <summary>Each synapse of the source some time after its spike, in the order of <see cref="SynapseEquations.LateSpikes"/>.</summary>
    public IReadOnlyList<EventStage?> LateEdges { get; }

    /// <summary>The step of stepped variables of the source.</summary>
    public EventStage? SourceStep { get; }

    /// <summary>The step of stepped variables of the target.</summary>
    public EventStage? TargetStep { get; }

    /// <summary>Whether a spike lets out anything; not so where clocks alone do.</summary>
    public bool EmitsAtSpike { get; }

    /// <summary>Whether the source has a part in what is emitted.</summary>
    public bool EmitsBySource { get; }

    /// <summary>All kernels, in a fixed order.</summary>
    public IEnumerable<EventStage> All => new[] { PresynapticSource, PresynapticEdge, PostsynapticTarget, PostsynapticEdge, SourceStep, TargetStep }
        .Concat(LateEdges).Concat(Clocks.SelectMany(clock => new[] { clock.Source, clock.Target, clock.Edge })).OfType<EventStage>();

    /// <summary>The plans of a projection.</summary>
    /// <param name="equations">The equations of its synapses.</param>
    /// <param name="ageTogether">Whether the synapses of a call were last advanced in the same step (<see cref="SynapseEquations.AgeTogether"/>).</param>
    public static SynapsePlans Of(SynapseEquations equations, bool ageTogether) => new(equations, ageTogether);

    private EventStage? Edge(EventComposition composition, EventKind kind)
        => composition.Emits ? EdgeThatEmits(composition, kind) : EdgeElsewhere(composition, kind);

    // A row at a spike or a tick: everything that changes on the edges, and the amount that goes on.
    private EventStage? EdgeThatEmits(EventComposition composition, EventKind kind)
    {
        var stage = new StageBuilder();
        AssignEdges(stage, composition, out var advanced);
        if (stage.IsEmpty && ConstantExpr.NumberIn(composition.EdgeFactor) is 1)
        {
            return null;
        }

        Expr amount = equations.Weight * composition.EdgeFactor;
        if (ConstantExpr.NumberIn(composition.SourceFactor) is not 1)
        {
            amount *= stage.Bind(EventRole.Factor, Dimension.None, isShared: true);
        }

        var scale = stage.Bind(EventRole.Scale, Dimension.None / equations.Weight.Dimension, isShared: true);
        var scaled = Substitution.Replace(amount, advanced) * scale;
        var sent = stage.Bind(EventRole.Amount, Dimension.None, isShared: false);
        stage.Assign(sent, scaled + Rounding);
        stage.Fault(!(Abs(scaled) <= stage.Bind(EventRole.LargestAmount, Dimension.None, isShared: true)));
        BindReads(stage, kind);
        return stage.Build();
    }

    private EventStage? EdgeElsewhere(EventComposition composition, EventKind kind)
    {
        var stage = new StageBuilder();
        AssignEdges(stage, composition, out _);
        if (!composition.Values.Keys.Any(symbol => equations.ScopeOf(symbol) == Scope.Edge))
        {
            return null;
        }

        BindReads(stage, kind);
        return stage.Build();
    }

    // New values of the edges' variables: those that statements give, and those that only come to the event's time.
    private void AssignEdges(StageBuilder stage, EventComposition composition, out Dictionary<Symbol, Expr> advanced)
    {
        advanced = [];
        if (!composition.Values.Keys.Any(symbol => equations.ScopeOf(symbol) == Scope.Edge) && !ReadsEdgesThatMove(composition))
        {
            return;
        }

        AdvanceLazily(stage, Scope.Edge, advanced);
        var atTime = new Substitution(advanced);
        foreach (var variable in equations.In(Scope.Edge))
        {
            if (composition.Values.TryGetValue(variable.Symbol, out var value))
            {
                var atEvent = atTime.Rewrite(value);
                stage.Assign(stage.Bind(EventRole.Variable, variable.Symbol), atEvent);
                stage.Fault(!(Abs(atEvent) < new ConstantExpr(new Quantity(double.PositiveInfinity, variable.Symbol.Dimension))));
            }
            else if (advanced.TryGetValue(variable.Symbol, out var aged))
            {
                stage.Assign(stage.Bind(EventRole.Variable, variable.Symbol), aged);
            }
        }
    }

    private bool ReadsEdgesThatMove(EventComposition composition)
        => Dependence.Symbols(composition.EdgeFactor).Any(symbol => equations.Find(symbol) is { Scope: Scope.Edge, Derivative: not null });

    private void AdvanceLazily(StageBuilder stage, Scope scope, Dictionary<Symbol, Expr> advanced)
    {
        var moving = equations.In(scope).Where(variable => variable.Derivative is not null && !variable.IsStepped).ToList();
        if (moving.Count == 0)
        {
            return;
        }

        // One age for all makes decay one number for all, which a kernel computes once.
        bool isShared = ageTogether && scope == Scope.Edge;
        var last = stage.Bind(EventRole.LastEvent, Dimension.None, isShared);
        var now = stage.Bind(EventRole.Now, Dimension.None, isShared: true);
        var age = (now - last) * Symbol.TimeStep;
        foreach (var variable in moving)
        {
            advanced[variable.Symbol] = LazyAdvance.Value(variable, age);
        }

        if (!isShared)
        {
            stage.Assign(last, now);
        }
    }

    // The variables of one end at its own spike: what they become, what the synapses see of them, and what is emitted for all.
    private EventStage? EndStage(Scope scope, EventComposition composition, Expr? emitted, EventStage? edges)
    {
        var stage = new StageBuilder();
        var advanced = new Dictionary<Symbol, Expr>();
        var role = scope == Scope.Source ? EventRole.Source : EventRole.Target;
        var read = edges?.Of(role).Select(column => column.Symbol).ToList() ?? [];
        bool changes = composition.Values.Keys.Any(symbol => equations.ScopeOf(symbol) == scope);
        bool emits = emitted is not null && ConstantExpr.NumberIn(emitted) is not 1;
        if (!changes && !emits && read.Count == 0)
        {
            return null;
        }

        AdvanceLazily(stage, scope, advanced);
        var atTime = new Substitution(advanced);
        foreach (var variable in equations.In(scope))
        {
            stage.Bind(EventRole.Variable, variable.Symbol);
            var before = advanced.GetValueOrDefault(variable.Symbol, variable.Symbol);
            if (read.Contains(variable.Symbol))
            {
                stage.Assign(stage.Bind(EventRole.Seen, variable.Symbol.Dimension, isShared: false, variable.Symbol.Name), before);
            }

            if (composition.Values.TryGetValue(variable.Symbol, out var value))
            {
                var atEvent = atTime.Rewrite(value);
                stage.Assign(variable.Symbol, atEvent);
                stage.Fault(!(Abs(atEvent) < new ConstantExpr(new Quantity(double.PositiveInfinity, variable.Symbol.Dimension))));
            }
            else if (advanced.ContainsKey(variable.Symbol))
            {
                stage.Assign(variable.Symbol, before);
            }
        }

        if (emits)
        {
            var factor = atTime.Rewrite(emitted!);
            stage.Assign(stage.Bind(EventRole.Factor, Dimension.None, isShared: false), factor);
            stage.Fault(!(Abs(factor) <= equations.LargestEmission));
        }

        BindReads(stage, scope == Scope.Source ? EventKind.PresynapticSpike : EventKind.PostsynapticSpike, own: scope);
        return stage.Build();
    }

    private ClockPlan ClockStages(ModelEvent tick, Time period)
    {
        var composition = EventComposition.Of(equations, tick);
        var edges = Edge(composition, EventKind.Clock);
        return new ClockPlan(tick, period, EndStage(Scope.Source, composition, composition.Emits ? composition.SourceFactor : null, edges),
            EndStage(Scope.Target, composition, emitted: null, edges), edges, composition.Emits);
    }

    private EventStage? StepStage(Scope scope)
    {
        var stepped = equations.In(scope).Where(variable => variable.IsStepped).ToList();
        if (stepped.Count == 0)
        {
            return null;
        }

        var rows = stepped.ConvertAll(variable => (variable.Symbol, variable.Derivative!));
        var values = Integrators.ExponentialEuler.Step(rows, stepped.ConvertAll(variable => variable.Symbol), [], new Dictionary<Symbol, Expr>());
        var stage = new StageBuilder();
        foreach (var variable in equations.In(scope))
        {
            stage.Bind(EventRole.Variable, variable.Symbol);
        }

        foreach (var variable in stepped)
        {
            var value = values[variable.Symbol];
            stage.Assign(variable.Symbol, variable.Bounds is { } bounds ? Clip(value, bounds.Minimum, bounds.Maximum) : value);
        }

        BindReads(stage, EventKind.Condition, own: scope);
        return stage.Build();
    }

    // What the formulas read beside what they give: shared by the row at the event of one end, looked up for the other.
    private void BindReads(StageBuilder stage, EventKind kind, Scope own = Scope.Edge)
    {
        // Draws are paired in order of declaration, however formulas are written.
        var read = stage.Read().ToList();
        foreach (var chance in equations.Chances.Where(read.Contains))
        {
            stage.Bind(EventRole.Chance, chance);
        }

        foreach (var symbol in read.Where(symbol => symbol.Kind != SymbolKind.Chance))
        {
            var scope = equations.ScopeOf(symbol);
            if (scope == Scope.Edge || (scope is not null && scope == own))
            {
                stage.Bind(EventRole.Variable, symbol);
            }
            else if (scope == Scope.Source)
            {
                stage.Bind(EventRole.Source, symbol, isShared: kind is EventKind.PresynapticSpike or EventKind.Clock);
            }
            else if (scope == Scope.Target)
            {
                stage.Bind(EventRole.Target, symbol, isShared: kind == EventKind.PostsynapticSpike);
            }
            else if (ReferenceEquals(symbol, equations.Weight))
            {
                stage.Bind(EventRole.Weight, symbol);
            }
            else if (equations.SourceNames.ContainsKey(symbol))
            {
                stage.Bind(EventRole.SourceCell, symbol, isShared: true);
            }
            else if (symbol.Kind == SymbolKind.State)
            {
                stage.Bind(EventRole.TargetCell, symbol, isShared: kind == EventKind.PostsynapticSpike && own == Scope.Edge);
            }
        }
    }
}

/// <summary>The kernels of a clock: those of the ends, then that of the edges; and whether synapses let out anything at its ticks.</summary>
internal sealed record ClockPlan(ModelEvent Tick, Time Period, EventStage? Source, EventStage? Target, EventStage? Edge, bool Emits);
