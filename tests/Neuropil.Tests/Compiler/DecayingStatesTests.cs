using Neuropil.Compiler;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler;

/// <summary>
/// Which states need no look for numbers that are not finite: those that can only decay. A wrong answer here would let a NaN go on in silence.
/// </summary>
public class DecayingStatesTests
{
    [Fact]
    public void An_exponential_decay_and_a_chain_of_two_need_no_look()
    {
        Assert.Equal(["synapse.g"], Found((equations, g, x) => equations.Differential(g, -g / (5 * ms)), hasSecond: false));
        Assert.Equal(["synapse.g", "synapse.x"], Found((equations, g, x) =>
        {
            equations.Differential(x, -x / (Parameter<Time>)Uniform(2 * ms, 3 * ms));
            equations.Differential(g, (10 * nS * x / ms) - (g / (5 * ms)));
        }).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("growth")]
    [InlineData("no decay")]
    [InlineData("a time constant that may have either sign")]
    [InlineData("a nonlinear neighbour, for which the receptor has a method that may grow")]
    [InlineData("two that feed each other")]
    [InlineData("the voltage")]
    [InlineData("a jump of its own state")]
    [InlineData("an update")]
    public void Whatever_might_grow_is_looked_at(string reason) => Assert.Empty(Found((equations, g, x) =>
    {
        if (reason != "an update")
        {
            equations.Differential(x, -x / (2 * ms));
        }

        equations.Differential(g, -g / (5 * ms));
        switch (reason)
        {
            case "growth":
                equations.Differential(g, g / (5 * ms));
                break;
            case "no decay":
                equations.Differential(g, 0 * g / ms);
                break;
            case "a time constant that may have either sign":
                equations.Differential(g, -g / (Parameter<Time>)Normal(5 * ms, 1 * ms));
                break;
            case "a nonlinear neighbour, for which the receptor has a method that may grow":
                equations.Differential(x, -x * x / (2 * ms));
                break;
            case "two that feed each other":
                equations.Differential(x, ((g / nS) - x) / (2 * ms));
                equations.Differential(g, ((x * nS) - g) / (2 * ms));
                break;
            case "the voltage":
                equations.Differential(x, ((equations.Voltage! / mV) - x) / (2 * ms));
                break;
            case "a jump of its own state":
                equations.On(equations.When("jump", x > 1), x, x * 2);
                break;
            case "an update":
                equations.Update(x, x / 2);
                break;
        }
    }));

    private static string[] Found(Action<CellBuilder, Symbol, Symbol> declare, bool hasSecond = true)
    {
        var equations = new LeakyIntegrateAndFire().Build();
        equations.InReceptor("synapse", new object(), () =>
        {
            var g = equations.State("g", Conductance.Dimension);
            var x = hasSecond ? equations.State("x", Dimension.None) : g;
            declare(equations, g, x);
            var (weights, arrival) = equations.Arrival(Conductance.Dimension);
            equations.On(arrival, g, g + weights);
        });
        return [.. DecayingStates.Of(equations.Close()).Select(symbol => symbol.Name)];
    }
}
