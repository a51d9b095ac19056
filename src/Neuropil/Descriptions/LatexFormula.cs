using System.Text;

namespace Neuropil.Descriptions;

/// <summary>Formulas for LaTeX with amsmath, without the signs of math mode around them.</summary>
internal sealed class LatexFormula : FormulaPrinter
{
    private static readonly string[] functions = ["exp", "ln", "sin", "cos", "tanh", "min", "max"];

    /// <summary>Text outside of formulas, every character that means something to LaTeX escaped.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            escaped.Append(letter switch
            {
                '\\' => @"\textbackslash{}",
                '^' => @"\textasciicircum{}",
                '~' => @"\textasciitilde{}",
                '<' => @"\textless{}",
                '>' => @"\textgreater{}",
                '#' or '$' or '%' or '&' or '_' or '{' or '}' => $@"\{letter}",
                '°' => @"\textdegree{}",
                '²' => @"\textsuperscript{2}",
                '³' => @"\textsuperscript{3}",
                '⁴' => @"\textsuperscript{4}",
                _ => $"{letter}",
            });
        }

        return escaped.ToString();
    }

    public override string Name(SymbolName name)
    {
        string letter = SymbolName.IsGreek(name.Base) ? $@"\{name.Base}" : name.Base.Length == 1 ? name.Base : $@"\mathrm{{{Escape(name.Base)}}}";
        return name.Subscripts.Count == 0 ? letter : $"{letter}_{{{string.Join(',', name.Subscripts.Select(Subscript))}}}";
    }

    public override string TimeDerivative(string variable) => $@"\frac{{\mathrm{{d}}{variable}}}{{\mathrm{{d}}t}}";

    public override string Equation(string left, string right) => $"{left} = {right}";

    public override string AtStart(string variable) => $"{variable}(0)";

    public override string Assignment(string left, string right) => $@"{left} \to {right}";

    public override string Product(Formula left, Formula right)
    {
        string second = At(right, Binding.Product);
        return At(left, Binding.Product) + (char.IsDigit(second[0]) ? @" \cdot " : @"\,") + second;
    }

    /// <summary>A value with its unit.</summary>
    public string Value(string number, string unit) => Quantity(number, unit);

    protected override string Plain(string text) => $@"\text{{{Escape(text)}}}";

    protected override string Quantity(string number, string unit)
    {
        int exponent = number.IndexOf('e', StringComparison.Ordinal);
        string digits = exponent < 0 ? number
            : $@"{number[..exponent]} \cdot 10^{{{int.Parse(number[(exponent + 1)..], System.Globalization.CultureInfo.InvariantCulture)}}}";
        return unit.Length == 0 ? digits : unit[0] == '/' ? digits + Unit(unit) : unit.StartsWith("1/", StringComparison.Ordinal) ? digits + Unit(unit[1..])
            : $@"{digits}\,{Unit(unit)}";
    }

    protected override string Unit(string unit)
    {
        var text = new StringBuilder(@"\mathrm{");
        for (int i = 0; i < unit.Length; i++)
        {
            bool isMicro = unit[i] == 'u' && i + 1 < unit.Length && char.IsLetter(unit[i + 1]) && (i == 0 || !char.IsLetter(unit[i - 1]));
            if (unit[i] == '^')
            {
                int end = i + 1;
                while (end < unit.Length && (char.IsDigit(unit[end]) || unit[end] is '.' or '-'))
                {
                    end++;
                }

                text.Append("^{").Append(unit, i + 1, end - i - 1).Append('}');
                i = end - 1;
            }
            else
            {
                text.Append(isMicro ? @"\mu " : unit[i] == ' ' ? @"\," : unit[i] == '%' ? @"\%" : $"{unit[i]}");
            }
        }

        return text.Append('}').ToString();
    }

    protected override string Parentheses(string inner) => $@"\left({inner}\right)";

    protected override string Infix(string left, string sign, string right) => $"{left} {Sign(sign)} {right}";

    protected override string Prefix(string sign, string operand) => sign == "-" ? $"-{operand}" : $@"\lnot {operand}";

    protected override string Fraction(Formula numerator, Formula denominator) => $@"\frac{{{numerator.Text}}}{{{denominator.Text}}}";

    protected override string Power(string @base, string exponent) => $"{@base}^{{{exponent}}}";

    protected override string Root(Formula radicand) => $@"\sqrt{{{radicand.Text}}}";

    protected override string Function(string name, IReadOnlyList<string> arguments)
        => $@"{(functions.Contains(name) ? $@"\{name}" : $@"\operatorname{{{name}}}")}\left({string.Join(", ", arguments)}\right)";

    protected override string Cases(Formula then, string condition, Formula otherwise)
        => $@"\begin{{cases}} {then.Text} & \text{{if }} {condition} \\ {otherwise.Text} & \text{{otherwise}} \end{{cases}}";

    private static string Sign(string sign) => sign switch
    {
        "<=" => @"\le",
        ">=" => @"\ge",
        "and" => @"\land",
        "or" => @"\lor",
        _ => sign,
    };

    private static string Subscript(string text) => text == "inf" ? @"\infty" : text.Length == 1 || text.All(char.IsDigit) ? text
        : SymbolName.IsGreek(text) ? $@"\{text}" : $@"\mathrm{{{Escape(text).Replace(" ", @"\ ", StringComparison.Ordinal)}}}";
}
