using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

public class EquationParserTests
{
    private static readonly Symbol voltage = new("V", Voltage.Dimension, SymbolKind.State);
    private static readonly Symbol conductance = new("g_L", Conductance.Dimension, SymbolKind.State);
    private static readonly Symbol gate = new("m", Dimension.None, SymbolKind.State);
    private static readonly Dictionary<string, Expr> names = new() { ["V"] = voltage, ["g_L"] = conductance, ["m"] = gate };

    [Theory]
    [InlineData("1 + 2*3", 7)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("(-2)^2", 4)]
    [InlineData("2**-1", 0.5)]
    [InlineData("2^(1/2)", 1.4142135623730951)]
    [InlineData("8/4/2", 1)]
    [InlineData("8/4*2", 4)]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("2 - -3", 5)]
    [InlineData("+4*-2", -8)]
    [InlineData("1e-3*1E3 + .5 + 2.", 3.5)]
    [InlineData("pow(2, 3) + sqrt(4) + abs(-1)", 11)]
    [InlineData("min(1, 2) + 10*max(1, 2) + 100*floor(2.7)", 221)]
    [InlineData("clip(5, 0, 3) + 10*clip(-5, 0, 3) + 100*clip(1, 0, 3)", 103)]
    [InlineData("exp(log(3)) + tanh(0) + sin(0) + cos(0)", 4)]
    [InlineData("exprel(0) + bernoulli(0) + expm1(0) + held(2)", 4)]
    [InlineData("sin(pi/2)", 1)]
    [InlineData("select(1 < 2 and not 2 < 1, 3, 4)", 3)]
    [InlineData("select(1 == 1 and 1 != 2, 3, 4)", 3)]
    [InlineData("select(2 <= 1 or 2 >= 3 or 1 > 2, 3, 4)", 4)]
    [InlineData("select(not 1 < 2 || !(3 < 2) && 1 ≤ 1, 3, 4)", 3)]
    [InlineData("select(1 < 2 or 1 < 2 and 2 < 1, 3, 4)", 3)]
    [InlineData("5 − 3 · 1 × 1", 2)]
    [InlineData("(1 +\n 2) # the rest is a comment ) (", 3)]
    public void Operators_and_functions_mean_what_they_mean_in_the_field(string text, double expected)
        => Assert.Equal(expected, Values.InSi(EquationParser.Parse(text)), 1e-14);

    [Theory]
    [InlineData("5*mV", "5 mV")]
    [InlineData("5 mV", "5 mV")]
    [InlineData("5mV", "5 mV")]
    [InlineData("-60 mV", "-60 mV")]
    [InlineData("5 mS/cm^2", "5 mS/cm^2")]
    [InlineData("5mS/cm2", "5 mS/cm^2")]
    [InlineData("1 uF cm^-2", "1 uF/cm^2")]
    [InlineData("1 µF*cm**-2", "1 uF/cm^2")]
    [InlineData("0.1/ms", "100 Hz")]
    [InlineData("1/5 ms", "200 Hz")]
    [InlineData("2 kHz*3 ms", "6")]
    [InlineData("3 pA/nS", "3 mV")]
    [InlineData("20000 um2*1 uF/cm2", "200 pF")]
    [InlineData("1.1/(mM*ms)", "1.1/(mM*ms)")]
    [InlineData("6.3 degC", "279.45 K")]
    [InlineData("2 s^0.5", "2 s^0.5")]
    [InlineData("2 s^(-1/2)", "2 s^-0.5")]
    [InlineData("sqrt(4 mV*mV)", "2 mV")]
    [InlineData("(2 mV)^3/mV^2", "8 mV")]
    public void Numbers_carry_units(string text, string expected)
        => Assert.Equal(expected, Values.Of(EquationParser.Parse(text)).ToString());

    [Fact]
    public void A_declared_name_hides_a_unit_but_not_behind_a_number()
    {
        Assert.Same(gate, EquationParser.Parse("m", names));
        Assert.Equal(Length.Dimension, EquationParser.Parse("m").Dimension);
        Assert.Contains("'m' is the name of a variable", Fault("5 m", 1, 3, names), StringComparison.Ordinal);
        Assert.Contains("a product is written with '*'", Fault("5 g_L", 1, 3, names), StringComparison.Ordinal);
    }

    [Fact]
    public void Time_and_time_step_are_known()
    {
        Assert.Same(Symbol.Time, EquationParser.Parse("t"));
        Assert.Same(Symbol.TimeStep, EquationParser.Parse("dt"));
    }

    [Theory]
    [InlineData("", 1, 1, "was expected instead of the end")]
    [InlineData("   ", 1, 4, "was expected instead of the end")]
    [InlineData("1 +", 1, 4, "was expected instead of the end")]
    [InlineData("1 + * 2", 1, 5, "instead of '*'")]
    [InlineData("(1 + 2", 1, 7, "')' was expected instead of the end")]
    [InlineData("(V - g_L*V", 1, 11, "')' was expected instead of the end: the '(' of line 1, column 1 is not closed.")]
    [InlineData("1 + exp((V - g_L*V)", 1, 20, "')' was expected instead of the end: the '(' of line 1, column 8 is not closed.")]
    [InlineData("exp((V - g_L*V))", 1, 8, "the units do not fit")]
    [InlineData("1 + 2)", 1, 6, "')' was not expected")]
    [InlineData("1\n+ $", 2, 3, "'$' has no meaning")]
    [InlineData("V + g_l", 1, 5, "unknown name 'g_l'. Did you mean 'g_L'?")]
    [InlineData("V + 3 mVv", 1, 7, "'mVv' is no unit. Did you mean 'mV'?")]
    [InlineData("2*nv", 1, 3, "Did you mean")]
    [InlineData("exp + 1", 1, 1, "'exp' needs its arguments in parentheses")]
    [InlineData("expp(1)", 1, 1, "unknown function 'expp'. Did you mean 'exp'?")]
    [InlineData("V(1)", 1, 1, "'V' is no function; a product is written V*(...)")]
    [InlineData("exp()", 1, 1, "exp takes 1 argument, not 0")]
    [InlineData("clip(1, 2)", 1, 1, "clip takes 3 arguments, not 2")]
    [InlineData("V + g_L", 1, 3, "the units do not fit: 'V' is a Voltage (mV), but 'g_L' is a Conductance (nS)")]
    [InlineData("g_L*V - 5 mV*2", 1, 7, "'g_L*V' is a Current (pA), but '5 mV*2' is a Voltage (mV)")]
    [InlineData("V > 0", 1, 3, "'V' is a Voltage (mV)")]
    [InlineData("min(V,\n g_L)", 1, 1, "'g_L' is a Conductance (nS)")]
    [InlineData("exp(V)", 1, 1, "exp needs a pure number, but 'V' is a Voltage (mV)")]
    [InlineData("V^m", 1, 1, "a power whose exponent is not constant is one of pure numbers, but 'V' is a Voltage (mV)")]
    [InlineData("V and V > 0 mV", 1, 3, "'V' is a Voltage (mV), but a condition")]
    [InlineData("(V < 0 mV) + 1", 1, 12, "'(V < 0 mV)' is a condition")]
    [InlineData("select(1, 2, 3)", 1, 1, "'1' is a pure number, but a condition")]
    [InlineData("1e999", 1, 1, "too large")]
    [InlineData("V^0.3", 1, 2, "no multiple of one half")]
    [InlineData("2 mV^0.3", 1, 3, "no multiple of one half")]
    [InlineData("V^100", 1, 2, "too large")]
    [InlineData("3 mV^x", 1, 6, "must be a number")]
    [InlineData("1 = 2", 1, 3, "'=' was not expected")]
    public void Mistakes_are_named_with_line_and_column(string text, int line, int column, string message)
        => Assert.Contains(message, Fault(text, line, column, names), StringComparison.Ordinal);

    [Fact]
    public void What_is_nested_too_deeply_or_too_long_is_an_error_and_no_overflow()
    {
        Assert.Throws<EquationFormatException>(() => EquationParser.Parse(new string('(', 100_000)));
        Assert.Throws<EquationFormatException>(() => EquationParser.Parse(new string('-', 100_000) + "1"));
        Assert.Throws<EquationFormatException>(() => EquationParser.Parse("V" + string.Concat(Enumerable.Repeat("+V", 100_000)), names));
        Assert.Throws<EquationFormatException>(() => EquationParser.Parse(string.Concat(Enumerable.Repeat("2^", 100_000)) + "2"));
        Assert.NotNull(EquationParser.Parse("V" + string.Concat(Enumerable.Repeat("+V", 1000)), names).ToString());
    }

    [Fact]
    public void A_text_and_a_program_make_the_same_expression()
    {
        var v = (voltage + (63 * mV)) / mV;
        var written = EquationParser.Parse("g_L*m^3*(50 mV - V)*exp((17 - (V + 63 mV)/mV)/18)", names);
        var made = conductance * Functions.Pow(gate, 3) * (50 * mV - voltage) * Functions.Exp((17 - v) / 18);
        (Expr, double)[] at = [(voltage, -0.0417), (conductance, 3e-9), (gate, 0.3)];
        Assert.Equal(Values.InSi(made, at), Values.InSi(written, at));
        Assert.Equal(made.ToString(), written.ToString());
    }

    private static string Fault(string text, int line, int column, Dictionary<string, Expr>? known = null)
    {
        var error = Assert.Throws<EquationFormatException>(() => EquationParser.Parse(text, known));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}
