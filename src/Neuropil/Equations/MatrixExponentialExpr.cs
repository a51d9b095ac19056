namespace Neuropil;

/// <summary>
/// exp(A) where A is a square matrix of pure numbers (a linear system's matrix times the time step). Operands are A's entries row by row. It has
/// no value of its own: it stands below the <see cref="PropagatorExpr"/>s, which read its entries, so that it is computed once for all of them.
/// </summary>
internal sealed class MatrixExponentialExpr(IReadOnlyList<Expr> entries) : Expr(Dimension.None)
{
    public int Size { get; } = (int)Math.Round(Math.Sqrt(entries.Count));

    public override IReadOnlyList<Expr> Operands => entries;
}
