using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>A mistake in a cell's text is named with its place.</summary>
public class EquationCellErrorTests
{
    private const string Leaky = "dV/dt = (g*(E - V) + I)/C : mV";

    [Theory]
    [InlineData("dV/dt = (g*(E - V) + I)/c : mV", 1, 25, "unknown name 'c'. Did you mean 'C'?")]
    [InlineData("dV/dt = -V/tau : mV\n\ndw/dt = -w/tua : pA\ntau = 5 ms", 3, 12, "unknown name 'tua'. Did you mean 'tau'?")]
    [InlineData("dV/dt = (g*(E - V) + E)/C : mV", 1, 20, "'g*(E - V)' is a Current (pA), but 'E' is a Voltage (mV)")]
    [InlineData("dV/dt = g*(E - V) : mV", 1, 9, "dV/dt must be a VoltageRate (mV/ms), but 'g*(E - V)' is a Current (pA)")]
    [InlineData("dV/dt = V < E : mV", 1, 9, "is a condition")]
    [InlineData("dV/dt = V/ms", 1, 13, "the unit of 'V' is missing")]
    [InlineData("dV/dt = V/ms : mX", 1, 16, "'mX' is no unit")]
    [InlineData("dV/dt = V/ms : ", 1, 16, "a unit is missing")]
    [InlineData("dV/dt = : mV", 1, 9, "an expression was expected behind '='")]
    [InlineData("dV/dt = V/ms : mV mv", 1, 19, "'mv' is no unit")]
    [InlineData("dV/dt = V/ms : mV (unless sleeping)", 1, 19, "(unless refractory)")]
    [InlineData("dV/dt V/ms : mV", 1, 7, "'=' was expected instead of 'V'")]
    [InlineData("dV/dx = V/ms : mV", 1, 1, "the left side of an equation is dX/dt or a name, not 'dV/dx'")]
    [InlineData("3 = V", 1, 1, "it begins with '3'")]
    [InlineData("dV/dt = (V - V/ms : mV\nx = (2) : 1", 1, 19, "')' was expected instead of ':': the '(' of line 1, column 9 is not closed.")]
    [InlineData("dV/dt = (V/ms : mV", 1, 15, "')' was expected instead of ':': the '(' of line 1, column 9 is not closed.")]
    [InlineData("dV/dt = V/ms : mV\nx = exp(V/mV\ny = 2", 3, 1, "')' was expected instead of 'y': the '(' of line 2, column 8 is not closed.")]
    [InlineData("g : mV", 1, 1, "the unit of 'g' is that of a Voltage (mV), but its value among the parameters is a Conductance (nS).")]
    [InlineData("", 1, 1, "there is no equation")]
    [InlineData("# nothing", 1, 1, "there is no equation")]
    [InlineData(
        "dV/dt = -V/C*g : mV\ndz/dt = E/E/second : 1 (unless refractory)", 2, 2,
        "'z' does not change while refractory, but the cell has no RefractoryPeriod.")]
    [InlineData("dV/dt = -V^(E/mV)/ms : mV", 1, 10, "a power whose exponent is not constant is one of pure numbers, but 'V' is a Voltage (mV).")]
    [InlineData("dV/dt = V)/ms : mV", 1, 10, "')' was not expected")]
    [InlineData("dV/dt = V/ms : mV\nV = 3 mV", 2, 1, "'V' is defined twice")]
    [InlineData("g = 3 nS", 1, 1, "'g' is defined twice, here and as a parameter")]
    [InlineData("I = 3 nA", 1, 1, "'I' is the sum of what receptors and Inputs bring: leave this line out, and give a current by Inputs, or by another name.")]
    [InlineData("I : amp", 1, 1, "'I' is the sum of what receptors and Inputs bring")]
    [InlineData("exp = 3", 1, 1, "'exp' has a meaning of its own")]
    [InlineData("a.b = 3", 1, 1, "has a dot")]
    [InlineData("a = b + 1\nb = c*2\nc = a", 3, 5, "'a' depends on itself: a -> b -> c -> a")]
    [InlineData("a = a", 1, 5, "'a' depends on itself: a -> a")]
    [InlineData("a = 5 mV : nS", 1, 5, "the unit of 'a' is that of a Conductance (nS), but '5 mV' is a Voltage (mV)")]
    [InlineData("dV/dt = V/ms : mV ; dV/dt = 1 mV/ms : mV", 1, 22, "'V' is defined twice")]
    public void In_the_equations(string text, int line, int column, string message) => Check(Cell(text), line, column, "equations", message);

    [Theory]
    [InlineData("V <= 20", 1, 6, "'V' is a Voltage (mV), but '20' is a pure number.")]
    [InlineData("V <= 20 mV\nV <= E", 2, 1, "'V' has two ceilings; write the smaller one, or min(a, b).")]
    [InlineData("-90 mV <= V", 1, 1, "'-90 mV <= V' gives 'V' a smallest value, but a cell's variable has a largest one only: V <= ...")]
    [InlineData("-90 mV <= V <= 20 mV", 1, 1, "gives 'V' a smallest value")]
    [InlineData("v <= 20 mV", 1, 1, "'v <= 20 mV' bounds no variable; a ceiling is written V <= 20 mV. Did you mean 'V'?")]
    [InlineData("2*V <= 20 mV", 1, 1, "bounds no variable")]
    [InlineData("V < 20 mV", 1, 3, "a bound may be reached: write '<='.")]
    public void In_a_ceiling(string text, int line, int column, string message) => Check(Cell($"{text}\n{Leaky}"), line, column, "equations", message);

    [Theory]
    [InlineData("on spike: V = E", 1, 4, "the cell has no Threshold, so that it does not spike.")]
    [InlineData("when spike: V = E", 1, 1, "a spike is no condition: write 'on spike'.")]
    [InlineData("on spkie: V = E", 1, 4, "unknown event 'spkie'. Did you mean 'spike'? Expected 'on spike', or a condition such as ca > 2 uM.")]
    [InlineData(
        "on target spike: V = E", 1, 1,
        "'on target spike' is an event of synapses; those of a cell are 'on spike', and 'on', 'when' or 'while' before a condition.")]
    [InlineData("every 10 ms: V = E", 1, 1, "'every 10 ms' is an event of synapses")]
    [InlineData("on V: V = E", 1, 4, "'V' is a Voltage (mV), but a condition such as ca > 2 uM, or 'spike', was expected.")]
    [InlineData("on V > 2: V = E", 1, 6, "the units do not fit")]
    [InlineData("on V > E V = 3 mV", 1, 10, "':' was expected behind 'on V > E'.")]
    [InlineData("while V > E: V = E; E = V", 1, 21, "'E' is no variable, so that it cannot be given a value.")]
    [InlineData("on V > E: V = E\non V > E: V = 2*E", 2, 4, "the event 'V > E' stands here a second time: put all its statements behind the first.")]
    [InlineData("on V > E: V = E; V = 2*E", 1, 18, "'V' is given a value twice on one event: here and in line 1.")]
    public void In_an_event(string text, int line, int column, string message) => Check(Cell($"{text}\n{Leaky}"), line, column, "equations", message);

    [Theory]
    [InlineData("V > 20 mV", "V <= 20 mV", "this never holds: the ceiling of 'V' is 20 mV. Write V >= 20 mV.")]
    [InlineData("V >= 21 mV", "V <= 20 mV", "this never holds")]
    [InlineData("V > E", "V <= E", "this never holds")]
    [InlineData("while V > 20 mV", "V <= 20 mV", "this never holds")]
    public void In_a_threshold_beyond_the_ceiling(string threshold, string ceiling, string message)
        => Check(Cell($"{Leaky}\n{ceiling}") with { Threshold = threshold }, 1, 1, "threshold", message);

    [Theory]
    [InlineData("5 mV", 1, 1, "a refractory period is a Time (ms), but \"5 mV\" is a Voltage (mV).")]
    [InlineData("tau_r", 1, 1, "unknown name 'tau_r'. Give it a value in Parameters")]
    public void In_the_refractory_period(string text, int line, int column, string message)
        => Check(Cell(Leaky) with { Threshold = "V > 0 mV", RefractoryPeriod = text }, line, column, "refractory period", message);

    [Fact]
    public void In_a_parameter_that_nothing_reads()
    {
        EquationCell Cell(string? threshold, EquationValue? period, string initial) => new("dV/dt = -V/tau : mV")
        {
            Parameters = { ["tau"] = 5 * ms, ["top"] = 10 * mV, ["rest"] = 2 * ms, ["start"] = 1 * mV },
            Threshold = threshold, Reset = threshold is null ? null : "V = 0 mV", RefractoryPeriod = period, Initial = { ["V"] = initial },
        };

        Assert.NotNull(Cell("V > top", "rest", "start").ToEquations());
        string Message(EquationCell cell) => Assert.Throws<ArgumentException>(cell.ToEquations).Message;
        Assert.Equal("The parameter 'top' is given, but nothing in the text reads it.", Message(Cell(null, null, "start")));
        Assert.Equal("The parameter 'rest' is given, but nothing in the text reads it.", Message(Cell("V > top", 2 * ms, "start")));
        Assert.Equal("The parameter 'start' is given, but nothing in the text reads it.", Message(Cell("V > top", "rest", "1 mV")));
    }

    [Fact]
    public void In_an_event_that_repeats_the_reset()
        => Check(
            Cell($"{Leaky}\non spike: V = E") with { Threshold = "V > 0 mV", Reset = "V = 2*E" },
            2,
            11,
            "equations",
            "'V' is given a value twice on one event: here and in the reset.");

    [Theory]
    [InlineData("dV/dt = (rand()*g*(E - V) + I)/C : mV", 1, 10, "A number from 0 to 1 that is drawn anew in each step is written 'chance'")]
    [InlineData("dV/dt = (g*(E - Vrest) + I)/C : mV", 1, 17, "unknown name 'Vrest'. Give it a value in Parameters, or a line of its own.")]
    public void In_names_of_other_simulators_and_missing_parameters(string text, int line, int column, string message)
        => Check(Cell(text), line, column, "equations", message);

    [Theory]
    [InlineData("V", 1, 1, "\"V\" is a Voltage (mV), but a condition such as V > -50 mV was expected")]
    [InlineData("V > -50", 1, 3, "'V' is a Voltage (mV)")]
    [InlineData("U > -50 mV", 1, 1, "unknown name 'U'")]
    [InlineData("V > -50 mV\n)", 2, 1, "')' was not expected")]
    public void In_the_threshold(string text, int line, int column, string message)
        => Check(Cell(Leaky) with { Threshold = text }, line, column, "threshold", message);

    [Theory]
    [InlineData("V = -60", 1, 3, "'V' is a Voltage (mV), but 'V = -60' makes it a pure number")]
    [InlineData("V += 3 nS", 1, 3, "'V' is a Voltage (mV), but '3 nS' is a Conductance (nS)")]
    [InlineData("V *= 2; V = E", 1, 9, "'V' is reset twice")]
    [InlineData("E = 3 mV", 1, 1, "'E' is no variable, so that it cannot be given a value")]
    [InlineData("v = 3 mV", 1, 1, "unknown variable 'v'. Did you mean 'V'?")]
    [InlineData("V", 1, 2, "instead of the end")]
    [InlineData("V = 3 mV 4", 1, 10, "'4' was not expected")]
    [InlineData("= 3", 1, 1, "it begins with '='")]
    public void In_the_reset(string text, int line, int column, string message)
        => Check(Cell(Leaky) with { Threshold = "V > 0 mV", Reset = text }, line, column, "reset", message);

    [Theory]
    [InlineData("5 nS", 1, 1, "V is a Voltage (mV), but \"5 nS\" is a Conductance (nS)")]
    [InlineData("V + 1 mV", 1, 1, "depends on itself")]
    [InlineData("E*t/ms", 1, 1, "'t' has no value before the first step")]
    [InlineData("EE", 1, 1, "unknown name 'EE'. Did you mean 'E'?")]
    public void In_an_initial_value(string text, int line, int column, string message)
        => Check(Cell(Leaky) with { Initial = new Dictionary<string, EquationValue> { ["V"] = text } }, line, column, "initial value of V", message);

    [Fact]
    public void In_names_beside_the_text()
    {
        Check(new EquationCell(Leaky) { Parameters = { ["g"] = "10 nX" } }, 1, 4, "parameter g", "'nX' is no unit");
        Assert.Contains("'I'", Assert.Throws<ArgumentException>(() => CellRun.SystemOf(new EquationCell(Leaky) { Parameters = { ["I"] = 1 * nA } })).Message,
            StringComparison.Ordinal);
        var initial = Cell(Leaky) with { Initial = new Dictionary<string, EquationValue> { ["v"] = -60 * mV } };
        Assert.Contains("Did you mean 'V'?", Assert.Throws<UnknownNameException>(() => CellRun.SystemOf(initial)).Message, StringComparison.Ordinal);
        var potential = Cell(Leaky) with { MembranePotential = "U" };
        Assert.Contains("There are: V", Assert.Throws<UnknownNameException>(() => CellRun.SystemOf(potential)).Message, StringComparison.Ordinal);
        Check(Cell("dx/dt = -x/ms : 1") with { MembranePotential = "x" }, 1, 2, "equations", "must be a Voltage (mV), but its unit is that of a pure number");
        Assert.Contains("no threshold", Assert.Throws<ArgumentException>(() => CellRun.SystemOf(Cell(Leaky) with { Reset = "V = E" })).Message,
            StringComparison.Ordinal);
        var nothingToHold = Cell("dx/dt = -x/ms : 1") with { Threshold = "x > 1", RefractoryPeriod = 1 * ms };
        Assert.Contains("no membrane potential V", Assert.Throws<ArgumentException>(() => CellRun.SystemOf(nothingToHold)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_population_that_is_named()
    {
        var network = new Network();
        network.Add(new Population("wrong", 1, Cell("dV/dt = (g*(E - V) + I)/c : mV")));
        var error = Assert.Throws<EquationFormatException>(() => new Simulation(network));
        Assert.StartsWith("population 'wrong', equations, line 1, column 25: unknown name 'c'", error.Message, StringComparison.Ordinal);
    }

    private static EquationCell Cell(string text) => new(text) { Parameters = { ["g"] = 10 * nS, ["E"] = -60 * mV, ["C"] = 200 * pF } };

    private static void Check(EquationCell cell, int line, int column, string purpose, string message)
    {
        var error = Assert.Throws<EquationFormatException>(() => CellRun.SystemOf(cell));
        Assert.StartsWith($"{purpose}, line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
