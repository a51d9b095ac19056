using MathNet.Numerics.Statistics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="IrregularFiringExperiment"/>.</summary>
internal sealed record IrregularFiringParameters
{
    [Option("mu, what excitation and inhibition leave on average", AtLeast = "0.02 mV/ms", AtMost = "1 mV/ms", Unit = "mV/ms")]
    public VoltageRate Drift { get; init; } = 0.05 * mV / ms;

    [Option("sigma, the fluctuations in 1 ms", AtLeast = "0.1 mV", AtMost = "5 mV", Unit = "mV")] public Voltage Noise { get; init; } = 1 * mV;
    [Option("cells at each condition", AtLeast = "100")] public int Cells { get; init; } = 1000;
    [Option("intervals of each cell, all of which are waited for", AtLeast = "1")] public int Intervals { get; init; } = 5;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>Why firing is random: cells whose mean input is near zero wait for a fluctuation.</summary>
internal sealed class IrregularFiringExperiment : Experiment<IrregularFiringParameters>
{
    private const double Threshold = 15; // mV
    private static readonly double[] drifts = [0.025, 0.05, 0.1, 0.2, 0.4]; // mV/ms
    private static readonly double[] means = [12.5, 13, 14, 15, 17, 20]; // mV, of the leaky cell

    public override string Name => "irregular-firing";

    public override string Question => "Why do cells in balance fire at random?";

    public override string Source => "Gerstein and Mandelbrot, Biophys. J. 4 (1964); Brunel, J. Comput. Neurosci. 8 (2000); E-I balance, irregular firing";

    public override IReadOnlyList<Preset<IrregularFiringParameters>> Presets =>
        [new("paper", "ten times as many intervals, at a finer step", p => p with { Cells = 5000, Intervals = 10, TimeStep = 0.05 * ms })];

    public override void Run(IrregularFiringParameters p, Session session, Findings findings)
    {
        double sigma = p.Noise / mV;
        var one = new PerfectIntegrator(p.Drift / (mV / ms), sigma, Threshold);
        PerfectIntegrator[] all = [.. drifts.Select(drift => one with { Drift = drift }), one];
        var found = all.Select((cell, i) => cell.Simulate(p.Cells, p.Intervals, p.TimeStep, session.Part(i, all.Length + 1))).ToList();
        double[] intervals = found[^1].Intervals;
        double[] cvs = [.. found.Select(each => Cv(each.Intervals))];
        var onGrid = one.OnGrid(p.TimeStep);
        findings.Check(Check.AtMost(
            "perfect integrator: distance from the inverse Gaussian (Kolmogorov-Smirnov, times the root of the number)", 1.95, onGrid.Distance(intervals),
            "first passage, with the threshold of the grid; beyond 1.95 once in 1000 times"));
        double count = intervals.Length;
        findings.Check(
            "perfect integrator: mean interval (ms)", onGrid.MeanInterval, intervals.Average(), 4 * onGrid.MeanInterval * onGrid.Cv / Math.Sqrt(count),
            "theta/mu with the threshold of the grid; 4 standard errors");
        findings.Check("perfect integrator: CV", onGrid.Cv, cvs[^1], 4 * CvError(onGrid.Cv, count),
            "sigma/sqrt(mu theta); 4 standard errors of the inverse Gaussian's moments");
        double slope = MathNet.Numerics.Fit.Line([.. drifts.Select(value => Math.Log(value))], [.. cvs.SkipLast(1).Select(value => Math.Log(value))]).B;
        double centre = drifts.Average(drift => Math.Log(drift)), spread = drifts.Sum(drift => Math.Pow(Math.Log(drift) - centre, 2));
        double slopeError = Math.Sqrt(all.SkipLast(1).Sum(cell => Math.Pow((Math.Log(cell.Drift) - centre) / spread * CvError(cell.Cv, count) / cell.Cv, 2)));
        findings.Check("perfect integrator: slope of CV in mu", -0.5, slope, Math.Max(0.03, 4 * slopeError),
            "CV ~ 1/sqrt(mu); tolerance: 0.03, or 4 standard errors where intervals are fewer");
        findings.Check(
            new Reference<IrregularFiringParameters>("formula: CV at 0.05 mV/ms", 1.154701, "1/sqrt(0.75)", Reference.Defaults<IrregularFiringParameters>(
                each => each.Drift, each => each.Noise)).Within(1e-6), p, one.Cv);
        var (leaky, spikes) = Leaky(p, session.Part(all.Length, all.Length + 1), findings);
        findings.Measure("CV of the perfect integrator", cvs[^1]);
        findings.Measure("mean interval of the perfect integrator (ms)", intervals.Average());
        findings.Measure("slope of CV in mu", slope);
        findings.Answer(
            $"A cell whose net input is {p.Drift / (mV / ms):G3} mV/ms on average waits {intervals.Average():F0} ms for a spike, and its intervals vary "
                + $"with a CV of {cvs[^1]:F2} (theory: {onGrid.Cv:F2}): it is fluctuations that carry it over the threshold. The smaller the mean input, "
                + $"the more irregular: CV ~ mu^{slope:F2}.");
        findings.Note(
            "The chapter lets CV grow without bound as mu falls. That is so of the perfect integrator, which forgets nothing: below 0.067 mV/ms here it is "
                + "more irregular than a Poisson process. A cell that leaks forgets within its time constant, and its CV tends to 1, that of a Poisson "
                + $"process ({leaky[0].Measured.Cv:F2} at {leaky[0].Measured.Rate:F1} Hz here).");
        Draw(p, one, onGrid, (intervals, found[^1].Course), drifts.Zip(cvs).ToList(), leaky, spikes, findings);
    }

    // The leaky cell under white noise: what the reference numbers are about.
    private static (List<(RenewalStatistics Measured, DiffusionNeuron Theory)> Points, List<SpikeTrains> Spikes) Leaky(
        IrregularFiringParameters p, Session session, Findings findings)
    {
        const int Cells = 32; // few, so that each has intervals enough for a CV
        var cell = new NoisyNeuronParameters { Cells = Cells, Duration = 25 * second, TimeStep = p.TimeStep };
        var spikes = cell.Spikes([.. means.Select(mean => ($"leaky, mean {mean:G4} mV", mean * mV, 0 * mV, 1 * Hz))], session, findings);
        var points = means.Zip(spikes, (mean, trains) => (Measured: RenewalStatistics.Of(trains, cell.OnGrid(mean * mV)), Theory: cell.OnGrid(mean * mV)))
            .ToList();
        for (int i = 0; i < means.Length; i++)
        {
            double mean = means[i];
            var (measured, theory) = points[i];
            findings.Check($"leaky cell at {mean:G6} mV: rate (Hz)", theory.Rate() / Hz, measured.Rate, 4 * measured.RateError,
                "Siegert's formula with the threshold of the grid; 4 standard errors");
            if (double.IsFinite(measured.Cv))
            {
                findings.Check($"leaky cell at {mean:G6} mV: CV", theory.CoefficientOfVariation(), measured.Cv, 4 * measured.CvError,
                    "Brunel (2000), appendix A; 4 standard errors, by the intervals' own moments");
            }
        }

        foreach (var (mean, cv) in new[] { (15, 0.3007), (13, 0.8235), (12.5, 0.9389) })
        {
            findings.Check($"formula: CV of the leaky cell at {mean:G6} mV", cv, cell.Neuron(mean * mV).CoefficientOfVariation(), 5e-5,
                "an independent quadrature");
        }

        findings.Check("formula: rate of the leaky cell at 15 mV (Hz)", 27.1095934, cell.Neuron(15 * mV).Rate() / Hz, 1e-7,
            "Siegert's formula, an independent quadrature");
        return (points, spikes);
    }

    private static void Draw(
        IrregularFiringParameters p, PerfectIntegrator one, PerfectIntegrator onGrid, (double[] Intervals, double[] Course) found,
            List<(double Drift, double Cv)> cvs,
        List<(RenewalStatistics Measured, DiffusionNeuron Theory)> leaky, List<SpikeTrains> spikes, Findings findings)
    {
        const int Bins = 50, Shown = 15;
        double[] sorted = [.. found.Intervals.Order()];
        double end = sorted[(int)(0.97 * (sorted.Length - 1))], width = end / Bins;
        double[] edges = Plot.Range(0, end, Bins), line = Plot.Range(end / 400, end, 200);
        double[] counts = new double[Bins];
        foreach (double interval in sorted.TakeWhile(interval => interval < end))
        {
            counts[(int)(interval / width)] += 1000 / (width * sorted.Length);
        }

        int shown = Math.Min(found.Course.Length, (int)(4 * one.MeanInterval / (p.TimeStep / ms)));
        double[] times = [.. Enumerable.Range(0, shown).Select(i => i * (p.TimeStep / ms))];
        double[] rates = Plot.Range(0.5, 40, 60, logarithmic: true);
        double[] theory = [.. Plot.Range(11, 20, 60)];
        var theoretical = theory.Select(mean => new NoisyNeuronParameters().Neuron(mean * mV)).ToList();
        var rate = new Axis("Rate", "Hz") { Scale = AxisScale.Logarithmic, Minimum = 0.5, Maximum = 100 };
        SpikeTrains[] few = [.. new[] { 1, means.Length - 1 }.Select(i =>
            spikes[i].Window(spikes[i].Start, spikes[i].Start + (500 * ms)).Slice($"mean {means[i]:G3} mV", ..Shown))];
        findings.SideBySide(
            "irregular-firing", "Waiting for a fluctuation",
            $"(A) V of a perfect integrator with a drift of {one.Drift:G3} mV/ms. (B) Its intervals: bars simulated, line the inverse Gaussian. (C) CV "
                + "against rate as the mean input falls: the perfect integrator becomes ever more irregular, the leaky cell tends to a Poisson process, CV "
                + "1 (points simulated, lines theory). (D) Spikes of leaky cells with a mean below the threshold of 15 mV, and above it.",
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("V", "mV"), Plot.Line("", times, found.Course.Take(shown), colour: EiColours.Both),
                    ReferenceLine.AtY(Threshold)),
            Plot.Panel(
                new Axis("Interval", "ms") { Minimum = 0 }, new Axis("Density", "1/s") { Minimum = 0 },
                new Bars("simulated", edges, counts) { Colour = Palette.At(2) },
                    Plot.Line("inverse Gaussian", line, interval => 1000 * onGrid.Density(interval), colour: EiColours.Both)),
            Plot.Panel(
                rate, new Axis("CV of intervals") { Minimum = 0 },
                Plot.Line("", rates, hertz => (one with { Drift = hertz / 1000 * Threshold }).Cv, colour: Palette.At(2)),
                Plot.Points("perfect integrator", [.. cvs.Select(each => 1000 / (one with { Drift = each.Drift }).MeanInterval)], cvs.Select(each => each.Cv),
                    colour: Palette.At(2)),
                Plot.Line("", [.. theoretical.Select(cell => cell.Rate() / Hz)], theoretical.Select(cell => cell.CoefficientOfVariation()),
                    colour: Palette.At(3)),
                Plot.Points("leaky cell", [.. leaky.Select(each => each.Measured.Rate)], leaky.Select(each => each.Measured.Cv), colour: Palette.At(3),
                    marker: Marker.Square),
                ReferenceLine.AtY(1)),
            Plot.Panel(
                new Axis("Time", "ms"), new Axis("Cell") { WholeNumbers = true }, few.Select((trains, i) => Dots(trains, i * Shown, Palette.At(i + 3)))));
        findings.Table(
            "cv.csv", "CV of the perfect integrator against the drift", cvs, ("drift (mV/ms)", row => row.Drift), ("CV", row => row.Cv),
                ("theory", row => (one with { Drift = row.Drift }).OnGrid(p.TimeStep).Cv));
    }

    // Spikes as points, a row for each cell.
    private static Series Dots(SpikeTrains spikes, int firstRow, Colour colour)
    {
        var points = Enumerable.Range(0, spikes.NeuronCount).SelectMany(cell
            => spikes.TimesMs(cell).Select(time => (Time: time, Row: (double)(firstRow + cell)))).ToList();
        return Plot.Points(spikes.Name, [.. points.Select(point => point.Time - (spikes.Start / ms))], points.Select(point => point.Row), colour: colour);
    }

    // The standard error of s/m of n intervals: the inverse Gaussian's excess kurtosis is 15 CV², its skewness 3 CV (delta method).
    private static double CvError(double cv, double count)
        => cv * Math.Sqrt((((2 + (15 * cv * cv)) / 4) + (cv * cv) - (3 * cv * cv)) / count);

    private static double Cv(double[] intervals) => ArrayStatistics.StandardDeviation(intervals) / intervals.Average();
}
