namespace Neuropil;

/// <summary>
/// One entry of <see cref="MatrixExponentialExpr"/>. It appears only where the matrix is constant in time, so that it is evaluated once for a
/// run (per cell where parameters vary).
/// </summary>
internal sealed class PropagatorExpr(MatrixExponentialExpr exponential, int row, int column) : Expr(Dimension.None)
{
    private readonly Expr[] operands = [exponential];

    public int Size => exponential.Size;

    public int Row { get; } = row;

    public int Column { get; } = column;

    public override IReadOnlyList<Expr> Operands => operands;

    /// <summary>The same entry of another matrix.</summary>
    public Expr With(Expr replaced) => ReferenceEquals(replaced, operands[0]) ? this : new PropagatorExpr((MatrixExponentialExpr)replaced, Row, Column);
}
