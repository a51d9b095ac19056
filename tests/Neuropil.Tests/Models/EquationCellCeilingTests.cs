using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>A ceiling in a cell's text holds for what other equations, stages of a method and Newton steps see, as one declared in code.</summary>
public class EquationCellCeilingTests
{
    // As in the catalogue, whose doc comment says why: the spike current is held within a step, and the target of w does not follow V beyond the peak.
    private const string AsDeclared = """
        dV/dt = (g_L*(E_L - V) + held(g_L*D*exp((min(V, peak) - V_T)/D)) - w + I)/C : mV
        dw/dt = (a*(min(V, peak) - E_L) - w)/tau_w : pA
        V <= peak
        """;

    // As in the paper.
    private const string AsPublished = """
        dV/dt = (g_L*(E_L - V) + g_L*D*exp((V - V_T)/D) - w + I)/C : mV
        dw/dt = (a*(V - E_L) - w)/tau_w : pA
        V <= peak
        """;

    private static readonly InjectedCurrent[] inputs = [new ConstantCurrent { Amplitude = 1 * nA }];

    public static TheoryData<string> Methods()
        => new(Integrators.ExponentialEuler.Name, Integrators.RungeKutta4.Name, Integrators.Heun.Name, Integrators.BackwardEuler.Name);

    [Theory]
    [MemberData(nameof(Methods))]
    public void An_adaptive_exponential_cell_as_text_has_the_bits_of_the_catalogues(string method)
    {
        var (text, textSpikes) = Traces(Cell(AsDeclared), method);
        var (code, codeSpikes) = Traces(new AdaptiveExponential { Inputs = inputs }, method);
        Assert.Equal(11, textSpikes);
        Assert.Equal(codeSpikes, textSpikes);
        Assert.Equal(code, text);
    }

    // Not backward Euler: two Newton steps do not follow an exponential that is not held, as text or in code.
    [Theory]
    [InlineData("exponential-euler")]
    [InlineData("rk4")]
    [InlineData("heun")]
    public void An_adaptive_exponential_cell_written_as_in_the_paper_has_its_11_spikes(string method)
    {
        var (trace, spikes) = Traces(Cell(AsPublished), method);
        Assert.Equal(11, spikes);
        Assert.All(trace[0], v => Assert.True(v <= 20));
        Assert.All(trace[1], w => Assert.InRange(w, -1, 427));
    }

    [Fact]
    public void The_adaptive_method_takes_it_too()
    {
        var text = new AdaptiveSimulation(Cell(AsDeclared), new AdaptiveOptions()).Run(300 * ms, ["V"], interval: 1 * ms);
        var code = new AdaptiveSimulation(new AdaptiveExponential { Inputs = inputs }, new AdaptiveOptions()).Run(300 * ms, ["V"], interval: 1 * ms);
        Assert.Equal(11, text.SpikeTimes.Count);
        Assert.Equal(code.SpikeTimes, text.SpikeTimes);
        Assert.Equal(code["V"], text["V"]);
    }

    [Fact]
    public void A_ceiling_may_be_a_formula_and_may_stand_on_either_side()
    {
        var cell = new EquationCell("dx/dt = 1/ms : 1; top >= x; dy/dt = x/ms : 1; top = 2 + limit") { Parameters = { ["limit"] = 1 } };
        var run = new CellRun(cell, 0.5, Integrators.ForwardEuler).Step(8);
        Assert.Equal(3, run["x"]);
        Assert.Equal(0.5 * (0.5 + 1 + 1.5 + 2 + 2.5 + 3 + 3), run["y"], 12);
    }

    private static EquationCell Cell(string text) => new(text)
    {
        Parameters =
        {
            ["C"] = 281 * pF, ["g_L"] = 30 * nS, ["E_L"] = -70.6 * mV, ["V_T"] = -50.4 * mV, ["D"] = 2 * mV, ["a"] = 4 * nS, ["tau_w"] = 144 * ms,
            ["peak"] = 20 * mV,
        },
        Initial = { ["V"] = "E_L" }, Threshold = "V >= peak", Reset = "V = E_L; w += 80.5 pA", Inputs = inputs,
    };

    private static (double[][] Traces, long Spikes) Traces(Neuron cell, string method)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, cell));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.01 * ms, Method = Integrators.ByName(method) });
        var spikes = run.Record(cells.Spikes);
        var traces = new[] { run.Record(cells.Trace("V", 0)), run.Record(cells.Trace("w", 0)) };
        run.Advance(300 * ms);
        return ([.. traces.Select(trace => trace.Traces().Columns[0].Values.ToArray())], spikes.Count);
    }
}
