using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="CriticalityExperiment"/>.</summary>
internal sealed record CriticalityParameters
{
    [Option("avalanches of the branching process", AtLeast = "10000", AtMost = "100000000")] public int Avalanches { get; init; } = 200_000;
    [Option("branching ratios of the driven networks", AtLeast = "0.5", AtMost = "0.99")] public IReadOnlyList<double> Branchings { get; init; } = [0.9, 0.97];
    [Option("units of a driven network", AtLeast = "2000", AtMost = "1000000")] public int Units { get; init; } = 10_000;
    [Option("part of the units that is seen", AtLeast = "0.01", AtMost = "0.5")] public double Seen { get; init; } = 0.2;
    [Option("steps of a driven network", AtLeast = "5000", AtMost = "10000000")] public int Steps { get; init; } = 20_000;
    [Option("inhibition over excitation of the spiking networks", AtLeast = "0", AtMost = "20")]
    public IReadOnlyList<double> Strengths { get; init; } = [3.5, 4, 6];

    [Option("measured time of the spiking networks", AtLeast = "1 s", Unit = "s")] public Time Duration { get; init; } = 2 * second;
}

/// <summary>Avalanches: the exact laws of the critical branching process, branching ratios of networks that are partly seen, and a network in
/// balance.</summary>
internal sealed class CriticalityExperiment : Experiment<CriticalityParameters>
{
    private const int Longest = 2000;

    // Where a power law is fitted to sizes of the branching process; how many avalanches, and how often new ones are drawn to judge it.
    private const int Smallest = 20;
    private const int Largest = 1000;
    private const int Fitted = 20_000;
    private const int FittedSets = 100;

    // Cells whose avalanches are looked at in a spiking network, as with electrodes: of all together no bin would be silent.
    private const int Observed = 100;
    private const int Lags = 20; // bins
    private static readonly int[] shownSizes = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200];
    private const int Targets = 10;
    private const string Ratio = "branching ratio";
    private const string Naive = "slope at one step";
    private const string Rate = "rate (Hz)";

    // Mean number of active units: so few of all that two rarely excite the same.
    private const double MeanActive = 10;
    private static readonly Time bin = 2 * ms;

    public override string Name => "criticality";

    public override string Question => "Which avalanches does a network have at the critical point, and does balance bring it there?";

    public override string Source => "Beggs and Plenz, J. Neurosci. 23 (2003); Wilting and Priesemann, Nat. Commun. 9 (2018); excitation-inhibition balance, "
        + "criticality";

    public override IReadOnlyList<Preset<CriticalityParameters>> Presets =>
        [new("paper", "a million avalanches, 100 000 steps, ten seconds of spiking cells", p => p with
        {
            Avalanches = 1_000_000, Steps = 100_000, Duration = 10 * second,
        })];

    public override void Run(CriticalityParameters p, Session session, Findings findings)
    {
        var (laws, exponent) = Laws(p, session, findings);
        var (driven, seen) = Driven(p, session.Part(0, 2), findings);
        var (balanced, decay) = Balanced(p, session.Part(1, 2), findings);
        string atCriticality = $"At the critical point the sizes of avalanches fall with a power of {-exponent:F2} (theory: -1.5).";
        string inBalance = decay is { } bins
            ? $"Balance alone does not bring a network there: in spiking networks the slope has come down to zero after {bins * (bin / ms):F0} ms at most."
            : $"In spiking networks in balance some slopes are above zero for more than {Lags * (bin / ms):F0} ms.";
        findings.Answer($"{atCriticality} {inBalance} {seen}");
        findings.SideBySide("avalanches", "Avalanches and branching",
            "(A) Sizes and (B) durations of avalanches of a critical branching process and of one below (sigma 0.9): drawn (points) and exact "
                + "(lines). (C) Slopes of activity k "
                + $"steps later on activity, in networks with sigma {p.Branchings[^1]:G3}: all units, and {100 * p.Seen:G3} % of them; lines: b m^k. "
                + "(D) The same in networks of "
                + "integrate-and-fire cells with different inhibition, in bins of 2 ms. (E) Avalanches of "
                + $"{Observed} of their cells, in bins of the mean distance of two spikes; dashed: spikes without any order.", [.. laws, driven, .. balanced]);
        findings.Note("The textbook says that balance tunes the brain to the critical state. In the balanced networks here slopes fall to zero within "
            + "10 ms and below, for all "
            + "strengths of inhibition: activity is a rhythm about a rate that the input sets, and no branching process, so that a branching ratio "
            + "would mean nothing. Balance "
            + "alone does not make a network critical; and sizes alone show little. A rhythm gathers spikes into avalanches that are broader than those of "
            + "chance, and of some hundred avalanches a power law is often not ruled out (a goodness above 0.1), although nothing branches.");
    }

    private static (List<Panel> Panels, double Exponent) Laws(CriticalityParameters p, Session session, Findings findings)
    {
        List<PlotLayer> sizes = [], durations = [];
        double critical = double.NaN;
        foreach (var (k, sigma) in new[] { 1, 0.9 }.Index())
        {
            var process = new BranchingProcess(sigma);
            var drawn = process.Draw(p.Avalanches, Longest, session.Seed);
            int[] edges = [1, 2, 3, 4, 6, 10, 18, 32, 56, 100, 178, 316, 562, 1000];
            var bins = edges.Zip(edges.Skip(1), (from, to) => (From: from, To: to, Expected: Enumerable.Range(from, to - from).Sum(process.SizeProbability),
                Found: drawn.Count(one => one.Size >= from && one.Size < to) / (double)p.Avalanches)).ToList();
            double Deviation(double expected, double found) => (found - expected) / Math.Sqrt(expected * (1 - expected) / p.Avalanches);
            findings.Check($"sizes of avalanches up to 1000, sigma {sigma:G6}: deviation from the exact law in standard errors", 0,
                StandardError.OfAll([.. bins.Where(each => each.Expected * p.Avalanches > 20).Select(each => Deviation(each.Expected, each.Found))]), 4,
                "e^(-sigma s) (sigma s)^(s-1)/s!; the squares of all bins together");
            foreach (int t in new[] { 10, 100, 1000 }.Where(t => process.Survival(t) * p.Avalanches > 20))
            {
                double expected = process.Survival(t), found = drawn.Count(one => one.Generations > t) / (double)p.Avalanches;
                findings.Check($"avalanches of more than {t} generations, sigma {sigma:G6}, times {t}/2", expected * t / 2, found * t / 2,
                    4 * Math.Sqrt(expected * (1 - expected) / p.Avalanches) * t / 2, "the generating function, iterated; four standard errors");
            }

            double[] line = [.. Plot.Range(1, 1000, 60, logarithmic: true).Select(size => Math.Round(size)).Distinct()];
            sizes.Add(Plot.Line("", line, size => process.SizeProbability((int)size), colour: Palette.At(k == 0 ? 6 : 4)));
            sizes.Add(Plot.Points($"sigma {sigma:G2}", [.. bins.Select(each => Math.Sqrt(each.From * (each.To - 1.0)))],
                bins.Select(each => each.Found / (each.To - each.From)), colour: Palette.At(k == 0 ? 6 : 4)));
            int[] times = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000];
            durations.Add(Plot.Line("", line, t => process.Survival((int)t), colour: Palette.At(k == 0 ? 6 : 4)));
            durations.Add(Plot.Points($"sigma {sigma:G2}", [.. times.Select(t => (double)t)],
                times.Select(t => drawn.Count(one => one.Generations > t) / (double)p.Avalanches), colour: Palette.At(k == 0 ? 6 : 4)));
            if (k == 0)
            {
                // Stirling's next term, 1/(12 s), makes the law steeper than -3/2 by less than this from the smallest size on.
                var exponent = PowerLawFit.OfCounts(drawn.Select(one => (long)one.Size), Smallest, Largest).Exponent;
                critical = exponent.Value;
                findings.Check($"most likely exponent of sizes {Smallest} to {Largest}, sigma 1", 1.5, exponent.Value,
                    (4 * exponent.StandardError) + (1 / (12.0 * Smallest)), "the exact law for large sizes; four standard errors, and its next term");
            }

            var fit = PowerLawFit.OfCounts(drawn.Take(Fitted).Select(one => (long)one.Size), Smallest, Largest);
            findings.Measure($"goodness of a power law of sizes {Smallest} to {Largest}, sigma {sigma:G6}", fit.GoodnessOfFit(FittedSets, session.Seed));
        }

        Axis Log(string name) => new(name) { Scale = AxisScale.Logarithmic };
        return ([Plot.Panel(Log("Size s"), Log("Probability") with { Minimum = 1e-7 }, sizes), Plot.Panel(Log("Generations t"),
            Log("Survival") with { Minimum = 1e-4 }, durations)], critical);
    }

    private static (Panel Panel, string Seen) Driven(CriticalityParameters p, Session session, Findings findings)
    {
        var sweep = session.Sweep(p.Branchings, 1, (sigma, part, found) =>
        {
            var (network, units) = new ExcitableNetwork(p.Units, Targets, 1, sigma).Build(MeanActive * (1 - sigma) / p.Units, part.Seed);
            using var run = part.Simulate(network, ExcitableNetwork.Step);
            var progress = part.Progress.Towards((500 + p.Steps) * ExcitableNetwork.Step);
            run.Advance(500 * ExcitableNetwork.Step, progress);
            var spikes = run.Record(units.Spikes);
            run.Advance(p.Steps * ExcitableNetwork.Step, progress);
            int seen = (int)(p.Seen * p.Units), steps = (int)(2 / (1 - sigma));
            foreach (var (name, of) in new[] { ("all", p.Units), ("a part", seen) })
            {
                double[] activity = Activity(spikes.Trains().Slice(name, ..of), ExcitableNetwork.Step);
                var ratio = BranchingRatio.Of(activity, ExcitableNetwork.Step, steps * ExcitableNetwork.Step);
                found.Measure($"{Ratio}, {name}", ratio.Value.Value);
                found.Measure($"{Ratio}, {name}, standard error", ratio.Value.StandardError);
                found.Measure($"{Naive}, {name}", ratio.Regressions[0]);
                found.Measure($"factor, {name}", ratio.Amplitude.Value);
                foreach (var (k, slope) in ratio.Regressions.Index())
                {
                    found.Measure($"{name} {k + 1}", slope);
                }
            }
        });
        sweep.Run();
        foreach (var point in sweep.Points)
        {
            foreach (string name in new[] { "all", "a part" })
            {
                findings.Check($"branching ratio from {name} of the units, sigma {point.Value:G6}", point.Value, point.Mean($"{Ratio}, {name}"),
                    Math.Max(0.01, 4 * point.Mean($"{Ratio}, {name}, standard error")),
                    "the probability of a contact times their number; one hundredth, or four standard errors");
            }

            findings.Measure($"slope at one step of a part, sigma {point.Value:G6}", point.Mean($"{Naive}, a part"));
        }

        var last = sweep.Points[^1];
        int lags = (int)(2 / (1 - last.Value));
        double[] at = [.. Enumerable.Range(1, lags).Select(k => (double)k)];
        IEnumerable<PlotLayer> Layers(string name, Colour colour) =>
        [
            Plot.Line("", at, k => last.Mean($"factor, {name}") * Math.Pow(last.Mean($"{Ratio}, {name}"), k), colour: colour),
            Plot.Points(name, at, at.Select(k => last.Mean($"{name} {k:F0}")), colour: colour),
        ];
        string seenPart = $"With sigma {last.Value:G3} the slope of activity on that of the step before is {last.Mean($"{Naive}, all"):F3} for all units, but "
            + $"{last.Mean($"{Naive}, a part"):F3} for {100 * p.Seen:G3} % of them; slopes over many steps give {last.Mean($"{Ratio}, a part"):F3}.";
        return (Plot.Panel(new Axis("Steps k"), new Axis("Slope r_k") { Minimum = 0 }, [.. Layers("all", EiColours.Both), .. Layers("a part", Palette.At(2))]),
            seenPart);
    }

    // The panels, and after how many bins slopes have come down to zero: the most of all strengths; null where some have not.
    private static (Panel[] Panels, int? Decay) Balanced(CriticalityParameters p, Session session, Findings findings)
    {
        var sweep = session.Sweep(p.Strengths, 1, (strength, part, found) =>
        {
            var parameters = new BrunelParameters
            {
                Excitatory = 1000, Inhibitory = 250, Weight = 0.1 * Math.Sqrt(10) * mV, InhibitoryRatio = strength, ExternalRatio = 0.9,
            };
            var (network, cells) = parameters.Build(part.Seed);
            using var run = part.Simulate(network, parameters.TimeStep);
            run.Advance(BrunelParameters.Settling, Progress.None);
            var spikes = run.Record(cells.Spikes);
            run.Advance(p.Duration, part.Progress);
            var trains = spikes.Trains();
            found.Measure(Rate, trains.MeanRate() / Hz);
            var avalanches = Avalanches.OfSpikes(trains.Slice("observed", ..Observed)).Select(one => one.Size).ToArray();
            var law = PowerLawFit.OfCounts(avalanches);
            found.Measure("exponent", law.Exponent);
            found.Measure("goodness", law.GoodnessOfFit(FittedSets, part.Seed));
            foreach (int size in shownSizes)
            {
                found.Measure($"size {size}", avalanches.Length == 0 ? double.NaN : avalanches.Count(one => one >= size) / (double)avalanches.Length);
            }

            foreach (var (k, slope) in BranchingRatio.Of(trains, bin, Lags * bin).Regressions.Index())
            {
                found.Measure($"{k + 1}", slope);
            }
        });
        sweep.Run();
        foreach (var point in sweep.Points)
        {
            findings.Measure($"slope r_1 in bins of 2 ms, inhibition {point.Value:G6}", point.Mean("1"));
            findings.Measure($"rate, inhibition {point.Value:G6} (Hz)", point.Mean(Rate));
            findings.Measure($"most likely exponent of avalanches of {Observed} cells, inhibition {point.Value:G6}", point.Mean("exponent"));
            findings.Measure($"goodness of that power law, inhibition {point.Value:G6}", point.Mean("goodness"));
        }

        var decays = sweep.Points.Select(point => Enumerable.Range(1, Lags).Where(k => point.Mean($"{k}") <= 0).Cast<int?>().FirstOrDefault()).ToList();
        double[] at = [.. Enumerable.Range(1, Lags).Select(k => (double)k)];
        double[] counted = [.. shownSizes.Select(size => (double)size)];
        string Label(SweepPoint<double> point) => $"g {point.Value:G3}, {point.Mean(Rate):F0} Hz";
        return ([
            Plot.Panel(new Axis("Bins k"), new Axis("Slope r_k"), [.. sweep.Points.Select((point, i) => (PlotLayer)Plot.Curve(
                Label(point), at, at.Select(k => point.Mean($"{k:F0}")), colour: Palette.At(i + 2))), ReferenceLine.AtY(0)]),
            Plot.Panel(
                new Axis("Size s") { Scale = AxisScale.Logarithmic }, new Axis("Part of s or more") { Scale = AxisScale.Logarithmic, Minimum = 1e-3 },
                [
                    .. sweep.Points.Select((point, i) => (PlotLayer)Plot.Curve(
                        Label(point), counted, shownSizes.Select(size => point.Mean($"size {size}")), colour: Palette.At(i + 2))),
                    Plot.Line("chance", counted, shownSizes.Select(ChanceAvalanches.SizeAtLeast), LineStyle.Dashed, Colour.Black),
                ]),
        ], decays.Contains(null) ? null : decays.Max());
    }

    private static double[] Activity(SpikeTrains spikes, Time bin)
        => [.. spikes.PopulationRate(bin).Values.Select(rate => Math.Round(rate * spikes.NeuronCount * (bin / second)))];
}
