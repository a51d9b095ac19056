using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CriticalComputationExperiment"/>.</summary>
internal sealed record CriticalComputationParameters
{
    [Option("sigma, how many others an active unit excites, for each network", AtLeast = "0.3", AtMost = "2")]
    public IReadOnlyList<double> Branchings { get; init; } = [0.8, 1, 1.2];

    [Option("units", AtLeast = "1000", AtMost = "1000000")] public int Units { get; init; } = 5000;
    [Option("K, the targets of a unit", AtLeast = "2", AtMost = "100")] public int Targets { get; init; } = 10;
    [Option("n, the states of a unit: one is rest, one active, the others refractory", AtLeast = "2", AtMost = "50")] public int States { get; init; } = 10;
    [Option("steps before the measurement", AtLeast = "100")] public int Settling { get; init; } = 500;
    [Option("measured steps", AtLeast = "500")] public int Steps { get; init; } = 1000;
    [Option("measured steps at two weak inputs, whose slope is the exponent; 0 for none", AtLeast = "0")] public int WeakSteps { get; init; }

    /// <summary>A network.</summary>
    public ExcitableNetwork Network(double branching) => new(Units, Targets, States, branching);
}

/// <summary>Excitable units at, below and above the critical point: over which range of inputs their response tells one from another.</summary>
internal sealed class CriticalComputationExperiment : Experiment<CriticalComputationParameters>
{
    private const string Activity = "active part";
    private const string ActivityError = "standard error of the active part";
    private const double Faint = 1e-6, Weak = 1e-5, Stronger = 1e-4;

    // Where the fluctuations of activity at h = 1e-5, about 1/(38 N) in variance, are small beside the square of its mean, 1e-6.
    private const int UnitsOfMeanField = 1_000_000;

    private static readonly double[] around = [0.75, 1, 1.33];
    private static readonly double[] shown = [1e-3, 1e-1, 10];

    public override string Name => "critical-computation";

    public override string Question => "Is a network at its critical point best at telling inputs of different strength apart?";

    public override string Source => "Kinouchi and Copelli, Nat. Phys. 2 (2006); Shew et al., J. Neurosci. 29 (2009); excitation-inhibition balance, "
        + "criticality";

    public override bool HasPoints => true;

    public override IReadOnlyList<Preset<CriticalComputationParameters>> Presets =>
        [new("paper", "50 000 units at five branching ratios, long measurements", p => p with
        {
            Branchings = [0.8, 0.95, 1, 1.05, 1.2], Units = 50_000, Settling = 1000, Steps = 1500, WeakSteps = 20_000,
        }),
        new("exponent", "a million units, at the critical point and below: the exponent of weak responses", p => p with
        {
            Branchings = [0.8, 1], Units = 1_000_000, Settling = 400, Steps = 500, WeakSteps = 2500,
        })];

    public override void Run(CriticalComputationParameters p, Session session, Findings findings)
    {
        (double Branching, double Input)[] points = [.. p.Branchings.SelectMany(branching => Inputs(p, p.Network(branching)).Select(input => (branching,
            input)))];
        var sweep = session.Sweep(points, 1, (at, part, found) => Measure(p, at.Branching, at.Input, part, found));
        sweep.Run();
        var curves = p.Branchings.Select(branching => new Curve(p.Network(branching), [.. sweep.Points.Where(point => point.Value.Branching == branching)
            .Select(point => (point.Value.Input, point.Mean(Activity), point.Mean(ActivityError)))])).ToList();
        foreach (var curve in curves)
        {
            Check(p, curve, findings);
        }

        var best = curves.MaxBy(curve => curve.Range)!;
        if (p.Branchings.Count > 2 && p.Branchings.Contains(1))
        {
            findings.Check("sigma of the largest dynamic range", 1, best.Network.Branching, 0.05, "Kinouchi and Copelli (2006): at the critical point");
        }

        findings.Measure("largest dynamic range (dB)", best.Range);
        findings.Answer($"The dynamic range is largest at sigma = {best.Network.Branching:G3}, {best.Range:F1} dB (mean field: "
            + $"{DynamicRange.MeanField(best.Network):F1} dB); "
            + $"{string.Join(", ", curves.Where(curve => curve != best).Select(curve => $"{curve.Range:F1} dB at {curve.Network.Branching:G3}"))}.");
        findings.Note("Best means here that the response tells apart inputs over the widest range. The gain at the critical point is a few decibels, "
            + "its response to weak inputs "
            + "is the slowest and the most variable, and a network off the point by a tenth has lost most of it: other tasks have other optima.");
        Draw(p, curves, findings);
    }

    // Those around both ends of the range in the mean field, where the range is measured, those of the exponent, and some to see.
    private static IEnumerable<double> Inputs(CriticalComputationParameters p, ExcitableNetwork network)
    {
        var (low, high) = DynamicRange.Levels(network.MeanField(0), network.States);
        double[] weak = [.. network.Branching > 1 ? [Faint] : Array.Empty<double>(), .. p.WeakSteps > 0 ? [Weak, Stronger] : Array.Empty<double>()];
        return weak.Concat(shown).Concat(around.SelectMany(factor => new[] { factor * network.InputFor(low),
            factor * network.InputFor(high) }))
            .Order().Distinct();
    }

    private static void Measure(CriticalComputationParameters p, double branching, double input, Session session, Findings found)
    {
        var (network, units) = p.Network(branching).Build(input, session.Seed);
        using var run = session.Simulate(network, ExcitableNetwork.Step);
        if (branching > 1)
        {
            // Activity that keeps itself needs something to begin with.
            run.Simulation.Set(units, "p", 0.05);
            run.Advance(ExcitableNetwork.Step, Progress.None);
            run.Simulation.Set(units, "p", 1 - Math.Exp(-input));
        }

        run.Advance(p.Settling * ExcitableNetwork.Step, Progress.None);
        var spikes = run.Record(units.Spikes);
        int steps = input is Weak or Stronger ? p.WeakSteps : p.Steps;
        run.Advance(steps * ExcitableNetwork.Step, Progress.None);
        const int Blocks = 10;
        var trains = spikes.Trains();
        double[] blocks = new double[Blocks];
        foreach (int step in trains.Steps)
        {
            blocks[Math.Min(Blocks - 1, (step - trains.StartStep) * Blocks / steps)] += (double)Blocks / steps / p.Units;
        }

        found.Measure(Activity, trains.Count / (double)steps / p.Units);
        found.Measure(ActivityError, StandardError.Of(blocks));
    }

    private static void Check(CriticalComputationParameters p, Curve curve, Findings findings)
    {
        string at = $"sigma {curve.Network.Branching:G3}";
        findings.Check($"dynamic range, {at} (dB)", DynamicRange.MeanField(curve.Network), curve.Range, 0.4 + (3 * curve.RangeError),
            "mean field of Kinouchi and Copelli (2006); 0.4 dB, since sources of one unit are not independent and activity is up to 4 % off, and "
                + "three standard errors");
        if (p.WeakSteps == 0)
        {
            return;
        }

        var (slope, error) = curve.Exponent;
        findings.Measure($"exponent of weak responses, {at}", slope);
        if (curve.Network.Branching is 1 or 0.8 && p.Targets == 10 && p.States == 10 && p.Units >= UnitsOfMeanField)
        {
            double expected = Math.Log10(curve.Network.MeanField(Stronger) / curve.Network.MeanField(Weak));
            findings.Check($"exponent of weak responses, {at}", expected, slope, Math.Max(0.02, 3 * error),
                "mean field, h 1e-5 to 1e-4: 1/2 at the critical point, 1 below; or three standard errors from ten blocks");
        }
        else
        {
            findings.Note("The exponent of weak responses at the critical point is that of the mean field in networks of a million units (--preset "
                + "exponent). In smaller ones it is "
                + "larger: with 50 000 units activity at h = 1e-5 fluctuates by some 70 % of its mean (linear noise), which lowers it.");
        }
    }

    private static void Draw(CriticalComputationParameters p, List<Curve> curves, Findings findings)
    {
        double[] line = Plot.Range(Weak, 10, 80, logarithmic: true);
        double[] branchings = Plot.Range(p.Branchings.Min(), p.Branchings.Max(), 80);
        findings.SideBySide("response", "Response and dynamic range",
            "(A) The part of the units that is active against the input: simulated (points) and mean field (lines). (B) Dynamic range against sigma: "
                + "simulated (points) "
                + "and mean field (line).",
            Plot.Panel(new Axis("Input h") { Scale = AxisScale.Logarithmic }, new Axis("Active part F") { Scale = AxisScale.Logarithmic },
                curves.SelectMany((curve, i) => new PlotLayer[]
                {
                    Plot.Line("", line, curve.Network.MeanField, colour: Palette.At(i)),
                    Plot.Points($"sigma {curve.Network.Branching:G3}", [.. curve.Points.Select(point => point.Input)],
                        curve.Points.Select(point => point.Active),
                        colour: Palette.At(i)),
                })),
            Plot.Panel(new Axis("sigma"), new Axis("Dynamic range", "dB"),
                Plot.Line("mean field", branchings, branching => DynamicRange.MeanField(p.Network(branching)), colour: EiColours.Both),
                Plot.Points("simulated", [.. curves.Select(curve => curve.Network.Branching)], curves.Select(curve => curve.Range), colour: Palette.At(1))));
        findings.Table("responses.csv", "active parts", curves.SelectMany(curve => curve.Points.Select(point => (curve, point))),
            ("sigma", row => row.curve.Network.Branching), ("input h", row => row.point.Input), ("active part", row => row.point.Active),
            ("standard error", row => row.point.Error), ("mean field", row => row.curve.Network.MeanField(row.point.Input)));
    }

    /// <summary>The responses of one network.</summary>
    private sealed record Curve(ExcitableNetwork Network, (double Input, double Active, double Error)[] Points)
    {
        /// <summary>From 10 to 90 % between what it does without input and 1/n, dB.</summary>
        public double Range
        {
            get
            {
                double lowest = Network.Branching > 1 ? Points[0].Active : 0;
                var (low, high) = DynamicRange.Levels(lowest, Network.States);
                double Input(double level) => DynamicRange.Input([.. Points.Select(point => point.Input)], [.. Points.Select(point => point.Active)], level);
                return 10 * Math.Log10(Input(high) / Input(low));
            }
        }

        /// <summary>The standard error of the range, dB: that of the response about its lower level, over its slope.</summary>
        public double RangeError
        {
            get
            {
                double low = DynamicRange.Levels(Network.Branching > 1 ? Points[0].Active : 0, Network.States).Low;
                var (below, above) = (Points.Last(point => point.Active <= low), Points.First(point => point.Active > low));
                double slope = Math.Log(above.Active / below.Active) / Math.Log(above.Input / below.Input);
                return 10 / Math.Log(10) * Math.Max(below.Error / below.Active, above.Error / above.Active) / slope;
            }
        }

        /// <summary>The slope of the response between the two weak inputs, both logarithmic, with its standard error.</summary>
        public (double Slope, double Error) Exponent
        {
            get
            {
                var (weak, strong) = (Points.First(point => point.Input == Weak), Points.First(point => point.Input == Stronger));
                double error = Math.Sqrt(Math.Pow(weak.Error / weak.Active, 2) + Math.Pow(strong.Error / strong.Active, 2)) / Math.Log(10);
                return (Math.Log10(strong.Active / weak.Active), error);
            }
        }
    }
}
