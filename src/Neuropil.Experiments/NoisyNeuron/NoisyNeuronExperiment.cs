using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="NoisyNeuronExperiment"/>.</summary>
internal sealed record NoisyNeuronParameters : NoisyCellParameters
{
    [Option("mean inputs of the f-I curve", Unit = "mV")]
    public IReadOnlyList<Voltage> Means { get; init; } = [11 * mV, 12 * mV, 12.5 * mV, 13 * mV, 14 * mV, 15 * mV, 16 * mV, 18 * mV, 20 * mV];
}

/// <summary>The leaky integrate-and-fire cell with white noise: rate and irregularity over the mean input, theory and simulation.</summary>
internal sealed class NoisyNeuronExperiment : Experiment<NoisyNeuronParameters>
{
    public override string Name => "noisy-neuron";

    public override string Question => "How does a noisy cell fire: which rate and which irregularity does it have at which mean input?";

    public override string Source => "Siegert (1951); Brunel, J. Comput. Neurosci. 8 (2000)";

    public override void Run(NoisyNeuronParameters p, Session session, Findings findings)
    {
        CheckTheory(p, findings);
        var spikes = p.Spikes([.. p.Means.Select(mean => ($"mean {mean / mV:G4} mV", mean, 0 * mV, 1 * Hz))], session, findings);
        var points = p.Means.Zip(spikes, (mean, trains) => new Point(mean / mV, trains, p.OnGrid(mean))).ToList();
        Draw(p, points, findings);
        foreach (var point in points)
        {
            // Three standard errors at the main point as the reference demands, four for the many points of the curve.
            bool isMain = point.Mean == p.Mean / mV;
            findings.Check($"rate at {point.Mean:G6} mV (Hz)", point.Theory.Rate() / Hz, point.Measured.Rate, (isMain ? 3 : 4) * point.Measured.RateError,
                "Siegert's formula with the threshold of the grid; standard error from Brunel's CV");
            if (isMain && double.IsFinite(point.Measured.Cv))
            {
                findings.Check($"CV at {point.Mean:G6} mV", point.Cv, point.Measured.Cv, 3 * point.Measured.CvError,
                    "Brunel (2000), appendix A, with the threshold of the grid");
            }
        }

        var (low, high) = (points.MinBy(point => point.Mean)!, points.MaxBy(point => point.Mean)!);
        var cvs = points.Where(point => double.IsFinite(point.Measured.Cv)).OrderBy(point => point.Measured.Cv).ToList();
        findings.Answer($"From a mean of {low.Mean:G4} to {high.Mean:G4} mV the rate goes from {low.Measured.Rate:F1} to {high.Measured.Rate:F1} Hz"
            + (cvs.Count == 0 ? "."
                : $" and the CV of the intervals from {cvs[^1].Measured.Cv:F2} (at {cvs[^1].Mean:G4} mV) to {cvs[0].Measured.Cv:F2}."));
    }

    protected override void Validate(NoisyNeuronParameters p) => p.Require();

    private static void Draw(NoisyNeuronParameters p, List<Point> points, Findings findings)
    {
        Panel Panel(Axis y, Func<DiffusionNeuron, double> theory, Func<RenewalStatistics, (double Value, double Error)> of) => Plot.Theory(
            new Axis("Mean input", "mV"), y with { Minimum = 0 },
            [("theory", mean => theory(p.Neuron(mean * mV))), ($"theory on a grid of {p.TimeStep}", mean => theory(p.OnGrid(mean * mV)))],
            [.. points.Select(point => point.Mean)], points.Select(point => of(point.Measured).Value), points.Select(point => of(point.Measured).Error));
        findings.SideBySide(
            "f-i-curve", "Rate and irregularity",
            "(A) Rate and (B) coefficient of variation of the intervals. "
                + "Points: simulated, with standard errors (smaller than the points where they cannot be seen). Lines: theory.",
            Panel(new Axis("Rate", "Hz"), cell => cell.Rate() / Hz, measured => (measured.Rate, measured.RateError)),
            Panel(new Axis("CV of intervals"), cell => cell.CoefficientOfVariation(), measured => (measured.Cv, measured.CvError)));
        findings.SideBySide(
            "intervals", "Intervals between spikes", "Irregular where noise carries the cell over its threshold, regular where the mean does.",
            new[] { 0, points.Count / 2, points.Count - 1 }.Distinct().Select(i => points[i]).Where(point => point.Spikes.IntervalsSeconds().Length > 1000)
                .Select(point => IntervalDensity.Of($"mean {point.Mean:G4} mV, CV in theory {point.Cv:F2}", point.Spikes)));
    }

    // What formulas and independent programs give for the default cell.
    private static void CheckTheory(NoisyNeuronParameters p, Findings findings)
    {
        const string Formula = "Siegert's and Brunel's formulas by an independent quadrature (mpmath)";
        var cell = new NoisyNeuronParameters().Neuron(15 * mV);
        var isDefault = Reference.Defaults<NoisyNeuronParameters>(each => each.Neuron(15 * mV));
        void Check(string name, double predicted, double measured, double tolerance)
            => findings.Check(new Reference<NoisyNeuronParameters>(name, predicted, Formula, isDefault).Within(tolerance), p, measured);
        Check("Siegert's rate at 15 mV (Hz)", 27.1095934379, cell.Rate() / Hz, 1e-8);
        foreach (var (mean, cv) in new[] { (15, 0.3007), (13, 0.8235), (12.5, 0.9389) })
        {
            Check($"CV in theory at {mean:G6} mV", cv, (cell with { Mean = mean * mV }).CoefficientOfVariation(), 5e-5);
        }
    }

    /// <summary>What was measured at one mean, mV, and what theory says of it.</summary>
    private sealed record Point(double Mean, SpikeTrains Spikes, DiffusionNeuron Theory)
    {
        public double Cv { get; } = Theory.CoefficientOfVariation();

        public RenewalStatistics Measured { get; } = RenewalStatistics.Of(Spikes, Theory);
    }
}
