using System.Text;

namespace Neuropil;

/// <summary>Writes an expression as people write formulas, with the fewest parentheses that keep its meaning.</summary>
internal sealed class ExprPrinter
{
    private const int Logical = 1, Comparison = 2, Sum = 3, Product = 4, Unary = 5, PowerLevel = 6, Atom = 7;

    // A formula in which intermediates are shared many times over would grow without bound when written out.
    private const int Longest = 20_000;

    private readonly StringBuilder text = new();
    private readonly int longest;
    private readonly IReadOnlyDictionary<Parameter, string>? names;

    private ExprPrinter(int longest, IReadOnlyDictionary<Parameter, string>? names) => (this.longest, this.names) = (longest, names);

    /// <summary>The whole formula, cut only where it is absurdly long.</summary>
    public static string Print(Expr expression) => Print(expression, Longest);

    /// <summary>The beginning of the formula, for messages.</summary>
    /// <param name="expression">The formula.</param>
    /// <param name="names">Names of parameters, which stand in place of their values.</param>
    public static string Short(Expr expression, IReadOnlyDictionary<Parameter, string>? names = null) => Print(expression, 100, names);

    private static string Print(Expr expression, int longest, IReadOnlyDictionary<Parameter, string>? names = null)
    {
        var printer = new ExprPrinter(longest, names);
        printer.Write(expression, 0);
        return printer.text.Length <= longest ? printer.text.ToString() : printer.text.ToString(0, longest) + "…";
    }

    private void Write(Expr expression, int context)
    {
        if (text.Length > longest)
        {
            return;
        }

        int level = expression is ParameterExpr named && names?.ContainsKey(named.Parameter) == true ? Atom : Level(expression);
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
                text.Append(names?.GetValueOrDefault(parameter.Parameter) ?? parameter.Parameter.ToString());
                break;
            case LookupExpr lookup:
                text.Append("samples[").Append(lookup.SamplesSi.Length).Append("](");
                Write(lookup.Operands[0], 0);
                if (lookup.Operands.Count > 1)
                {
                    text.Append(", ");
                    Write(lookup.Operands[1], 0);
                }

                text.Append(')');
                break;
            case ExponentialStepExpr step:
                Write(step.Formula, context);
                break;
            case MatrixExponentialExpr:
                text.Append("exp(A dt)");
                break;
            case PropagatorExpr propagator:
                text.Append($"exp(A dt)[{propagator.Row}, {propagator.Column}]");
                break;
            case OperationExpr operation:
                WriteOperation(operation);
                break;
        }

        if (level < context)
        {
            text.Append(')');
        }
    }

    private void WriteOperation(OperationExpr operation)
    {
        var operands = operation.Operands;
        switch (operation.Operator)
        {
            case Operator.Add:
                Infix(operands, " + ", Sum, Sum);
                break;
            case Operator.Subtract:
                Infix(operands, " - ", Sum, Product);
                break;
            case Operator.Multiply:
                Infix(operands, "*", Product, HasQuotientUnit(operands[1]) ? Unary : Product);
                break;
            case Operator.Divide:
                Infix(operands, "/", Product, Unary);
                break;
            case Operator.Power:
                Infix(operands, "^", Atom, Unary);
                break;
            case Operator.Less:
                Infix(operands, " < ", Sum, Sum);
                break;
            case Operator.LessOrEqual:
                Infix(operands, " <= ", Sum, Sum);
                break;
            case Operator.Equal:
                Infix(operands, " == ", Sum, Sum);
                break;
            case Operator.And:
                Infix(operands, " and ", Comparison, Comparison);
                break;
            case Operator.Or:
                Infix(operands, " or ", Comparison, Comparison);
                break;
            case Operator.Not:
                text.Append("not ");
                Write(operands[0], PowerLevel);
                break;
            case Operator.Negate:
                text.Append('-');
                Write(operands[0], PowerLevel);
                break;
            default:
                text.Append(FunctionNames.NameOf(operation.Operator)).Append('(');
                for (int i = 0; i < operands.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Write(operands[i], 0);
                }

                text.Append(')');
                break;
        }
    }

    private void Infix(IReadOnlyList<Expr> operands, string sign, int left, int right)
    {
        Write(operands[0], left);
        text.Append(sign);
        Write(operands[1], right);
    }

    private static int Level(Expr expression) => expression switch
    {
        ConstantExpr constant => LevelOfValue(constant.Dimension, constant.Value.SiValue),
        ParameterExpr { Parameter: { IsUniform: true } parameter } => LevelOfValue(parameter.Dimension, parameter.UniformSi),
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

    private static int LevelOfValue(Dimension dimension, double si) => dimension.IsNone && si >= 0 ? Atom : Product;

    // a*5 mS/cm^2 would be read from the left.
    private static bool HasQuotientUnit(Expr expression)
        => expression is ConstantExpr or ParameterExpr && expression.ToString().Contains('/');
}
