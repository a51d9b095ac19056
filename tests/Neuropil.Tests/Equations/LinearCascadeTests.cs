using Neuropil.Tests.Models;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>Variables of which each is linear in itself, with coefficients that follow from those before it.</summary>
public class LinearCascadeTests
{
    [Fact]
    public void A_cascade_of_three_stages_has_order_four()
    {
        // x decays, x opens y, x and y open z: a fine Runge-Kutta solution of the same equations is the reference.
        double reference = End(0.002, Integrators.RungeKutta4);
        double[] errors = [.. new[] { 0.2, 0.1, 0.05 }.Select(dt => Math.Abs(End(dt, Integrators.LinearCascade) - reference))];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 3.7, 4.3);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 3.8, 4.2);

        static double End(double dt, Integrator method) => new CellRun(
            new EquationCell("dx/dt = -x/tau : 1; dy/dt = (x*(1 - y) - 0.3*y)/ms : 1; dz/dt = (y*y*x - (0.1 + y)*z)/ms : 1")
            { Parameters = { ["tau"] = 2 * ms }, Initial = { ["x"] = 2.0 } }, dt, method).StepTo(4)["z"];
    }

    [Fact]
    public void What_is_linear_is_exact()
    {
        var run = new CellRun(
            new EquationCell("dx/dt = -x/(2*ms) : 1; dg/dt = (x - g)/(2*ms) : 1; dy/dt = -g*y/ms : 1") { Initial = { ["x"] = 1.0, ["y"] = 1.0 } }, 1.7,
            Integrators.LinearCascade);
        run.Step(4);
        double t = 6.8 / 2;
        Assert.Equal(t * Math.Exp(-t), run["g"], 1e-14);
        Assert.Equal(Math.Exp(-2 * (1 - ((1 + t) * Math.Exp(-t)))), run["y"], 1e-3);
    }

    [Theory]
    [InlineData("dx/dt = -x*y/ms : 1; dy/dt = -x*y/ms : 1", "dx/dt = ")]
    [InlineData("dx/dt = -x*x/ms : 1", "dx/dt = ")]
    [InlineData("dx/dt = -x*sin(t/ms)/ms : 1", "dx/dt depends on the time")]
    [InlineData("dx/dt = -x/ms : 1; x <= 3", "sees no ceiling within a step, but x has one")]
    public void What_has_no_order_is_refused_by_name(string text, string reason)
    {
        var system = CellRun.SystemOf(new EquationCell(text));
        var equations = system.States.Select(state => (state.Symbol, state.Derivative)).ToList();
        Assert.Contains(reason, Integrators.LinearCascade.Refusal(system, equations), StringComparison.Ordinal);
    }
}
