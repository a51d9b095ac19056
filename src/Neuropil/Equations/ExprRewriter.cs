using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>
/// Rebuilds an expression from its leaves upwards, each shared node once, so that what was shared stays shared. Passes derive from it and
/// say what becomes of one node whose operands are already rewritten.
/// </summary>
internal abstract class ExprRewriter
{
    private readonly Dictionary<Expr, Expr> done = new(ReferenceComparer.Instance);

    /// <summary>The rewritten expression.</summary>
    public Expr Rewrite(Expr expression)
    {
        if (done.TryGetValue(expression, out var known))
        {
            return known;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var result = expression switch
        {
            OperationExpr operation => Operation(operation, RewriteAll(operation.Operands)),
            LookupExpr lookup => Lookup(lookup, Rewrite(lookup.Operands[0])),
            PropagatorExpr propagator => propagator.With(RewriteAll(propagator.Operands)),
            _ => Leaf(expression),
        };
        done[expression] = result;
        return result;
    }

    /// <summary>What becomes of a leaf.</summary>
    protected virtual Expr Leaf(Expr leaf) => leaf;

    /// <summary>What becomes of a lookup whose time is rewritten.</summary>
    protected virtual Expr Lookup(LookupExpr original, Expr time)
        => ReferenceEquals(time, original.Operands[0]) ? original : new LookupExpr(original.SamplesSi, original.Dimension, original.IntervalSi, time);

    /// <summary>What becomes of an operation whose operands are rewritten.</summary>
    protected virtual Expr Operation(OperationExpr original, Expr[] operands)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            if (!ReferenceEquals(operands[i], original.Operands[i]))
            {
                return original.With(operands);
            }
        }

        return original;
    }

    private Expr[] RewriteAll(IReadOnlyList<Expr> operands)
    {
        var result = new Expr[operands.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Rewrite(operands[i]);
        }

        return result;
    }
}
