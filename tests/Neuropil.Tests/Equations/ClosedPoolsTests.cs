using Neuropil.Tests.Models;
using static Neuropil.Units;

namespace Neuropil.Tests.Equations;

/// <summary>Closed groups of pools under the default method.</summary>
public class ClosedPoolsTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(3.7)]
    public void A_ring_of_three_states_has_its_closed_form_at_any_step(double dt)
    {
        // One way round with rate k: the difference from 1/3 turns and decays by the eigenvalues k (-3/2 +- i sqrt(3)/2), so that from (1, 0, 0)
        // p_j(t) = 1/3 + 2/3 e^(-3kt/2) cos(sqrt(3)/2 kt - 2 pi j/3).
        const double k = 0.4;
        var run = new CellRun(new Ring(), dt);
        for (int n = 1; n <= 12; n++)
        {
            run.Step();
            for (int j = 0; j < 3; j++)
            {
                double phase = (Math.Sqrt(3) / 2 * k * n * dt) - (2 * Math.PI * j / 3);
                Assert.Equal((1 + (2 * Math.Exp(-1.5 * k * n * dt) * Math.Cos(phase))) / 3, run[$"p{j}"], 1e-12);
            }
        }
    }

    [Fact]
    public void The_sum_stays_to_rounding_and_the_rest_of_the_cell_is_advanced_as_ever()
    {
        var run = new CellRun(new Ring(), 0.1);
        for (int n = 1; n <= 2000; n++)
        {
            run.Step();

            // Roundings that go either way; the propagator alone loses 7e-16 in each step.
            Assert.Equal(1, run["p0"] + run["p1"] + run["p2"], 5e-15);
        }

        // Driven by the second pool, whose old value is frozen over each step.
        Assert.Equal(1 / 3.0, run["V"] / 100, 1e-9);
    }

    [Theory]
    [InlineData(Precision.Double, 1e-12)]
    [InlineData(Precision.Single, 1e-5)]
    public void Vector_code_keeps_the_sum_too_with_rates_that_differ_between_cells(Precision precision, double tolerance)
    {
        var network = new Network();
        double[] rates = [.. Enumerable.Range(1, 21).Select(i => 0.1 * i)];
        var cells = network.Add(new Population("cells", 21, new Ring { Rate = rates.Select(rate => rate / ms).ToArray() }));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.5 * ms, Precision = precision, Backend = Backend.Simd });
        var records = Enumerable.Range(0, 3).Select(j => run.Record(cells.Trace($"p{j}", [.. Enumerable.Range(0, 21)]))).ToList();
        run.Advance(10 * ms);
        var traces = records.ConvertAll(record => record.Traces());
        for (int cell = 0; cell < 21; cell++)
        {
            double[] ends = [.. traces.Select(trace => trace.Columns[cell].Values[^1])];
            double kt = rates[cell] * 10;
            Assert.Equal(1, ends.Sum(), tolerance);
            Assert.Equal((1 + (2 * Math.Exp(-1.5 * kt) * Math.Cos(Math.Sqrt(3) / 2 * kt))) / 3, ends[0], tolerance);
        }
    }

    [Fact]
    public void Rates_that_follow_the_voltage_are_refused_by_name()
    {
        var error = Assert.Throws<IntegratorRefusedException>(() => new CellRun(new Ring { FollowsVoltage = true }, 0.1));
        Assert.Contains("exponential-euler does not conserve the sum of p0, p1, p2", error.Message, StringComparison.Ordinal);
        Assert.Contains("changes with V", error.Message, StringComparison.Ordinal);
        Assert.Contains("backward-euler", error.Message, StringComparison.Ordinal);
        foreach (var method in new[] { Integrators.RungeKutta4, Integrators.Heun, Integrators.Midpoint, Integrators.ForwardEuler, Integrators.BackwardEuler })
        {
            var run = new CellRun(new Ring { FollowsVoltage = true }, 0.1, method).Step(300);
            Assert.Equal(1, run["p0"] + run["p1"] + run["p2"], 1e-12);
        }
    }

    [Fact]
    public void Groups_that_share_a_variable_are_one()
    {
        var pools = new CellBuilder();
        Symbol[] s = [.. Enumerable.Range(0, 5).Select(i => pools.State($"s{i}", Dimension.None))];
        var equations = s.Select(symbol => (symbol, (Expr)(-symbol / ms))).ToList();
        var groups = ClosedPools.Among(equations, [[s[0], s[1]], [s[2], s[3]], [s[1], s[2]]]);
        Assert.Equal([s[0], s[1], s[2], s[3]], Assert.Single(groups).Select(equation => equation.Variable), ReferenceEqualityComparer.Instance);
    }

    /// <summary>Three states, each of which goes over into the next; the second opens a current.</summary>
    private sealed record Ring : Neuron
    {
        public Parameter<Frequency> Rate { get; init; } = 0.4 / ms;

        public bool FollowsVoltage { get; init; }

        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", 0 * mV);
            Symbol[] p = [.. Enumerable.Range(0, 3).Select(j => equations.State($"p{j}", Dimension.None))];
            Expr rate = FollowsVoltage ? Rate * Functions.Exp(v / (50 * mV)) : Rate;
            for (int j = 0; j < 3; j++)
            {
                equations.Differential(p[j], rate * (p[(j + 2) % 3] - p[j]));
            }

            equations.Initial(p[0], 1.0);
            equations.Conserved(p);
            equations.Differential(v, ((100 * mV * p[1]) - v) / (2 * ms));
        }
    }
}
