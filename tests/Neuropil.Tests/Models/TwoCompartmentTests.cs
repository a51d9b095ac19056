using static Neuropil.Units;

namespace Neuropil.Tests.Models;

public class TwoCompartmentTests
{
    // C 1 uF/cm2 on 20 000 um2: 200 pF; p = 0.25: soma 50 pF, 5 nS; dendrite 150 pF, 15 nS; coupling 10 nS.
    private static readonly PassiveTwoCompartment passive = new();

    [Theory]
    [InlineData("soma")]
    [InlineData("dendrite")]
    [InlineData(null)]
    public void A_current_into_either_compartment_gives_the_stationary_potentials_of_the_circuit(string? place)
    {
        var cell = passive with { Inputs = [new ConstantCurrent { Amplitude = 100 * pA, Compartment = place }] };
        var run = new CellRun(cell, 0.1, Integrators.ExactLinear).StepTo(500);

        // (g_s + g_c) x_s - g_c x_d = I_s and (g_d + g_c) x_d - g_c x_s = I_d: determinant 15 * 25 - 100 = 275 nS².
        var (soma, dendrite) = place == "dendrite" ? (10.0 * 100 / 275, 15.0 * 100 / 275) : (25.0 * 100 / 275, 10.0 * 100 / 275);
        Assert.Equal(-70 + soma, run["soma.V"], 1e-9);
        Assert.Equal(-70 + dendrite, run["dendrite.V"], 1e-9);
        Assert.Equal(run["soma.V"], run["V"]);
        Assert.Equal(10 * (dendrite - soma), run["axialCurrent"], 1e-8);
    }

    [Fact]
    public void A_charge_relaxes_with_the_two_time_constants_of_the_circuit()
    {
        // Both compartments have C/g = 10 ms, so that the sum of charges decays with it; the difference also with g_c (1/50 + 1/150) /ms.
        var run = new CellRun(passive, 0.1, Integrators.ExactLinear) { ["V"] = -60, ["dendrite.V"] = -70 };
        run.StepTo(3);
        double charge = (50 * (run["V"] + 70)) + (150 * (run["dendrite.V"] + 70));
        Assert.Equal(500 * Math.Exp(-0.3), charge, 1e-9);
        Assert.Equal(10 * Math.Exp(-3 * (0.1 + (10.0 / 50) + (10.0 / 150))), run["V"] - run["dendrite.V"], 1e-10);
    }

    [Fact]
    public void A_receptor_acts_on_the_compartment_that_it_names()
    {
        var (soma, _) = Peak(null);
        var (far, dendrite) = Peak("dendrite");
        Assert.True(soma > 2 * far, $"at the soma {soma} mV, from the dendrite {far} mV");
        Assert.True(dendrite > far);

        static (double Soma, double Dendrite) Peak(string? place)
        {
            var network = new Network();
            var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 5 * ms)])));
            var target = network.Add(new Population("target", 1, passive));
            network.Connect(source, target, new OneToOne(), new Exponential("excitation") { Decay = 3 * ms, Compartment = place }, 2 * nS);
            using var run = new Simulation(network, new RunOptions { Threads = 1 });
            var v = run.Record(target.Trace("V", 0));
            var w = run.Record(target.Trace("dendrite.V", 0));
            run.Advance(60 * ms);
            return (v.Traces().Columns[0].Values.Max() + 70, w.Traces().Columns[0].Values.Max() + 70);
        }
    }

    [Fact]
    public void A_delta_receptor_moves_the_potential_of_its_compartment()
    {
        var run = new CellRun(passive, 0.1);
        var equations = passive.Build();
        var dendrite = equations.FindCompartment("dendrite");
        var kick = new Delta("kick") { Compartment = "dendrite" };
        equations.Into(dendrite, () => equations.InReceptor(kick.Name, kick, () => kick.Declare(equations, dendrite.Voltage!)));
        Assert.Equal("dendrite.V", Assert.Single(equations.Close().Statements).Variable.Name);
        Assert.Empty(run.System.Statements);
    }

    [Fact]
    public void A_gap_junction_joins_the_compartments_that_it_names()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2, passive) { Initial = { ["dendrite.V"] = new[] { -60 * mV, -70 * mV }, ["V"] = -70 * mV } });
        network.Connect(cells, cells, new ExplicitPairs([(0, 1), (1, 0)]), new GapJunction("gap") { Compartment = "dendrite" }, 1 * nS);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.01 * ms, Threads = 1 });
        var dendrite = run.Record(cells.Trace("dendrite.V", 1));
        var soma = run.Record(cells.Trace("soma.V", 1));
        run.Advance(0.01 * ms);

        // 1 nS times 10 mV into 150 pF for 0.01 ms; nothing into the soma.
        Assert.Equal(0.01 * 10 / 150, dendrite.Traces().Columns[0].Values[1] + 70, 1e-6);
        Assert.Equal(-70, soma.Traces().Columns[0].Values[1], 1e-12);
    }

    [Fact]
    public void The_same_receptor_on_both_compartments_needs_two_names()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 5 * ms)])));
        var target = network.Add(new Population("target", 1, passive));
        network.Connect(source, target, new OneToOne(), new Exponential("excitation"), 2 * nS);
        network.Connect(source, target, new OneToOne(), new Exponential("excitation") { Compartment = "dendrite" }, 2 * nS);
        Assert.Contains("'excitation' with other parameters", Assert.Throws<ArgumentException>(() => Run(network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_compartment_is_an_error_that_gives_the_nearest_name()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 5 * ms)])));
        var target = network.Add(new Population("target", 1, passive));
        network.Connect(source, target, new OneToOne(), new Exponential("excitation") { Compartment = "dendrit" }, 2 * nS);
        string message = Assert.Throws<UnknownNameException>(() => Run(network)).Message;
        Assert.StartsWith("Population 'target', receptor 'excitation': Unknown compartment 'dendrit'. Did you mean 'dendrite'?", message,
            StringComparison.Ordinal);

        var wrong = new HodgkinHuxley { Inputs = [new ConstantCurrent { Compartment = "dendrite" }] };
        Assert.Contains("Unknown compartment 'dendrite'", Assert.Throws<UnknownNameException>(() => CellRun.SystemOf(wrong)).Message, StringComparison.Ordinal);
        Assert.NotNull(CellRun.SystemOf(new HodgkinHuxley { Inputs = [new ConstantCurrent { Compartment = "soma" }] }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    public void A_soma_without_share_of_the_area_or_with_all_of_it_is_an_error(double fraction)
        => Assert.Contains("fraction of the area", Assert.Throws<ArgumentException>(() => CellRun.SystemOf(passive with { SomaFraction = fraction })).Message,
            StringComparison.Ordinal);

    private static void Run(Network network)
    {
        using var run = new Simulation(network);
        run.Advance(1 * ms);
    }
}
