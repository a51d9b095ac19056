namespace Neuropil;

/// <summary>The groups of variables whose sum is conserved, as a method finds them among the equations that it advances.</summary>
internal static class ClosedPools
{
    /// <summary>The equations of each group; groups that share a variable are one.</summary>
    public static List<List<(Symbol Variable, Expr Derivative)>> Among(
        IEnumerable<(Symbol Variable, Expr Derivative)> equations, IReadOnlyList<IReadOnlyList<Symbol>> conserved)
    {
        var all = equations.ToList();
        var groups = new List<HashSet<Symbol>>();
        foreach (var pools in conserved.Where(pools => all.Exists(equation => pools.Contains(equation.Variable))))
        {
            var joined = new HashSet<Symbol>(pools);
            foreach (var overlapping in groups.FindAll(joined.Overlaps))
            {
                joined.UnionWith(overlapping);
                groups.Remove(overlapping);
            }

            groups.Add(joined);
        }

        return groups.ConvertAll(group => all.FindAll(equation => group.Contains(equation.Variable)));
    }

    /// <summary>
    /// The new values of a group by its propagator. The columns of exp(Q dt) sum to one only to rounding, the same one in each step: the last pool
    /// therefore takes what the others lose, so that the sum does not drift.
    /// </summary>
    public static Dictionary<Symbol, Expr> Step(List<(Symbol Variable, Expr Derivative)> pools, IReadOnlyList<IReadOnlyList<Symbol>> conserved)
    {
        var symbols = pools.ConvertAll(equation => equation.Variable);
        var values = new Dictionary<Symbol, Expr>(Integrators.ExactLinear.Step(pools, symbols, conserved));
        if (conserved.Where(group => group.Any(symbols.Contains)).ToList() is [var only] && only.Count == symbols.Count)
        {
            var others = symbols.SkipLast(1).ToList();
            values[symbols[^1]] = others.Aggregate((Expr)symbols[^1], (sum, pool) => sum + (pool - values[pool]));
        }

        return values;
    }

    /// <summary>Why a group cannot be advanced by one propagator: a coefficient that changes, a term that is not linear, noise; or null when it can.</summary>
    public static string? ReasonAgainstPropagator(List<(Symbol Variable, Expr Derivative)> pools)
    {
        foreach (var (variable, derivative) in pools)
        {
            if (Dependence.Noises(derivative).FirstOrDefault() is { } noise)
            {
                return $"d{variable.Name}/dt has the white noise {noise.Name}";
            }
        }

        return Linearity.Coefficients(pools).Reason;
    }
}
