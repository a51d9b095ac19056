using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="PsychiatryExperiment"/>.</summary>
internal sealed record PsychiatryParameters
{
    [Option("excitation of interneurons in the pair of cells", AtLeast = "0.01 mS/cm^2", AtMost = "0.5 mS/cm^2", Unit = "mS/cm^2")]
    public IReadOnlyList<ConductanceDensity> Excitations { get; init; } =
        [0.25 * mS / cm2, 0.2 * mS / cm2, 0.16 * mS / cm2, 0.13 * mS / cm2, 0.09 * mS / cm2, 0.03 * mS / cm2];

    [Option("part of the inhibition of the line attractor that is lost", AtLeast = "0", AtMost = "0.2")]
    public IReadOnlyList<double> Losses { get; init; } = [0, 0.02, 0.04, 0.07, 0.15];

    [Option("strengths of the normalising pool", AtLeast = "0", AtMost = "20")] public IReadOnlyList<double> Pools { get; init; } = [5, 3, 1];
}

/// <summary>What three hypotheses on diseases predict of the smallest circuits that have the phenomenon.</summary>
internal sealed class PsychiatryExperiment : Experiment<PsychiatryParameters>
{
    private const string Frequency = "frequency (Hz)";
    private const string PerCycle = "interneuron's spikes per cycle";
    private const string Width = "width";
    private const string HalfWidth = "half-width";
    private const string Amplitude = "amplitude";
    private const double NormalInhibition = 0.5;
    private const string Program = "an independent C++ program, Runge-Kutta at 0.002 ms (tests/references/networks/two_cell_gamma.cpp)";

    // A pair whose interneuron hardly follows comes slowly to its rhythm.
    private static readonly Time pairDuration = 600 * ms;

    public override string Name => "psychiatry";

    public override string Question => "What do hypotheses on schizophrenia and autism predict in circuits that can be calculated?";

    public override string Source => "Gonzalez-Burgos and Lewis, Schizophr. Bull. 34 (2008); Murray et al., Cereb. Cortex 24 (2014); Rosenberg, Patterson and "
        + "Angelaki, PNAS 112 (2015); excitation-inhibition balance, disease";

    public override void Run(PsychiatryParameters p, Session session, Findings findings)
    {
        var (gamma, cycles) = Gamma(p, session.Part(0, 3), findings);
        var (bumps, widths) = Bumps(p, session.Part(1, 3), findings);
        var tuning = Tuning(p, session.Part(2, 3), findings);
        findings.SideBySide("psychiatry", "Three hypotheses",
            "(A) Frequency of a pyramidal cell and its interneuron against the excitation of the interneuron, and (B) the interneuron's spikes in "
                + "each cycle. (C) Bumps of "
                + "activity that remember a place, with all and with less inhibition; (D) their width: simulated (points) and theory (line); right of "
                + "the vertical line they "
                + "spread. (E) Tuning of the depolarisation with pools of different strength.",
            gamma, cycles, bumps, widths, tuning);
        findings.Note("These are hypotheses in the smallest circuits that show the phenomenon. That interneurons lose excitation in schizophrenia, "
            + "and that normalisation is weaker in "
            + "autism, is discussed and contested; nothing here says that patients' circuits do this.");
    }

    protected override void Validate(PsychiatryParameters p)
        => Refuse.If(p.Excitations.Count == 0 || p.Losses.Count == 0 || p.Pools.Count == 0, "--excitations, --losses and --pools need a value each");

    private static (Panel Frequency, Panel Cycles) Gamma(PsychiatryParameters p, Session session, Findings findings)
    {
        var sweep = session.Sweep(p.Excitations, 1, (excitation, part, found) =>
        {
            var rhythm = GammaRhythm.Of(new GammaPair { Excitation = excitation }, part.Cancellation, pairDuration);
            found.Measure(Frequency, rhythm.Frequency / Hz);
            found.Measure(PerCycle, rhythm.InhibitoryPerCycle);
        });
        sweep.Run();
        double Density(ConductanceDensity one) => one / (mS / cm2);
        foreach (var (g, hz, perCycle) in new[] { (0.25, 49.4714, 1.0), (0.2, 48.1542, 1), (0.16, 46.2399, 1), (0.13, 43.2376, 1), (0.03, 54.1696, 0) })
        {
            foreach (var point in sweep.Points.Where(point => Math.Abs(Density(point.Value) - g) < 1e-9))
            {
                findings.Check($"frequency at an excitation of {g:G6} mS/cm² (Hz)", hz, point.Mean(Frequency), 5e-3,
                    Program + "; what is left of the first cycles is below 5e-3");
                findings.Check($"interneuron's spikes per cycle at {g:G6} mS/cm²", perCycle, point.Mean(PerCycle), 0, Program);
            }
        }

        var followed = sweep.Points.Where(point => point.Mean(PerCycle) == 1).ToList();
        if (followed.Count > 1)
        {
            var (most, least) = (followed.MaxBy(point => Density(point.Value))!, followed.MinBy(point => Density(point.Value))!);
            findings.Answer($"With less excitation of the interneuron gamma becomes slower, from {most.Mean(Frequency):F1} Hz at {Density(most.Value):G3} to "
                + $"{least.Mean(Frequency):F1} Hz at {Density(least.Value):G3} mS/cm², since the interneuron comes later; below that it leaves out "
                + "cycles, and the pyramidal cell "
                + "returns to its own rate. A bump widens as inhibition is lost and spreads from 12 % on. A weaker pool makes responses larger and "
                + "tuning wider.");
        }

        double[] at = [.. sweep.Points.Select(point => Density(point.Value))];
        var axis = new Axis("Excitation of the interneuron", "mS/cm²") { Minimum = 0 };
        return (Plot.Panel(axis, new Axis("Frequency", "Hz"), Plot.Curve("", at, sweep.Points.Select(point => point.Mean(Frequency)),
            colour: EiColours.Excitation)),
            Plot.Panel(axis, new Axis("Spikes per cycle") { Minimum = 0 },
                Plot.Curve("", at, sweep.Points.Select(point => point.Mean(PerCycle)), colour: EiColours.Inhibition)));
    }

    private static (Panel Bumps, Panel Widths) Bumps(PsychiatryParameters p, Session session, Findings findings)
    {
        var start = new LineAttractor(NormalInhibition).Width;
        LineAttractor With(double loss) => new(NormalInhibition * (1 - loss));
        var sweep = session.Sweep(p.Losses, 1, (loss, part, found) => found.Measure(Width, LineAttractor.WidthOf(With(loss).Settle(start, 600 * ms, part))));
        sweep.Run();
        double border = 100 * (1 - (LineAttractor.SpreadsBelow / NormalInhibition));
        foreach (var point in sweep.Points)
        {
            double expected = With(point.Value).Width, width = point.Mean(Width);
            if (expected < LineAttractor.Reach)
            {
                findings.Check($"width of the bump with {100 * point.Value:G6} % of inhibition lost", expected, width, 0.02,
                    "Amari (1977): the integral of the weights over the width is the threshold; a ramp in place of the step moves it by less than its square");
            }
            else if (double.IsInfinity(expected))
            {
                findings.Check(Check.AtLeast($"width of the bump with {100 * point.Value:G6} % of inhibition lost, while it spreads", 3 * start, width,
                    "no width at which the integral of the weights is the threshold: at least three times as wide as it was"));
            }
        }

        double[] losses = [.. sweep.Points.Select(point => 100 * point.Value)], line = Plot.Range(0, Math.Max(border - 0.3, 1), 80);
        var shown = new[] { p.Losses[0], p.Losses[^1] }.Distinct().Select((loss, i) => (PlotLayer)Plot.Line(
            $"{100 * loss:G3} % lost", LineAttractor.Places, With(loss).Settle(start, 100 * ms, session), colour: i == 0 ? EiColours.Both : Palette.At(4)));
        return (Plot.Panel(new Axis("Place"), new Axis("Drive after 100 ms"), [.. shown, ReferenceLine.AtY(LineAttractor.Threshold)]),
            Plot.Panel(new Axis("Inhibition lost", "%"), new Axis("Width") { Minimum = 0 },
                Plot.Line("theory", line, loss => Math.Min(With(loss / 100).Width, 2 * LineAttractor.Reach), colour: EiColours.Both),
                Plot.Points("simulated", losses, sweep.Points.Select(point => point.Mean(Width)), colour: Palette.At(4)), ReferenceLine.AtX(border)));
    }

    private static Panel Tuning(PsychiatryParameters p, Session session, Findings findings)
    {
        List<PlotLayer> layers = [];
        double[] distances = NormalisingCells.Distances;
        foreach (var (i, pool) in p.Pools.Index())
        {
            var cells = new NormalisingCells(pool);
            double[] responses = cells.Responses(session.Part(i, p.Pools.Count));
            findings.Check($"{HalfWidth} with a pool of {pool:G6}, in SD of the tuning", cells.ExpectedHalfWidth, NormalisingCells.HalfWidth(responses), 1e-5,
                "c f/(1 + c f + c k) solved for half of its largest value; by straight lines over 0.002");
            findings.Check($"{Amplitude} with a pool of {pool:G6}", 1 / (2 + pool), responses[0], 1e-9, "c/(1 + c + c k) at c = 1");
            layers.Add(Plot.Line($"k = {pool:G3}", distances, responses, colour: Palette.At(i + 2)));
        }

        return Plot.Panel(new Axis("Distance from the preferred stimulus", "SD"), new Axis("Depolarisation"), layers);
    }
}
