namespace Neuropil;

/// <summary>
/// Closes what release and plasticity of a projection declared to <see cref="SynapseEquations"/>: finds the target's variables, the scope of
/// each variable, and how it advances.
/// </summary>
internal static class SynapseClosing
{
    /// <summary>The closed equations.</summary>
    /// <param name="builder">What was declared.</param>
    /// <param name="projection">The projection's name, for messages.</param>
    /// <param name="weight">The weight that the projection gives its synapses.</param>
    /// <param name="delays">Whether axonal and dendritic delays differ between synapses.</param>
    /// <param name="source">The source's equations; null where it only sends spikes.</param>
    /// <param name="target">The target's equations.</param>
    /// <exception cref="ArgumentException">A variable reads what its scope cannot see, or cannot be advanced; the message names both.</exception>
    /// <exception cref="UnknownNameException">The target has no variable of a name that is read.</exception>
    public static SynapseEquations Close(SynapseBuilder builder, string projection, Parameter weight, DelayParts delays, EquationSystem? source,
        EquationSystem target)
    {
        foreach (var (symbol, name) in builder.SourceNames)
        {
            RequireSourceVariable(symbol, name, builder, projection, source);
        }

        var ofTarget = new Substitution(
            builder.TargetNames.ToDictionary(pair => pair.Key, pair => TargetVariable(pair.Key, pair.Value, builder, projection, target)));
        var declared = builder.Variables
            .Select(variable => new ScopedVariable(
                variable.Symbol,
                variable.Declared,
                variable.Initial,
                variable.Derivative is null ? null : ofTarget.Rewrite(variable.Derivative),
                OfTarget(variable.Bounds),
                IsStepped: false))
            .ToList();
        var statements = builder.Statements.Select(statement => statement with { Value = ofTarget.Rewrite(statement.Value) }).ToList();
        var emissions = builder.Emissions.Select(emission => emission with { Factor = ofTarget.Rewrite(emission.Factor) }).ToList();
        if (statements.Exists(statement => ReferenceEquals(statement.Variable, builder.Weight)))
        {
            declared.Add(new ScopedVariable(builder.Weight, Scope.Edge, Expr.Of(weight), Derivative: null, OfTarget(builder.WeightBounds), IsStepped: false));
        }

        ScopeVisibility.Require(declared, statements, emissions, builder, target, projection);
        var scoped = ScopeInference.Apply(declared, statements, emissions, builder, delays);
        scoped.ForEach(variable => LazyAdvance.Require(variable, scoped, builder, projection));
        return new SynapseEquations
        {
            Projection = projection,
            Weight = builder.Weight,
            Variables = scoped,
            Statements = statements,
            Emissions = emissions,
            Chances = builder.Drawn,
            PresynapticSpike = builder.PresynapticSpike,
            PostsynapticSpike = builder.PostsynapticSpike,
            Clocks = builder.Clocks,
            SourceNames = builder.SourceNames,
            LateSpikes = builder.LateSpikes,
            ParameterNames = builder.ParameterNames,
            Parameters = builder.Parameters,
            ParameterBounds = builder.ParameterBounds,
            WeightBounds = OfTarget(builder.WeightBounds),
        };

        (Expr Minimum, Expr Maximum)? OfTarget((Expr Minimum, Expr Maximum)? bounds)
            => bounds is { } given ? (ofTarget.Rewrite(given.Minimum), ofTarget.Rewrite(given.Maximum)) : null;
    }

    private static void RequireSourceVariable(Symbol symbol, string name, SynapseBuilder builder, string projection, EquationSystem? source)
    {
        if (source is null)
        {
            throw builder.Fault(projection, symbol, $"it reads '{name}' of its source, which only sends spikes and has no variables.");
        }

        Expr found;
        try
        {
            found = source.Find(name);
        }
        catch (UnknownNameException error)
        {
            throw builder.Fault(projection, symbol, $"it reads '{name}' of its source: {error.Message}", text => new UnknownNameException(text));
        }

        if (found.Dimension != symbol.Dimension)
        {
            throw builder.Fault(
                projection,
                symbol,
                $"it reads '{name}' of its source as {QuantityCatalogue.DescribeOne(symbol.Dimension)}, but it is "
                + $"{QuantityCatalogue.DescribeOne(found.Dimension)}.",
                text => new DimensionMismatchException(text));
        }
    }

    private static Expr TargetVariable(Symbol symbol, string name, SynapseBuilder builder, string projection, EquationSystem target)
    {
        Expr found;
        try
        {
            found = target.Find(name);
        }
        catch (UnknownNameException error)
        {
            throw builder.Fault(projection, symbol, $"it reads '{name}' of its target: {error.Message}", text => new UnknownNameException(text));
        }

        if (found.Dimension != symbol.Dimension)
        {
            throw builder.Fault(
                projection,
                symbol,
                $"it reads '{name}' of its target as {QuantityCatalogue.DescribeOne(symbol.Dimension)}, but it is "
                + $"{QuantityCatalogue.DescribeOne(found.Dimension)}.",
                text => new DimensionMismatchException(text));
        }

        var unknown = Dependence.Nodes(found).FirstOrDefault(
            node => node is ParameterExpr { Parameter.IsUniform: false } or Symbol { Kind: not (SymbolKind.State or SymbolKind.TimeStep) });
        return unknown is null
            ? found
            : throw builder.Fault(
                projection,
                symbol,
                $"it reads '{name}' of its target, which follows from '{unknown}': only state variables, and functions of them whose parameters all "
                + "cells share, can be read.");
    }
}

/// <summary>Whether the synapses of a projection differ in their delays.</summary>
/// <param name="AxonalDiffer">From the spike of the source to the synapse.</param>
/// <param name="DendriticDiffer">From the synapse to the soma, and back.</param>
internal readonly record struct DelayParts(bool AxonalDiffer, bool DendriticDiffer);
