namespace Neuropil;

/// <summary>A constant with its dimension. It may be infinite, for comparisons; what users write is checked by <see cref="Expr.Constant"/>.</summary>
internal sealed class ConstantExpr : Expr
{
    public ConstantExpr(Quantity value)
        : base(value.Dimension)
    {
        if (double.IsNaN(value.SiValue))
        {
            throw new ArgumentException("A constant in an expression is not a number (NaN).", nameof(value));
        }

        Value = value;
    }

    public Quantity Value { get; }

    /// <summary>The pure number, or null for a constant with a dimension and for other expressions.</summary>
    public static double? NumberIn(Expr expression)
        => expression is ConstantExpr constant && constant.Dimension.IsNone ? constant.Value.SiValue : null;

    /// <summary>Whether the expression is the constant zero of any dimension.</summary>
    public static bool IsZero(Expr expression) => expression is ConstantExpr { Value.SiValue: 0 };
}
