namespace Neuropil.Descriptions;

/// <summary>
/// Writes expressions as papers do: names for parameters and named parts, (e^x - 1)/x for exprel, powers for exp(ln a b). This walks the
/// expression and decides about parentheses; a notation (text, LaTeX, MathML) derives from it and says how each operation looks.
/// </summary>
internal abstract class FormulaPrinter
{
    // A rounding guard in steps of time, which the equations of a paper do not have.
    private const double LargestGuard = 1e-5;

    private FormulaNames names = FormulaNames.None;

    /// <summary>Writes the value; names are those given.</summary>
    public string Print(Expr value, FormulaNames naming)
    {
        names = naming;
        return Write(value, isDefinition: true).Text;
    }

    /// <summary>A name.</summary>
    public abstract string Name(SymbolName name);

    /// <summary>dx/dt.</summary>
    public abstract string TimeDerivative(string variable);

    /// <summary>left = right.</summary>
    public abstract string Equation(string left, string right);

    /// <summary>The variable's value at the beginning.</summary>
    public abstract string AtStart(string variable);

    /// <summary>What words in the middle of formulas become, for a page in another language.</summary>
    public Func<string, string> Translate { get; init; } = text => text;

    /// <summary>Words in the middle of formulas, and the signs before them.</summary>
    public string Words(string words, string before = "") => Plain(before + Translate(words));

    /// <summary>Parts one after the other.</summary>
    public virtual string Row(params string[] parts) => string.Concat(parts);

    /// <summary>left becomes right.</summary>
    public abstract string Assignment(string left, string right);

    /// <summary>A product of two factors.</summary>
    public abstract string Product(Formula left, Formula right);

    /// <summary>A text as this notation writes it.</summary>
    protected abstract string Plain(string text);

    /// <summary>A value with its unit, without sign; the unit may be empty.</summary>
    protected abstract string Quantity(string number, string unit);

    /// <summary>A unit alone, as in (V - E) / mV.</summary>
    protected abstract string Unit(string unit);

    /// <summary>Parentheses around a part.</summary>
    protected abstract string Parentheses(string inner);

    /// <summary>Two parts with an operator between: + - &lt; = and.</summary>
    protected abstract string Infix(string left, string sign, string right);

    /// <summary>A sign or "not" in front.</summary>
    protected abstract string Prefix(string sign, string operand);

    /// <summary>A quotient. A notation that draws a bar takes both parts without parentheses.</summary>
    protected abstract string Fraction(Formula numerator, Formula denominator);

    /// <summary>A power.</summary>
    protected abstract string Power(string @base, string exponent);

    /// <summary>A root.</summary>
    protected abstract string Root(Formula radicand);

    /// <summary>A function of arguments.</summary>
    protected abstract string Function(string name, IReadOnlyList<string> arguments);

    /// <summary>One value under a condition, another otherwise.</summary>
    protected abstract string Cases(Formula then, string condition, Formula otherwise);

    /// <summary>The part, in parentheses if it binds less tightly than its place needs.</summary>
    protected string At(Formula part, Binding needed) => part.Binding < needed ? Parentheses(part.Text) : part.Text;

    private Formula Write(Expr value, bool isDefinition = false)
    {
        // A definition shows what is behind a name, but a parameter or variable is only its name.
        bool isWrittenOut = isDefinition && value is not (ParameterExpr or Symbol);
        if (!isWrittenOut && names.Of(value) is { } name)
        {
            return new Formula(Name(name), Binding.Atom);
        }

        return value switch
        {
            ConstantExpr constant => Constant(constant.Value),
            ParameterExpr parameter => parameter.Parameter.IsUniform
                ? Constant(new Quantity(parameter.Parameter.UniformSi, parameter.Dimension))
                : new Formula(Plain(parameter.Parameter.ToString()), Binding.Atom),
            LookupExpr lookup => new Formula(
                Function("sample", [Bar(Write(lookup.Operands[0]), Constant(new Quantity(lookup.IntervalSi, Time.Dimension))).Text]), Binding.Atom),
            OperationExpr operation => Write(operation),
            _ => new Formula(Plain(value.ToString()), Binding.Atom),
        };
    }

    private Formula Write(OperationExpr operation)
    {
        var operands = operation.Operands;
        return operation.Operator switch
        {
            Operator.Add => Sum(operands[0], operands[1]),
            Operator.Subtract => Difference(operands[0], operands[1]),
            Operator.Multiply => Times(operands[0], operands[1]),
            Operator.Divide => Quotient(operands[0], operands[1]),
            Operator.Negate => Negative(Write(operands[0])),
            Operator.Power => Raised(operands[0], operands[1]),
            Operator.Sqrt => new Formula(Root(Write(operands[0])), Binding.Atom),
            Operator.Exp => Exponential(operands[0]),
            Operator.Expm1 => new Formula(Infix(Call(Operator.Exp, operands[0]), "-", Number(1)), Binding.Sum),
            Operator.Exprel => Bar(Write(OperationExpr.Make(Operator.Expm1, operands[0])), Write(operands[0])),
            Operator.Bernoulli => Bar(Write(operands[0]), Write(OperationExpr.Make(Operator.Expm1, operands[0]))),
            Operator.Held => Write(operands[0]),
            Operator.Less => Comparison(operands, "<"),
            Operator.LessOrEqual => Comparison(operands, "<="),
            Operator.Equal => Comparison(operands, "="),
            Operator.And => new Formula(Infix(At(Write(operands[0]), Binding.Comparison), "and", At(Write(operands[1]), Binding.Comparison)), Binding.Logical),
            Operator.Or => new Formula(Infix(At(Write(operands[0]), Binding.Comparison), "or", At(Write(operands[1]), Binding.Comparison)), Binding.Logical),
            Operator.Not => new Formula(Prefix("not", At(Write(operands[0]), Binding.Power)), Binding.Sign),
            Operator.Select => new Formula(Cases(Write(operands[1]), Write(operands[0]).Text, Write(operands[2])), Binding.Logical),
            _ => new Formula(Function(FunctionName(operation.Operator), [.. operands.Select(operand => Write(operand).Text)]), Binding.Atom),
        };
    }

    private Formula Sum(Expr left, Expr right)
    {
        if (ConstantExpr.IsZero(left) || ConstantExpr.IsZero(right) || IsGuard(right))
        {
            return Write(ConstantExpr.IsZero(left) ? right : left);
        }

        if (names.Of(right) is null && right is OperationExpr { Operator: Operator.Negate } opposite)
        {
            return Difference(left, opposite.Operands[0]);
        }

        bool isNegative = right is ConstantExpr { Value.SiValue: < 0 } && names.Of(right) is null;
        return isNegative
            ? new Formula(Infix(At(Write(left), Binding.Sum), "-", Constant(-((ConstantExpr)right).Value).Text), Binding.Sum)
            : new Formula(Infix(At(Write(left), Binding.Sum), "+", At(Write(right), Binding.Sum)), Binding.Sum);
    }

    private Formula Difference(Expr left, Expr right) => right is ConstantExpr { Value.SiValue: < 0 } negative && names.Of(right) is null
        ? new Formula(Infix(At(Write(left), Binding.Sum), "+", Constant(-negative.Value).Text), Binding.Sum)
        : ConstantExpr.IsZero(left) ? Negative(Write(right))
        : new Formula(Infix(At(Write(left), Binding.Sum), "-", At(Write(right), Binding.Product)), Binding.Sum);

    private Formula Times(Expr left, Expr right)
    {
        if (names.Of(left) is null && left is ConstantExpr { Value.SiValue: < 0 } negative)
        {
            return Negative(Times(new ConstantExpr(-negative.Value), right));
        }

        if (names.Of(left) is null && left is OperationExpr { Operator: Operator.Negate } opposite)
        {
            return Negative(Times(opposite.Operands[0], right));
        }

        // 1 mV as a factor is the unit's name.
        var second = names.Of(right) is null && OneUnit(right) is { } unit ? new Formula(Unit(unit), Binding.Atom) : Write(right);
        return new Formula(Product(Write(left), second), Binding.Product);
    }

    private Formula Quotient(Expr left, Expr right)
    {
        if (names.Of(right) is null && OneUnit(right) is { } unit)
        {
            return Bar(Write(left), new Formula(Unit(unit), Binding.Atom));
        }

        if (names.Of(left) is null && left is OperationExpr { Operator: Operator.Negate } negative)
        {
            return Negative(Quotient(negative.Operands[0], right));
        }

        if (names.Of(right) is null && right is OperationExpr { Operator: Operator.Exprel } exprel)
        {
            return Linoid(left, exprel.Operands[0]);
        }

        return Bar(Write(left), Write(right));
    }

    // a / exprel(x) is a x / (e^x - 1), as papers write the rates of sodium and potassium gates.
    private Formula Linoid(Expr factor, Expr x)
    {
        var above = ConstantExpr.NumberIn(factor) is 1 ? Write(x) : Write(OperationExpr.Make(Operator.Multiply, factor, x));
        return Bar(above, Write(OperationExpr.Make(Operator.Expm1, x)));
    }

    private Formula Exponential(Expr exponent)
        => names.Of(exponent) is null && exponent is OperationExpr { Operator: Operator.Multiply } product
            && product.Operands[0] is OperationExpr { Operator: Operator.Log } log
            ? new Formula(Power(At(Write(log.Operands[0]), Binding.Atom), Exponent(Write(product.Operands[1]))), Binding.Power)
            : new Formula(Call(Operator.Exp, exponent), Binding.Atom);

    private Formula Raised(Expr @base, Expr exponent)
        => new(Power(At(Write(@base), Binding.Atom), Exponent(Write(exponent))), Binding.Power);

    /// <summary>An exponent, in parentheses where the notation needs them.</summary>
    protected virtual string Exponent(Formula exponent) => exponent.Text;

    private Formula Bar(Formula numerator, Formula denominator) => new(Fraction(numerator, denominator), Binding.Product);

    private Formula Negative(Formula value) => new(Prefix("-", At(value, Binding.Product)), Binding.Sum);

    // V >= threshold is kept as threshold <= V: what changes stands on the left again.
    private Formula Comparison(IReadOnlyList<Expr> operands, string sign) => sign != "=" && !Dependence.OnState(operands[0]) && Dependence.OnState(operands[1])
        ? new(Infix(At(Write(operands[1]), Binding.Sum), sign == "<" ? ">" : ">=", At(Write(operands[0]), Binding.Sum)), Binding.Comparison)
        : new(Infix(At(Write(operands[0]), Binding.Sum), sign, At(Write(operands[1]), Binding.Sum)), Binding.Comparison);

    /// <summary>The name of a function in this notation.</summary>
    protected virtual string FunctionName(Operator @operator) => @operator == Operator.Log ? "ln" : FunctionNames.NameOf(@operator);

    private string Call(Operator @operator, Expr argument) => Function(FunctionName(@operator), [Write(argument).Text]);

    private string Number(double value) => Quantity(FormulaConstant.Number(value), "");

    private Formula Constant(Quantity value)
    {
        var (number, unit) = FormulaConstant.Of(value);
        return number[0] == '-'
            ? new Formula(Prefix("-", Quantity(number[1..], unit)), Binding.Sum)
            : new Formula(Quantity(number, unit), unit.Length == 0 ? Binding.Atom : Binding.Product);
    }

    private static string? OneUnit(Expr value)
        => !value.Dimension.IsNone && ConstantIn(value) is { } constant && FormulaConstant.Of(constant) is ("1", var unit)
            && !unit.Contains('/', StringComparison.Ordinal) ? unit : null;

    // A unit that met a parameter in C# has become an unnamed parameter itself.
    private static Quantity? ConstantIn(Expr value) => value switch
    {
        ConstantExpr constant => constant.Value,
        ParameterExpr { Parameter: { IsUniform: true } parameter } => new Quantity(parameter.UniformSi, parameter.Dimension),
        _ => null,
    };

    private static bool IsGuard(Expr value)
        => value is OperationExpr { Operator: Operator.Multiply } product && product.Operands[0] is ConstantExpr { Value.SiValue: < LargestGuard }
            && ReferenceEquals(product.Operands[1], Symbol.TimeStep);
}
