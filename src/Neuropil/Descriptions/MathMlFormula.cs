using System.Net;

namespace Neuropil.Descriptions;

/// <summary>Formulas as presentation MathML (MathML Core, which browsers show without help), without the math element around them.</summary>
internal sealed class MathMlFormula : FormulaPrinter
{
    public override string Name(SymbolName name)
    {
        string letter = Identifier(SymbolName.Letter(name.Base));
        return name.Subscripts.Count == 0 ? letter
            : $"<msub>{letter}<mrow>"
                + $"{string.Join("<mo>,</mo>", name.Subscripts.Select(text => Identifier(text == "inf" ? "∞" : SymbolName.Letter(text))))}</mrow></msub>";
    }

    public override string TimeDerivative(string variable)
        => $"<mfrac><mrow><mi mathvariant=\"normal\">d</mi>{variable}</mrow><mrow><mi mathvariant=\"normal\">d</mi><mi>t</mi></mrow></mfrac>";

    public override string Equation(string left, string right) => Infix(left, "=", right);

    public override string AtStart(string variable) => $"<mrow>{variable}<mo>(</mo><mn>0</mn><mo>)</mo></mrow>";

    public override string Row(params string[] parts) => $"<mrow>{string.Concat(parts)}</mrow>";

    public override string Assignment(string left, string right) => $"<mrow>{left}<mo>→</mo>{right}</mrow>";

    public override string Product(Formula left, Formula right)
    {
        string second = At(right, Binding.Product);
        string sign = second.StartsWith("<mn>", StringComparison.Ordinal) || second.StartsWith("<mrow><mn>", StringComparison.Ordinal) ? "<mo>·</mo>"
            : "<mo>&#x2062;</mo><mspace width=\"0.15em\"/>";
        return $"<mrow>{At(left, Binding.Product)}{sign}{second}</mrow>";
    }

    protected override string Plain(string text) => $"<mtext>{Escape(text)}</mtext>";

    protected override string Quantity(string number, string unit)
    {
        int exponent = number.IndexOf('e', StringComparison.Ordinal);
        string digits = exponent < 0 ? $"<mn>{number}</mn>"
            : $"<mrow><mn>{number[..exponent]}</mn><mo>·</mo><msup><mn>10</mn>"
                + $"<mn>{int.Parse(number[(exponent + 1)..], System.Globalization.CultureInfo.InvariantCulture)}</mn></msup></mrow>";
        bool isRate = unit.StartsWith('/') || unit.StartsWith("1/", StringComparison.Ordinal);
        return unit.Length == 0 ? digits : isRate ? $"<mrow>{digits}{Unit(unit[unit.IndexOf('/', StringComparison.Ordinal)..])}</mrow>"
            : $"<mrow>{digits}<mspace width=\"0.2em\"/>{Unit(unit)}</mrow>";
    }

    protected override string Unit(string unit) => $"<mtext>{Escape(UnitText(unit))}</mtext>";

    protected override string Parentheses(string inner) => $"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>";

    protected override string Infix(string left, string sign, string right) => $"<mrow>{left}<mo>{Sign(sign)}</mo>{right}</mrow>";

    protected override string Prefix(string sign, string operand) => $"<mrow><mo>{(sign == "-" ? "−" : "¬")}</mo>{operand}</mrow>";

    protected override string Fraction(Formula numerator, Formula denominator) => $"<mfrac>{Row(numerator.Text)}{Row(denominator.Text)}</mfrac>";

    protected override string Power(string @base, string exponent) => $"<msup>{Row(@base)}{Row(exponent)}</msup>";

    protected override string Root(Formula radicand) => $"<msqrt>{radicand.Text}</msqrt>";

    protected override string Function(string name, IReadOnlyList<string> arguments)
        => $"<mrow><mi>{name}</mi><mo>&#x2061;</mo><mrow><mo>(</mo>{string.Join("<mo>,</mo>", arguments)}<mo>)</mo></mrow></mrow>";

    protected override string Cases(Formula then, string condition, Formula otherwise)
        => $"<mrow><mo>{{</mo><mtable><mtr><mtd>{then.Text}</mtd><mtd>{Words("if ")}"
            + $"{condition}</mtd></mtr><mtr><mtd>{otherwise.Text}</mtd><mtd>{Words("otherwise")}</mtd></mtr></mtable></mrow>";

    /// <summary>A unit as people write it: µ, raised numbers.</summary>
    internal static string UnitText(string unit)
    {
        string text = unit.Replace("^2", "²", StringComparison.Ordinal).Replace("^3", "³", StringComparison.Ordinal);
        return text.Length > 1 && text[0] == 'u' && char.IsLetter(text[1]) ? "µ" + text[1..] : text;
    }

    private static string Identifier(string text) => $"<mi{(text.Length > 1 ? " mathvariant=\"normal\"" : "")}>{Escape(text)}</mi>";

    private static string Sign(string sign) => sign switch
    {
        "-" => "−",
        "<" => "&lt;",
        "<=" => "≤",
        ">" => "&gt;",
        ">=" => "≥",
        "and" => "∧",
        "or" => "∨",
        _ => sign,
    };

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
