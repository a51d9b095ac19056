namespace Neuropil.Descriptions;

/// <summary>Finds what a declaration computes once and uses several times, such as u = (V - rest) / mV: papers give such a part a letter.</summary>
internal static class SharedParts
{
    // Smaller parts are written out as quickly as their name is read.
    private const int SmallestNumber = 3;
    private const int Smallest = 4;

    /// <summary>The shared parts of some definitions, with the scope in which they are first met.</summary>
    /// <param name="definitions">Named formulas.</param>
    /// <param name="isNamed">Whether a node has a name already.</param>
    public static IReadOnlyList<(Expr Part, string Scope)> In(IEnumerable<(string Path, Expr Value)> definitions, Func<Expr, bool> isNamed)
    {
        var uses = new Dictionary<Expr, int>(ReferenceComparer.Instance);
        var scopes = new Dictionary<Expr, string>(ReferenceComparer.Instance);
        foreach (var (path, value) in definitions)
        {
            string scope = path[..Math.Max(0, path.LastIndexOf('.'))];
            foreach (var operand in value.Operands)
            {
                Count(operand, scope, uses, scopes, isNamed);
            }
        }

        return [.. uses.Where(pair => pair.Value > 1 && Size(pair.Key, isNamed) >= (pair.Key.Dimension.IsNone ? SmallestNumber : Smallest))
            .Select(pair => (pair.Key, scopes[pair.Key]))];
    }

    private static void Count(Expr value, string scope, Dictionary<Expr, int> uses, Dictionary<Expr, string> scopes, Func<Expr, bool> isNamed)
    {
        if (value is not OperationExpr || value.IsCondition || isNamed(value))
        {
            return;
        }

        uses[value] = uses.GetValueOrDefault(value) + 1;
        if (uses[value] > 1)
        {
            return;
        }

        scopes[value] = scope;
        foreach (var operand in value.Operands)
        {
            Count(operand, scope, uses, scopes, isNamed);
        }
    }

    private static int Size(Expr value, Func<Expr, bool> isNamed) => 1 + value.Operands.Sum(operand => isNamed(operand) ? 1 : Size(operand, isNamed));
}
