namespace Neuropil;

/// <summary>Makes nodes of expressions read from text; where units do not fit, the error quotes both operands and points at the operator.</summary>
internal sealed class ExpressionFactory(EquationSource source)
{
    /// <summary>An operator between two operands.</summary>
    public Operand Binary(Operator @operator, EquationToken sign, Operand left, Operand right)
        => new(Make(@operator, sign, left, right), left.Start, right.End);

    /// <summary>a &gt; b as b &lt; a.</summary>
    public Operand Swapped(Operator @operator, EquationToken sign, Operand left, Operand right)
        => new(Make(@operator, sign, right, left), left.Start, right.End);

    /// <summary>An operator before an operand.</summary>
    public Operand Unary(Operator @operator, EquationToken sign, Operand operand)
        => new(Make(@operator, sign, operand), sign.Start, operand.End);

    /// <summary>A power. With an exponent that is not constant both must be pure numbers, and the radix not negative: it is exp(exponent log(radix)).</summary>
    public Operand Power(EquationToken sign, Operand radix, Operand exponent)
    {
        var constant = Simplification.Simplify(exponent.Value);
        if (ConstantExpr.NumberIn(constant) is not null)
        {
            return new Operand(Make(Operator.Power, sign, radix, exponent with { Value = constant }), radix.Start, exponent.End);
        }

        foreach (var operand in new[] { radix, exponent })
        {
            if (operand.Value.IsCondition || !operand.Value.Dimension.IsNone)
            {
                string found = operand.Value.IsCondition ? "a condition" : Describe(operand);
                throw source.Fault($"a power whose exponent is not constant is one of pure numbers, but {Quote(operand)} is {found}.", operand.Start);
            }
        }

        return new Operand(Functions.Exp(exponent.Value * Functions.Log(radix.Value)), radix.Start, exponent.End);
    }

    /// <summary>A function of arguments.</summary>
    public Operand Call(EquationToken name, List<Operand> arguments, int end)
    {
        int arity = FunctionNames.Find(name.Text)?.Arity ?? 3;
        if (arguments.Count != arity)
        {
            throw source.Fault($"{name.Text} takes {arity} argument{(arity == 1 ? "" : "s")}, not {arguments.Count}.", name.Start);
        }

        if (name.Text == "clip")
        {
            var below = Binary(Operator.Min, name, arguments[0], arguments[2]);
            return new Operand(Make(Operator.Max, name, below with { Start = arguments[0].Start, End = arguments[0].End }, arguments[1]), name.Start, end);
        }

        var @operator = FunctionNames.Find(name.Text)!.Value.Operator;
        var value = @operator == Operator.Power ? Power(name, arguments[0], arguments[1]).Value : Make(@operator, name, [.. arguments]);
        return new Operand(value, name.Start, end);
    }

    private Expr Make(Operator @operator, EquationToken sign, params Operand[] operands)
    {
        try
        {
            var made = OperationExpr.Make(@operator, Array.ConvertAll(operands, operand => operand.Value));
            return IsArithmetic(@operator) && Array.TrueForAll(operands, operand => operand.Value is ConstantExpr) ? Simplification.Simplify(made) : made;
        }
        catch (DimensionMismatchException)
        {
            throw source.Fault(Mismatch(@operator, operands), sign.Start);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw source.Fault($"the unit of {source.Quote(operands.Min(operand => operand.Start), operands.Max(operand => operand.End))} has a power "
                + $"that is too large, or no multiple of one half.", sign.Start);
        }
    }

    // Constants become one: -60 mV is a constant, and 5 mS/cm^2 too.
    private static bool IsArithmetic(Operator @operator)
        => @operator is Operator.Negate or Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide;

    private string Mismatch(Operator @operator, Operand[] operands)
    {
        bool wantsConditions = @operator is Operator.And or Operator.Or or Operator.Not;
        for (int i = 0; i < operands.Length; i++)
        {
            bool wanted = wantsConditions || (@operator == Operator.Select && i == 0);
            if (operands[i].Value.IsCondition != wanted)
            {
                return wanted
                    ? $"{Quote(operands[i])} is {Describe(operands[i])}, but a condition such as a < b was expected."
                    : $"{Quote(operands[i])} is a condition, but a number or quantity was expected.";
            }
        }

        var compared = @operator == Operator.Select ? operands[1..] : operands;
        return compared.Length == 1
            ? $"{FunctionNames.NameOf(@operator)} needs a pure number, but {Quote(compared[0])} is {Describe(compared[0])}."
            : $"the units do not fit: {Quote(compared[0])} is {Describe(compared[0])}, but {Quote(compared[1])} is {Describe(compared[1])}.";
    }

    private string Quote(Operand operand) => source.Quote(operand.Start, operand.End);

    private static string Describe(Operand operand) => QuantityCatalogue.DescribeOne(operand.Value.Dimension);
}
