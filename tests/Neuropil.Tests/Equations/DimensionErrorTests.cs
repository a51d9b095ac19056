using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>Units that do not fit are an error where the expression is written; it names both operands and their units.</summary>
public class DimensionErrorTests
{
    private static readonly Symbol v = new("V", Voltage.Dimension, SymbolKind.State);
    private static readonly Symbol g = new("g", Conductance.Dimension, SymbolKind.State);

    public static TheoryData<string, Func<Expr>, string[]> Mistakes => new()
    {
        { "sum", () => v + g, ["Add", "'V' is in Voltage (mV)", "'g' is in Conductance (nS)"] },
        { "difference", () => (g * v) - (5 * mV), ["Subtract", "'g*V' is in Current (pA)", "'5 mV' is in Voltage (mV)"] },
        { "minimum", () => Min(v, 1.0), ["Min", "'V'", "'1' is in pure number"] },
        { "comparison", () => v < g, ["Less", "'V'", "'g'"] },
        { "selection", () => Select(v < 0 * mV, v, g), ["Select", "'V'", "'g'"] },
        { "function", () => Exp(v), ["Exp needs a pure number", "'V' is in Voltage (mV)"] },
        { "condition wanted", () => Select(v, v, v), ["Select needs a condition", "'V'"] },
        { "number wanted", () => (v < 0 * mV) + 1, ["Add needs a number", "'V < 0 mV' is a condition"] },
        { "both conditions", () => (v < 0 * mV) & v, ["And needs a condition", "'V' is a number"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Both_operands_and_their_units_are_named(string mistake, Func<Expr> make, string[] parts)
    {
        Assert.NotEmpty(mistake);
        string message = Assert.Throws<DimensionMismatchException>(make).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_derivative_an_initial_value_and_a_statement_must_have_their_variables_unit()
    {
        var equations = new CellBuilder();
        var variable = equations.State("V", Voltage.Dimension);
        Assert.Contains("dV/dt must be in VoltageRate (mV/ms), but '1 mV' is in Voltage (mV)", Message(() => equations.Differential(variable, 1 * mV)),
            StringComparison.Ordinal);
        Assert.Contains("initial value of V must be in Voltage (mV), but '1 pA' is in Current (pA)", Message(() => equations.Initial(variable, 1 * pA)),
            StringComparison.Ordinal);
        Assert.Contains(
            "On 'arriving', V must be given Voltage (mV), but '1 nS' is in Conductance (nS)",
            Message(() => equations.On(equations.Arrival(Voltage.Dimension).Event, variable, 1 * nS)),
            StringComparison.Ordinal);
        Assert.Contains("ceiling of V", Message(() => equations.Ceiling(variable, 1.0)), StringComparison.Ordinal);
        Assert.Contains("input current must be in Current (pA)", Message(() => equations.AddInwardCurrent(variable)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_stays_short_however_large_the_expression_is()
    {
        Expr large = v;
        for (int i = 0; i < 200; i++)
        {
            large += large;
        }

        Assert.InRange(Message(() => _ = large + g).Length, 50, 400);
        Assert.InRange(large.ToString().Length, 1000, 30_000);
    }

    private static string Message(Action action) => Assert.Throws<DimensionMismatchException>(action).Message;
}
