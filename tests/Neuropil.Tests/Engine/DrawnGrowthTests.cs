using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>In a text any name may be a time constant: one that some cells or synapses draw below zero is a warning that names it.</summary>
public class DrawnGrowthTests
{
    [Fact]
    public void A_cell_as_text_names_the_first_cell_that_grows_and_its_value()
    {
        var cell = new EquationCell("dv/dt = (E - v)/tau : mV") { Parameters = { ["E"] = -60 * mV, ["tau"] = new[] { 10 * ms, 20 * ms, -2 * ms, -1 * ms } } };
        Assert.Equal(
            ["Population 'cells', cell 2: v grows without end, dv/dt = (E - v)/tau where tau = -2 ms; expected a time constant of more than 0 ms, or bounds."],
            Warnings(cell, 4));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(1, false)]
    public void A_cell_as_text_warns_of_what_its_cells_have_drawn(double deviation, bool isWarned)
    {
        var cell = new EquationCell("dw/dt = -w/tau : mV; dv/dt = -v/(10 ms) : mV") { Parameters = { ["tau"] = Normal(10 * ms, deviation * ms) } };
        var network = new Network();
        var cells = network.Add(new Population("cells", 300, cell));
        using var run = new Simulation(network);

        // Three hundred normal numbers reach to about three standard deviations.
        double[] tau = run.Values(cells, "tau").In(ms);
        Assert.Equal(isWarned, tau.Min() < 0);
        Assert.Equal(isWarned ? 1 : 0, run.Warnings.Count);
        Assert.All(run.Warnings, warning => Assert.Contains(
            $"cell {Array.FindIndex(tau, value => value < 0)}: w grows without end, dw/dt = -w/tau where tau = -", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void One_value_for_all_is_named_without_a_cell()
    {
        string warning = Assert.Single(Warnings(new EquationCell("dv/dt = -v/tau : mV") { Parameters = { ["tau"] = -10 * ms } }, 2));
        Assert.True(warning.StartsWith("Population 'cells': v grows without end, dv/dt = -v/tau where tau = -10 ms", StringComparison.Ordinal), warning);
    }

    [Fact]
    public void A_number_in_the_equation_is_named_by_the_equation()
        => Assert.Equal(
            ["Population 'cells': v grows without end, dv/dt = -v/(-10 ms); expected a time constant of more than 0 ms, or bounds."],
            Warnings(new EquationCell("tau = -10 ms\ndv/dt = -v/tau : mV"), 2));

    [Fact]
    public void What_depends_on_variables_is_not_judged()
        => Assert.Empty(Warnings(new EquationCell("dv/dt = (v - v^3/(3*mV^2) - w)/tau : mV; dw/dt = (v - w)/(100 ms) : mV")
        {
            Parameters = { ["tau"] = Normal(10 * ms, 1 * ms) },
        }, 10));

    [Fact]
    public void A_cell_of_ones_own_that_states_no_bound_is_warned_of()
    {
        var cell = new Izhikevich { A = new[] { 0.02 / ms, -0.02 / ms } };
        Assert.Contains("cell 1: u grows without end", Assert.Single(Warnings(cell, 2)), StringComparison.Ordinal);
    }

    public static TheoryData<string> Drawn => new()
    {
        "release", "plasticity", "receptor",
    };

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Synapses_as_text_warn_of_what_they_may_draw(string what)
    {
        foreach (var (tau, isWarned) in new (Parameter<Time>, bool)[]
        {
            (Normal(20 * ms, 10 * ms), true), (Normal(20 * ms, 1 * ms), false), (Uniform(-1 * ms, 5 * ms), true), (Uniform(1 * ms, 5 * ms), false),
            (TruncatedNormal(20 * ms, 10 * ms, 1 * ms, 100 * ms), false), (Truncated(Normal(20 * ms, 10 * ms), -20 * ms, 40 * ms), true),
            (Clipped(Normal(20 * ms, 10 * ms), 0 * ms, 40 * ms), true), (LogNormal(20 * ms, 40 * ms), false), (Gamma(20 * ms, 40 * ms), false),
            (Distributions.Exponential(20 * ms), false),
        })
        {
            var release = new EquationRelease("r", "dx/dt = (1 - x)/tau : edge\non spike: emit x; x = x/2") { Parameters = { ["tau"] = tau } };
            var rule = new EquationPlasticity("p", "dx/dt = -x/tau : edge\non spike: x = x + 1; w = w*(1 + 0.001*x)") { Parameters = { ["tau"] = tau } };
            var kernel = new EquationReceptor<Conductance>("k", "dg/dt = -g/tau : nS\nI = g*(0 mV - V)\non spike: g += w") { Parameters = { ["tau"] = tau } };
            var network = new Network();
            var cells = network.Add(new Population("cells", 200, new LeakyIntegrateAndFire()));
            Receptor<Conductance> receptor = what == "receptor" ? kernel : new Exponential("excitation");
            network.Connect(cells, cells, new OneToOne(), receptor, 1 * nS, release: what == "release" ? release : null,
                plasticity: what == "plasticity" ? rule : null);

            // Values of exactly zero are errors, of a cell's receptor and of synapses.
            if (tau.ToString().StartsWith("clipped", StringComparison.Ordinal))
            {
                Assert.Contains(what == "receptor" ? "has no finite rate where k.tau = 0 ms" : "1/clipped(normal(20 ms, 10 ms), 0 ms, 40 ms) is Infinity",
                    Assert.Throws<ArgumentException>(() => new Simulation(network)).Message, StringComparison.Ordinal);
                continue;
            }

            using var run = new Simulation(network);
            Assert.True(isWarned == run.Warnings.Any(warning => warning.Contains("without end", StringComparison.Ordinal)
                && warning.Contains("tau = ", StringComparison.Ordinal)), $"{tau}: {string.Join(" | ", run.Warnings)}");
        }
    }

    private static IReadOnlyList<string> Warnings(Neuron cell, int count)
    {
        var network = new Network();
        network.Add(new Population("cells", count, cell));
        using var run = new Simulation(network);
        return [.. run.Warnings];
    }
}
