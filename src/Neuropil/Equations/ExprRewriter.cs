using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>
/// Rebuilds an expression from its leaves upwards, each shared node once, so that what was shared stays shared. Passes derive from it and
/// say what becomes of one node whose operands are already rewritten.
/// </summary>
internal abstract class ExprRewriter
{
    private readonly Dictionary<Expr, Expr> done = new(ReferenceComparer.Instance);

    /// <summary>Gives what is to stand for a node from now on.</summary>
    public void Put(Expr node, Expr value) => done[node] = value;

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
            LookupExpr lookup => Lookup(lookup, RewriteAll(lookup.Operands)),
            ExponentialStepExpr step => ExponentialStep(step, RewriteAll(step.Operands)),
            MatrixExponentialExpr exponential => Exponential(exponential, RewriteAll(exponential.Operands)),
            PropagatorExpr propagator => Propagator(propagator, Rewrite(propagator.Operands[0])),
            _ => Leaf(expression),
        };
        done[expression] = result;
        return result;
    }

    /// <summary>What becomes of a leaf.</summary>
    protected virtual Expr Leaf(Expr leaf) => leaf;

    /// <summary>What becomes of a lookup whose time, and duration, are rewritten.</summary>
    protected virtual Expr Lookup(LookupExpr original, Expr[] operands) => AreSame(original.Operands, operands) ? original : original.With(operands);

    /// <summary>What becomes of an exponential step whose operands are rewritten.</summary>
    protected virtual Expr ExponentialStep(ExponentialStepExpr original, Expr[] operands)
        => AreSame(original.Operands, operands) ? original : original.With(operands);

    /// <summary>What becomes of the exponential of a matrix whose entries are rewritten.</summary>
    protected virtual Expr Exponential(MatrixExponentialExpr original, Expr[] entries)
        => AreSame(original.Operands, entries) ? original : new MatrixExponentialExpr(entries);

    /// <summary>What becomes of an entry of a rewritten exponential.</summary>
    protected virtual Expr Propagator(PropagatorExpr original, Expr exponential) => original.With(exponential);

    /// <summary>What becomes of an operation whose operands are rewritten.</summary>
    protected virtual Expr Operation(OperationExpr original, Expr[] operands)
        => AreSame(original.Operands, operands) ? original : original.With(operands);

    private Expr[] RewriteAll(IReadOnlyList<Expr> operands)
    {
        var result = new Expr[operands.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Rewrite(operands[i]);
        }

        return result;
    }

    private static bool AreSame(IReadOnlyList<Expr> before, Expr[] after)
    {
        for (int i = 0; i < after.Length; i++)
        {
            if (!ReferenceEquals(before[i], after[i]))
            {
                return false;
            }
        }

        return true;
    }
}
