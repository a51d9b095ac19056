namespace Neuropil;

/// <content>Arithmetic between parameters, and between parameters and quantities, gives expressions.</content>
public abstract partial class Parameter
{
    /// <summary>The sum.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static Expr operator +(Parameter left, Parameter right) => Expr.Of(left) + Expr.Of(right);

    /// <summary>The difference.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static Expr operator -(Parameter left, Parameter right) => Expr.Of(left) - Expr.Of(right);

    /// <summary>The product.</summary>
    public static Expr operator *(Parameter left, Parameter right) => Expr.Of(left) * Expr.Of(right);

    /// <summary>The quotient.</summary>
    public static Expr operator /(Parameter left, Parameter right) => Expr.Of(left) / Expr.Of(right);

    /// <summary>The opposite.</summary>
    public static Expr operator -(Parameter value) => -Expr.Of(value);
}
