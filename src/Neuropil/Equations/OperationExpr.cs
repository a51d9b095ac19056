namespace Neuropil;

/// <summary>An operator applied to operands. Dimensions are checked where the node is made.</summary>
internal sealed class OperationExpr : Expr
{
    private readonly Expr[] operands;

    private OperationExpr(Operator @operator, Dimension dimension, bool isCondition, Expr[] operands)
        : base(dimension, isCondition)
    {
        Operator = @operator;
        this.operands = operands;
    }

    public Operator Operator { get; }

    public override IReadOnlyList<Expr> Operands => operands;

    /// <summary>The node for an operator and its operands.</summary>
    /// <exception cref="DimensionMismatchException">The operands' dimensions do not fit; the message names both operands and their units.</exception>
    public static Expr Make(Operator @operator, params Expr[] operands)
        => new OperationExpr(@operator, DimensionRules.Result(@operator, operands), DimensionRules.IsCondition(@operator), operands);

    /// <summary>The same operator on other operands.</summary>
    public Expr With(Expr[] replaced) => Make(Operator, replaced);
}
