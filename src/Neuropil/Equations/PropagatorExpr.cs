namespace Neuropil;

/// <summary>
/// One entry of exp(A) where A is a square matrix of pure numbers (a linear system's matrix times the time step). Operands are A's entries
/// row by row. It appears only where they are constant in time, so that it is evaluated once for a run (per cell where parameters vary).
/// </summary>
internal sealed class PropagatorExpr(IReadOnlyList<Expr> entries, int row, int column) : Expr(Dimension.None)
{
    public int Row { get; } = row;

    public int Column { get; } = column;

    public int Size { get; } = (int)Math.Round(Math.Sqrt(entries.Count));

    public override IReadOnlyList<Expr> Operands => entries;

    public Expr With(IReadOnlyList<Expr> replaced) => new PropagatorExpr(replaced, Row, Column);
}
