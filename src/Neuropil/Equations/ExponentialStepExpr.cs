using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The value to which y moves in the time dt when dy/dt = b + lambda y and b and lambda are held: y + dt exprel(dt lambda) (b + lambda y). For a gate this is
/// the step of Rush and Larsen, for V that of the membrane equation with frozen conductances.
/// </summary>
internal sealed class ExponentialStepExpr : Expr
{
    private readonly Expr[] operands;

    /// <summary>A step of y.</summary>
    public ExponentialStepExpr(Expr y, Expr intercept, Expr slope, Expr timeStep)
        : base(y.Dimension)
    {
        operands = [y, intercept, slope, timeStep];
        Formula = y + (timeStep * Exprel(timeStep * slope) * (intercept + (slope * y)));
    }

    /// <summary>y before the step.</summary>
    public Expr Y => operands[0];

    /// <summary>b, the derivative where y is zero.</summary>
    public Expr Intercept => operands[1];

    /// <summary>lambda, the derivative's slope against y.</summary>
    public Expr Slope => operands[2];

    /// <summary>dt.</summary>
    public Expr TimeStep => operands[3];

    public override IReadOnlyList<Expr> Operands => operands;

    /// <summary>The step written out.</summary>
    public Expr Formula { get; }

    /// <summary>The same step of other operands.</summary>
    public ExponentialStepExpr With(Expr[] replaced) => new(replaced[0], replaced[1], replaced[2], replaced[3]);
}
