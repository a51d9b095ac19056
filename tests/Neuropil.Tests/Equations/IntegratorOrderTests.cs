using System.Collections.Concurrent;
using Neuropil.Tests.Models;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>Each method converges with the order that it states.</summary>
public class IntegratorOrderTests
{
    private static readonly InjectedCurrent[] wave = [new SinusoidalCurrent { Amplitude = 300 * pA, Frequency = 60 * Hz, Offset = 100 * pA }];

    /// <summary>A nonlinear membrane with a gate, driven by a current that changes with time.</summary>
    private static readonly EquationCell gated = new("""
        dV/dt = (g_L*(E_L - V) + g*x^2*(E - V) + I)/C : mV
        dx/dt = (1/(1 + exp(-(V + 55 mV)/(6 mV))) - x)/tau : 1
        """)
    {
        Parameters = { ["g_L"] = 10 * nS, ["E_L"] = -65 * mV, ["g"] = 20 * nS, ["E"] = 0 * mV, ["C"] = 200 * pF, ["tau"] = 4 * ms },
        Initial = { ["V"] = "E_L", ["x"] = 0.1 },
        Inputs = wave,
    };

    /// <summary>A linear system of two variables, driven likewise.</summary>
    private static readonly EquationCell linear = new("""
        dV/dt = (g_L*(E_L - V) - w + I)/C : mV
        dw/dt = (a*(V - E_L) - w)/tau : pA
        """)
    {
        Parameters = { ["g_L"] = 10 * nS, ["E_L"] = -65 * mV, ["a"] = 8 * nS, ["C"] = 200 * pF, ["tau"] = 30 * ms },
        Initial = { ["V"] = "E_L" },
        Inputs = wave,
    };

    /// <summary>One action potential of the squid axon.</summary>
    private static readonly PointNeuron squid = new()
    {
        Area = 1000 * um2, Capacitance = 1 * uF / cm2, InitialVoltage = -55 * mV,
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumHodgkinHuxley()] },
            new Potassium { Reversal = -77 * mV, Channels = [new PotassiumHodgkinHuxley()] },
            new Leak { Reversal = -54.3 * mV, Conductance = 0.3 * mS / cm2 },
        ],
    };

    private static readonly ConcurrentDictionary<string, double> converged = new();

    public static TheoryData<string, string> MethodsAndProblems
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var method in Integrators.All)
            {
                foreach (string problem in new[] { "gated", "linear", "squid" })
                {
                    if (method.Refusal(CellRun.SystemOf(Cell(problem)), Equations(problem)) is null)
                    {
                        data.Add(method.Name, problem);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(MethodsAndProblems))]
    public void Halving_the_step_divides_the_error_by_two_to_the_order(string name, string problem)
    {
        var method = Integrators.ByName(name);
        double coarsest = (problem == "squid" ? 0.02 : 0.2) * (method.Order == 4 ? 2 : 1);
        double exact = converged.GetOrAdd(problem, unconverged => End(Integrators.RungeKutta4, unconverged, problem == "squid" ? 0.00125 : 0.00625));
        double[] errors = [.. Enumerable.Range(1, 3).Select(k => Math.Abs(End(method, problem, coarsest / Math.Pow(2, k)) - exact))];
        double slope = Math.Log2(errors[0] / errors[2]) / 2;
        Assert.InRange(slope, method.Order - 0.2, method.Order + 0.2);
    }

    [Fact]
    public void Every_method_but_the_exact_one_was_tried_on_every_problem()
        => Assert.Equal((Integrators.All.Count * 3) - 2, MethodsAndProblems.Count);

    private static double End(Integrator method, string problem, double dt)
        => new CellRun(Cell(problem), dt, method).StepTo(problem == "squid" ? 3.2 : 16)["V"];

    private static Neuron Cell(string problem) => problem switch { "gated" => gated, "linear" => linear, _ => squid };

    private static List<(Symbol Variable, Expr Derivative)> Equations(string problem)
        => CellRun.SystemOf(Cell(problem)).States.Select(state => (state.Symbol, state.Derivative)).ToList();
}
