namespace Neuropil;

/// <summary>
/// Puts parameters in the place of others, in all equations of a system at once: what comes out is the system that a model with those parameters declares.
/// </summary>
internal sealed class ParameterReplacement(IReadOnlyDictionary<Parameter, Parameter> given) : ExprRewriter
{
    /// <summary>The system with other parameters; variables, events and ports keep their symbols.</summary>
    public static EquationSystem In(EquationSystem system, IReadOnlyDictionary<Parameter, Parameter> given)
    {
        var pass = new ParameterReplacement(given);
        var events = system.Events.ToDictionary(happening => happening, pass.Rewritten);
        return new EquationSystem(
            [.. system.States.Select(pass.Rewritten)],
            system.Intermediates.ToDictionary(pair => pair.Key, pair => pass.Rewrite(pair.Value)),
            [.. system.Ports.Select(port => port with { Event = events[port.Event] })],
            Carried(system.ParameterNames, given),
            system.Conserved,
            system.Draws)
        {
            MembranePotential = system.MembranePotential,
            MainScope = system.MainScope,
            Events = [.. system.Events.Select(happening => events[happening])],
            Statements = [.. system.Statements.Select(statement => new Statement(events[statement.Event], statement.Variable, pass.Rewrite(statement.Value)))],
            Refractoriness = system.Refractoriness is { } declared ? declared with { Period = pass.Rewrite(declared.Period) } : null,
            Gates = [.. system.Gates.Select(gate => gate.Rewritten(pass))],
            Labels = system.Labels.DistinctBy(pair => pass.Rewrite(pair.Key)).ToDictionary(pair => pass.Rewrite(pair.Key), pair => pair.Value),
            Declarations = system.Declarations,
            Counts = [.. system.Counts.Select(count => count with { Rate = pass.Rewrite(count.Rate) })],
            AddedArrivals = system.AddedArrivals.ToDictionary(pair => pair.Key, pair => pass.Rewrite(pair.Value)),
            Parameters = [.. system.Parameters.Select(one => (one.Name, given.GetValueOrDefault(one.Parameter, one.Parameter)))],
            ParameterBounds = Carried(system.ParameterBounds, given),
        };
    }

    /// <inheritdoc cref="In(EquationSystem, IReadOnlyDictionary{Parameter, Parameter})"/>
    public static SynapseEquations In(SynapseEquations system, IReadOnlyDictionary<Parameter, Parameter> given)
    {
        var pass = new ParameterReplacement(given);
        return new SynapseEquations
        {
            Projection = system.Projection,
            Weight = system.Weight,
            Variables = [.. system.Variables.Select(variable => variable with
            {
                Initial = pass.Rewrite(variable.Initial),
                Derivative = variable.Derivative is null ? null : pass.Rewrite(variable.Derivative),
                Bounds = pass.Rewritten(variable.Bounds),
            })],
            Statements = [.. system.Statements.Select(statement => statement with { Value = pass.Rewrite(statement.Value) })],
            Emissions = [.. system.Emissions.Select(emission => emission with { Factor = pass.Rewrite(emission.Factor) })],
            Chances = system.Chances,
            PresynapticSpike = system.PresynapticSpike,
            PostsynapticSpike = system.PostsynapticSpike,
            Clocks = system.Clocks,
            SourceNames = system.SourceNames,
            LateSpikes = system.LateSpikes,
            ParameterNames = Carried(system.ParameterNames, given),
            Parameters = [.. system.Parameters.Select(one => (one.Name, given.GetValueOrDefault(one.Parameter, one.Parameter)))],
            ParameterBounds = Carried(system.ParameterBounds, given),
            WeightBounds = pass.Rewritten(system.WeightBounds),
        };
    }

    /// <summary>The parameters that a cell's equations read while it runs; those of initial values alone have done their work.</summary>
    public static IReadOnlySet<Parameter> ReadBy(EquationSystem system) => ParametersIn(
        system.States.SelectMany(state => new[] { state.Derivative, state.Update, state.Ceiling })
            .Concat(system.Intermediates.Values)
            .Concat(system.Statements.Select(statement => statement.Value))
            .Concat(system.Events.Select(happening => happening.Condition))
            .Concat(system.Counts.Select(count => count.Rate))
            .Concat(system.AddedArrivals.Values)
            .Append(system.Refractoriness?.Period));

    /// <inheritdoc cref="ReadBy(EquationSystem)"/>
    public static IReadOnlySet<Parameter> ReadBy(SynapseEquations system) => ParametersIn(
        system.Variables.SelectMany(variable => new[] { variable.Derivative, variable.Bounds?.Minimum, variable.Bounds?.Maximum })
            .Concat(system.Statements.Select(statement => statement.Value))
            .Concat(system.Emissions.Select(emission => emission.Factor)));

    protected override Expr Leaf(Expr leaf)
        => leaf is ParameterExpr parameter && given.TryGetValue(parameter.Parameter, out var other) ? new ParameterExpr(other) : leaf;

    private static HashSet<Parameter> ParametersIn(IEnumerable<Expr?> formulas)
        => formulas.OfType<Expr>().SelectMany(Dependence.Nodes).OfType<ParameterExpr>().Select(node => node.Parameter)
            .ToHashSet<Parameter>(ReferenceEqualityComparer.Instance);

    private static Dictionary<Parameter, T> Carried<T>(IReadOnlyDictionary<Parameter, T> before, IReadOnlyDictionary<Parameter, Parameter> given)
    {
        var carried = new Dictionary<Parameter, T>(ReferenceEqualityComparer.Instance);
        foreach (var (parameter, value) in before)
        {
            carried[given.GetValueOrDefault(parameter, parameter)] = value;
        }

        return carried;
    }

    private StateVariable Rewritten(StateVariable state) => new(state.Symbol, state.Mechanism, state.Phase)
    {
        Derivative = Rewrite(state.Derivative),
        Update = state.Update is null ? null : Rewrite(state.Update),
        Initial = Rewrite(state.Initial),
        Ceiling = state.Ceiling is null ? null : Rewrite(state.Ceiling),
    };

    private ModelEvent Rewritten(ModelEvent happening) => new(happening.Name, happening.Kind)
    {
        Condition = happening.Condition is null ? null : Rewrite(happening.Condition),
        Occurrence = happening.Occurrence,
        EmitsSpike = happening.EmitsSpike,
        Arriving = happening.Arriving,
    };

    private (Expr Minimum, Expr Maximum)? Rewritten((Expr Minimum, Expr Maximum)? bounds)
        => bounds is { } own ? (Rewrite(own.Minimum), Rewrite(own.Maximum)) : null;
}
