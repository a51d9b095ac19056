using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>
/// Collects sums, differences and multiplications by uniform values into sums of terms, scale * x + ... + offset, whose scales and offset are
/// computed once a run: (13 - (V - shift) / mV) / 4 becomes one fused operation on V, and dt / C * (g1 x1 + g2 x2) one for each x.
/// </summary>
internal sealed class LinearForms
{
    private readonly Variability variability;
    private readonly IReadOnlySet<Expr> whole;
    private readonly Simplification simplification = new();
    private readonly Dictionary<Expr, int> uses = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, Form> forms = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, Expr> rewritten = new(ReferenceComparer.Instance);

    private LinearForms(Variability variability, IReadOnlySet<Expr> whole) => (this.variability, this.whole) = (variability, whole);

    /// <summary>The formulas rewritten; equal subexpressions must be one object.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <param name="variability">On what expressions depend.</param>
    /// <param name="whole">Sums that are computed once, as they are, and not spread over their users (<see cref="VanishingSums"/>).</param>
    public static List<Expr> Apply(IReadOnlyList<Expr> formulas, Variability variability, IReadOnlySet<Expr> whole)
    {
        var pass = new LinearForms(variability, whole);
        foreach (var formula in formulas)
        {
            pass.CountUses(formula);
        }

        return formulas.Select(pass.Rewrite).ToList();
    }

    private void CountUses(Expr expression)
    {
        if (uses.TryGetValue(expression, out int known))
        {
            uses[expression] = known + 1;
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        uses[expression] = 1;
        foreach (var operand in expression.Operands)
        {
            CountUses(operand);
        }
    }

    private Expr Rewrite(Expr expression)
    {
        if (!rewritten.TryGetValue(expression, out var result))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            result = IsUniform(expression) ? expression
                : Sum(FormOf(expression)) ?? new ConstantExpr(new Quantity(0, expression.Dimension));
            rewritten[expression] = result;
        }

        return result;
    }

    private Form FormOf(Expr expression)
    {
        if (!forms.TryGetValue(expression, out var form))
        {
            form = IsUniform(expression) ? new Form([], expression)
                : expression is OperationExpr operation ? OfOperation(operation)
                : new Form([new Term(1.0, expression)], null);
            forms[expression] = form;
        }

        return form;
    }

    private Form OfOperation(OperationExpr operation)
    {
        var operands = operation.Operands;
        return operation.Operator switch
        {
            Operator.Add => Plus(OfOperand(operands[0]), OfOperand(operands[1])),
            Operator.Subtract => Plus(OfOperand(operands[0]), Times(OfOperand(operands[1]), -1.0)),
            Operator.Negate => Times(OfOperand(operands[0]), -1.0),
            Operator.Multiply when IsUniform(operands[0]) => Times(OfOperand(operands[1]), operands[0]),
            Operator.Multiply when IsUniform(operands[1]) => Times(OfOperand(operands[0]), operands[1]),
            _ => new Form([new Term(1.0, operation.With(operands.Select(Rewrite).ToArray()))], null),
        };
    }

    // A sum of several terms that is used more than once is computed once, and a term to its users.
    private Form OfOperand(Expr operand)
    {
        var form = FormOf(operand);
        return (form.Terms.Count > 1 && uses[operand] > 1) || whole.Contains(operand) ? new Form([new Term(1.0, Rewrite(operand))], null) : form;
    }

    private Form Plus(Form left, Form right)
    {
        var terms = new List<Term>(left.Terms);
        foreach (var term in right.Terms)
        {
            int same = terms.FindIndex(known => ReferenceEquals(known.Value, term.Value));
            if (same >= 0)
            {
                terms[same] = term with { Scale = simplification.Rewrite(terms[same].Scale + term.Scale) };
            }
            else
            {
                terms.Add(term);
            }
        }

        terms.RemoveAll(term => ConstantExpr.IsZero(term.Scale));
        var offset = left.Offset is null ? right.Offset : right.Offset is null ? left.Offset : simplification.Rewrite(left.Offset + right.Offset);
        return new Form(terms, offset);
    }

    private Form Times(Form form, Expr factor) => new(
        form.Terms.ConvertAll(term => term with { Scale = simplification.Rewrite(factor * term.Scale) }),
        form.Offset is null ? null : simplification.Rewrite(factor * form.Offset));

    // One fused operation a term, the running sum in the addend: sums over mechanisms then grow in the order in which these are declared. Null
    // where all terms cancelled and there was no offset.
    private static Expr? Sum(Form form)
    {
        var sum = form.Offset is null || ConstantExpr.IsZero(form.Offset) ? null : form.Offset;
        foreach (var (scale, value) in form.Terms)
        {
            sum = (ConstantExpr.NumberIn(scale), sum) switch
            {
                (1, null) => value,
                (1, _) => sum + value,
                (-1, null) => -value,
                (-1, _) => sum - value,
                (_, null) => scale * value,
                _ => sum + (scale * value),
            };
        }

        return sum ?? form.Offset;
    }

    private bool IsUniform(Expr expression) => (variability.Of(expression) & (Varies.WithCell | Varies.WithState)) == Varies.Never;

    private sealed record Form(List<Term> Terms, Expr? Offset);

    private sealed record Term(Expr Scale, Expr Value);
}
