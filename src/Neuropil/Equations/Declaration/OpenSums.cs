namespace Neuropil;

/// <summary>The open sums of a system, and what stands for each when it is closed.</summary>
internal sealed class OpenSums
{
    private readonly List<OpenSum> all = [];

    /// <summary>Adds a sum.</summary>
    public OpenSum Add(string name, Dimension dimension)
    {
        all.Add(new OpenSum(name, dimension));
        return all[^1];
    }

    /// <summary>The values of all sums, without sums in them.</summary>
    /// <exception cref="InvalidOperationException">Sums need each other in a circle; the message names them.</exception>
    public Dictionary<Symbol, Expr> Close()
    {
        var values = all.ToDictionary(sum => sum.Symbol, sum => sum.Value ?? new ConstantExpr(new Quantity(0, sum.Symbol.Dimension)));
        for (int depth = 0; Open().ToList() is { Count: > 0 } open; depth++)
        {
            if (depth == all.Count)
            {
                throw new InvalidOperationException($"These sums need each other in a circle: {string.Join(", ", open.Select(symbol => symbol.Name))}.");
            }

            var known = values;
            values = known.ToDictionary(pair => pair.Key, pair => Substitution.Replace(pair.Value, known));
        }

        return values;

        IEnumerable<Symbol> Open() => values.Where(pair => Dependence.Symbols(pair.Value).Any(values.ContainsKey)).Select(pair => pair.Key);
    }
}
