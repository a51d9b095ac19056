namespace Neuropil.Compiler;

/// <summary>
/// Collects chains of additions and multiplications by uniform values into one form scale * x + offset, whose scale and offset are computed
/// once a run: (13 - (V - shift) / mV) / 4 becomes one fused operation on V.
/// </summary>
internal sealed class AffineForms(Variability variability) : ExprRewriter
{
    private readonly Dictionary<Expr, Form> forms = new(ReferenceComparer.Instance);

    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        var rebuilt = base.Operation(original, operands);
        if (Decomposed((OperationExpr)rebuilt) is not { } form)
        {
            return rebuilt;
        }

        var scale = Simplification.Simplify(form.Scale);
        var offset = Simplification.Simplify(form.Offset);
        var scaled = ConstantExpr.NumberIn(scale) is 1 ? form.Base : scale * form.Base;
        var result = ConstantExpr.IsZero(offset) ? scaled
            : ConstantExpr.NumberIn(scale) is -1 ? offset - form.Base
            : scaled + offset;
        forms[result] = form with { Scale = scale, Offset = offset };
        return result;
    }

    private Form? Decomposed(OperationExpr node)
    {
        var (x, y) = (node.Operands[0], node.Operands.Count > 1 ? node.Operands[1] : node.Operands[0]);
        if (IsUniform(node))
        {
            return null;
        }

        return node.Operator switch
        {
            Operator.Add when IsUniform(y) => Of(x) is var f ? f with { Offset = f.Offset + y } : null,
            Operator.Add when IsUniform(x) => Of(y) is var f ? f with { Offset = f.Offset + x } : null,
            Operator.Subtract when IsUniform(y) => Of(x) is var f ? f with { Offset = f.Offset - y } : null,
            Operator.Subtract when IsUniform(x) => Of(y) is var f ? new Form(f.Base, -f.Scale, x - f.Offset) : null,
            Operator.Multiply when IsUniform(x) => Times(Of(y), x),
            Operator.Multiply when IsUniform(y) => Times(Of(x), y),
            Operator.Negate => Times(Of(x), -1.0),
            _ => null,
        };
    }

    private Form Of(Expr expression)
        => forms.TryGetValue(expression, out var form)
            ? form
            : new Form(expression, 1.0, new ConstantExpr(new Quantity(0, expression.Dimension)));

    private static Form Times(Form form, Expr factor) => form with { Scale = form.Scale * factor, Offset = form.Offset * factor };

    private bool IsUniform(Expr expression) => (variability.Of(expression) & (Varies.WithCell | Varies.WithState)) == Varies.Never;

    private sealed record Form(Expr Base, Expr Scale, Expr Offset);
}
