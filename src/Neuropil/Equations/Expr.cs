namespace Neuropil;

/// <summary>
/// A node of an expression over constants, variables and parameters, immutable and shared freely. Every node knows its dimension, so that
/// adding volts to siemens throws where it is written. Conditions (<c>V &lt; threshold</c>) are expressions too; see <see cref="IsCondition"/>.
/// </summary>
public abstract partial class Expr
{
    private protected Expr(Dimension dimension, bool isCondition = false)
    {
        Dimension = dimension;
        IsCondition = isCondition;
    }

    /// <summary>The dimension of the value.</summary>
    public Dimension Dimension { get; }

    /// <summary>Whether this is a truth value rather than a number.</summary>
    public bool IsCondition { get; }

    /// <summary>The operands, none for leaves.</summary>
    public virtual IReadOnlyList<Expr> Operands => [];

    /// <summary>A constant.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static Expr Constant(Quantity value) => double.IsFinite(value.SiValue)
        ? new ConstantExpr(value)
        : throw new ArgumentException($"A constant in an expression is {value.SiValue}: it must be finite.", nameof(value));

    /// <summary>The value of a parameter in each cell.</summary>
    public static Expr Of(Parameter parameter) => new ParameterExpr(parameter);

    /// <summary>A pure number.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static implicit operator Expr(double value) => Constant(value);

    /// <summary>A constant with a dimension of its own.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static implicit operator Expr(Quantity value) => Constant(value);

    /// <summary>The sum of two expressions of the same dimension.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static Expr operator +(Expr left, Expr right) => OperationExpr.Make(Operator.Add, left, right);

    /// <summary>The difference of two expressions of the same dimension.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static Expr operator -(Expr left, Expr right) => OperationExpr.Make(Operator.Subtract, left, right);

    /// <summary>The product.</summary>
    public static Expr operator *(Expr left, Expr right) => OperationExpr.Make(Operator.Multiply, left, right);

    /// <summary>The quotient.</summary>
    public static Expr operator /(Expr left, Expr right) => OperationExpr.Make(Operator.Divide, left, right);

    /// <summary>The opposite.</summary>
    public static Expr operator -(Expr value) => OperationExpr.Make(Operator.Negate, value);

    /// <summary>Whether the left is smaller.</summary>
    public static Expr operator <(Expr left, Expr right) => OperationExpr.Make(Operator.Less, left, right);

    /// <summary>Whether the left is larger.</summary>
    public static Expr operator >(Expr left, Expr right) => OperationExpr.Make(Operator.Less, right, left);

    /// <summary>Whether the left is smaller or equal.</summary>
    public static Expr operator <=(Expr left, Expr right) => OperationExpr.Make(Operator.LessOrEqual, left, right);

    /// <summary>Whether the left is larger or equal.</summary>
    public static Expr operator >=(Expr left, Expr right) => OperationExpr.Make(Operator.LessOrEqual, right, left);

    /// <summary>Both conditions.</summary>
    public static Expr operator &(Expr left, Expr right) => OperationExpr.Make(Operator.And, left, right);

    /// <summary>Either condition.</summary>
    public static Expr operator |(Expr left, Expr right) => OperationExpr.Make(Operator.Or, left, right);

    /// <summary>The opposite condition.</summary>
    public static Expr operator !(Expr condition) => OperationExpr.Make(Operator.Not, condition);

    /// <summary>This expression, if it is in the expected unit: for checks of what others give, where it is given.</summary>
    /// <param name="what">What it is, for the message: "The opening rate of gate 'n'".</param>
    /// <param name="expected">The dimension.</param>
    /// <exception cref="DimensionMismatchException">It has another unit, or is a condition; the message has <paramref name="what"/> and the
    /// formula.</exception>
    public Expr Required(string what, Dimension expected) => !IsCondition && Dimension == expected
        ? this
        : throw new DimensionMismatchException(
            $"{what} must be in {QuantityCatalogue.Describe(expected)}, "
            + $"but '{ExprPrinter.Short(this)}' is {(IsCondition ? "a condition" : $"in {QuantityCatalogue.Describe(Dimension)}")}.");

    /// <summary>The formula as people write it, constants with units.</summary>
    public override string ToString() => ExprPrinter.Print(this);
}
