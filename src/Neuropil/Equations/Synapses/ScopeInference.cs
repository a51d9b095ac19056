namespace Neuropil;

/// <summary>
/// Finds the scope that each variable of a projection needs. A declaration names the narrowest; a parameter that each synapse draws, another
/// variable that had to move, or delays that differ between the synapses of one cell move a variable to the edge.
/// </summary>
internal static class ScopeInference
{
    /// <summary>The variables in their scopes, and whether they advance in every step.</summary>
    public static List<ScopedVariable> Apply(
        IReadOnlyList<ScopedVariable> declared, IReadOnlyList<Statement> statements, IReadOnlyList<Emission> emissions, SynapseBuilder builder,
        DelayParts delays)
    {
        var onEdge = new HashSet<Symbol>(declared.Where(variable => variable.Scope == Scope.Edge).Select(variable => variable.Symbol));
        bool found = true;
        while (found)
        {
            found = false;
            foreach (var variable in declared.Where(variable => !onEdge.Contains(variable.Symbol)))
            {
                if (NeedsEdge(variable))
                {
                    found = onEdge.Add(variable.Symbol);
                }
            }
        }

        return [.. declared.Select(variable => variable with
        {
            Scope = onEdge.Contains(variable.Symbol) ? Scope.Edge : variable.Scope,
            IsStepped = !onEdge.Contains(variable.Symbol) && variable.Derivative is not null
                && (variable.Scope == Scope.Target || IsReadFromElsewhere(variable.Symbol)),
        })];

        bool NeedsEdge(ScopedVariable variable)
        {
            var own = statements.Where(statement => ReferenceEquals(statement.Variable, variable.Symbol)).Select(statement => statement.Value);
            var parts = own.Append(variable.Initial).Concat(variable.Derivative is null ? [] : [variable.Derivative])
                .Concat(variable.Bounds is { } bounds ? [bounds.Minimum, bounds.Maximum] : []);
            return parts.Any(part => Dependence.Nodes(part)
                .Any(node => node is ParameterExpr { Parameter.IsUniform: false } || (node is Symbol symbol && onEdge.Contains(symbol))))
                || (variable.Scope == Scope.Source && delays.AxonalDiffer && (IsReadFromElsewhere(variable.Symbol) || HasClock(variable.Symbol)))
                || (variable.Scope == Scope.Target && delays.DendriticDiffer);
        }

        // At events that are not the source's own: each synapse of the other cell reads it then. What is read at the source's spikes alone follows
        // from the intervals between these, which are the same however late a spike reaches a synapse.
        bool IsReadFromElsewhere(Symbol symbol) => statements.Any(statement =>
            statement.Event != builder.PresynapticSpike && !ReferenceEquals(statement.Variable, symbol) && Dependence.On(statement.Value, symbol))
            || emissions.Any(emission => emission.Event != builder.PresynapticSpike && Dependence.On(emission.Factor, symbol));

        bool HasClock(Symbol symbol) => statements.Any(statement => statement.Event.Kind == EventKind.Clock && ReferenceEquals(statement.Variable, symbol));
    }
}
