namespace Neuropil.Descriptions;

/// <summary>Formulas as plain text, with the operators of text equations.</summary>
internal sealed class TextFormula : FormulaPrinter
{
    public override string Name(SymbolName name) => name.Text.Replace(' ', '_');

    public override string TimeDerivative(string variable) => $"d{variable}/dt";

    public override string Equation(string left, string right) => $"{left} = {right}";

    public override string AtStart(string variable) => $"{variable}(0)";

    public override string Assignment(string left, string right) => $"{left} -> {right}";

    // a*5 mS/cm^2 would be read from the left.
    public override string Product(Formula left, Formula right)
        => $"{At(left, Binding.Product)}*{At(right, right.Text.Contains('/', StringComparison.Ordinal) ? Binding.Sign : Binding.Product)}";

    protected override string Plain(string text) => text;

    protected override string Quantity(string number, string unit)
        => unit.Length == 0 ? number : unit[0] == '/' ? number + unit : unit.StartsWith("1/", StringComparison.Ordinal) ? number + unit[1..]
            : $"{number} {unit}";

    protected override string Unit(string unit) => unit;

    protected override string Parentheses(string inner) => $"({inner})";

    protected override string Infix(string left, string sign, string right) => $"{left} {sign} {right}";

    protected override string Prefix(string sign, string operand) => sign == "-" ? $"-{operand}" : $"{sign} {operand}";

    protected override string Fraction(Formula numerator, Formula denominator) => $"{At(numerator, Binding.Product)}/{At(denominator, Binding.Sign)}";

    protected override string Power(string @base, string exponent) => $"{@base}^{exponent}";

    protected override string Exponent(Formula exponent) => At(exponent, Binding.Atom);

    protected override string Root(Formula radicand) => $"sqrt({radicand.Text})";

    protected override string Function(string name, IReadOnlyList<string> arguments) => $"{name}({string.Join(", ", arguments)})";

    // The name of text equations.
    protected override string FunctionName(Operator @operator) => FunctionNames.NameOf(@operator);

    protected override string Cases(Formula then, string condition, Formula otherwise)
        => $"{At(then, Binding.Comparison)} if {condition}, else {At(otherwise, Binding.Comparison)}";
}
