using FsCheck;
using FsCheck.Fluent;
using Neuropil.Tests.Models;

namespace Neuropil.Tests.Equations;

/// <summary>Any text gives a value, or an error with line and column.</summary>
public class EquationTextProperties
{
    // Plain random strings hardly ever get past the first character: pieces of the grammar do.
    private static readonly string[] pieces =
    [
        "1", "67", "0.5", "-", "+", ".", "e-5", " ", "mV", "nS", "cm", "ms", "/ms", "^", "**", "*", "/", "(", ")", "sqrt", "exp(", "select(", "clip(", "min(",
            ",", "2", "1/2",
        "V", "w", "g", "I", "t", "dt", "pi", "m", "dV/dt", "dw/dt", "=", " = ", ":", " : mV", " : 1", "pA", ";", "\n", "#", " and ", " or ", "not ", "<", ">",
            "<=", "==", "!=", "+=",
        "degC", "(unless refractory)", "(g*V + I)/C", "C", "1 ms", "a", "a = ", "b = a", "°", "µ", "Ω", "\0", "\uD800", "9999999999", "1e308", "x.y", "²",
        "on ", "spike", "target spike", "every 10 ms", "when ", "while ", ": ", "\n  ", "emit ", " at most 3",
        " : source", " : nS edge", " : site", "chance", "count(", "<= ", ">= ", "target.V",
        "on spike: w = w + 1 nS", "on V > 0 mV: V = 1 mV",
    ];

    private static Gen<string> Texts(string start) => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Choose(1, 4).SelectMany(count => Gen.Elements(pieces).ListOf(count)).Select(string.Concat),
        Gen.Choose(5, 20).SelectMany(count => Gen.Elements(pieces).ListOf(count)).Select(string.Concat),
        Gen.Elements(pieces).ListOf().Select(parts => start + string.Concat(parts)));

    [Fact]
    public void Any_text_is_an_expression_or_an_error_with_its_place()
    {
        var names = new Dictionary<string, Expr>
        {
            ["V"] = new Symbol("V", Voltage.Dimension, SymbolKind.State), ["g"] = new Symbol("g", Conductance.Dimension, SymbolKind.State),
        };
        Check(text => EquationParser.Parse(text, names).ToString());
    }

    [Fact]
    public void Any_text_is_a_cell_or_an_error_with_its_place()
        => Check(text => CellRun.SystemOf(new EquationCell(text) { Parameters = { ["g"] = "10 nS", ["C"] = "200 pF" } }));

    [Fact]
    public void Any_text_is_a_threshold_or_an_error_with_its_place()
        => Check(text => CellRun.SystemOf(Cell() with { Threshold = text }));

    [Fact]
    public void Any_text_is_a_reset_or_an_error_with_its_place()
        => Check(text => CellRun.SystemOf(Cell() with { Threshold = "V > 0 mV", Reset = text }));

    [Fact]
    public void Any_text_is_an_initial_value_or_an_error_with_its_place()
        => Check(text => CellRun.SystemOf(Cell() with { Initial = new Dictionary<string, EquationValue> { ["V"] = text } }));

    [Fact]
    public void Any_text_is_a_parameter_or_an_error_with_its_place()
        => Check(text => CellRun.SystemOf(
            Cell() with { Parameters = new Dictionary<string, EquationValue> { ["g"] = "10 nS", ["C"] = "200 pF", ["b"] = text } }));

    [Fact]
    public void Any_text_is_a_synapse_or_an_error_with_its_place()
        => Check(
            text =>
            {
                var synapse = new SynapseBuilder(Conductance.Dimension);
                var rule = new EquationPlasticity("rule", text) { Sites = 2 };
                synapse.InScope("rule", rule, () => rule.Declare(synapse));
            },
            "dx/dt = -x/ms : source\non spike: w = ");

    private static EquationCell Cell() => new("dV/dt = (g*(a - V) + I)/C : mV\ndw/dt = -w/ms : pA\na = 5 mV")
    {
        Parameters = { ["g"] = "10 nS", ["C"] = "200 pF" },
    };

    private static void Check(Action<string> read, string start = "dV/dt = -V/ms")
        => Prop.ForAll(Arb.From(Texts(start)), text =>
        {
            try
            {
                read(text);
                return true;
            }
            catch (EquationFormatException error)
            {
                return error.Line >= 1 && error.Line <= text.Count(c => c == '\n') + 1 && error.Column >= 1 && error.Column <= text.Length + 14
                    && !error.Message.Contains('\n') && error.Excerpt.Count(c => c == '\n') == 1;
            }
            catch (ArgumentException error)
            {
                // What is right in itself may leave a parameter unread, which has no place in the text.
                return error.Message.StartsWith("The parameter '", StringComparison.Ordinal)
                    && error.Message.EndsWith("' is given, but nothing in the text reads it.", StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(1500));
}
