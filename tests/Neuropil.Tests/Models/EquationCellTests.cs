using static Neuropil.Units;

namespace Neuropil.Tests.Models;

public class EquationCellTests
{
    private static readonly EquationCell adapting = new("""
        dV/dt = (g_L*(E_L - V) - w + I)/C : mV
        g_total = g_L + a : nS                      # intermediates may use what stands further down
        dw/dt = (a*(V - E_L) - w)/tau_w : pA
        """)
    {
        Parameters = { ["g_L"] = 10 * nS, ["E_L"] = "-60 mV", ["C"] = 200 * pF, ["a"] = 2 * nS, ["tau_w"] = 150 * ms },
        Threshold = "V > -50 mV",
        Reset = "V = -60 mV; w += 10 pA",
        RefractoryPeriod = 5 * ms,
        Initial = { ["V"] = "E_L + 1 mV", ["w"] = 3 * pA },
    };

    [Fact]
    public void A_text_gives_variables_intermediates_parameters_and_initial_values()
    {
        var run = new CellRun(adapting, 0.1);
        Assert.Equal(["V", "w"], run.System.States.Select(state => state.Symbol.Name));
        Assert.Equal([-59.0, 3.0, 12.0], [run["V"], run["w"], run["g_total"]]);
        Assert.Contains("g_L", run.System.ParameterNames.Values);
        Assert.Same(run.System.FindState("V").Symbol, run.System.Refractoriness!.Held.Single());
    }

    [Fact]
    public void A_cell_as_text_and_the_same_in_CSharp_give_the_same_trace()
    {
        string text = """
            dV/dt = (g_L*(E_L - V) + g_L*D*held(exp((min(V, 20 mV) - V_T)/D)) - w + I)/C : mV
            dw/dt = (a*(V - E_L) - w)/tau_w : pA
            """;
        InjectedCurrent[] inputs = [new StepCurrent { Amplitude = 900 * pA, Start = 10 * ms }];
        var written = new EquationCell(text)
        {
            Parameters =
            {
                ["C"] = 281 * pF, ["g_L"] = 30 * nS, ["E_L"] = -70.6 * mV, ["V_T"] = -50.4 * mV, ["D"] = 2 * mV, ["a"] = 4 * nS, ["tau_w"] = 144 * ms,
            },
            Threshold = "V >= 20 mV", Reset = "V = E_L; w += 80.5 pA", Initial = { ["V"] = "E_L" }, Inputs = inputs,
        };
        var first = new CellRun(written, 0.01).StepTo(100);
        var second = new CellRun(new AdaptiveExponential { Inputs = inputs }, 0.01).StepTo(100);
        Assert.NotEmpty(first.SpikeSteps);
        Assert.Equal(second.SpikeSteps, first.SpikeSteps);
        Assert.Equal(second["V"], first["V"], 9);
        Assert.Equal(second["w"], first["w"], 9);
    }

    [Fact]
    public void A_conductance_based_cell_as_text_has_the_trace_of_its_channels()
    {
        string text = """
            dV/dt = (I_Na + I_K + g_L*(E_L - V) + I)/C : mV
            I_Na = g_Na*m^3*h*(E_Na - V)
            I_K  = g_K*n**4*(E_K - V) : pA
            dm/dt = a_m*(1 - m) - b_m*m : 1
            dh/dt = a_h*(1 - h) - b_h*h : 1
            dn/dt = a_n*(1 - n) - b_n*n : 1
            v = (V + 63 mV)/mV                          # 1
            a_m = 1.28/ms/exprel((13 - v)/4) : Hz;  b_m = 1.4/ms/exprel((v - 40)/5) : 1/ms
            a_h = 0.128/ms*exp((17 - v)/18);        b_h = 4/ms/(1 + exp((40 - v)/5))
            a_n = 0.16/ms/exprel((15 - v)/5);       b_n = 0.5/ms*exp((10 - v)/40)
            """;
        InjectedCurrent[] inputs = [new StepCurrent { Amplitude = 0.2 * nA, Start = 5 * ms }];
        var written = new EquationCell(text)
        {
            Parameters =
            {
                ["C"] = "200 pF", ["g_Na"] = "20 uS", ["g_K"] = "6 uS", ["g_L"] = "10 nS", ["E_Na"] = "50 mV", ["E_K"] = "-90 mV", ["E_L"] = "-65 mV",
            },
            Initial = { ["V"] = "E_L", ["m"] = "a_m/(a_m + b_m)", ["h"] = "a_h/(a_h + b_h)", ["n"] = "a_n/(a_n + b_n)" },
            Threshold = "V >= -20 mV",
            Inputs = inputs,
        };
        var made = new PointNeuron
        {
            Mechanisms =
            [
                new Sodium { Channels = [new SodiumTraubMiles()] },
                new Potassium { Channels = [new PotassiumTraubMiles()] },
                new Leak { Reversal = -65 * mV, Conductance = 0.05 * mS / cm2 },
            ],
            Inputs = inputs,
        };
        var (first, second) = (new CellRun(written, 0.05).StepTo(80), new CellRun(made, 0.05).StepTo(80));
        Assert.NotEmpty(first.SpikeSteps);
        Assert.Equal(second.SpikeSteps, first.SpikeSteps);
        Assert.Equal(second["V"], first["V"], 1e-8);
        Assert.Equal(second["potassium.traubMiles.current"], first["I_K"], 1e-6);
    }

    [Fact]
    public void Receptors_feed_I_and_see_the_membrane_potential_by_its_name()
    {
        var cell = new EquationCell("dx/dt = I/C : mV; dU/dt = (g*(x - U) + I)/C : mV") { Parameters = { ["C"] = 100 * pF, ["g"] = 1 * nS },
            MembranePotential = "U" };
        var run = new CellRun(cell, 0.1, Integrators.ForwardEuler, 0, new Exponential("excitation") { Reversal = 10 * mV }) { ["U"] = -40 };
        run.Arrive("excitation", 5);
        Assert.Equal(0.1 * 5 * 50 / 100, run.Step()["x"], 1e-12);
    }

    [Fact]
    public void A_line_that_ends_in_an_operator_goes_on()
    {
        var one = new EquationCell("dV/dt = (E - V)/tau + a*(E - V)/tau : mV\non V > E and V > 2*E: V = E + V")
        {
            Parameters = { ["E"] = 5 * mV, ["tau"] = 3 * ms, ["a"] = 2 },
        };
        var many = one with { Equations = "dV/dt = (E -\n V)/tau + # more\n a *\n (E - V)/\ntau : mV\non V > E and\nV > 2*E: V = E +\n V" };
        Assert.Equal(new CellRun(one, 0.1).StepTo(3)["V"], new CellRun(many, 0.1).StepTo(3)["V"]);
    }

    [Fact]
    public void A_unit_may_be_given_to_a_parameter_in_the_text()
    {
        var cell = new EquationCell("dV/dt = (E - V)*g/(100 pF) : mV\ng : nS\nE : volt") { Parameters = { ["g"] = new[] { 1 * nS, 2 * nS }, ["E"] = 5 * mV } };
        Assert.Equal(["V"], new CellRun(cell, 0.1).System.States.Select(state => state.Symbol.Name));
        Assert.Equal(5 * (1 - Math.Exp(-0.2)), new CellRun(cell, 0.1, null, 1).StepTo(10)["V"], 1e-12);
    }

    [Fact]
    public void An_exponent_may_vary()
    {
        var cell = new EquationCell("dx/dt = (1 - x^p)*0/ms : 1\ny = x^p + pow(x, 2*p)\nz = 2^x")
        {
            Parameters = { ["p"] = new[] { 1.5, 0.0 } }, Initial = { ["x"] = 3.0 },
        };
        var run = new CellRun(cell, 0.1);
        Assert.Equal(Math.Pow(3, 1.5) + 27, run["y"], 1e-12);
        Assert.Equal(8, run["z"], 1e-12);
    }

    [Fact]
    public void A_cell_without_a_voltage_needs_none()
    {
        var cell = new EquationCell("dv/dt = (v - v^3/3 - w + 0.5)/ms : 1; dw/dt = 0.08*(v + 0.7 - 0.8*w)/ms : 1") { Threshold = "v > 1" };
        var run = new CellRun(cell, 0.05, Integrators.RungeKutta4).StepTo(200);
        Assert.InRange(run.SpikeSteps.Count, 4, 6);
    }

    [Fact]
    public void Values_may_be_lists_and_distributions()
    {
        var cell = new EquationCell("dV/dt = k*(E - V)/tau : mV")
        {
            Parameters = { ["E"] = new[] { -60 * mV, -50 * mV }, ["tau"] = Distributions.Uniform(10 * ms, 20 * ms), ["k"] = 3.0 },
            Initial = { ["V"] = new[] { 1 * mV, 2 * mV } },
        };
        Assert.Equal([1.0, 2.0], [new CellRun(cell, 0.1, null, 0)["V"], new CellRun(cell, 0.1, null, 1)["V"]]);
        Assert.Equal(-50, new CellRun(cell, 0.1, null, 1).StepTo(1000)["V"], 1e-9);
        Assert.Contains("V.initial", new CellRun(cell, 0.1).System.ParameterNames.Values);
    }
}
