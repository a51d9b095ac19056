namespace Neuropil;

/// <summary>Names by which papers know parts of formulas (alpha_m, I_Na), for people who read equations; nothing is computed for them.</summary>
internal sealed class FormulaLabels
{
    private readonly Dictionary<Expr, string> labels = new(ReferenceComparer.Instance);

    /// <summary>Gives a part of a formula a name; a further one of the same name in a scope gets a number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The part.</param>
    /// <param name="pathOf">The path of a name in the present scope.</param>
    public void Add(string name, Expr value, Func<string, string> pathOf)
    {
        string path = pathOf(name);
        for (int i = 2; labels.ContainsValue(path); i++)
        {
            path = pathOf($"{name}_{i}");
        }

        labels.TryAdd(value, path);
    }

    /// <summary>
    /// The names of all parts as they stand in the closed derivatives, before records see the time of the step's beginning: those of recorded
    /// quantities first.
    /// </summary>
    public Dictionary<Expr, string> Close(IReadOnlyDictionary<string, Expr> intermediates, Func<Expr, Expr> closed)
    {
        var named = new Dictionary<Expr, string>(ReferenceComparer.Instance);
        foreach (var (value, name) in intermediates.Select(pair => (pair.Value, pair.Key)).Concat(labels.Select(pair => (pair.Key, pair.Value))))
        {
            named.TryAdd(closed(value), name);
        }

        return named;
    }
}
