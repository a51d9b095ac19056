namespace Neuropil;

/// <summary>A node of an expression over quantities, variables and parameters. It knows its dimension.</summary>
public abstract partial class Expr
{
    private protected Expr(Dimension dimension) => Dimension = dimension;

    /// <summary>The dimension of the value.</summary>
    public Dimension Dimension { get; }

    /// <summary>A constant.</summary>
    public static Expr Constant(Quantity value) => throw new NotSupportedException(value.ToString());

    /// <summary>The value of a parameter in each cell.</summary>
    public static Expr Of(Parameter parameter) => throw new NotSupportedException(parameter.ToString());
}
