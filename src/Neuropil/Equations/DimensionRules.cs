namespace Neuropil;

/// <summary>The dimension of an operation from those of its operands, and the errors where they do not fit.</summary>
internal static class DimensionRules
{
    /// <summary>Whether the operator gives a truth value.</summary>
    public static bool IsCondition(Operator @operator)
        => @operator is Operator.Less or Operator.LessOrEqual or Operator.Equal or Operator.And or Operator.Or or Operator.Not;

    /// <summary>The dimension of the result.</summary>
    /// <exception cref="DimensionMismatchException">The operands do not fit the operator; the message names them and their units.</exception>
    public static Dimension Result(Operator @operator, Expr[] operands)
    {
        CheckConditions(@operator, operands);
        switch (@operator)
        {
            case Operator.Multiply:
                return operands[0].Dimension * operands[1].Dimension;
            case Operator.Divide:
                return operands[0].Dimension / operands[1].Dimension;
            case Operator.Sqrt:
                return operands[0].Dimension.Power(0.5);
            case Operator.Power:
                double exponent = ConstantExpr.NumberIn(operands[1])
                    ?? throw new DimensionMismatchException(
                        $"The exponent of a power must be a constant number, but it is '{ExprPrinter.Short(operands[1])}'.");
                return operands[0].Dimension.Power(exponent);
            case Operator.Negate or Operator.Abs or Operator.Held:
                return operands[0].Dimension;
            case Operator.Add or Operator.Subtract or Operator.Min or Operator.Max:
                RequireSame(@operator, operands[0], operands[1]);
                return operands[0].Dimension;
            case Operator.Less or Operator.LessOrEqual or Operator.Equal:
                RequireSame(@operator, operands[0], operands[1]);
                return Dimension.None;
            case Operator.Select:
                RequireSame(@operator, operands[1], operands[2]);
                return operands[1].Dimension;
            case Operator.And or Operator.Or or Operator.Not:
                return Dimension.None;
            default:
                RequireNumber(@operator, operands[0]);
                return Dimension.None;
        }
    }

    private static void CheckConditions(Operator @operator, Expr[] operands)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            bool wanted = @operator is Operator.And or Operator.Or or Operator.Not || (@operator == Operator.Select && i == 0);
            if (operands[i].IsCondition != wanted)
            {
                throw new DimensionMismatchException(wanted
                    ? $"{@operator} needs a condition such as 'a < b', but '{ExprPrinter.Short(operands[i])}' is a number."
                    : $"{@operator} needs a number, but '{ExprPrinter.Short(operands[i])}' is a condition.");
            }
        }
    }

    private static void RequireSame(Operator @operator, Expr left, Expr right)
    {
        if (left.Dimension != right.Dimension)
        {
            throw new DimensionMismatchException(
                $"{@operator}: '{ExprPrinter.Short(left)}' is in {QuantityCatalogue.Describe(left.Dimension)}, but '{ExprPrinter.Short(right)}' is in "
                    + $"{QuantityCatalogue.Describe(right.Dimension)}.");
        }
    }

    private static void RequireNumber(Operator @operator, Expr operand)
    {
        if (!operand.Dimension.IsNone)
        {
            throw new DimensionMismatchException(
                $"{@operator} needs a pure number, but '{ExprPrinter.Short(operand)}' is in {QuantityCatalogue.Describe(operand.Dimension)}.");
        }
    }
}
