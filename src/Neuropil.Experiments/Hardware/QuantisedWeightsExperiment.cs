using MathNet.Numerics.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="QuantisedWeightsExperiment"/>.</summary>
internal sealed record QuantisedWeightsParameters : NoisyCellParameters
{
    [Option("standard deviations of the logarithm of the weights", AtLeast = "0.1", AtMost = "1.5")]
    public IReadOnlyList<double> LogDeviations { get; init; } = [0.5, 1];

    [Option("bits of a weight", AtLeast = "2", AtMost = "12")] public IReadOnlyList<int> Bits { get; init; } = [2, 3, 4, 5, 6, 8];
    [Option("drawn weights", AtLeast = "1000", AtMost = "10000000")] public int Weights { get; init; } = 400_000;

    [Option("standard deviations of the cells' thresholds", MoreThan = "0 mV", AtMost = "3 mV", Unit = "mV")]
    public IReadOnlyList<Voltage> Mismatches { get; init; } = [0.5 * mV, 1 * mV];

    [Option("changes of a weight, each a part of a step of its grid", AtLeast = "10", AtMost = "100000")] public int Changes { get; init; } = 200;
    [Option("a change over the step of the grid", MoreThan = "0", AtMost = "0.49")] public double Change { get; init; } = 0.1;
    [Option("synapses whose weights change", AtLeast = "100", AtMost = "100000")] public int Synapses { get; init; } = 2000;

    /// <summary>The largest weight: the 99.9th percentile of the drawn law.</summary>
    public static double Largest(double logDeviation) => LogNormal.InvCDF(-logDeviation * logDeviation / 2, logDeviation, 0.999);
}

/// <summary>
/// Weights of a few bits, thresholds that differ, increments below a step: what coarse hardware does to the mean and the variance of a cell's input.
/// </summary>
internal sealed class QuantisedWeightsExperiment : Experiment<QuantisedWeightsParameters>
{
    private const int ShownBits = 4;

    public override string Name => "quantised-weights";

    public override string Question => "Does balance survive coarse hardware: weights of few bits, unequal thresholds, small changes?";

    public override string Source => "balance, hardware; Gupta et al., ICML (2015); Pfeil et al., Front. Neurosci. 6 (2012)";

    public override void Run(QuantisedWeightsParameters p, Session session, Findings findings)
    {
        var points = p.LogDeviations.SelectMany((deviation, group) => Quantised(p, deviation, (ulong)group, session)).ToList();
        CheckWeights(p, points, findings);
        var mismatches = ThresholdMismatch.Of(p, session.Part(0, 2), findings);
        var networks = CoarseNetwork.Of(p, p.LogDeviations[^1], session.Part(1, 2));
        CheckNetworks(networks, findings);
        var course = Changed(p, session, findings);
        Draw(p, points, mismatches, networks, course, findings);
        Energies(findings);
        var coarse = points.MinBy(point => point.Bits)!;
        int enough = points.GroupBy(point => point.Bits)
            .Where(group => group.All(point => Math.Abs(point.Expected.Ratio - 1) < 0.01)).Select(group => group.Key)
            .DefaultIfEmpty(0).Min();
        findings.Answer($"With {coarse.Bits} bits the weights' variance is {coarse.Ratio.Value:F2} times that of weights of any size (log-SD "
            + $"{coarse.LogDeviation:G3}); "
            + (enough > 0 ? $"from {enough} bits on it is within 1 %. " : "")
            + $"Excitation and inhibition that cancel leave {coarse.Left:P0} of the excitation with the same {coarse.Bits} bits, if their weights are "
            + $"spread unequally. "
            + $"A recurrent network in balance fires at {networks[1].Rate.Value:F1} Hz with {networks[1].Bits} bits, and at "
            + $"{networks[^1].Rate.Value:F1} Hz with {networks[^1].Bits}, where it has {networks[0].Rate.Value:F1} Hz "
            + "without rounding: it stays irregular, at another rate. "
            + $"A change of {p.Change:G2} of a step never moves a weight that is rounded to the nearest value; one that is rounded by chance follows on "
            + $"average.");
    }

    protected override void Validate(QuantisedWeightsParameters p) => p.Require();

    private static IEnumerable<Point> Quantised(QuantisedWeightsParameters p, double logDeviation, ulong group, Session session)
    {
        double largest = QuantisedWeightsParameters.Largest(logDeviation);
        var random = new RandomStream(session.Seed, RandomPurpose.Weight, group);
        double[] weights = new double[p.Weights];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = WeightGrid.DrawCut(logDeviation, largest, ref random);
        }

        var (cutMean, cutVariance) = WeightGrid.MomentsOfCut(logDeviation, largest);
        foreach (int bits in p.Bits)
        {
            var grid = new WeightGrid(bits, largest);
            double[] nearest = [.. weights.Select(grid.Nearest)];
            double[] stochastic = new double[weights.Length];
            for (int i = 0; i < weights.Length; i++)
            {
                stochastic[i] = grid.Stochastic(weights[i], ref random);
            }

            var (mean, variance) = grid.MomentsOfNearest(logDeviation);
            var inhibition = WeightGrid.MomentsOfCut(logDeviation / 2, QuantisedWeightsParameters.Largest(logDeviation / 2));
            var coarseInhibition = new WeightGrid(bits, QuantisedWeightsParameters.Largest(logDeviation / 2)).MomentsOfNearest(logDeviation / 2);
            double left = 1 - (coarseInhibition.Mean / inhibition.Mean / (mean / cutMean));
            yield return new Point(
                logDeviation, bits, grid.Step, (variance / cutVariance, mean / cutMean), Ratio(nearest, cutVariance), MeanOf(nearest).Times(1 / cutMean),
                ErrorOf(weights, nearest).Times(1 / (grid.Step * grid.Step)), ErrorOf(weights, stochastic).Times(1 / (grid.Step * grid.Step)), left);
        }
    }

    private static Estimate MeanOf(double[] values)
        => Estimate.Of(values.Average(), StandardError.Of(values));

    // The variance over a known one, with the error that the fourth moment gives it.
    private static Estimate Ratio(double[] values, double variance)
    {
        double mean = values.Average();
        double[] squares = [.. values.Select(value => (value - mean) * (value - mean) / variance)];
        return Estimate.Of(squares.Average(), StandardError.Of(squares));
    }

    private static Estimate ErrorOf(double[] exact, double[] rounded) => MeanOf([.. exact.Select((value, i) => (rounded[i] - value) * (rounded[i] - value))]);

    private static void CheckWeights(QuantisedWeightsParameters p, List<Point> points, Findings findings)
    {
        const string Quadrature = "independent quadrature of the lognormal law, cut at its 99.9th percentile";
        foreach (var (deviation, bits, ratio) in new[] { (0.5, 2, 2.01356), (0.5, 4, 1.02371), (0.5, 6, 1.00129), (0.5, 8, 1.00008), (1, 4, 1.09596) })
        {
            if (points.FirstOrDefault(point => point.LogDeviation == deviation && point.Bits == bits) is { } known)
            {
                findings.Check($"variance over that without rounding, log-SD {deviation:G6}, {bits} bits: in theory", ratio, known.Expected.Ratio, 6e-6,
                    Quadrature);
            }
        }

        if (points.FirstOrDefault(point => point.LogDeviation == 1 && point.Bits == 4) is { } lost)
        {
            findings.Check("mean lost, log-SD 1, 4 bits, in theory (%)", -4.06, 100 * (lost.Expected.Mean - 1), 0.005, Quadrature);
        }

        foreach (var point in points)
        {
            string what = $"log-SD {point.LogDeviation:G3}, {point.Bits} bits";
            findings.Check($"variance over that without rounding, {what}", point.Expected.Ratio, point.Ratio.Value, 3 * point.Ratio.StandardError,
                "sum over the values of the grid; tolerance: 3 standard errors of the drawn weights");

            // The grid must be finer than the law: from 4 bits (log-SD .5) and 6 bits (log-SD 1) on.
            if (point.Bits >= (point.LogDeviation <= 0.5 ? 4 : 6) && point.LogDeviation <= 1)
            {
                findings.Check($"squared error of the nearest value over step squared, {what}", 1.0 / 12, point.Nearest.Value, 0.02 / 12,
                    "step²/12; tolerance: the law itself differs by 1.7 % at the coarsest of these grids");
                findings.Check($"squared error of stochastic rounding over step squared, {what}", 1.0 / 6, point.Stochastic.Value, 0.02 / 6,
                    "step²/6; tolerance: the same");
            }

            findings.Measure($"variance ratio, {what}", point.Ratio.Value);
        }
    }

    // The weight in steps of its grid after each change, as a double, rounded to the nearest value, and rounded by chance (mean over synapses).
    private static double[][] Changed(QuantisedWeightsParameters p, Session session, Findings findings)
    {
        int bits = Math.Min(30, (int)Math.Ceiling(Math.Log2((p.Changes * p.Change) + 8)) + 2);
        var grid = new WeightGrid(bits, Math.Pow(2, bits) - 1); // a step of 1
        double start = 1, nearest = start;
        double[][] course = [new double[p.Changes + 1], new double[p.Changes + 1], new double[p.Changes + 1]];
        double[] stochastic = [.. Enumerable.Repeat(start, p.Synapses)];
        var random = new RandomStream(session.Seed, RandomPurpose.Synapse, 1);
        for (int n = 0; n <= p.Changes; n++)
        {
            (course[0][n], course[1][n], course[2][n]) = (start + (n * p.Change), nearest, stochastic.Average());
            nearest = grid.Nearest(nearest + p.Change);
            for (int i = 0; i < stochastic.Length; i++)
            {
                stochastic[i] = grid.Stochastic(stochastic[i] + p.Change, ref random);
            }
        }

        findings.Check(Check.Exactly("weight rounded to the nearest value, after all changes (steps)", start, course[1][^1],
            "a change below half a step is lost each time"));
        findings.Check("mean weight rounded by chance, after all changes (steps)", course[0][^1], course[2][^1],
            3 * Math.Sqrt(p.Changes * p.Change * (1 - p.Change) / p.Synapses), "the sum of the changes; tolerance: 3 standard errors of binomial numbers");
        return course;
    }

    // The largest single weights move a cell by its whole threshold, so that white noise overestimates all rates alike: what rounding does to them it tells.
    private static void CheckNetworks(IReadOnlyList<CoarseNetwork> networks, Findings findings)
    {
        var exact = networks.Single(each => each.Bits is null);
        findings.Measure("rate of the network without rounding (Hz)", exact.Rate.Value);
        findings.Measure("rate of the network without rounding, in theory (Hz)", exact.Expected);
        foreach (var network in networks.Where(each => each.Bits is not null))
        {
            double error = Math.Sqrt(Math.Pow(network.Rate.StandardError, 2) + Math.Pow(exact.Rate.StandardError, 2)) / exact.Rate.Value;
            findings.Check($"rate of the network over that without rounding, {network.Bits} bits", network.Expected / exact.Expected,
                network.Rate.Value / exact.Rate.Value, (3 * error) + 0.03,
                "self-consistent rates in white noise of the same mean and variance; tolerance: 3 standard errors, and 3 % for a noise that is not white");
            findings.Measure($"CV of the network's intervals, {network.Bits} bits", network.Cv);
        }
    }

    private static void Draw(QuantisedWeightsParameters p, List<Point> points, IReadOnlyList<ThresholdMismatch> mismatches,
        IReadOnlyList<CoarseNetwork> networks, double[][] course, Findings findings)
    {
        IEnumerable<PlotLayer> Curves(Func<Point, double> of, Func<Point, double> error, Func<Point,
            double> theory) => p.LogDeviations.SelectMany((deviation, i) =>
        {
            Point[] own = [.. points.Where(point => point.LogDeviation == deviation).OrderBy(point => point.Bits)];
            double[] bits = [.. own.Select(point => (double)point.Bits)];
            return new PlotLayer[]
            {
                Plot.Line("", bits, own.Select(theory), colour: Palette.At(i)),
                    Plot.Points($"log-SD {deviation:G3}", bits, own.Select(of), own.Select(error), Palette.At(i)),
            };
        });
        double[] changes = [.. Enumerable.Range(0, p.Changes + 1).Select(n => (double)n)];
        findings.SideBySide(
            "quantised", "Weights of few bits",
            "(A) Variance of lognormal weights over that without rounding, (B) mean lost, by the bits of a weight. Points: drawn weights; lines: sums over "
                + "the grid. "
                + $"(C) Rates of cells whose thresholds differ, the mean of Siegert's rate as a line. (D) A weight that changes by {p.Change:G2} of a step "
                + $"each time. (E) The rate of a recurrent network in balance by the bits of its weights (log-SD {p.LogDeviations[^1]:G3}), over "
                + "that without rounding.",
            Plot.Panel(new Axis("Bits"), new Axis("Variance ratio"),
                Curves(point => point.Ratio.Value, point => point.Ratio.StandardError, point => point.Expected.Ratio)),
            Plot.Panel(new Axis("Bits"), new Axis("Mean ratio"),
                Curves(point => point.Mean.Value, point => point.Mean.StandardError, point => point.Expected.Mean)),
            Plot.Panel(new Axis("Threshold SD", "mV") { Minimum = 0 }, new Axis("Rate", "Hz") { Minimum = 0 },
                Plot.Line("theory, mean", [.. mismatches.Select(each => each.Sd)], mismatches.Select(each => each.TheoryMean)),
                Plot.Points("simulated, SD of cells", [.. mismatches.Select(each => each.Sd)], mismatches.Select(each => each.Rates.Average()),
                    mismatches.Select(each => each.TheoryDeviation), Palette.At(1))),
            Plot.Panel(new Axis("Changes"), new Axis("Weight", "steps"),
                Plot.Line("double", changes, course[0], LineStyle.Dashed), Plot.Line("nearest", changes, course[1], colour: Palette.At(1)),
                Plot.Line("by chance, mean", changes, course[2], colour: Palette.At(2))),
            CoarseNetwork.Panel(networks));
        findings.Table("weights.csv", "weights of few bits: variance and mean over those without rounding, squared errors over the step squared", points,
            ("log-SD", point => point.LogDeviation), ("bits", point => point.Bits), ("step", point => point.Step),
                ("variance ratio", point => point.Ratio.Value),
            ("standard error", point => point.Ratio.StandardError), ("variance ratio in theory", point => point.Expected.Ratio),
            ("mean ratio", point => point.Mean.Value), ("mean ratio in theory", point => point.Expected.Mean), ("nearest: error", point => point.Nearest.Value),
            ("stochastic: error", point => point.Stochastic.Value), ("excitation left", point => point.Left));
    }

    // What synaptic events cost, as published. They are of different chips, and of different things: with or without leakage, routing, memory.
    private static void Energies(Findings findings)
    {
        (string Chip, double Picojoules)[] published =
            [("TrueNorth (Akopyan 2015)", 2.5), ("SpiNNaker2 (Höppner 2021)", 10), ("ODIN (Frenkel 2018)", 12.7), ("Loihi (Davies 2018)", 23.6),
                ("SpiNNaker (Stromatias 2013)", 45)];
        const double Events = 1e9; // 10^5 cells with 10^3 synapses at 10 Hz, in a second
        findings.Table("energies.csv", $"energy of {Events:G2} synaptic events, as published per event (table 3 of Tang et al., Front. Neurosci. 17, 2023): "
            + string.Join("; ", published.Select((each, i) => $"{i + 1} {each.Chip}")), Enumerable.Range(0, published.Length),
            ("chip", i => i + 1), ("energy of an event (pJ)", i => published[i].Picojoules), ("energy (mJ)", i => published[i].Picojoules * Events * 1e-9));
        findings.Note($"Published energies of a synaptic event lie between {published.Min(each => each.Picojoules)} and "
            + $"{published.Max(each => each.Picojoules)} pJ. They "
            + "disagree because they count different things, and are no prediction of what a network costs.");
    }

    private sealed record Point(
        double LogDeviation, int Bits, double Step, (double Ratio, double Mean) Expected, Estimate Ratio, Estimate Mean, Estimate Nearest, Estimate Stochastic,
        double Left);
}
