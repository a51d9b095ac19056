using Neuropil.Compiler;
using Neuropil.Tests.Models;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>What a method cannot do it refuses, naming the variable and the term.</summary>
public class IntegratorRefusalTests
{
    [Theory]
    [InlineData("dV/dt = -V*V/(1 mV*ms) : mV", "dV/dt depends on V")]
    [InlineData("dV/dt = -V*x/ms : mV; dx/dt = -x/ms : 1", "which changes with x")]
    [InlineData("dV/dt = -V*(2 + sin(t/ms))/ms : mV", "changes with t")]
    [InlineData("dV/dt = -abs(V)/ms : mV", "abs(V)")]
    [InlineData("dV/dt = -floor(V/mV)*mV/ms : mV", "floor(V/(1 mV))")]
    [InlineData("dV/dt = -held(V)/ms : mV", "held(V)")]
    [InlineData("dV/dt = -select(V < 0 mV, V, V + 1 mV)/ms : mV", "select(V < 0 mV, V, V + 1 mV)")]
    [InlineData("dV/dt = -max(V, 0 mV)/ms : mV", "max(V, 0 mV)")]
    public void Exact_linear_refuses_what_is_not_linear(string equations, string reason)
    {
        var error = Assert.Throws<IntegratorRefusedException>(() => new CellRun(new EquationCell(equations), 0.1, Integrators.ExactLinear));
        Assert.StartsWith("exact-linear needs a linear system", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dV/dt = (1 mV - V)/ms + 3 mV*sin(t/ms)/ms : mV")]
    [InlineData("dV/dt = select(t < 1 ms, 2, 1)*1 mV/ms - V/(2*ms) : mV")]
    [InlineData("dV/dt = (x*mV - V)/ms*2^2 : mV; dx/dt = exp(-1)*(3 - x)/ms : 1")]
    public void Exact_linear_takes_what_is_linear(string equations)
        => Assert.Equal(1, new CellRun(new EquationCell(equations), 0.1, Integrators.ExactLinear).Step().Steps);

    [Fact]
    public void Methods_without_a_promise_for_noise_refuse_it_by_name()
    {
        foreach (var method in Integrators.All.Where(method => method.Noise is null))
        {
            var error = Assert.Throws<IntegratorRefusedException>(() => new CellRun(new EquationCell("dx/dt = -x/ms + xi/sqrt(1 ms) : 1"), 0.1, method));
            Assert.StartsWith($"{method.Name} cannot advance stochastic equations, but dx/dt has the white noise xi", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void White_noise_that_does_not_enter_linearly_is_refused()
    {
        var error = Assert.Throws<IntegratorRefusedException>(() => new CellRun(new EquationCell("dx/dt = -x/ms + xi*xi : 1"), 0.1, Integrators.EulerMaruyama));
        Assert.Contains("must enter linearly, but the factor of xi in dx/dt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exact_linear_refuses_a_conductance_synapse_by_name()
    {
        var error = Assert.Throws<IntegratorRefusedException>(
            () => new CellRun(new LeakyIntegrateAndFire(), 0.1, Integrators.ExactLinear, 0, new Exponential("excitation")));
        Assert.Contains("dV/dt depends on V", error.Message, StringComparison.Ordinal);
        Assert.Contains("excitation.g", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exponential_Euler_refuses_pools_with_changing_rates_by_name_and_others_conserve_them()
    {
        var error = Assert.Throws<IntegratorRefusedException>(() => new CellRun(new Shuttle(IsLinear: false), 0.1));
        Assert.Contains("exponential-euler does not conserve the sum of closed, open, blocked", error.Message, StringComparison.Ordinal);
        Assert.Contains("changes with open", error.Message, StringComparison.Ordinal);
        Assert.Contains("rk4", error.Message, StringComparison.Ordinal);
        foreach (var (method, isLinear) in new[] { (Integrators.ExactLinear, true), (Integrators.RungeKutta4, false), (Integrators.ForwardEuler, false),
            (Integrators.BackwardEuler, false) })
        {
            var run = new CellRun(new Shuttle(isLinear), 0.1, method);
            Assert.Equal(1, run.Step(500)["closed"] + run["open"] + run["blocked"], 1e-12);
            Assert.NotEqual(1, run["closed"], 0.1);
        }
    }

    [Fact]
    public void Pools_of_a_receptor_do_not_concern_the_method_of_the_cell()
    {
        var equations = new LeakyIntegrateAndFire { RefractoryPeriod = 0 * ms }.Build();
        equations.InReceptor("gate", new object(), () =>
        {
            var (a, b) = (equations.State("a", Dimension.None), equations.State("b", Dimension.None));
            equations.Differential(a, (b - a) / ms);
            equations.Differential(b, (a - b) / ms);
            equations.Initial(a, 1.0);
            equations.Conserved(a, b);
        });
        Assert.Equal(3, StepEquations.Compose(equations.Close(), Integrators.ExponentialEuler).Assignments.Count);
    }

    [Fact]
    public void Conserved_pools_need_to_be_two_or_more_of_one_unit()
    {
        var equations = new CellBuilder();
        var (a, b) = (equations.State("a", Dimension.None), equations.State("b", Current.Dimension));
        Assert.Contains("a, b", Assert.Throws<ArgumentException>(() => equations.Conserved(a, b)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => equations.Conserved(a));
        Assert.Throws<UnknownNameException>(() => equations.Conserved(a, new CellBuilder().State("c", Dimension.None)));
    }

    [Fact]
    public void An_unknown_method_gets_the_nearest_name()
        => Assert.Contains("Did you mean 'rk4'?", Assert.Throws<UnknownNameException>(() => Integrators.ByName("rk5")).Message, StringComparison.Ordinal);

    /// <summary>Three states of which the cell is in exactly one, with rates that may depend on their occupancy.</summary>
    private sealed record Shuttle(bool IsLinear) : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var (closed, open, blocked) =
                (equations.State("closed", Dimension.None), equations.State("open", Dimension.None), equations.State("blocked", Dimension.None));
            Expr rate = IsLinear ? 0.5 / ms : 0.5 / ms * (1 + open);
            equations.Differential(closed, (0.2 / ms * open) - (rate * closed));
            equations.Differential(open, (rate * closed) - (0.2 / ms * open) - (0.3 / ms * open) + (0.1 / ms * blocked));
            equations.Differential(blocked, (0.3 / ms * open) - (0.1 / ms * blocked));
            equations.Initial(closed, 1.0);
            equations.Conserved(closed, open, blocked);
        }
    }
}
