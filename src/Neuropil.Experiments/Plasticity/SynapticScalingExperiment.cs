using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="SynapticScalingExperiment"/>.</summary>
internal sealed record SynapticScalingParameters
{
    [Option("inputs of a cell", AtLeast = "20", AtMost = "1000")] public int Inputs { get; init; } = 100;
    [Option("target rate", AtLeast = "1 Hz", AtMost = "20 Hz", Unit = "Hz")] public Frequency TargetRate { get; init; } = 5 * Hz;
    [Option("by which factor the inputs' rate falls", MoreThan = "0.2", AtMost = "1")] public double Deprivation { get; init; } = 0.6;
    [Option("how long the spiking cells run after each change", AtLeast = "50 s", AtMost = "10000 s",
        Unit = "s")] public Time Duration { get; init; } = 150 * second;
}

/// <summary>Synaptic scaling: one exact step, its slow form in rate units, and in spiking cells that are deprived and given back their input.</summary>
internal sealed class SynapticScalingExperiment : Experiment<SynapticScalingParameters>
{
    private const int Cells = 20;
    private static readonly Time step = 1 * ms;

    public override string Name => "synaptic-scaling";

    public override string Question => "How does a cell return to its target rate without forgetting which of its synapses are strong?";

    public override string Source =>
        "Turrigiano et al., Nature 391 (1998); van Rossum, Bi and Turrigiano, J. Neurosci. 20 (2000); plasticity, synaptic scaling";

    public override void Run(SynapticScalingParameters p, Session session, Findings findings)
    {
        OneStep(p, session, findings);
        Slowly(p, session, findings);
        AtBound(p, session, findings);
        Spiking(p, session, findings);
    }

    // g = (phi^-1(r*) - I0)/(phi^-1(r) - I0), for three functions, from above and from below, without and with unscaled input.
    private static void OneStep(SynapticScalingParameters p, Session session, Findings findings)
    {
        TransferFunction[] functions = [new ThresholdLinear { Gain = 2, Threshold = 0.5 }, new Sigmoid { Threshold = 2, Width = 0.5 },
            new ThresholdPower { Gain = 0.1 }];
        double largest = 0, ratios = 0;
        List<(double Before, double After, double Factor)> rows = [];
        foreach (var function in functions)
        {
            foreach (double unscaled in new[] { 0, 0.7 })
            {
                foreach (double direction in new[] { 0.6, 1.4 })
                {
                    var network = session.NewNetwork();
                    double[] rates = [.. Enumerable.Range(0, p.Inputs).Select(i => 0.5 + ((i * 7) % 13 / 10.0))];
                    var inputs = network.Add(new Population("inputs", p.Inputs, new HeldRate()) { Initial = { ["r"] = rates } });
                    var unit = new RateUnit { TimeConstant = step / 40, External = unscaled, TransferFunction = function };
                    var cell = network.Add(new Population("cell", 1, unit));

                    // Weights of synapses that learn are double precision; the rule's own first tick is behind the end.
                    var synapses = network.Connect(inputs, cell, new AllToAll(), new DriveCoupling("drive"), Uniform(0.5 / p.Inputs, 3.5 / p.Inputs),
                        plasticity: new ActivityScaling("scaling") { Interval = 1 * second });
                    using var run = session.Simulate(network, step, precision: Precision.Double);
                    run.Advance(5 * step, Progress.None);
                    double before = run.Simulation.Values(cell, "r").Numbers()[0];
                    double target = function is Sigmoid && direction > 1 ? before + (0.4 * (1 - before)) : direction * before;
                    double factor = ScalingFactor.Of(function, before, target, unscaled);
                    double[] old = run.Simulation.SynapsesOf(synapses).Numbers("w");
                    run.Simulation.Set(synapses, "w", Array.ConvertAll(old, w => (Number)(w * factor)));
                    run.Advance(5 * step, Progress.None);
                    double after = run.Simulation.Values(cell, "r").Numbers()[0];
                    largest = Math.Max(largest, Math.Abs((after / target) - 1));
                    rows.Add((before / target, after / target, factor));
                    double[] now = run.Simulation.SynapsesOf(synapses).Numbers("w");
                    ratios = Math.Max(ratios, now.Select((w, i) => Math.Abs((w / old[i] / (now[0] / old[0])) - 1)).Max());
                }
            }
        }

        findings.Check("one step: largest relative distance from the target, three functions, both directions, with and without unscaled input", 0, largest,
            1e-12, "g = (phi^-1(r*) - I0)/(phi^-1(r) - I0)");
        findings.Check("one step: ratios of weights, largest relative change", 0, ratios, 1e-12, "one factor for all");
        findings.Table("one-step.csv", "one exact step of scaling", rows, ("rate before over target", row => row.Before), ("after", row => row.After),
            ("factor", row => row.Factor));
    }

    private static void Slowly(SynapticScalingParameters p, Session session, Findings findings)
    {
        const double Unscaled = 0.7;
        var function = new Sigmoid { Threshold = 2, Width = 0.5 };
        double[] targets = [0.2, 0.7];
        var network = session.NewNetwork();
        double[] rates = [.. Enumerable.Range(0, p.Inputs).Select(i => 0.5 + ((i * 7) % 13 / 10.0))];
        var inputs = network.Add(new Population("inputs", p.Inputs, new HeldRate()) { Initial = { ["r"] = rates } });
        List<(PopulationSlice Cell, Projection<Number> Synapses, double Target)> cases = [];
        foreach (double target in targets)
        {
            var cell = network.Add(new Population($"to {target}", 1, new RateUnit { TimeConstant = step, External = Unscaled, TransferFunction = function }));
            var rule = new ActivityScaling("scaling") { Target = target, SensorTime = 50 * ms, TimeConstant = 500 * ms, Interval = 5 * ms };
            cases.Add((cell, network.Connect(inputs, cell, new AllToAll(), new DriveCoupling("drive"), Uniform(0.5 / p.Inputs, 2.5 / p.Inputs),
                plasticity: rule), target));
        }

        var run = session.Simulate(network, step, precision: Precision.Double);
        run.Advance(4 * step, Progress.None); // the rates before the first tick
        double[] start = [.. cases.Select(one => run.Simulation.Values(one.Cell, "r").Numbers()[0])];
        double[][] old = [.. cases.Select(one => run.Simulation.SynapsesOf(one.Synapses).Numbers("w"))];
        List<double> time = [];
        var course = cases.Select(_ => new List<double>()).ToArray();
        for (int i = 0; i < 300; i++)
        {
            time.Add(run.Time / second);
            for (int k = 0; k < cases.Count; k++)
            {
                course[k].Add(run.Simulation.Values(cases[k].Cell, "r").Numbers()[0]);
            }

            run.Advance(50 * ms, Progress.None);
        }

        for (int k = 0; k < cases.Count; k++)
        {
            double[] now = run.Simulation.SynapsesOf(cases[k].Synapses).Numbers("w");
            double factor = run.Simulation.SynapsesOf(cases[k].Synapses).Numbers("factor")[0];
            double drive = Enumerable.Range(0, p.Inputs).Sum(i => old[k][i] * rates[i]) + Unscaled;
            double exact = ScalingFactor.Of(function, 1 / (1 + Math.Exp((2 - drive) / 0.5)), cases[k].Target, Unscaled);
            findings.Check($"slowly to {cases[k].Target}: rate", cases[k].Target, course[k][^1], 1e-6, "fixed point of tau dw/dt = w (1 - r/r*)");
            findings.Check($"slowly to {cases[k].Target}: factor", exact, factor, 1e-5 * exact, "(phi^-1(r*) - I0)/(phi^-1(r) - I0)");
            findings.Check(
                $"slowly to {cases[k].Target}: ratios of weights, largest relative change", 0,
                now.Zip(old[k], (w, w0) => w / w0).Select(ratio => Math.Abs((ratio / (now[0] / old[k][0])) - 1)).Max(), 1e-12, "one factor for all");
        }

        findings.Check(new Check("one cell scaled up, one down", 1, (start[0] - targets[0]) * (start[1] - targets[1]) < 0 ? 1 : 0, 0,
            "start between the targets"));
        findings.Panels(
            "slow-scaling", "Scaling in rate units", "Two units with the same inputs and different targets (grey); a part of the drive is not scaled.",
            Plot.Panel(
                new Axis("Time", "s"), new Axis("Activity") { Minimum = 0 },
                [.. cases.Select((one, k) => (PlotLayer)Plot.Line($"target {one.Target}", time, course[k], colour: Palette.At(k))),
                .. targets.Select(target => ReferenceLine.AtY(target))]));
    }

    // A weight at its bound no longer keeps its ratio, and the others make up for it.
    private static void AtBound(SynapticScalingParameters p, Session session, Findings findings)
    {
        const double Unscaled = 0.7, Target = 0.7;
        double bound = 2.0 / p.Inputs, input = 2 + (0.5 * Math.Log(Target / (1 - Target))); // the sigmoid's inverse
        double[] initial = [.. Enumerable.Range(0, p.Inputs).Select(i => (i == 0 ? 1.9 : 0.8 + (i * 5 % 11 * 0.03)) / p.Inputs)];
        var network = session.NewNetwork();
        var inputs = network.Add(new Population("inputs", p.Inputs, new HeldRate()) { Initial = { ["r"] = 1.1 } });
        var unit = new RateUnit { TimeConstant = step, External = Unscaled, TransferFunction = new Sigmoid { Threshold = 2, Width = 0.5 } };
        var cell = network.Add(new Population("cell", 1, unit));
        var scaling = new ActivityScaling("scaling") { Target = Target, SensorTime = 50 * ms, TimeConstant = 500 * ms, Interval = 5 * ms };
        var synapses = network.Connect(
            inputs, cell, new ExplicitPairs([.. initial.Select((_, i) => (i, 0))]), new DriveCoupling("drive"), Array.ConvertAll(initial, w => (Number)w),
            plasticity: new PlasticityTogether("bounded", new Room("room", bound), scaling));
        using var run = session.Simulate(network, step, precision: Precision.Double);
        run.Advance(15 * second, Progress.None);
        double[] now = run.Simulation.SynapsesOf(synapses).Numbers("w");
        findings.Check(Check.Exactly("weights at their bound, which have lost their ratio to the others", 1, now.Count(w => w == bound),
            "one begins so near that the common factor would lead beyond it"));
        double[] factors = [.. now.Zip(initial, (w, w0) => w / w0).Skip(1)];
        double exact = (((input - Unscaled) / 1.1) - bound) / initial.Skip(1).Sum();
        findings.Check("one weight at its bound: factor of the others", exact, factors[0], 1e-5 * exact,
            "the drive at the target less that of the bounded weight");
        findings.Check("one weight at its bound: ratios of the others, largest relative change", 0, factors.Max(f => Math.Abs((f / factors[0]) - 1)), 1e-12,
            "one factor for all that are free");
        findings.Measure("factor that the bound leaves of the weight that is at it", now[0] / initial[0]);
    }

    // Cells of the same weights lose a part of their input, and get it back.
    private static void Spiking(SynapticScalingParameters p, Session session, Findings findings)
    {
        var network = session.NewNetwork();
        var inputs = network.Add(new Population("inputs", Cells * p.Inputs, new PoissonSource { Rate = 10 * Hz }));
        var cells = network.Add(new Population("cells", Cells, new LeakyIntegrateAndFire()));
        var pairs = new ExplicitPairs([.. Enumerable.Range(0, Cells * p.Inputs).Select(i => (i, i / p.Inputs))]);
        var rule = new SynapticScaling("scaling") { Target = p.TargetRate, SensorTime = 5 * second, TimeConstant = 15 * second };
        Conductance mean = 150.0 / p.Inputs * nS;
        var synapses = network.Connect(inputs, cells, pairs, new Exponential("excitation") { Decay = 3 * ms }, LogNormal(mean, 0.5 * mean), plasticity: rule);
        var run = session.Simulate(network, step, precision: Precision.Double);
        var spikes = run.Record(cells.Spikes);
        double[] initial = run.Simulation.SynapsesOf(synapses).In("w", nS);
        double phase = p.Duration / second;
        var progress = session.Progress.Towards(3 * p.Duration);
        run.Advance(p.Duration, progress);
        double[] before = run.Simulation.SynapsesOf(synapses).In("w", nS);
        run.Simulation.Set(inputs, "rate", 10 * p.Deprivation * Hz);
        run.Advance(p.Duration, progress);
        double[] deprived = run.Simulation.SynapsesOf(synapses).In("w", nS);
        run.Simulation.Set(inputs, "rate", 10 * Hz);
        run.Advance(p.Duration, progress);
        double[] after = run.Simulation.SynapsesOf(synapses).In("w", nS);
        var trains = spikes.Trains();
        double bin = Math.Max(1, phase / 100);
        double[] edges = Plot.Range(0, 3 * phase, (int)Math.Round(3 * phase / bin));
        double[] rate = new double[edges.Length - 1];
        foreach (double seconds in trains.TimesSeconds())
        {
            rate[Math.Min(rate.Length - 1, (int)(seconds / bin))] += 1 / bin / Cells;
        }

        double Late(int part)
            => Enumerable.Range(0, rate.Length).Where(i => edges[i] >= (part + 0.5) * phase && edges[i + 1] <= (part + 1) * phase).Average(i => rate[i]);
        for (int part = 0; part < 3; part++)
        {
            // A count of spikes that scaling makes more regular than a Poisson one.
            findings.Check(
                $"spiking cells, late in part {part + 1}: rate (Hz)", p.TargetRate / Hz, Late(part),
                    4 * Math.Sqrt(p.TargetRate / Hz / (Cells * phase / 2)) + 0.05,
                "the sensor's fixed point; four standard errors of Poisson spikes and the curvature of scaling");
        }

        double Spread(double[] w) => w.Select((value, i) => (value / initial[i]) / (w[i / p.Inputs * p.Inputs] / initial[i / p.Inputs * p.Inputs]))
            .Max(ratio => Math.Abs(ratio - 1));
        findings.Check("spiking cells: ratios of weights within a cell, largest relative change", 0, new[] { before, deprived, after }.Max(Spread), 1e-12,
            "one factor for all");
        double up = deprived.Average() / before.Average();
        findings.Check(new Check("deprived cells scale up, and down when input returns", 1, up > 1 && after.Average() < deprived.Average() ? 1 : 0, 0,
            "direction"));
        findings.Measure("factor by which deprivation scales up", up);
        findings.Note(
            "One exact step needs the inverse of the cell's f-I function, and the input that is not scaled. A cell that spikes knows neither and comes there "
                + $"slowly, by its rate alone. To give back the mean drive of inputs that fell to {100 * p.Deprivation:F0} % weights would have to grow "
                + $"{1 / p.Deprivation:F3} times; measured: {up:F3} times, since fewer and larger inputs fluctuate more, and fluctuations "
                + "bring spikes as well.");
        findings.Answer($"Deprived of {100 * (1 - p.Deprivation):F0} % of their input, cells scale their synapses up by {up:F3} and fire at {Late(1):F2} Hz "
            + "again "
            + $"(target {p.TargetRate}); ratios of weights stay as they were.");
        double[] middle = [.. Enumerable.Range(0, rate.Length).Select(i => (edges[i] + edges[i + 1]) / 2)];
        findings.SideBySide(
            "deprivation", "Deprived and given back",
            $"A: mean rate of {Cells} cells; at {phase:F0} s their inputs fall to {100 * p.Deprivation:F0} %, at {2 * phase:F0} s they return. B: weights of "
                + "one cell "
                + "when deprived, against those before: a line through zero.",
            Plot.Panel(new Axis("Time", "s"), new Axis("Rate", "Hz") { Minimum = 0 }, Plot.Line("", middle, rate), ReferenceLine.AtY(p.TargetRate / Hz)),
            Plot.Panel(
                new Axis("Weight before", "nS") { Minimum = 0 }, new Axis("Weight", "nS") { Minimum = 0 },
                Plot.Points("deprived", before[..p.Inputs], deprived[..p.Inputs], colour: Palette.At(0)),
                Plot.Points("input returned", before[..p.Inputs], after[..p.Inputs], colour: Palette.At(1), marker: Marker.Square)));
    }

    // Bounds for the weights that another rule moves.
    private sealed record Room(string Name, double Largest) : Plasticity(Name)
    {
        protected override void Declare(SynapseBuilder synapse) => synapse.Bounds(synapse.Weight, 0.0, Largest);
    }
}
