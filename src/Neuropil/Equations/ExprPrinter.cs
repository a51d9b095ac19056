using System.Text;

namespace Neuropil;

/// <summary>Writes an expression as people write formulas, with the fewest parentheses that keep its meaning.</summary>
internal static class ExprPrinter
{
    private const int Conditional = 0, Logical = 1, Comparison = 2, Sum = 3, Product = 4, Unary = 5, PowerLevel = 6, Atom = 7;

    public static string Print(Expr expression)
    {
        var text = new StringBuilder();
        Write(text, expression, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Expr expression, int context)
    {
        int level = Level(expression);
        if (level < context)
        {
            text.Append('(');
        }

        switch (expression)
        {
            case ConstantExpr constant:
                text.Append(constant.Value.ToString());
                break;
            case Symbol symbol:
                text.Append(symbol.Name);
                break;
            case ParameterExpr parameter:
                text.Append(parameter.Parameter);
                break;
            case LookupExpr lookup:
                text.Append("samples[").Append(lookup.SamplesSi.Length).Append("](");
                Write(text, lookup.Operands[0], 0);
                text.Append(')');
                break;
            case PropagatorExpr propagator:
                text.Append($"exp(A dt)[{propagator.Row}, {propagator.Column}]");
                break;
            case OperationExpr operation:
                WriteOperation(text, operation);
                break;
        }

        if (level < context)
        {
            text.Append(')');
        }
    }

    private static void WriteOperation(StringBuilder text, OperationExpr operation)
    {
        var operands = operation.Operands;
        switch (operation.Operator)
        {
            case Operator.Add:
                Infix(text, operands, " + ", Sum, Sum);
                break;
            case Operator.Subtract:
                Infix(text, operands, " - ", Sum, Product);
                break;
            case Operator.Multiply:
                Infix(text, operands, "*", Product, Product);
                break;
            case Operator.Divide:
                Infix(text, operands, "/", Product, Unary);
                break;
            case Operator.Power:
                Infix(text, operands, "^", Atom, Unary);
                break;
            case Operator.Less:
                Infix(text, operands, " < ", Sum, Sum);
                break;
            case Operator.LessOrEqual:
                Infix(text, operands, " <= ", Sum, Sum);
                break;
            case Operator.Equal:
                Infix(text, operands, " == ", Sum, Sum);
                break;
            case Operator.And:
                Infix(text, operands, " and ", Comparison, Comparison);
                break;
            case Operator.Or:
                Infix(text, operands, " or ", Comparison, Comparison);
                break;
            case Operator.Not:
                text.Append("not ");
                Write(text, operands[0], PowerLevel);
                break;
            case Operator.Negate:
                text.Append('-');
                Write(text, operands[0], PowerLevel);
                break;
            default:
                text.Append(FunctionNames.NameOf(operation.Operator)).Append('(');
                for (int i = 0; i < operands.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Write(text, operands[i], 0);
                }

                text.Append(')');
                break;
        }
    }

    private static void Infix(StringBuilder text, IReadOnlyList<Expr> operands, string sign, int left, int right)
    {
        Write(text, operands[0], left);
        text.Append(sign);
        Write(text, operands[1], right);
    }

    private static int Level(Expr expression) => expression switch
    {
        ConstantExpr constant => constant.Dimension.IsNone && constant.Value.SiValue >= 0 ? Atom : Product,
        OperationExpr operation => operation.Operator switch
        {
            Operator.Add or Operator.Subtract => Sum,
            Operator.Multiply or Operator.Divide => Product,
            Operator.Negate or Operator.Not => Unary,
            Operator.Power => PowerLevel,
            Operator.Less or Operator.LessOrEqual or Operator.Equal => Comparison,
            Operator.And or Operator.Or => Logical,
            _ => Atom,
        },
        _ => Atom,
    };
}
