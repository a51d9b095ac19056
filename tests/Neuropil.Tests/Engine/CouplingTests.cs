using System.Security.Cryptography;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>What acts all the time: sums over sources against a slow twin, gap junctions and rate units against closed forms.</summary>
public class CouplingTests
{
    private const int Sources = 70;
    private const int Targets = 133;

    public static TheoryData<string, bool, Precision> Wirings
    {
        get
        {
            var data = new TheoryData<string, bool, Precision>();
            foreach (string rule in new[] { "all", "all but self", "sparse", "pairs", "drawn all" })
            {
                data.Add(rule, false, Precision.Double);
                data.Add(rule, true, Precision.Double);
                data.Add(rule, false, Precision.Single);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Wirings))]
    public void Every_target_feels_the_weighted_sum_of_what_its_sources_were(string rule, bool recurrent, Precision precision)
    {
        var initial = Enumerable.Range(0, Targets).Select(i => 0.1 + (0.01 * i)).ToArray();
        var network = new Network { Seed = 3 };
        var targets = network.Add(new Population("targets", Targets, new RateUnit { InitialActivity = initial, External = 0.5 }));
        var sources = recurrent ? targets.Slice("some", 20..(20 + Sources))
            : network.Add(new Population("sources", Sources, new RateUnit { InitialActivity = initial[..Sources] }));
        ConnectionRule wiring = rule switch
        {
            "all but self" => new AllToAll { SelfConnections = false },
            "sparse" => new FixedProbability(0.2),
            "pairs" => new OneToOne(),
            _ => new AllToAll(),
        };
        var onto = rule == "pairs" ? targets.Slice("paired", 5..(5 + Sources)) : targets.Slice("most", 3..);
        NumberParameter weight = rule is "drawn all" or "sparse" ? Normal(0.01, 0.02) : 0.0125;
        network.Connect(sources, onto, wiring, new DriveCoupling("recurrent"), weight);
        var weights = WeightsOf(network, sources, onto);
        Assert.True(weights.Cast<double>().Count(w => w != 0) > 50);

        using var run = new Simulation(network, new RunOptions { Precision = precision });
        var trace = run.Record(targets.Trace("r", [.. Enumerable.Range(0, Targets)]));
        run.Advance(5 * run.TimeStep);
        double[] r = initial;
        double[] s = recurrent ? [] : initial[..Sources];
        for (int step = 1; step <= 5; step++)
        {
            (r, s) = (Advance(r, i => 0.5 + Sum(i, recurrent ? r[20..(20 + Sources)] : s)), Advance(s, _ => 0));
            for (int i = 0; i < Targets; i++)
            {
                Assert.Equal(r[i], trace.Traces().Columns[i].Values[step], precision == Precision.Single ? 1e-6 : 1e-13);
            }
        }

        double Sum(int target, double[] values)
            => Enumerable.Range(0, Sources).Sum(source => weights[target, source] * values[source]);

        static double[] Advance(double[] r, Func<int, double> drive)
            => r.Select((value, i) => value + ((Math.Max(drive(i), 0) - value) * (1 - Math.Exp(-0.01)))).ToArray();
    }

    [Fact]
    public void A_passive_pair_has_the_coupling_coefficients_of_the_circuit()
    {
        // Cells of 200 pS and a junction of 10 pS: g_c/(g_c + g_L) for a constant current, g_c/|g_c + g_L + 2 pi i f C| for a sinusoid.
        Assert.Equal(0.047619, Ratio(null), 1e-6);
        double admittance = double.Hypot(210, 2 * Math.PI * 20 * 20); // pS at 20 Hz and 20 pF
        Assert.Equal(10 / admittance, Ratio(20 * Hz), 2e-6);

        static double Ratio(Frequency? frequency)
        {
            InjectedCurrent current = frequency is { } f
                ? new SinusoidalCurrent { Amplitude = 1 * pA, Frequency = f }
                : new ConstantCurrent { Amplitude = 1 * pA };
            var network = new Network();
            var passive = new LeakyCell { Capacitance = 20 * pF, Leak = 200 * pS, Rest = 0 * mV, Threshold = 1 * volt };
            var first = network.Add(new Population("first", 1, passive with { Inputs = [current] }));
            var second = network.Add(new Population("second", 1, passive));
            network.Connect(first, second, new OneToOne(), new GapJunction("gap"), 10 * pS);
            network.Connect(second, first, new OneToOne(), new GapJunction("gap"), 10 * pS);
            using var run = new Simulation(network, new RunOptions { TimeStep = 0.01 * ms, Method = Integrators.RungeKutta4 });
            var traces = new[] { run.Record(first.Trace("V", 0)), run.Record(second.Trace("V", 0)) };
            run.Advance(2000 * ms);
            double[] amplitude = [.. traces.Select(trace => trace.Traces().Columns[0].Values.TakeLast(10_000))
                .Select(v => frequency is null ? v.Last() : (v.Max() - v.Min()) / 2)];
            return amplitude[1] / amplitude[0];
        }
    }

    [Fact]
    public void Current_that_leaves_one_cell_enters_the_other()
    {
        // Without leak the charge C (V1 + V2) stays: what the junction takes it gives, up to the first order of the step.
        var network = new Network();
        var closed = new LeakyCell { Capacitance = 100 * pF, Leak = 0 * nS, Threshold = 1 * volt };
        var cells = network.Add(new Population("cells", 2, closed) { Initial = { ["V"] = new[] { -80 * mV, -60 * mV } } });
        network.Connect(cells, cells, new AllToAll { SelfConnections = false }, new GapJunction("gap"), 5 * nS);
        using var run = new Simulation(network);
        var trace = run.Record(cells.Trace("V", 0, 1));
        run.Advance(20 * ms);
        var (a, b) = (trace.Traces().Columns[0].Values, trace.Traces().Columns[1].Values);
        Assert.All(a.Zip(b, (x, y) => x + y), sum => Assert.Equal(-140, sum, 1e-9));
        Assert.Equal(-20 * Math.Exp(-2 * 5 * 20 / 100.0), a[^1] - b[^1], 0.02);
    }

    [Fact]
    public void A_graded_synapse_follows_the_presynaptic_voltage()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new LeakyCell { Rest = -37 * mV, Threshold = 1 * volt }) { Initial = { ["V"] = -37 * mV } });
        var target = network.Add(new Population("target", 1, new LeakyCell { Leak = 10 * nS, Rest = -70 * mV, Threshold = 1 * volt }));
        network.Connect(source, target, new OneToOne(), new GradedSynapse("graded") { Reversal = -10 * mV }, 4 * nS);
        using var run = new Simulation(network);
        var trace = run.Record(target.Trace("V", 0));
        run.Advance(1 * second);
        double g = 4 / (1 + Math.Exp(-3.0 / 5));
        Assert.Equal(((10 * -70) + (g * -10)) / (10 + g), trace.Traces().Columns[0].Values[^1], 1e-5);
    }

    [Theory]
    [InlineData(39, false)]
    [InlineData(41, true)]
    public void Excitation_and_inhibition_lose_stability_where_the_theory_says(double inhibitoryTimeConstant, bool oscillates)
    {
        // w_EE 2, w_IE 2, w_II 1, w_EI 1.5, tau_E 20 ms: stable for (w_EE - 1)/tau_E < (1 + w_II)/tau_I, that is below 40 ms; there
        // omega^2 = (w_EI w_IE - (w_EE - 1)(1 + w_II))/(tau_E tau_I) gives 5.6 Hz. Both rates rest at 20.
        var network = new Network();
        var e = network.Add(new Population("E", 1, new RateUnit { TimeConstant = 20 * ms, External = 10, InitialActivity = 20.5 }));
        var i = network.Add(new Population("I", 1, new RateUnit { TimeConstant = inhibitoryTimeConstant * ms, External = 0, InitialActivity = 20 }));
        var coupling = new DriveCoupling("coupling");
        network.Connect(e, e, new AllToAll(), coupling, 2);
        network.Connect(e, i, new AllToAll(), coupling, 2);
        network.Connect(i, e, new AllToAll(), coupling, -1.5);
        network.Connect(i, i, new AllToAll(), coupling, -1);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.002 * ms });
        var trace = run.Record(e.Trace("r", 0) with { Interval = 0.1 * ms });
        run.Advance(2 * second);
        double[] late = [.. trace.Traces().Columns[0].Values.TakeLast(5000)];
        double[] early = [.. trace.Traces().Columns[0].Values.Take(5000)];
        Assert.Equal(oscillates, late.Max() - late.Min() > early.Max() - early.Min());
        var crossings = Enumerable.Range(1, late.Length - 1).Where(k => late[k - 1] < 20 && late[k] >= 20).ToArray();
        Assert.InRange(10_000.0 * (crossings.Length - 1) / (crossings[^1] - crossings[0]), 5.5, 5.8);
    }

    [Fact]
    public void A_binary_unit_looks_at_its_drive_at_moments_of_a_Poisson_process()
    {
        var network = new Network();
        var units = network.Add(new Population("units", 4000, new BinaryUnit { TimeConstant = 10 * ms, External = 2 }));
        var off = network.Add(new Population("off", 4000, new BinaryUnit { TimeConstant = 10 * ms, External = 1, InitialActivity = 1 }));
        using var run = new Simulation(network);
        var (on, spikes, left) = (run.Record(units.Mean("r")), run.Record(units.Spikes), run.Record(off.Mean("r")));
        run.Advance(10 * ms);
        double expected = 1 - Math.Exp(-1);
        double error = 4.5 * Math.Sqrt(expected * (1 - expected) / 4000);
        Assert.InRange(on.Traces().Columns[0].Values[^1], expected - error, expected + error);
        Assert.InRange(left.Traces().Columns[0].Values[^1], 1 - expected - error, 1 - expected + error);
        Assert.Equal(on.Traces().Columns[0].Values[^1] * 4000, spikes.Count, 1e-6);
    }

    [Theory]
    [InlineData(2, LaneWidth.Auto, Precision.Double, 0)]
    [InlineData(3, LaneWidth.Scalar, Precision.Double, 0)]
    [InlineData(1, LaneWidth.Bits256, Precision.Double, 123)]
    [InlineData(3, LaneWidth.Bits128, Precision.Single, 77)]
    public void Threads_widths_and_a_resume_change_nothing(int threads, LaneWidth width, Precision precision, int resumeAt)
    {
        var options = new RunOptions { Precision = precision, Threads = threads, Width = width };
        Assert.Equal(Hash(new RunOptions { Precision = precision, Threads = 1 }, 0), Hash(options, resumeAt));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        var network = new Network();
        var spiking = network.Add(new Population("spiking", 2, new PoissonSource()));
        var cells = network.Add(new Population("cells", 2, new LeakyCell()));
        var rates = network.Add(new Population("rates", 2, new RateUnit()));
        Error("'spiking' only sends spikes", () => network.Connect(spiking, cells, new OneToOne(), new GapJunction("gap"), 1 * nS));
        Error("a coupling has no delay, but 1 ms", () => network.Connect(cells, cells, new OneToOne(), new GapJunction("gap"), 1 * nS, 1 * ms));
        Error("Population 'cells': it has no drive", () => Built(cells, cells, new DriveCoupling("d") { Variable = "V" }));
        Error("'R'. Did you mean 'r'", () => Built(rates, rates, new DriveCoupling("d") { Variable = "R" }));

        static void Error(string expected, Action action) => Assert.Contains(expected, Assert.ThrowsAny<Exception>(action).Message, StringComparison.Ordinal);

        void Built(Population source, Population target, DriveCoupling coupling)
        {
            var own = new Network();
            own.Add(source);
            if (target != source)
            {
                own.Add(target);
            }

            own.Connect(source, target, new OneToOne(), coupling, 1);
            new Simulation(own).Dispose();
        }
    }

    // A network of rate units, binary units and cells with gap junctions, all with noise.
    private static string Hash(RunOptions options, int resumeAt)
    {
        using var file = new MemoryStream();
        if (resumeAt > 0)
        {
            using var before = new Simulation(Mixed(), options with { Threads = 2 });
            Record(before);
            before.Advance(resumeAt * before.TimeStep);
            before.SaveCheckpoint(file);
            file.Position = 0;
        }

        using var run = new Simulation(Mixed(), options);
        var (traces, spikes) = Record(run);
        if (resumeAt > 0)
        {
            run.LoadCheckpoint(file);
        }

        run.Advance(30 * ms - run.Time);
        Assert.All(spikes, record => Assert.True(record.Count > 20));
        var numbers = traces.SelectMany(record => record.Traces().Columns).SelectMany(column => column.Values).SelectMany(BitConverter.GetBytes);
        return string.Concat(spikes.Select(record => record.Trains().Hash())) + Convert.ToHexString(SHA256.HashData([.. numbers]));
    }

    /// <summary>Rate units, binary units and cells with gap junctions, coupled in every form.</summary>
    internal static Network Mixed()
    {
        var network = new Network { Seed = 11 };
        var rates = network.Add(new Population("rates", 150, new RateUnit { Noise = 0.3, External = Uniform(0, 1), TransferFunction = new Sigmoid() }));
        var binary = network.Add(new Population("binary", 200, new BinaryUnit { TimeConstant = 2 * ms, External = 1.2 }));
        var cells = network.Add(new Population("cells", 130, new LeakyCell { Inputs = [new OrnsteinUhlenbeckCurrent { Mean = 160 * pA }] }));
        network.Connect(rates, rates, new AllToAll(), new DriveCoupling("dense"), Normal(0, 0.1));
        network.Connect(binary, binary, new FixedInDegree(20) { WithRepetition = true }, new DriveCoupling("sparse"), -0.1);
        network.Connect(rates, binary, new AllToAll(), new DriveCoupling("mean"), 0.005);
        network.Connect(cells, cells, new FixedProbability(0.1) { SelfConnections = false }, new GapJunction("gap"), Uniform(0.1 * nS, 0.5 * nS));
        return network;
    }

    private static (TraceRecord[] Traces, SpikeRecord[] Spikes) Record(Simulation run)
    {
        var populations = run.Network.Populations;
        return (
            [run.Record(populations[0].Trace("r", 0, 77, 149)), run.Record(populations[2].Trace("V", 0, 128))],
            [run.Record(populations[1].Spikes), run.Record(populations[2].Spikes)]);
    }

    // weights[target of the population, source of the slice], from what one step from a single active source gives.
    private static double[,] WeightsOf(Network network, PopulationSlice sources, PopulationSlice onto)
    {
        var projection = network.Projections[0];
        var connectivity = Neuropil.Networks.ConnectivityBuilder.Build(projection.Rule, projection.Ends, network.Seed, 0, 1);
        var result = new double[onto.Population.Size, sources.Count];
        for (int source = 0; source < sources.Count; source++)
        {
            var stream = new RandomStream(network.Seed, RandomPurpose.Weight, RandomStream.Entity(0, (ulong)source));
            foreach (int target in connectivity.Row(source))
            {
                double weight = projection.Weight.IsUniform ? projection.Weight.UniformSi : ((Parameter<Number>)projection.Weight).Sample(ref stream);
                result[onto.Start + target, source] += (float)weight;
            }
        }

        return result;
    }
}
