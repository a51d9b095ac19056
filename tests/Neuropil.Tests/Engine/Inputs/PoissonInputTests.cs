using MathNet.Numerics.Statistics;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Inputs;

/// <summary>Inputs from cells that are not simulated: what arrives, where, with what correlation, and what is refused.</summary>
public class PoissonInputTests
{
    private const int Cells = 4000;

    // 4.5 standard errors: 1 false alarm in 150 000 at another seed.
    private const double Sigmas = 4.5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_arrives_has_the_mean_and_the_spread_of_the_grid(bool isDiffusion)
    {
        // Decay then add, tau 5 ms, 1 per ms, dt 0.1 ms, weight 1: mean 5.050167, variance 2.550333, also for the diffusion, whose moments are equal.
        double[] s = Values(new PoissonInput<Current> { Target = null!, Receptor = Current(), Rate = 1 * kHz, Weight = 1 * pA, IsDiffusion = isDiffusion });
        double e = Math.Exp(-0.1 / 5);
        (double mean, double variance) = (0.1 / (1 - e), 0.1 / (1 - (e * e)));
        Assert.Equal(5.050167, mean, 1e-6);
        Assert.Equal(2.550333, variance, 1e-6);
        double fourth = isDiffusion ? 0 : 0.1 / (1 - Math.Pow(e, 4)); // fourth cumulant, for the standard error of the variance
        Assert.InRange((s.Average() - mean) / Math.Sqrt(variance / Cells), -Sigmas, Sigmas);
        Assert.InRange((s.Variance() - variance) / Math.Sqrt((fourth + (2 * variance * variance)) / Cells), -Sigmas, Sigmas);
    }

    [Fact]
    public void Only_targets_receive_it_and_a_list_has_one_value_for_each()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 200, Leaky()));
        var rates = Enumerable.Range(0, 100).Select(i => i * 100 * Hz).ToArray();
        network.Add(new PoissonInput<Current> { Target = cells.Slice("middle", 50..150), Receptor = Current(), Rate = rates, Weight = 1 * pA });
        double[] sums = Sum(network, cells, 1000);
        Assert.All(sums[..51].Concat(sums[150..]), sum => Assert.Equal(0, sum));
        for (int i = 1; i < 100; i++)
        {
            double expected = i * 10; // 100 ms
            Assert.InRange((sums[50 + i] - expected) / Math.Sqrt(expected), -Sigmas, Sigmas);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Shared_spikes_correlate_the_counts_of_all_pairs_by_their_fraction(double fraction)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 64, Leaky()));
        network.Add(new PoissonInput<Current> { Target = cells, Receptor = Current(), Rate = 20 * kHz, Weight = 1 * pA, SharedFraction = fraction });
        double[][] arrivals = Arrivals(network, cells, 4000);
        double[] first = [.. arrivals.Select(step => step[0])];
        double[] second = [.. arrivals.Select(step => step[37])];
        Assert.InRange((first.Average() - 2) / Math.Sqrt(2.0 / 4000), -Sigmas, Sigmas);
        Assert.InRange(Correlation.Pearson(first, second), fraction - (Sigmas * 1.2 / Math.Sqrt(4000)), fraction + (Sigmas * 1.2 / Math.Sqrt(4000)));
        if (fraction == 1)
        {
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void It_adds_to_the_spikes_of_projections_at_the_same_receptor()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 5 * ms)])));
        var cells = network.Add(new Population("cells", 10, Leaky()));
        var silent = network.Add(new Population("silent", 10, Leaky()));
        network.Connect(source, cells, new AllToAll(), Current(), 1000 * pA);
        network.Connect(source, silent, new AllToAll(), Current(), 1000 * pA);
        network.Add(new PoissonInput<Current> { Target = cells, Receptor = Current(), Rate = 20 * kHz, Weight = 1 * pA });
        network.Add(new PoissonInput<Current> { Target = silent, Receptor = Current(), Rate = 0 * Hz, Weight = 1 * pA });
        double[][] with = Arrivals(network, cells, 60);
        double[][] without = Arrivals(network, silent, 60);
        int at = Array.FindIndex(without, step => step[0] > 500);
        Assert.Equal(50, at); // a spike at 5 ms acts in the step that begins then
        Assert.Equal(1000, without[at][0], 1e-9);
        Assert.All(with[at], value => Assert.InRange(value, 1000, 1012)); // 2 more on average; above 12 once in 10^7
        Assert.Contains(with[at - 1], value => value > 0);
        Assert.All(without[at - 1], value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_delta_synapse_is_moved_where_nothing_else_arrives()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 10, Leaky()));
        network.Add(new PoissonInput<Voltage> { Target = cells, Receptor = new Delta("kick"), Rate = 1000 * kHz, Weight = 0.001 * mV });
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var v = run.Record(cells.Trace("V", 0));
        run.Advance(0.1 * ms);
        Assert.InRange(v.Traces().Columns[0].Values[1] + 65, 0.04, 0.18); // 100 of 0.001 mV: six standard deviations
    }

    [Fact]
    public void An_input_of_ones_own_draws_what_it_likes()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2000, Leaky()));
        network.Add(new CoinInput { Target = cells, Receptor = Current() });
        double[] arrivals = Arrivals(network, cells, 1)[0];
        Assert.All(arrivals, value => Assert.True(value is 0 or 3));
        Assert.InRange((arrivals.Count(value => value == 3) - 500) / Math.Sqrt(2000 * 0.25 * 0.75), -Sigmas, Sigmas);
    }

    [Fact]
    public void What_cannot_be_is_named()
    {
        var input = new PoissonInput<Current> { Target = null!, Receptor = Current(), Rate = 1 * kHz, Weight = 1 * pA };
        Refused("Input 'sInput' to 'cells': the rate is -5 Hz; expected 0 Hz or more.", input with { Rate = -5 * Hz });
        Refused("the shared fraction is 1.5; expected 0 to 1", input with { SharedFraction = 1.5 });
        Refused("a diffusion shares no spikes", input with { SharedFraction = 0.5, IsDiffusion = true });
        Refused("Population 'cells', cell 2: the rate of 'sInput.count' is -1 Hz; expected 0 Hz or more.",
            input with { Rate = new[] { 1 * Hz, 0 * Hz, -1 * Hz } });
        Refused("Population 'cells', cell 0: the rate of 'sInput.count' at 0 ms is", input with { Modulation = 1 / (Symbol.Time / ms) });
        Refused("Population 'cells', cell 0: the rate of 'sInput.count' at 0.6 ms is -500 Hz; expected 0 Hz or more.",
            input with { Modulation = Functions.Select(Symbol.Time > 0.55 * ms, -0.5, 1.0) });
        Refused("Population 'cells', cell 1: the rate of 'sInput.count' at 0.6 ms is -1 kHz",
            input with { Modulation = Functions.Select(Symbol.Time > 0.55 * ms, -0.5, 1.0), Rate = new[] { 0 * kHz, 2 * kHz, 3 * kHz } });
        Refused("at most 2.147e+09 events in a step", input with { Rate = 1e17 * Hz });
        Refused("depends on 'V'", cells => cells.PoissonCount("n", cells.Voltage! / (1 * mV) * Hz));
        Refused("must be in", cells => cells.PoissonCount("n", 3.0));
        Refused("depends on", cells => cells.SharedPoissonCount("n", Expr.Of((Parameter<Frequency>)new[] { 1 * Hz, 2 * Hz, 3 * Hz }), "all"));
        Refused("depends on variables", cells =>
        {
            var port = cells.Arrival(Voltage.Dimension);
            cells.AddArrival(port, cells.Voltage!);
            return cells.Voltage!;
        });
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void A_rate_that_is_not_finite_is_refused_where_it_is_written(double hertz)
    {
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => new PoissonSource { Rate = hertz * Hz }).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => new PoissonInput<Current>
        {
            Target = null!, Receptor = Current(), Rate = hertz * Hz, Weight = 1 * pA,
        }).Message);
    }

    [Fact]
    public void A_source_with_a_rate_below_zero_is_named()
    {
        var network = new Network();
        network.Add(new Population("afferents", 3, new PoissonSource { Rate = -1 * Hz }));
        Assert.Contains("The rate of cell 0 of population 'afferents' is -1 Hz; expected 0 Hz or more.",
            Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);
    }

    [Fact]
    public void A_rate_that_is_changed_in_a_run_brings_other_counts_from_then_on()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", Cells, Leaky()));
        network.Add(new PoissonInput<Current> { Target = cells, Receptor = Current(), Rate = 10 * kHz, Weight = 1 * pA });
        network.Add(new PoissonInput<Current>
        {
            Name = "part", Target = cells.Slice("part", 0..100), Receptor = Current(), Rate = 0 * kHz, Weight = 1000 * pA,
        });
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        run.Advance(0.1 * ms);
        RequirePoisson(Mean(), 1, before: 0);
        double former = Mean();
        run.Set(cells, "sInput.rate", 30 * kHz);
        run.Advance(0.1 * ms);
        RequirePoisson(Mean(), 3, former);

        // One of each cell's own: the first half none, the other 4 a step.
        former = Mean(2000..);
        run.Set(cells, "sInput.rate", (Parameter<Frequency>)Enumerable.Range(0, Cells).Select(cell => (cell < 2000 ? 0 : 40) * kHz).ToArray());
        double[] before = Values();
        run.Advance(0.1 * ms);
        double decay = Math.Exp(-0.1 / 5);
        Assert.All(Values()[100..2000].Zip(before[100..2000]), pair => Assert.Equal(decay * pair.Second, pair.First, 1e-9));
        Assert.InRange((Mean(2000..) - (decay * former) - 4) / Math.Sqrt(4.0 / 2000), -Sigmas, Sigmas);

        Assert.Contains("the rate of 'sInput.count' is -1 Hz; expected 0 Hz or more",
            Assert.Throws<ArgumentException>(() => run.Set(cells, "sInput.rate", -1 * Hz)).Message);
        Assert.Equal(3, run.Step);
        run.Advance(0.1 * ms);

        double[] Values() => run.Values(cells, "s.s").In(pA);
        double Mean(Range? which = null) => Values()[which ?? ..].Average();
        void RequirePoisson(double mean, double rate, double before)
            => Assert.InRange((mean - (Math.Exp(-0.1 / 5) * before) - rate) / Math.Sqrt(rate / Cells), -Sigmas, Sigmas);
    }

    [Fact]
    public void A_run_whose_rate_was_changed_is_resumed_to_the_same_bits_on_other_threads()
    {
        using var whole = Changing(threads: 1);
        Change(whole);
        whole.Advance(10 * ms);
        using var checkpoint = new MemoryStream();
        using (var first = Changing(threads: 2))
        {
            Change(first);
            first.Advance(4 * ms);
            first.SaveCheckpoint(checkpoint);
        }

        checkpoint.Position = 0;
        using var second = Changing(threads: 3);
        second.LoadCheckpoint(checkpoint);
        second.Advance(6 * ms);
        Assert.Equal(Numbers(whole), Numbers(second));
        using var unchanged = Changing(threads: 1);
        unchanged.Advance(20 * ms);
        Assert.NotEqual(Numbers(whole), Numbers(unchanged));

        static Simulation Changing(int threads)
        {
            var network = new Network();
            var cells = network.Add(new Population("cells", 300, Leaky()));
            network.Add(new PoissonInput<Current> { Target = cells, Receptor = Current(), Rate = 10 * kHz, Weight = 1 * pA });
            return new Simulation(network, new RunOptions { TimeStep = 0.1 * ms, Threads = threads });
        }

        static void Change(Simulation run)
        {
            run.Advance(5 * ms);
            run.Set(run.Network.Populations[0], "sInput.rate", Distributions.Uniform(0 * kHz, 100 * kHz));
            run.Advance(5 * ms);
        }

        static double[] Numbers(Simulation run) => run.Values(run.Network.Populations[0], "s.s").In(pA);
    }

    [Fact]
    public void The_adaptive_method_refuses_it()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, Leaky()));
        network.Add(new PoissonInput<Current> { Target = cells, Receptor = Current(), Rate = 1 * kHz, Weight = 1 * pA });
        Assert.Contains("what an input brings to 's' is one of each step",
            Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(network, "cells").Run(1 * ms, ["V"])).Message);
    }

    [Fact]
    public void One_train_has_one_rate()
    {
        var network = new Network();
        foreach (string name in new[] { "first", "second" })
        {
            var cells = network.Add(new Population(name, 3, Leaky()));
            network.Add(new PoissonInput<Current>
            {
                Target = cells, Receptor = Current(), Rate = name == "first" ? 1 * kHz : 2 * kHz, Weight = 1 * pA, SharedFraction = 0.5, SharedBy = "afferents",
            });
        }

        string message = Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
        Assert.Contains("'afferents' is shared by 'sInput.sharedCount' of population 'first'", message);
        Assert.Contains("population 'second'", message);
    }

    [Fact]
    public void An_input_has_one_place_and_a_name_of_its_own()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, Leaky()));
        var source = network.Add(new Population("source", 3, new PoissonSource()));
        var input = new PoissonInput<Current> { Target = cells, Receptor = Current(), Rate = 1 * kHz, Weight = 1 * pA };
        network.Add(input);
        Assert.Equal([input], network.Inputs);
        Assert.Contains("has been added before", Assert.Throws<ArgumentException>(() => network.Add(input)).Message);
        Assert.Contains("has another input of that name", Assert.Throws<ArgumentException>(() => network.Add(input with { })).Message);
        Assert.Contains("has no equations", Assert.Throws<ArgumentException>(() => network.Add(input with { Target = source })).Message);
        network.Add(input with { Name = "second" });
        Assert.Contains("has not been added to this network",
            Assert.Throws<ArgumentException>(() => new Network().Add(input with { Name = "third" })).Message);
        network.Add(input with { Name = "third", Receptor = Current() with { Decay = 1 * ms } });
        Assert.Contains("already has a receptor 's' with other parameters", Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);
    }

    private static ExponentialCurrent Current() => new("s") { Decay = 5 * ms };

    private static LeakyCell Leaky() => new() { Threshold = 1 * volt };

    private static void Refused(string message, PoissonInput<Current> input)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() =>
        {
            var network = new Network();
            var cells = network.Add(new Population("cells", 3, Leaky()));
            network.Add(input with { Target = cells });
            using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
            run.Advance(1 * ms);
        });
        Assert.Contains(message, error.Message);
    }

    private static void Refused(string message, Func<CellBuilder, Expr> declare)
    {
        var network = new Network();
        network.Add(new Population("cells", 3, new DeclaringCell(declare)));
        Assert.Contains(message, Assert.ThrowsAny<Exception>(() => new Simulation(network)).Message);
    }

    private static double[] Values(PoissonInput<Current> input)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", Cells, Leaky()));
        network.Add(input with { Target = cells });
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var trace = run.Record(cells.Trace("s.s", [.. Enumerable.Range(0, Cells)]) with { Interval = 100 * ms });
        run.Advance(100.1 * ms); // a sample of a receptor is taken in the step that begins then
        return [.. trace.Traces().Columns.Select(column => column.Values[^1])];
    }

    // What arrives in each step: the current at its beginning without what is left of the one before.
    private static double[][] Arrivals(Network network, Population cells, int steps)
    {
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var trace = run.Record(cells.Trace("s.s", [.. Enumerable.Range(0, cells.Size)]));
        run.Advance(steps * run.TimeStep);
        var columns = trace.Traces().Columns;
        double decay = Math.Exp(-0.1 / 5);
        return [.. Enumerable.Range(0, steps).Select(step => columns
            .Select(column => Math.Round(column.Values[step] - (step == 0 ? 0 : decay * column.Values[step - 1]), 9)).ToArray())];
    }

    private static double[] Sum(Network network, Population cells, int steps)
    {
        double[][] arrivals = Arrivals(network, cells, steps);
        return [.. Enumerable.Range(0, cells.Size).Select(cell => arrivals.Sum(step => step[cell]))];
    }

    private sealed record CoinInput : SynapticInput<Current>
    {
        protected internal override Expr Arriving(CellBuilder equations) => Functions.Select(equations.Chance("coin") < 0.25, 3 * pA, 0 * pA);
    }

    private sealed record DeclaringCell(Func<CellBuilder, Expr> Declaration) : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", -65 * mV);
            equations.Differential(v, equations.InputCurrent / (1 * nF));
            _ = Declaration(equations);
        }
    }
}
