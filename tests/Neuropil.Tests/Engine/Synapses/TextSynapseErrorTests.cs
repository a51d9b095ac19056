using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>A mistake in the text of a synapse is named with its line and column, and a caret under the place.</summary>
public class TextSynapseErrorTests
{
    private const string Variables = "dx/dt = -x/tau : source\ndy/dt = -y/tau : target\nc : nS edge\nf : site\n";

    [Theory]
    [InlineData("on spike: w = w - A*zeta", 1, 21, "unknown name 'zeta'. Give it a value in Parameters, or a line of its own.")]
    [InlineData("on spike: w = w - a*y", 1, 19, "unknown name 'a'. Did you mean 'A'?")]
    [InlineData("dz/dt = -z/tua : edge", 1, 12, "unknown name 'tua'. Did you mean 'tau'?")]
    [InlineData("on spike: ww = w", 1, 11, "unknown variable 'ww'. Did you mean 'w'?")]
    [InlineData("on spike: A = w", 1, 11, "'A' is no variable, so that it cannot be given a value.")]
    [InlineData("on spike: w = w*rand()", 1, 17, "unknown function 'rand'. A number from 0 to 1 that each synapse draws at each event is written 'chance'")]
    [InlineData(
        "on spike: w = w*v_post/mV", 1, 17,
        "unknown name 'v_post'. A variable of the target cell gets a name by a line of its own: v = target.v : mV.")]
    [InlineData(
        "on spike: w = w*target.V/mV", 1, 17,
        "unknown name 'target.V'. A variable of the target cell gets its unit by a line of its own: V = target.V : mV.")]
    [InlineData("on spike: w = w*x_pre", 1, 17, "gets a name by a line of its own: x = source.x : mV")]
    [InlineData("dz/dt = -z/tau + xi : edge", 1, 18, "Synapses have no white noise")]
    [InlineData("on spike: w = w*cuont(chance < 0.5)", 1, 17, "unknown function 'cuont'. Did you mean 'count'?")]
    public void A_name_that_nothing_has(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Theory]
    [InlineData("on spike: w = w + 5 mV", 1, 17, "the units do not fit: 'w' is a Conductance (nS), but '5 mV' is a Voltage (mV).")]
    [InlineData("on spike: w = 5 mV", 1, 13, "'w' is a Conductance (nS), but 'w = 5 mV' makes it a Voltage (mV).")]
    [InlineData("on spike: w *= 5 mV", 1, 13, "'w' is a Conductance (nS), but 'w *= 5 mV' makes it")]
    [InlineData(
        "dz/dt = -z : edge", 1, 9,
        "dz/dt must be a Frequency (Hz), but '-z' is a pure number. A unit of 'z' stands before its scope, as in ': nS edge'.")]
    [InlineData("dz/dt = z > 1 : edge", 1, 9, "but 'z > 1' is a condition")]
    [InlineData("z = A : mV", 1, 5, "the unit of 'z' is that of a Voltage (mV), but 'A' is a Conductance (nS).")]
    [InlineData("0 mV <= w <= A", 1, 1, "'w' is a Conductance (nS), but '0 mV' is a Voltage (mV).")]
    [InlineData(
        "on spike: emit w", 1, 16,
        "what is emitted is a pure number, which multiplies the weight (here a Conductance (nS)), but 'w' is a Conductance (nS).")]
    [InlineData("on spike: emit w < A", 1, 16, "but 'w < A' is a condition")]
    [InlineData("every 5: w = w", 1, 7, "the period of a clock is a Time (ms), but '5' is a pure number.")]
    public void A_wrong_unit(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Theory]
    [InlineData("on spike: x = x + y", 5, 19, "'x' is a variable of the source and cannot see 'y', a variable of the target. Let its scope be 'edge'.")]
    [InlineData(
        "sum_xy = x + y\non spike: x = x*sum_xy", 6, 17,
        "'x' is a variable of the source and cannot see 'sum_xy', which reads 'y', a variable of the target.")]
    [InlineData("on target spike: y = y + w/nS", 5, 26, "'y' is a variable of the target and cannot see 'w', the weight of each synapse.")]
    [InlineData("on spike: x = x + chance", 5, 19, "'x' is a variable of the source and cannot see 'chance', which each synapse draws.")]
    [InlineData("V = target.V : mV\non spike: x = x + V/mV", 6, 19, "'x' is a variable of the source and cannot see 'V', a variable of the target cell.")]
    [InlineData(
        "on target spike: x = x + 1", 5, 18,
        "'x' is a variable of the source and does not change on a target spike, which reaches one of its synapses only. Let its scope be 'edge'.")]
    [InlineData("on spike: y = y + 1", 5, 11, "'y' is a variable of the target and does not change on a source's spike")]
    [InlineData("on spike: c = c*t/ms", 5, 17, "'t', the time, has no meaning in a synapse")]
    [InlineData("dz/dt = (y - z)/tau : source", 5, 10, "'z' is a variable of the source and cannot see 'y'")]
    [InlineData("on spike: w = w*f", 5, 17, "'f' has a value at each release site: read it within count(...) or sum(...).")]
    [InlineData("on spike: emit f", 5, 16, "'f' has a value at each release site")]
    public void What_a_scope_cannot_see(string text, int line, int column, string message) => Refused(Variables + text, line, column, message);

    [Theory]
    [InlineData("on spike: w = w - A; w = 2*w", 1, 22, "'w' is given a value twice on one event: here and in line 1.")]
    [InlineData("on spike: w = w - A\nevery 5 ms: w = A\non spike: w = 2*w", 3, 11, "'w' is given a value twice on one event: here and in line 1.")]
    [InlineData("every 5 ms: w = A\nevery 0.005 s: w = 2*w", 2, 16, "'w' is given a value twice on one event")]
    [InlineData("0 nS <= w <= A\n0 nS <= w <= A", 2, 9, "'w' has bounds already.")]
    [InlineData("z : edge\ndz/dt = -z/tau : edge", 2, 2, "'z' is defined twice.")]
    [InlineData("A : nS edge", 1, 1, "'A' is defined twice, here and as a parameter.")]
    public void What_stands_twice(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Theory]
    [InlineData(
        "dz/dt = z*(1 - z)/tau : edge\non spike: w = A*z", 1, 9,
        "needs an equation that is linear in it with all else at rest, but 'rule.z*(1 - rule.z)/(20 ms)' is not linear in it. Let a clock change it")]
    [InlineData("dz/dt = (u - z)/tau : edge; du/dt = -u/tau : edge\non spike: w = A*z", 1, 9, "it depends on rule.u, which moves between events")]
    [InlineData("dz/dt = -z/tau : edge; du/dt = -u/tau : edge; 0 <= z <= u; on spike: w = A*z", 1, 9, "they read rule.u, which moves between events.")]
    [InlineData("U = target.Vm : mV\non spike: w = A*U/mV*tau/ms", 1, 5, "it reads 'Vm' of its target")]
    [InlineData("U = target.V : pA\non spike: w = A*U/pA*tau/ms", 1, 5, "it reads 'V' of its target as a Current (pA), but it is a Voltage (mV).")]
    [InlineData("U = target.V\non spike: w = w*U/pA", 1, 13, "the unit of 'target.V' is missing: U = target.V : unit")]
    [InlineData("dw/dt = -w/tau : edge", 1, 2, "'w' is the weight, which changes at events alone")]
    [InlineData("w = 3 nS", 1, 1, "'w' is the weight of the projection; choose another name.")]
    public void What_cannot_be_advanced_or_read(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Theory]
    [InlineData("", 1, 1, "there is nothing in it; expected lines such as 'on spike: w = w + A'.")]
    [InlineData("on spike w = A", 1, 10, "':' was expected behind 'on spike'.")]
    [InlineData("on target spike w += A", 1, 17, "':' was expected behind 'on target spike'.")]
    [InlineData("on spike emit chance", 1, 10, "':' was expected behind 'on spike'.")]
    [InlineData("every 5 ms\n  w = A", 1, 11, "':' was expected behind 'every 5 ms'.")]
    [InlineData("on : w = A", 1, 4, "an event was expected behind 'on'.")]
    [InlineData("on spike:", 1, 10, "a statement such as 'x = x + 1' was expected behind 'on spike:'.")]
    [InlineData("on spike: A", 1, 11, "'A' is no variable")]
    [InlineData("on spike: w", 1, 12, "'=', '+=', '-=', '*=' or '/=' was expected instead of the end.")]
    [InlineData("on spike: w = A A", 1, 17, "'A' was not expected.")]
    [InlineData("on spike: 3 = w", 1, 11, "it begins with '3'")]
    [InlineData("on spike: w = A\n  dz/dt = -z/tau : edge", 2, 3, "an equation is no statement of an event: begin its line no deeper than that of the event.")]
    [InlineData(
        "on spkie: w = A", 1, 4,
        "unknown event 'on spkie'. Did you mean 'on spike'? Events of a synapse are 'on spike', 'on spike after 5 ms', 'on target spike' and 'every 10 ms'.")]
    [InlineData("on spike after 5: w = w", 1, 16, "the time after a spike is a Time (ms), but '5' is a pure number.")]
    [InlineData("on spike after -5 ms: w = w", 1, 16, "something that comes after a spike waits more than 0 ms, but '-5 ms' is -5 ms.")]
    [InlineData("on spike after 5 ms: emit 2", 1, 22, "a synapse emits on a spike of its source or at a clock")]
    [InlineData("on spike after: w = w", 1, 4, "unknown event 'on spike after'.")]
    [InlineData("on source spike: w = A", 1, 4, "unknown event 'on source spike'.")]
    [InlineData("on pre: w = A", 1, 4, "unknown event 'on pre'. A spike of the source is written 'on spike: ...'.")]
    [InlineData("on_pre: x += 1", 1, 1, "unknown event 'on_pre'. A spike of the source is written 'on spike: ...'.")]
    [InlineData("on_post: w += A", 1, 1, "unknown event 'on_post'. A spike of the target is written 'on target spike: ...'.")]
    [InlineData("when x > 1: w = A", 1, 6, "unknown event 'when x > 1'.")]
    [InlineData("every 0 ms: w = A", 1, 7, "a clock has a period of more than 0 ms, but '0 ms' is 0 ms.")]
    [InlineData("every tau*chance: w = A", 1, 7, "the period of a clock is one number or parameter for all synapses, but 'tau*chance' is not.")]
    [InlineData("on target spike: emit 1", 1, 18, "a synapse emits on a spike of its source or at a clock: 'on spike: emit ...', 'every 1 ms: emit ...'.")]
    [InlineData("on spike: emit", 1, 15, "an expression was expected behind 'emit'.")]
    [InlineData("on spike: emit 1 at most", 1, 25, "a number was expected behind 'at most'.")]
    [InlineData("on spike: emit 1 at most 0", 1, 26, "the most that is emitted is one number above 0 for all synapses, but '0' is not.")]
    public void An_event_that_is_none(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Theory]
    [InlineData("dz/dt = -z/tau", 1, 15, "the scope of 'z' is missing: dz/dt = ... : source, target, edge or site.")]
    [InlineData("dz/dt = -z/tau : 1", 1, 19, "the scope of 'z' is missing")]
    [InlineData("z : nS", 1, 7, "the scope of 'z' is missing: z : source, target, edge or site.")]
    [InlineData("z : sorce", 1, 5, "'sorce' is neither a unit nor a scope. Did you mean 'source'? Scopes are source, target, edge and site.")]
    [InlineData("z : nX edge", 1, 5, "'nX' is no unit")]
    [InlineData(
        "dz/dt = -z/tau : 1 (event-driven)", 1, 20,
        "'(event-driven)' means nothing here: behind the unit stands a scope, source, target, edge or site.")]
    [InlineData("z = 2*A : edge", 1, 11, "'z' is no variable, it follows from its formula")]
    [InlineData("t = 3", 1, 1, "'t' has a meaning of its own in equations")]
    [InlineData("a.b = 3", 1, 1, "has a dot")]
    [InlineData("w <= A", 1, 1, "'w <= A' bounds one side only; bounds of a synapse's variable are written 0 nS <= w <= 1 nS.")]
    [InlineData("0 nS <= 2*w <= A", 1, 9, "'2*w' is no variable that could have bounds.")]
    [InlineData("0 nS < w <= A", 1, 6, "a bound may be reached: write '<='.")]
    [InlineData("0 nS <= w >= A", 1, 11, "bounds go one way, but '>=' follows '<='.")]
    [InlineData("0 nS <= w <=", 1, 13, "a bound is written X <= largest or smallest <= X <= largest, but the end was found.")]
    [InlineData("0 nS <= w <= A*sum(chance)", 1, 14, "a bound does not read what is drawn at events, but 'A*sum(chance)' depends on 'rule.chance[1]'.")]
    public void A_line_that_is_none(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Theory]
    [InlineData("z : nS edge", "z", "5 mV", "rule', initial value of z, line 1, column 1: z is a Conductance (nS), but \"5 mV\" is a Voltage (mV).")]
    [InlineData(
        "z : nS edge; u : nS edge", "z", "u + A",
        "rule', initial value of z, line 1, column 1: the initial value of 'z' may read parameters only, not 'u'.")]
    [InlineData("z : nS edge", "z", "AA", "unknown name 'AA'. Did you mean 'A'?")]
    [InlineData("z : nS edge", "zz", "A", "Unknown variable with an initial value 'zz'. Did you mean 'z'?")]
    [InlineData("z : nS edge", "w", "A", "The weight 'w' starts at the weight that the projection gives it.")]
    public void An_initial_value(string text, string name, string value, string message)
    {
        var rule = Rule(text + "\non spike: w = A*exp(-tau/ms)") with { Initial = new Dictionary<string, EquationValue> { [name] = value } };
        Assert.Contains(message, Thrown<Exception>(rule).Message);
    }

    [Fact]
    public void An_initial_value_of_another_unit_given_as_quantity()
    {
        var rule = Rule("z : nS edge\non spike: w = A*exp(-tau/ms)") with { Initial = new Dictionary<string, EquationValue> { ["z"] = 5 * mV } };
        string message = Thrown<EquationFormatException>(rule).Message;
        Assert.Contains("line 1, column 1: 'z' is a Conductance (nS), but its initial value 5 mV is a Voltage (mV).", message);
    }

    [Fact]
    public void A_parameter_that_nothing_reads()
    {
        var error = Thrown<ArgumentException>(Rule("on spike: w = A"));
        Assert.Contains("Projection 'tried', EquationPlasticity 'rule': The parameter 'tau' is given, but nothing in the text reads it.", error.Message);
    }

    [Fact]
    public void A_parameter_with_the_name_of_the_weight()
    {
        var rule = Rule("on spike: w = A*exp(-tau/ms)");
        rule.Parameters["w"] = 1 * nS;
        Assert.Contains("A parameter may not be called 'w': that name has a meaning of its own in equations.", Thrown<ArgumentException>(rule).Message);
    }

    [Theory]
    [InlineData("f : site\non spike: w = A", 1, 1, "'f' is a variable of release sites: give their number as Sites.")]
    [InlineData("on spike: w = A*count(chance < 0.5)", 1, 17, "count(...) runs over release sites: give their number as Sites.")]
    public void Sites_without_their_number(string text, int line, int column, string message) => Check(Rule(text) with { Sites = null }, line, column, message);

    [Theory]
    [InlineData("on spike: w = A*count(chance)", 1, 23, "count takes a condition, such as chance < p, but 'chance' is a pure number.")]
    [InlineData(
        "on spike: w = A*sum(chance < 0.5)", 1, 21,
        "sum takes a number or quantity, but 'chance < 0.5' is a condition; count(...) counts the sites where it holds.")]
    [InlineData("on spike: w = A*sum()", 1, 17, "sum takes 1 argument, not 0.")]
    public void Sums_over_sites(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Fact]
    public void No_sites() => Assert.Contains("Sites is 0; expected 1 or more", Thrown<ArgumentException>(Rule("on spike: w = A") with { Sites = 0 }).Message);

    [Fact]
    public void A_release_that_lets_out_nothing()
    {
        var setting = new SynapseNetwork();
        var release = new EquationRelease("quanta", "x : source\non spike: x = 1");
        setting.Network.Connect(setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 1 * nS, release: release);
        var error = Assert.Throws<EquationFormatException>(() => new Simulation(setting.Network));
        Assert.Contains("release 'quanta', line 2, column 16: a release lets out nothing without 'on spike: emit ...', or 'every 1 ms: emit ...'.",
            error.Message);
    }

    [Theory]
    [InlineData("(0 nS <= w)", 1, 1, "'(0 nS <= w)' is a condition, but a line dX/dt = ..., X = ..., or X <= ... was expected.")]
    [InlineData("w) <= A", 1, 1, "'w) <= A' bounds one side only")]
    public void Parentheses_about_a_bound(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Fact]
    public void A_caret_stands_under_the_place()
    {
        string expected = """
                on spike: w = w - A*zeta
                                    ^
            """;
        var error = Thrown<EquationFormatException>(Rule("# a comment\non spike: w = w - A*zeta"));
        Assert.Equal(expected, error.Excerpt);
        string message = "Projection 'tried', plasticity 'rule', line 2, column 21: unknown name 'zeta'. Give it a value in Parameters, or a line of its own.";
        Assert.Equal(message, error.Message);
        Assert.StartsWith($"Neuropil.EquationFormatException: {message}\n{expected}\n", error.ToString());
    }

    [Fact]
    public void A_weight_of_another_receptor_is_named_with_its_projection()
    {
        var setting = new SynapseNetwork();
        setting.Network.Connect(
            setting.Sources, setting.Targets, new AllToAll(), new ExponentialCurrent("synaptic"), 1 * pA, name: "currents", plasticity: Rule("0 nS <= w <= A"));
        Assert.StartsWith(
            "Projection 'currents', plasticity 'rule', line 1, column 1: 'w' is a Current (pA), but '0 nS' is a Conductance (nS).",
            Assert.Throws<EquationFormatException>(() => new Simulation(setting.Network)).Message);
    }

    private static EquationPlasticity Rule(string text) => new("rule", text) { Parameters = { ["A"] = 1 * nS, ["tau"] = 20 * ms }, Sites = 2 };

    private static void Refused(string text, int line, int column, string message) => Check(Rule(text), line, column, message);

    private static void Check(EquationPlasticity rule, int line, int column, string message)
    {
        var error = Thrown<EquationFormatException>(rule);
        Assert.StartsWith($"Projection 'tried', plasticity 'rule', line {line}, column {column}: ", error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains(message, error.Message);
    }

    private static TException Thrown<TException>(EquationPlasticity rule)
        where TException : Exception
    {
        var setting = new SynapseNetwork();
        setting.Network.Connect(setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 1 * nS, name: "tried", plasticity: rule);
        return Assert.IsAssignableFrom<TException>(Record.Exception(() => new Simulation(setting.Network)));
    }
}
