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
        Refractory = 5 * ms,
        Initial = { ["V"] = "E_L + 1 mV", ["w"] = 3 * pA },
    };

    [Fact]
    public void A_text_gives_variables_intermediates_parameters_and_initial_values()
    {
        var run = new CellRun(adapting, 0.1);
        Assert.Equal(["V", "w"], run.System.States.Select(state => state.Symbol.Name));
        Assert.Equal([-59.0, 3.0, 12.0], [run["V"], run["w"], run["g_total"]]);
        Assert.Contains("g_L", run.System.ParameterNames.Values);
        Assert.Same(run.System.FindState("V").Symbol, run.System.Spike!.Clamped.Single());
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
}
