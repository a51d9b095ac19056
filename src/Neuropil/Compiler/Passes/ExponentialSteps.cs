namespace Neuropil.Compiler;

/// <summary>
/// Writes exponential steps out in the form that takes the fewest operations: y + exprel(z) (dt b + z y) with z = dt lambda. The derivative is then not
/// computed beside lambda: a gate needs its rates once, and the membrane equation the sums of conductances g and of g E in place of every current.
/// </summary>
internal sealed class ExponentialSteps : ExprRewriter
{
    private readonly Simplification simplification = new();

    protected override Expr ExponentialStep(ExponentialStepExpr original, Expr[] operands)
    {
        var step = original.With(operands);
        var constant = simplification.Rewrite(step.TimeStep * step.Intercept);

        // Held, so that later passes do not take the product apart: z is needed as a whole for exprel.
        var z = step.TimeStep * step.Slope;
        var slope = Functions.Held(z) * step.Y;
        return step.Y + (Functions.Exprel(z) * (ConstantExpr.IsZero(constant) ? slope : constant + slope));
    }
}
