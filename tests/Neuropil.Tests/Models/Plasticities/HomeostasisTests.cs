using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>Scaling, BCM and trafficking alone, together with other rules, and what cannot be.</summary>
public sealed class HomeostasisTests
{
    [Fact]
    public void A_factor_leads_to_the_target_or_says_why_not()
    {
        Assert.Equal(2, ScalingFactor.Of(new ThresholdLinear(), 3, 6), 1e-12);
        Assert.Equal((6.0 - 1) / (3 - 1), ScalingFactor.Of(new ThresholdLinear(), 3, 6, unscaled: 1), 1e-12);
        Assert.Equal(Math.Log(0.8 / 0.2) / Math.Log(0.6 / 0.4), ScalingFactor.Of(new Sigmoid(), 0.6, 0.8), 1e-9);
        Assert.Equal(Math.Sqrt(2), ScalingFactor.Of(new ThresholdPower(), 3, 6), 1e-9);
        Refused("'Sigmoid' cannot be inverted at the rate 1.5: its values between", () => ScalingFactor.Of(new Sigmoid(), 0.5, 1.5));
        Refused("'ThresholdLinear' cannot be inverted at the rate 0", () => ScalingFactor.Of(new ThresholdLinear(), 0, 1));
        Refused("it is flat there", () => ScalingFactor.Of(h => h < 1 ? 0 : h < 2 ? 5 : 5 + (h - 2), "steps", 6, 5));
        Refused("of the input 3 now and 6 then 4 is not scaled", () => ScalingFactor.Of(new ThresholdLinear(), 3, 6, unscaled: 4));

        static void Refused(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Scaling_multiplies_by_the_exponential_of_the_distance_from_the_target()
    {
        // A source that fires on the grid, no spikes of the cell: the sensor decays alone.
        var network = new Network();
        var inputs = network.Add(new Population("inputs", 20, new PoissonSource { Rate = 5 * Hz }));
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire()));
        var rule = new SynapticScaling("scaling") { Target = 4 * Hz, InitialRate = 2 * Hz, SensorTime = 1 * second, TimeConstant = 2 * second };
        var synapses = network.Connect(inputs, cells, new AllToAll(), new Exponential("e"), Uniform(0.001 * nS, 0.002 * nS), plasticity: rule);
        using var run = new Simulation(network);
        double[] before = run.SynapsesOf(synapses).In("w", nS);
        run.Advance(1000.1 * ms);
        double logarithm = Enumerable.Range(1, 10).Sum(tick => 0.1 / 2 * (1 - (0.5 * Math.Exp(-0.1 * tick))));
        var table = run.SynapsesOf(synapses);
        Assert.All(table.In("w", nS), (w, i) => Assert.Equal(before[i] * Math.Exp(logarithm), w, 1e-12));
        Assert.All(table.Numbers("factor"), factor => Assert.Equal(Math.Exp(logarithm), factor, 1e-12));
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(1.4)]
    public void One_exact_step_reaches_the_target_and_keeps_all_ratios_of_weights_that_learn(double direction)
    {
        var network = new Network { Seed = 3 };
        var inputs = network.Add(new Population("inputs", 100, new RateUnit { External = 1.0, InitialActivity = 1 }));
        var cell = network.Add(new Population("cell", 1, new RateUnit { TimeConstant = 0.01 * ms, External = 0.7, TransferFunction = new ThresholdPower() }));
        var synapses = network.Connect(inputs, cell, new AllToAll(), new DriveCoupling("drive"), Uniform(0.005, 0.035),
            plasticity: new ActivityScaling("scaling") { Interval = 1 * second });
        using var run = new Simulation(network);
        run.Advance(1 * ms);
        double before = run.Values(cell, "r").Numbers()[0];
        double[] old = run.SynapsesOf(synapses).Numbers("w");
        double factor = ScalingFactor.Of(new ThresholdPower(), before, direction * before, unscaled: 0.7);
        run.Set(synapses, "w", Array.ConvertAll(old, w => (Number)(factor * w)));
        run.Advance(1 * ms);
        Assert.Equal(direction, run.Values(cell, "r").Numbers()[0] / before, 1e-12);
        double[] now = run.SynapsesOf(synapses).Numbers("w");
        Assert.All(now, (w, i) => Assert.Equal(1, w / now[0] / (old[i] / old[0]), 1e-12));
        Assert.NotEqual(1, factor, 0.1);
    }

    // The sensor stands at nothing: each tick of an interval as long as tau takes the logarithm of a weight by one. A shorter tau is refused, wherever it is
    // said.
    [Fact]
    public void A_tick_that_would_be_a_leap_is_refused_where_the_rule_is_declared_drawn_or_set()
    {
        const string Bound = "expected more than 0 ms, and at least 100 ms.";
        var rule = new SynapticScaling("scaling") { InitialRate = 0 * Hz, TimeConstant = 100 * ms };
        var (run, synapses) = Built(rule);
        using (run)
        {
            run.Advance(300.1 * ms);
            Assert.All(run.SynapsesOf(synapses).In("w", nS), w => Assert.Equal(0.01 * Math.Exp(3), w, 1e-12));
            Assert.Equal(
                $"'scaling.timeConstant' of projection '{synapses.Name}' cannot become 1 ms: scaling.timeConstant is 1 ms; {Bound}",
                Assert.Throws<ArgumentException>(() => run.Set(synapses, "timeConstant", 1 * ms)).Message);
        }

        Assert.EndsWith($"scaling.timeConstant is 99 ms; {Bound}", Refused(rule with { TimeConstant = 99 * ms }), StringComparison.Ordinal);
        Assert.Matches($"scaling.timeConstant is [0-9.]+ ms; {Bound}", Refused(rule with { TimeConstant = Uniform(1 * ms, 50 * ms) }));
        Assert.Contains("both.scaling.timeConstant is 10 ms", Refused(new PlasticityTogether(
            "both", rule with { TimeConstant = 10 * ms }, new SpikeTimingPlasticity<Conductance>("pairs") { LargestWeight = 1 * nS })),
            StringComparison.Ordinal);

        static string Refused(Plasticity plasticity) => Assert.Throws<ArgumentException>(() => Built(plasticity)).Message;

        static (Simulation Run, Projection Synapses) Built(Plasticity plasticity)
        {
            var network = new Network();
            var inputs = network.Add(new Population("inputs", 5, new PoissonSource { Rate = 0 * Hz }));
            var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire()));
            var synapses = network.Connect(inputs, cells, new AllToAll(), new Exponential("e"), 0.01 * nS, plasticity: plasticity);
            return (new Simulation(network), synapses);
        }
    }

    [Fact]
    public void An_interval_that_is_too_long_for_one_synapse_of_many_is_named()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 20, new LeakyIntegrateAndFire()));
        network.Connect(cells, cells, new AllToAll(), new Exponential("e"), 0.01 * nS, plasticity: new ReceptorTrafficking<Conductance>("ampa")
        {
            PerReceptor = 0.001 * nS, Interval = 100 * ms, Trapping = Uniform(0.01 * Hz, 0.1 * Hz),
        });
        string message = Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
        Assert.Contains("ampa.leavingInAnInterval begins at 1.", message, StringComparison.Ordinal);
        Assert.Contains("its bounds are 0 and 1.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_bound_receptors_than_there_are_is_an_error()
    {
        foreach (NumberParameter bound in new NumberParameter[] { 201, Uniform(201.0, 300.0) })
        {
            var network = new Network();
            var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire()));
            network.Connect(cells, cells, new AllToAll(), new Exponential("e"), 0.01 * nS,
                plasticity: new ReceptorTrafficking<Conductance>("ampa") { PerReceptor = 0.001 * nS, InitialBound = bound });
            string message = Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
            Assert.Contains(bound.IsUniform ? "Of 200 receptors 201 are bound at the start; expected 0 to 200." : "ampa.internal begins at -", message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pools_converge_at_order_one_to_the_printed_equations()
    {
        // Fluxes are frozen for an interval: halving it halves the error.
        double[] errors = [.. new[] { 80, 40, 20 }.Select(interval =>
        {
            var network = new Network();
            var sources = network.Add(new Population("sources", 1, new PoissonSource { Rate = 0 * Hz }));
            var cells = network.Add(new Population("cells", 1, new LeakyIntegrateAndFire()));
            var synapses = network.Connect(sources, cells, new OneToOne(), new Exponential("e"), 0.01 * nS,
                plasticity: new ReceptorTrafficking<Conductance>("ampa") { PerReceptor = 0.001 * nS, Interval = interval * ms, InitialBound = 10 });
            using var run = new Simulation(network, new RunOptions { TimeStep = 10 * ms });
            run.Advance(20_010 * ms);
            return Math.Abs(run.SynapsesOf(synapses).Numbers("bound")[0] - Bound());
        })];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 0.9, 1.1);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 0.9, 1.1);

        // The classical Runge-Kutta method in steps of a millisecond, for 20 s.
        static double Bound()
        {
            double[] x = [190, 0, 0, 10];
            for (int n = 0; n < 20_000; n++)
            {
                const double H = 1e-3;
                double[] k1 = Slope(x), k2 = Slope(At(x, k1, H / 2)), k3 = Slope(At(x, k2, H / 2)), k4 = Slope(At(x, k3, H));
                x = [.. x.Select((value, i) => value + (H / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i])))];
            }

            return x[3];
        }

        static double[] Slope(double[] x)
        {
            double inserted = (0.01 * x[0]) - (0.05 * x[1]), entered = (0.5 * x[1]) - x[2], trapped = (0.02 * x[2] * (60 - x[3])) - (0.1 * x[3]);
            return [-inserted, inserted - entered, entered - trapped, trapped];
        }

        static double[] At(double[] from, double[] slope, double h) => [.. from.Zip(slope, (value, by) => value + (h * by))];
    }

    [Fact]
    public void Two_rules_share_synapses_and_two_that_contradict_are_refused()
    {
        var network = new Network { Seed = 2 };
        var inputs = network.Add(new Population("inputs", 30, new RateUnit { External = 1.0 }));
        var cells = network.Add(new Population("cells", 4, new RateUnit { TimeConstant = 1 * ms }));
        var bcm = new BcmPlasticity("bcm") { LearningRate = 0 * Hz, Interval = 1 * ms };
        var scaling = new ActivityScaling("scaling") { Target = 2, SensorTime = 20 * ms, TimeConstant = 100 * ms, Interval = 1 * ms };
        var learned = network.Connect(inputs, cells, new AllToAll(), new DriveCoupling("drive"), Uniform(0.01, 0.05),
            plasticity: new PlasticityTogether("both", bcm, scaling));
        using var run = new Simulation(network);
        run.Advance(3 * second);
        Assert.All(run.Values(cells, "r").Numbers(), r => Assert.Equal(2, r, 1e-5));
        Assert.Contains("both.bcm.theta", run.SynapsesOf(learned).Names);

        var spikes = new EquationPlasticity("up", "on target spike: w = w + 0.001 nS");
        var other = new Network();
        var sources = other.Add(new Population("sources", 2, new PoissonSource()));
        other.Connect(sources, other.Add(new Population("cells", 2, new LeakyIntegrateAndFire())), new AllToAll(), new Exponential("e"), 1 * nS,
            plasticity: new PlasticityTogether("both", spikes, spikes with { Name = "again" }));
        Assert.Contains("Two statements on a postsynaptic spike give w", Assert.Throws<ArgumentException>(() => new Simulation(other)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Bcm_has_its_bounds_and_its_other_functions()
    {
        foreach (var modification in new[] { ModificationFunction.Quadratic, ModificationFunction.PerThreshold, ModificationFunction.Cubic })
        {
            var network = new Network();
            var inputs = network.Add(new Population("inputs", 1, new RateUnit { External = 1.0, InitialActivity = 1.0 }));
            var cells = network.Add(new Population("cells", 1, new RateUnit { TimeConstant = 0.01 * ms, InitialActivity = 1.5 }));
            var learned = network.Connect(inputs, cells, new AllToAll(), new DriveCoupling("drive"), 1.5, plasticity: new BcmPlasticity("bcm")
            {
                LearningRate = 2 * Hz, ThresholdTime = 100 * ms, Modification = modification, SmallestWeight = 0.0, LargestWeight = 1.8, Interval = 1 * ms,
            });
            using var run = new Simulation(network);
            run.Advance(30 * ms);
            double early = run.SynapsesOf(learned).Numbers("w")[0];
            Assert.InRange(early, 1.5, 1.8);
            run.Advance(10 * second);
            Assert.Equal(1, run.Values(cells, "r").Numbers()[0], 1e-6);
            Assert.Equal(1, run.SynapsesOf(learned).Numbers("theta")[0], 1e-6);
        }
    }

    [Theory]
    [InlineData("thresholdTime")]
    [InlineData("targetActivity")]
    [InlineData("interval")]
    public void Bcm_refuses_what_cannot_be(string name)
    {
        var network = new Network();
        var inputs = network.Add(new Population("inputs", 1, new RateUnit()));
        var rule = new BcmPlasticity("bcm");
        rule = name switch
        {
            "thresholdTime" => rule with { ThresholdTime = 0 * ms },
            "targetActivity" => rule with { TargetActivity = -1 },
            _ => rule with { Interval = 0 * ms },
        };
        network.Connect(inputs, inputs, new AllToAll(), new DriveCoupling("drive"), 1.0, plasticity: rule);
        string message = Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
        Assert.Contains(name == "interval" ? "has a period of 0" : $"bcm.{name}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pools_keep_all_receptors_and_follow_their_equations()
    {
        var network = new Network();
        var sources = network.Add(new Population("sources", 1, new PoissonSource { Rate = 0 * Hz }));
        var cells = network.Add(new Population("cells", 1, new LeakyIntegrateAndFire()));
        var synapses = network.Connect(sources, cells, new OneToOne(), new Exponential("e"), 0.01 * nS, plasticity: new ReceptorTrafficking<Conductance>("ampa")
        {
            PerReceptor = 0.001 * nS, Interval = 1 * ms, InitialBound = 10,
        });
        using var run = new Simulation(network, new RunOptions { TimeStep = 1 * ms });
        run.Advance(20_001 * ms);
        double i = 190, e = 0, m = 0, b = 10;
        for (int step = 0; step < 2_000_000; step++)
        {
            const double Dt = 1e-5;
            double inserted = (0.01 * i) - (0.05 * e), entered = (0.5 * e) - m, trapped = (0.02 * m * (60 - b)) - (0.1 * b);
            (i, e, m, b) = (i - (Dt * inserted), e + (Dt * (inserted - entered)), m + (Dt * (entered - trapped)), b + (Dt * trapped));
        }

        var table = run.SynapsesOf(synapses);
        double[] found = [.. new[] { "internal", "extrasynaptic", "mobile", "bound" }.Select(name => table.Numbers(name)[0])];
        double[] expected = [i, e, m, b];
        Assert.All(found, (value, pool) => Assert.Equal(expected[pool], value, 0.02));
        Assert.Equal(200, found.Sum(), 1e-10);
        Assert.Equal(found[3] * 0.001, table.In("w", nS)[0], 1e-12);
        Assert.Contains("is too long for these rates", Assert.Throws<ArgumentException>(() =>
        {
            var other = new Network();
            var cell = other.Add(new Population("cells", 1, new LeakyIntegrateAndFire()));
            other.Connect(cell, cell, new OneToOne(), new Exponential("e"), 0.01 * nS, plasticity: new ReceptorTrafficking<Conductance>("ampa")
            {
                PerReceptor = 0.001 * nS, Interval = 1 * second,
            });
            return new Simulation(other);
        }).Message, StringComparison.Ordinal);
    }
}
