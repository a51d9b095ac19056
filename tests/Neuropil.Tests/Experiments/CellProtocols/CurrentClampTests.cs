using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

public class CurrentClampTests
{
    private static readonly CurrentClampParameters quick = new() { Currents = 13, Duration = 300 * ms, Onset = 20 * ms, TimeStep = 0.02 * ms };

    public static TheoryData<string> Models => [.. SpikeTimesExperiment.Models];

    [Theory]
    [MemberData(nameof(Models))]
    public void Cells_hold_their_references(string model)
    {
        var result = new SpikeTimesExperiment().Run(new SpikeTimesParameters { Model = model }, new ExperimentContext());

        Assert.NotEmpty(result.Checks);
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal($"{model}: {result.Checks.Count} of {result.Checks.Count} numbers are those of independent programs to their digits.", result.Answer);
    }

    [Theory]
    [InlineData(CellUnderTest.Passive)]
    [InlineData("leaky-integrate-and-fire")]
    public void Passive_quantities_are_those_of_the_closed_form(string model)
    {
        var cell = CellUnderTest.ByName(model);
        var response = PassiveResponse.Of(cell, amplitude: null, TestContext.Current.CancellationToken)!;
        var findings = new Findings();
        CurrentClampExperiment.CheckPassive(cell.Cell, response, findings);
        var checks = findings.Close(TestSession.With(new ExperimentContext()), interrupted: false).Checks;

        Assert.Equal(2, checks.Count);
        Assert.All(checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.True(response.IsExponential);
    }

    [Fact]
    public void Rheobase_of_a_leaky_cell_is_that_of_its_closed_form()
    {
        // A step of 300 ms brings the cell to E + R I (1 - e^(-300/20)); the threshold lies 10 mV above E, and 1/R is 10 nS.
        var result = new CurrentClampExperiment().Run(quick with { Model = "leaky-integrate-and-fire", HighestCurrent = "200 pA" }, new ExperimentContext());

        Assert.False(result.Interrupted);
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Contains("makes it spike from 100.", result.Answer, StringComparison.Ordinal);
        Assert.Contains("100 MOhm and a membrane time constant of 20 ms", result.Answer, StringComparison.Ordinal);
        Assert.Equal(3, result.Figures.Count);
    }

    [Fact]
    public void The_squid_axon_starts_to_fire_at_a_high_rate()
    {
        var result = new CurrentClampExperiment().Run(quick with { LowestCurrent = "2 uA/cm^2", HighestCurrent = "14 uA/cm^2" }, new ExperimentContext());

        Assert.Contains("no single time constant", result.Answer, StringComparison.Ordinal);
        Assert.Contains(result.Notes, note => note.Contains("fall silent", StringComparison.Ordinal));
        result.Draws(("responses", 5), ("f-i-curve", 1), ("passive", 1));
        result.Labels("f-i-curve", "first interval", "steady");
    }

    [Fact]
    public void A_cell_that_never_fires_is_an_error_that_gives_the_largest_current()
    {
        var own = Assert.Throws<UserErrorException>(() => new CurrentClampExperiment()
            .Run(quick with { HighestCurrent = "1 uA/cm^2" }, new ExperimentContext()));
        Assert.Contains("hodgkin-huxley never fires: the largest current tried, 1 uA/cm²", own.Message, StringComparison.Ordinal);

        var found = Assert.Throws<UserErrorException>(() => new CurrentClampExperiment()
            .Run(quick with { Model = CellUnderTest.Passive }, new ExperimentContext()));
        Assert.Contains("passive-membrane never fires: the largest current tried, 12.8 uA/cm²", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model", "hodgkin-huxly", "hodgkin-huxley")]
    [InlineData("model", "rate-unit", "rate-unit cannot be measured")]
    [InlineData("highest-current", "3 mV", "--highest-current \"3 mV\"")]
    [InlineData("highest-current", "-1 nA", "expected more than the lowest current")]
    [InlineData("test-current", "0 nA", "--test-current")]
    [InlineData("method", "rk5", "rk4")]
    public void Bad_values_are_named(string option, string value, string expected)
    {
        var error = Assert.Throws<UserErrorException>(()
            => ResolvedParameters.Resolve(new CurrentClampExperiment(), preset: null, [KeyValuePair.Create(option, value)]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_density_needs_an_area()
    {
        KeyValuePair<string, string>[] values = [new("model", "izhikevich"), new("highest-current", "10 uA/cm^2")];
        var error = Assert.Throws<UserErrorException>(() => ResolvedParameters.Resolve(new CurrentClampExperiment(), preset: null, values));

        Assert.Contains("izhikevich has no area", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_before_there_is_anything_to_show_ends_the_run()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.True(new CurrentClampExperiment().Run(quick, new ExperimentContext { Cancellation = stop.Token }).Interrupted);
    }
}
