using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="GammaRoutingExperiment"/>.</summary>
internal sealed record GammaRoutingParameters
{
    [Option("phases of sender A after inhibition, in degrees; B is opposite", AtLeast = "0", AtMost = "360")]
    public IReadOnlyList<double> Phases { get; init; } = [0, 45, 90, 180, 270];

    [Option("concentration of the spikes of senders and inhibition within a cycle, kappa of the von Mises distribution", AtLeast = "0", AtMost = "20")]
    public double Concentration { get; init; } = 4;

    [Option("frequency of the rhythm", AtLeast = "20 Hz", AtMost = "100 Hz", Unit = "Hz")] public Frequency Rhythm { get; init; } = 40 * Hz;
    [Option("receiving cells", AtLeast = "20", AtMost = "10000")] public int Cells { get; init; } = 200;
    [Option("runs at each phase, with different signals", Name = "runs", AtLeast = "2", AtMost = "100")] public int Runs { get; init; } = 3;
    [Option("measured time of each run", AtLeast = "2 s", Unit = "s")] public Time Duration { get; init; } = 5 * second;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.2 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>Whether cells follow the one of two senders whose spikes come when inhibition lets them fire.</summary>
internal sealed class GammaRoutingExperiment : Experiment<GammaRoutingParameters>
{
    private const string OnA = "slope on A (Hz)";
    private const string OnB = "slope on B (Hz)";
    private const string Rate = "rate (Hz)";
    private static readonly Time window = 100 * ms;
    private static readonly Time settling = 500 * ms;

    public override string Name => "gamma-routing";

    public override string Question => "Do cells listen to the sender whose gamma is in step with their own?";

    public override string Source => "Fries, Trends Cogn. Sci. 9 (2005) and Neuron 88 (2015); excitation-inhibition balance, oscillations";

    public override bool HasPoints => true;

    public override IReadOnlyList<Preset<GammaRoutingParameters>> Presets =>
        [new("paper", "eight phases, four runs of 20 s each", p => p with { Phases = [0, 45, 90, 135, 180, 225, 270, 315], Runs = 4, Duration = 20 * second })];

    public override void Run(GammaRoutingParameters p, Session session, Findings findings)
    {
        // NaN stands for senders without rhythm.
        double[] phases = [.. p.Phases.Distinct(), double.NaN];
        var sweep = session.Sweep(phases, p.Runs, (phase, part, found) => Measure(p, phase, part, found));
        sweep.Run();
        var points = sweep.Points;
        var withRhythm = points.Where(point => !double.IsNaN(point.Value)).ToList();
        foreach (var point in points)
        {
            GammaRoutingReferences.Check(p, point, OnA, OnB, findings);
        }

        var (peak, trough) = (withRhythm.MaxBy(point => point.Mean(OnA))!, withRhythm.MinBy(point => point.Mean(OnA))!);
        double ratio = peak.Mean(OnA) / trough.Mean(OnA);
        if (p.Phases.Count > 3 && p.Concentration >= 4)
        {
            findings.Check(Check.AtLeast("largest slope over the smallest", 4, ratio, "coherence gates transmission"));
        }

        var flat = points[^1];
        double difference = flat.Mean(OnA) - flat.Mean(OnB);
        findings.Check("senders without rhythm: difference of their slopes, as a part of their mean", 0, difference / ((flat.Mean(OnA) + flat.Mean(OnB)) / 2),
            Math.Max(0.05, 4 * Math.Sqrt(Math.Pow(flat.Error(OnA), 2) + Math.Pow(flat.Error(OnB), 2)) / flat.Mean(OnA)),
                "nothing tells them apart; 5 %, or four standard errors");
        findings.Measure("largest slope over the smallest", ratio);
        findings.Answer($"The rate follows sender A by {peak.Mean(OnA):F1} Hz for each unit of its signal when its spikes come {peak.Value:G3} "
            + "degrees after inhibition, and by "
            + $"{trough.Mean(OnA):F1} Hz at {trough.Value:G3} degrees. Without a rhythm in the senders both have "
            + $"{(flat.Mean(OnA) + flat.Mean(OnB)) / 2:F1} Hz.");
        findings.Note("Coherence gates the senders; heard best are spikes that come opposite to inhibition, not with it. A sender at a bad phase is "
            + "not silent: it adds spikes "
            + "that hardly follow its signal. Without a rhythm a sender is heard almost as well as at its best phase: here the rhythm shuts one out "
            + "more than it helps the other.");
        Draw(p, withRhythm, flat, findings);
    }

    protected override void Validate(GammaRoutingParameters p) => Refuse.If(p.Phases.Count == 0, "--phases needs a value");

    private static void Measure(GammaRoutingParameters p, double phase, Session session, Findings found)
    {
        var network = session.NewNetwork();
        var leak = 10 * nS;
        var cells = network.Add(new Population("cells", p.Cells, new LeakyIntegrateAndFire
        {
            Capacitance = (Capacitance)(5 * ms * leak), LeakConductance = leak, LeakReversal = 0 * mV, Threshold = 15 * mV, Reset = 0 * mV,
                RefractoryPeriod = 2 * ms,
        }));
        var excitation = new ExponentialCurrent("excitation") { Decay = 1 * ms };
        var signals = new[] { "A", "B" }.Select((_, i) => SlowSignal.Of(settling + p.Duration, 0.3, session.Seed, i)).ToArray();
        Expr Cycle(double degrees, bool isFlat) => isFlat ? 1 : Exp(p.Concentration * Cos((2 * Math.PI * p.Rhythm * Symbol.Time) - (degrees / 180 * Math.PI)))
            / MathNet.Numerics.SpecialFunctions.BesselI0(p.Concentration);
        foreach (var (i, signal) in signals.Index())
        {
            network.Add(new PoissonInput<Current>
            {
                Name = i == 0 ? "A" : "B", Target = cells, Receptor = excitation, Rate = 100 * 10 * Hz, Weight = (Current)(20 * mV * leak),
                Modulation = Samples<Number>([.. signal.Select(value => (Number)value)], SlowSignal.Interval, Symbol.Time) * Cycle(phase + (180 * i),
                    double.IsNaN(phase)),
            });
        }

        network.Add(new PoissonInput<Current>
        {
            Name = "interneurons", Target = cells, Receptor = new ExponentialCurrent("inhibition") { Decay = 3 * ms }, Rate = 50 * 40 * Hz,
            Weight = (Current)(-12 * mV * leak), Modulation = Cycle(0, isFlat: false),
        });
        using var run = session.Simulate(network, p.TimeStep);
        var progress = session.Progress.Towards(settling + p.Duration);
        run.Advance(settling, progress);
        var spikes = run.Record(cells.Spikes);
        run.Advance(p.Duration, progress);
        double[] rates = [.. spikes.Trains().PopulationRate(window).Values];
        double[][] means = [.. signals.Select(signal => SlowSignal.Means(signal, settling, window, rates.Length))];
        double[] slopes = MathNet.Numerics.Fit.MultiDim([.. means[0].Zip(means[1], (a, b) => new[] { a, b })], rates, intercept: true);
        found.Measure(OnA, slopes[1]);
        found.Measure(OnB, slopes[2]);
        found.Measure(Rate, rates.Average());
    }

    private static void Draw(GammaRoutingParameters p, List<SweepPoint<double>> points, SweepPoint<double> flat, Findings findings)
    {
        double[] phases = [.. points.Select(point => point.Value)], cycle = Plot.Range(0, 360, 180);
        double VonMises(double degrees)
            => Math.Exp(p.Concentration * Math.Cos(degrees / 180 * Math.PI)) / MathNet.Numerics.SpecialFunctions.BesselI0(p.Concentration);
        double best = points.MaxBy(point => point.Mean(OnA))!.Value;
        findings.SideBySide("routing", "Routing by coherence",
            "(A) Rates of inhibition and of two senders within a cycle, A at its best phase. (B) How much the rate of the receiving cells in 100 ms "
                + "follows the slow signal of A "
                + "and of B, against the phase of A after inhibition; dashed: senders without rhythm.",
            Plot.Panel(new Axis("Phase", "degrees"), new Axis("Rate over its mean") { Minimum = 0 }, Plot.Line("inhibition", cycle, VonMises,
                colour: EiColours.Inhibition),
                Plot.Line("A", cycle, at => VonMises(at - best), colour: EiColours.Excitation),
                Plot.Line("B", cycle, at => VonMises(at - best - 180), LineStyle.Dashed, Palette.At(5))),
            Plot.Panel(new Axis("Phase of A after inhibition", "degrees"), new Axis("Slope", "Hz") { Minimum = 0 },
                Of("A", OnA, EiColours.Excitation), Of("B", OnB, Palette.At(5)), ReferenceLine.AtY((flat.Mean(OnA) + flat.Mean(OnB)) / 2)));
        findings.Table("slopes.csv", "slopes of rates on the senders' signals", points, ("phase of A (degrees)", point => point.Value), (OnA,
            point => point.Mean(OnA)),
            ("standard error A", point => point.Error(OnA)), (OnB, point => point.Mean(OnB)), ("standard error B", point => point.Error(OnB)), (Rate,
                point => point.Mean(Rate)));

        Series Of(string name, string measure, Colour colour) => new(name, phases, [.. points.Select(point => point.Mean(measure))])
        {
            Marker = Marker.Circle, Error = [.. points.Select(point => point.Error(measure))], Colour = colour,
        };
    }
}
