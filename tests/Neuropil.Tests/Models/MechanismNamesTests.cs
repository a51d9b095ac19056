using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Names of variables are paths, and no two things have the same.</summary>
public class MechanismNamesTests
{
    [Fact]
    public void Paths_say_ion_channel_and_gate()
    {
        var system = CellRun.SystemOf(Cell(
            new Sodium { Channels = [new SodiumTraubMiles(), new SodiumHodgkinHuxley(), new SodiumHodgkinHuxley { Name = "second" }] },
            new Leak(),
            new Leak { Name = "shunt" }));
        Assert.Equal(
            ["V", "sodium.traubMiles.m", "sodium.traubMiles.h", "sodium.hodgkinHuxley.m", "sodium.hodgkinHuxley.h", "sodium.second.m", "sodium.second.h"],
            system.States.Select(state => state.Symbol.Name));
        Assert.Contains("shunt.current", system.Intermediates.Keys);
        Assert.Contains("sodium.second.conductance", system.ParameterNames.Values);
        Assert.Contains("sodium.traubMiles.shift", system.ParameterNames.Values);
    }

    [Fact]
    public void An_end_of_a_path_is_enough_where_it_is_unambiguous()
    {
        var system = CellRun.SystemOf(Cell(new Sodium { Channels = [new SodiumTraubMiles()] }, new Potassium { Channels = [new PotassiumTraubMiles()] }));
        Assert.Equal("sodium.traubMiles.m", system.FindState("m").Symbol.Name);
        Assert.Equal("sodium.traubMiles.m", system.FindState("traubMiles.m").Symbol.Name);
        Assert.Contains("ambiguous", Assert.Throws<UnknownNameException>(() => system.Find("current")).Message, StringComparison.Ordinal);
        Assert.Contains("'sodium.traubMiles.h'", Assert.Throws<UnknownNameException>(() => system.Find("sodium.traubmiles.h")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_mechanisms_of_one_name_are_an_error()
    {
        Assert.Contains("'leak'", Message(new Leak(), new Leak()), StringComparison.Ordinal);
        Assert.Contains("'sodium'", Message(new Sodium(), new Sodium()), StringComparison.Ordinal);
        Assert.Contains("'sodium.traubMiles'", Message(new Sodium { Channels = [new SodiumTraubMiles(), new SodiumTraubMiles()] }), StringComparison.Ordinal);
        Assert.Contains("needs a name", Message(new Leak { Name = "" }), StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => CellRun.SystemOf(Cell(new Leak { Name = "excitation" }), new Exponential("excitation")));
        Assert.Contains("'excitation'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_gates_of_one_name_in_a_channel_are_an_error()
        => Assert.Contains("'potassium.twice.n'", Message(new Potassium { Channels = [new Twice()] }), StringComparison.Ordinal);

    [Fact]
    public void A_gate_with_a_wrong_unit_is_named()
    {
        string message = Assert.Throws<DimensionMismatchException>(() => CellRun.SystemOf(Cell(new Potassium { Channels = [new WrongRate()] }))).Message;
        Assert.Contains("opening rate of gate 'n' must be in Frequency", message, StringComparison.Ordinal);
        Assert.Contains("'3 ms' is in Time (ms)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Initial_values_that_need_each_other_are_an_error()
    {
        var equations = new CellBuilder();
        var (a, b) = (equations.State("a", Dimension.None), equations.State("b", Dimension.None));
        equations.Initial(a, b + 1);
        equations.Initial(b, a * 2);
        Assert.Contains("a -> b -> a", Assert.Throws<InvalidOperationException>(equations.Close).Message, StringComparison.Ordinal);
    }

    private static PointNeuron Cell(params Mechanism[] mechanisms) => new() { Mechanisms = mechanisms };

    private static string Message(params Mechanism[] mechanisms) => Assert.Throws<ArgumentException>(() => CellRun.SystemOf(Cell(mechanisms))).Message;

    private sealed record Twice : IonChannel<Potassium>
    {
        public override Expr Current(Membrane cell, Ion ion)
            => cell.Gate("n", 1 / ms, 1 / ms) * cell.GateOf("n", 0.5, 3 * ms) * (1 * mS / cm2) * (ion.Reversal - cell.Voltage);
    }

    private sealed record WrongRate : IonChannel<Potassium>
    {
        public override Expr Current(Membrane cell, Ion ion) => cell.Gate("n", 3 * ms, 1 / ms) * (1 * mS / cm2) * (ion.Reversal - cell.Voltage);
    }
}
