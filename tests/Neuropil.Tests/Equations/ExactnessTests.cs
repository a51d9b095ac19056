using Neuropil.Tests.Models;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>Where a method promises no error at all, there is none but rounding.</summary>
public class ExactnessTests
{
    private static readonly LeakyIntegrateAndFire passive = new()
    {
        Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = -60 * mV, Threshold = 1000 * mV, Reset = -60 * mV,
    };

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(5)]
    public void Exact_linear_solves_a_cell_and_its_current_synapse_jointly(double dt)
    {
        // V - E_L = (s/C) (e^(-t/tau_m) - e^(-t/tau_s)) / (1/tau_s - 1/tau_m).
        var run = Started(dt, decay: 5);
        Assert.Equal(-60 + (80.0 / 200 * (Math.Exp(-10 / 20.0) - Math.Exp(-10 / 5.0)) / ((1 / 5.0) - (1 / 20.0))), run.StepTo(10)["V"], 1e-11);
    }

    [Fact]
    public void Exact_linear_needs_no_special_case_for_equal_time_constants()
        => Assert.Equal(-60 + (80.0 / 200 * 10 * Math.Exp(-10 / 20.0)), Started(2, decay: 20).StepTo(10)["V"], 1e-11);

    [Fact]
    public void Exact_linear_needs_no_special_case_for_a_perfect_integrator()
    {
        // Without leak the matrix is singular: V = s tau_s (1 - e^(-t/tau_s)) / C.
        var integrator = new EquationCell("dV/dt = I/(200 pF) : mV");
        var run = new CellRun(integrator, 2, Integrators.ExactLinear, 0, new ExponentialCurrent("synapse") { Decay = 5 * ms });
        run.Arrive("synapse", 80);
        Assert.Equal(80 * 5 * (1 - Math.Exp(-2)) / 200, run.StepTo(10)["V"], 1e-11);
    }

    [Fact]
    public void Exact_linear_solves_damped_oscillations()
    {
        // dx/dt = -x/tau - w y, dy/dt = w x - y/tau turns and shrinks (x, y).
        var cell = new EquationCell("dx/dt = -x/tau - w*y : 1; dy/dt = w*x - y/tau : 1") { Parameters = { ["tau"] = 20 * ms, ["w"] = 0.7 / ms },
            Initial = { ["x"] = 1.0 } };
        var run = new CellRun(cell, 1.5, Integrators.ExactLinear).StepTo(30);
        Assert.Equal(Math.Exp(-1.5) * Math.Cos(21), run["x"], 1e-13);
        Assert.Equal(Math.Exp(-1.5) * Math.Sin(21), run["y"], 1e-13);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(4)]
    public void Exponential_Euler_solves_a_gate_at_a_clamped_voltage(double dt)
    {
        // V does not move: dx/dt = opening (1 - x) - closing x with rates 0.3 and 0.1 /ms.
        var cell = new EquationCell("dV/dt = 0 mV/ms : mV; dx/dt = r*(1 - x) - x*0.1/ms : 1; r = exp((V + 60 mV)/(20 mV))*0.3/ms") { Initial =
            { ["V"] = -60 * mV } };
        Assert.Equal(0.75 * (1 - Math.Exp(-8 * 0.4)), new CellRun(cell, dt).StepTo(8)["x"], 1e-14);
    }

    [Fact]
    public void A_receptor_decays_exactly_and_arriving_weights_enter_undecayed()
    {
        var run = new CellRun(passive, 0.1, null, 0, new Exponential("excitation") { Decay = 5 * ms });
        run.Arrive("excitation", 6);
        run.Arrive("excitation", 3);
        Assert.Equal(9, run.Step()["excitation.g"]);
        run.Arrive("excitation", 2);
        Assert.Equal((9 * Math.Exp(-0.1 / 5)) + 2, run.Step()["excitation.g"], 1e-14);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_mean_over_the_step_gives_a_synapse_its_exact_area(bool meanOverStep)
    {
        // A perfect integrator adds up the current; with the mean over the step the sum is w tau / C whatever the step.
        var integrator = new EquationCell("dV/dt = I/(200 pF) : mV");
        var run = new CellRun(integrator, 1, Integrators.ForwardEuler, 0, new ExponentialCurrent("synapse") { Decay = 5 * ms, MeanOverStep = meanOverStep });
        run.Arrive("synapse", 80);
        double area = meanOverStep ? 80 * 5 : 80 / (1 - Math.Exp(-0.2));
        Assert.Equal(area / 200, run.Step(400)["V"], 1e-12);
    }

    private static CellRun Started(double dt, double decay)
    {
        var run = new CellRun(passive, dt, Integrators.ExactLinear, 0, new ExponentialCurrent("synapse") { Decay = decay * ms });
        run.Arrive("synapse", 80);
        return run;
    }
}
