using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="DecorrelationExperiment"/>.</summary>
internal sealed record DecorrelationParameters
{
    [Option("N, units of each population of the dense networks", AtLeast = "100", AtMost = "20000")]
    public IReadOnlyList<int> Units { get; init; } = [500, 1000, 2000];

    [Option("p, the probability of a connection: two units share this part of their inputs", AtLeast = "0.02", AtMost = "0.5")]
    public double Probability { get; init; } = 0.2;

    [Option("measured time of each network", AtLeast = "200 ms", Unit = "ms")] public Time Duration { get; init; } = 2000 * ms;
}

/// <summary>Cells that share inputs are correlated, unless a network's inhibition takes back what they share.</summary>
internal sealed class DecorrelationExperiment : Experiment<DecorrelationParameters>
{
    private const double Outside = 0.2;
    private const int Recorded = 2000; // units at most
    private const int Listeners = 200;
    private const int Sources = 400;
    private static readonly double[] parts = [0.05, 0.1, 0.2, 0.3, 0.5];
    private static readonly int[] groups = [1, 2, 5, 10, 20, 50, 100, 200];

    private static readonly Func<DecorrelationParameters, bool> isReference = Reference.Defaults<DecorrelationParameters>(one => one.Probability);

    // N r of excitatory pairs, single networks of 4 s: mean and standard deviation over networks.
    private static readonly (int Units, double Mean, double Deviation, int Seeds)[] published =
        [(500, 1.534, 0.260, 60), (1000, 1.445, 0.173, 40), (2000, 1.152, 0.167, 24), (4000, 0.791, 0.139, 12)];

    public override string Name => "decorrelation";

    public override string Question => "Are cells that share their inputs independent channels?";

    public override string Source => "Renart et al., Science 327 (2010); van Vreeswijk and Sompolinsky, Neural Comput. 10 (1998); E-I balance, independent "
        + "channels";

    public override IReadOnlyList<Preset<DecorrelationParameters>> Presets =>
        [new("paper", "up to 4000 units of each population for 20 s", p => p with { Units = [500, 1000, 2000, 4000], Duration = 20_000 * ms })];

    public override void Run(DecorrelationParameters p, Session session, Findings findings)
    {
        int[] units = [.. p.Units.Distinct().Order()];
        int count = units.Length + 2;
        double[] shared = SharedInput(session.Part(0, count));
        foreach (var (part, found) in parts.Zip(shared))
        {
            findings.Check($"open loop: correlation of currents, K/N {part:G6}", part, found, 0.01,
                "shared sources; tolerance 0.01, some four standard errors");
        }

        Dense[] dense = [.. units.Select((n, i) => Dense.Of(n, p, session.Part(i + 1, count)))];
        var largest = dense[^1];
        var open = OpenLoop(largest, p, session.Part(count - 1, count));
        double exponent = double.NaN;
        if (dense.Length > 1)
        {
            exponent = MathNet.Numerics.Fit.Line([.. dense.Select(each => Math.Log(each.Units))], [.. dense.Select(each => Math.Log(each.Excitatory.Value))]).B;
            findings.Measure("exponent of the correlation in N", exponent);
            findings.Note($"Between N = {units[0]} and {largest.Units} correlations of excitatory pairs fall as N to the power {exponent:F2}. Theory says "
                + "-1 for many units; up to N = 4000 at p = 0.2 it is more (N r falls from 1.5 to 0.8), for with N the number of inputs p N grows, and "
                + "activities with it.");
        }

        foreach (var each in dense)
        {
            if (Published(each, p) is { } number)
            {
                var reference = new Reference<DecorrelationParameters>(
                    $"dense network, N {each.Units}: N r of excitatory pairs", number.Mean, "an independent program without time steps "
                        + "(tests/references/networks/dense_binary.cpp)", isReference);
                findings.Check(reference.OfDraws(number.Deviation, number.Seeds), p, each.Units * each.Excitatory.Value);
            }
        }

        CheckMean(p, largest, findings);
        findings.Check(Check.Between($"dense network, N {largest.Units}: correlation of excitatory pairs over p", -0.05, 0.05,
            largest.Excitatory.Value / p.Probability, "far below what they share"));
        findings.Check(Check.AtLeast(
            "open loop of the same units: correlation of pairs over that in the network", 5, open.Correlation.Value / largest.Excitatory.Value,
                "the same inputs without feedback"));
        findings.Measure($"N r of excitatory pairs, N {largest.Units}", largest.Units * largest.Excitatory.Value);
        findings.Measure($"correlation of excitatory pairs, N {largest.Units}", largest.Excitatory.Value);
        findings.Measure($"correlation of inhibitory pairs, N {largest.Units}", largest.Inhibitory.Value);
        findings.Measure("correlation of pairs in open loop", open.Correlation.Value);
        findings.Answer(
            $"Alone they are not: currents of cells that share K of N sources have the correlation K/N, and units that receive {p.Probability:P0} of the "
                + $"same inputs without feedback one of {open.Correlation.Value:F3}. In the balanced network the correlation is "
                + $"{largest.Excitatory.Value:F5} at N = {largest.Units}, some "
                + $"{largest.Units * largest.Excitatory.Value:F1}/N{(dense.Length > 1 ? $", and falls with N to the power {exponent:F1}" : "")}: inhibition "
                + "follows what excitation has in common, and takes it back.");
        findings.Note("The chapter gives K/N as the correlation of a balanced network. That is the correlation of inputs in open loop; in a recurrent "
            + "network it is of the order of 1/N even where K/N is not small.");
        Draw(p, shared, dense, open, findings);
    }

    // N r of a network of this size by the independent program. A single network of 4 s has its deviation; a shorter time a larger one.
    private static (double Mean, double Deviation, int Seeds)? Published(Dense dense, DecorrelationParameters p)
        => Array.Find(published, number => number.Units == dense.Units) is (> 0, _, _, _) number && isReference(p)
            ? (number.Mean, number.Deviation * Math.Sqrt(Math.Max(1, 4 * second / p.Duration)), number.Seeds)
            : null;

    // How well a mean over n units can be read: units with the correlation r in pairs have Var(mean) = (1 + (n - 1) r)/n times that of one. r is that of the
    // independent program: the one that was measured here would give the same number by algebra.
    private static void CheckMean(DecorrelationParameters p, Dense dense, Findings findings)
    {
        int n = groups[^1];
        if (Published(dense, p) is not { } number || dense.Scores.Count < n)
        {
            return;
        }

        double r = number.Mean / dense.Units, common = 1 + ((n - 1) * r);

        // Relative standard errors of the root of the variance. That of r, of a network and of the program's mean, counts by its part. That of samples: a
        // variance over G groups of n and a time T has 2/(G T/tau) of its square, where the autocorrelation is exp(-t/tau), tau the 10 ms between two looks.
        double ofCorrelation = (n - 1) * number.Deviation * Math.Sqrt(1 + (1.0 / number.Seeds)) / dense.Units / (2 * common);
        double ofSamples = 1 / Math.Sqrt(2 * (dense.Scores.Count / n) * (p.Duration / (10 * ms)));
        double predicted = Math.Sqrt(common / n);
        findings.Check(
            $"dense network, N {dense.Units}: SD of the mean of {n} units over that of one", predicted, dense.Scores.DeviationOfMean(n),
            4 * predicted * Math.Sqrt((ofCorrelation * ofCorrelation) + (ofSamples * ofSamples)),
            "sqrt((1 + (n - 1) r)/n) with r of the independent program (dense_binary.cpp); 4 standard errors of r, of groups and of times");
    }

    // The correlation of the currents of cells that draw K of the same N Poisson sources.
    private static double[] SharedInput(Session session)
    {
        const int Cells = 50, Settling = 10;
        var network = session.NewNetwork();
        var sources = network.Add(new Population("sources", Sources, new PoissonSource { Rate = 20 * Hz }));
        var receptor = new ExponentialCurrent("input") { Decay = 2 * ms };
        Population[] targets = [.. parts.Select(part =>
        {
            var cells = network.Add(new Population($"K/N {part}", Cells, new VoltageClamp()));
            network.Connect(sources, cells, new FixedInDegree((int)Math.Round(part * Sources)), receptor, 1 * pA);
            return cells;
        })];
        using var run = session.Simulate(network, 0.1 * ms, name: "shared input");
        var records = targets.Select(cells => run.Simulation.Record(cells.All("input.current") with { Interval = 4 * ms })).ToList();
        run.Advance(20 * second);
        return [.. records.Select(record => new UnitStates(record.Matrix().In(pA), Settling).Correlation.Value)];
    }

    // Excitatory units of the network that receive, in place of the network, units which switch by themselves with the same activities.
    private static UnitStates OpenLoop(Dense dense, DecorrelationParameters p, Session session)
    {
        var network = session.NewNetwork();
        var binary = new BinaryNetwork(dense.Units, p.Probability * dense.Units, Outside);
        var listeners = network.Add(new Population("listeners", Listeners, binary.Unit(isExcitatory: true)));
        foreach (var (name, activity, time, weight) in new[] { ("excitatory", dense.ActivityE, 10 * ms, 1),
            ("inhibitory", dense.ActivityI, 9 * ms, -BinaryNetwork.InhibitionOfExcitatory) })
        {
            var sources = network.Add(new Population(name, dense.Units, new IndependentUnit { TimeConstant = time, Activity = activity }));
            network.Connect(sources, listeners, new FixedProbability(p.Probability), new ActiveInputs(name) { Weight = weight }, 1,
                release: new ChangeOfState());
        }

        return Dense.States(listeners, Listeners, p.Duration, session.Simulate(network, BinaryNetwork.TimeStep, name: "open loop",
            precision: Precision.Double))();
    }

    private static void Draw(DecorrelationParameters p, double[] shared, Dense[] dense, UnitStates open, Findings findings)
    {
        double[] n = [.. dense.Select(each => (double)each.Units)], line = Plot.Range(n[0], n[^1], 20, logarithmic: true);
        int[] sizes = [.. groups.Where(size => size <= Math.Min(open.Count, dense[^1].Scores.Count))];
        double[] of = [.. sizes.Select(size => (double)size)];
        findings.SideBySide(
            "decorrelation", "What is shared, and what is left of it",
            "(A) Open loop: the correlation of the currents of cells that share K of N Poisson sources. (B) Balanced networks with connection probability "
                + $"{p.Probability:G2}: the mean correlation of excitatory pairs (dashed: 1/N). (C) N times the mean correlations. (D) The standard "
                + $"deviation of the mean of some units over that of one, for units in the network of N = {dense[^1].Units} and the same units in open "
                + "loop: averaging stops helping where units have a common part; dashed, independent units.",
            Plot.Panel(
                new Axis("K/N") { Minimum = 0 }, new Axis("Correlation") { Minimum = 0 }, Plot.Line("K/N", [0, 0.5], [0, 0.5], colour: EiColours.Both),
                Plot.Points("simulated", parts, shared, colour: EiColours.Both)),
            Plot.Panel(
                new Axis("Units N") { Scale = AxisScale.Logarithmic }, new Axis("Correlation") { Scale = AxisScale.Logarithmic },
                Plot.Line("1/N", line, size => n[0] / size * dense[0].Excitatory.Value, LineStyle.Dashed, EiColours.Excitation),
                Plot.Points("network", n, dense.Select(each => each.Excitatory.Value), dense.Select(each => each.Excitatory.StandardError),
                    EiColours.Excitation),
                ReferenceLine.AtY(p.Probability, "shared inputs, p")),
            Plot.Panel(
                new Axis("Units N") { Scale = AxisScale.Logarithmic }, new Axis("N times correlation"),
                Plot.Points("excitatory", n, dense.Select(each => each.Units * each.Excitatory.Value),
                    dense.Select(each => each.Units * each.Excitatory.StandardError), EiColours.Excitation),
                Plot.Points("inhibitory", n, dense.Select(each => each.Units * each.Inhibitory.Value),
                    dense.Select(each => each.Units * each.Inhibitory.StandardError), EiColours.Inhibition),
                ReferenceLine.AtY(0)),
            Plot.Panel(
                new Axis("Units averaged") { Scale = AxisScale.Logarithmic }, new Axis("SD of the mean") { Scale = AxisScale.Logarithmic },
                Plot.Curve("open loop", of, sizes.Select(open.DeviationOfMean), colour: Palette.At(3)),
                Plot.Curve("network", of, sizes.Select(dense[^1].Scores.DeviationOfMean), colour: EiColours.Excitation),
                Plot.Line("independent", of, size => 1 / Math.Sqrt(size), LineStyle.Dashed, Colour.Grey)));
        findings.Table(
            "correlations.csv", "mean correlations of pairs in dense balanced networks", dense, ("N", each => each.Units),
                ("excitatory pairs", each => each.Excitatory.Value),
            ("standard error", each => each.Excitatory.StandardError), ("inhibitory pairs", each => each.Inhibitory.Value),
                ("standard error", each => each.Inhibitory.StandardError));
    }

    /// <summary>A dense balanced network.</summary>
    private sealed record Dense(
        int Units, double ActivityE, double ActivityI, UnitStates Scores, Estimate Excitatory, Estimate Inhibitory)
    {
        private static readonly Time settling = 100 * ms;
        private static readonly Time interval = 4 * ms;

        private static int Skipped => (int)(settling / interval);

        public static Dense Of(int units, DecorrelationParameters p, Session session)
        {
            var binary = new BinaryNetwork(units, p.Probability * units, Outside) { Wiring = BinaryWiring.FixedProbability };
            var network = session.NewNetwork();
            var (e, i) = binary.AddTo(network);
            using var run = session.Simulate(network, BinaryNetwork.TimeStep, name: $"N {units}", precision: Precision.Double);
            MeanRecord[] means = [run.Record(e.Mean("r") with { Interval = interval }), run.Record(i.Mean("r") with { Interval = interval })];
            var inhibitory = Recording(i, units, run);
            var excitatory = States(e, units, p.Duration, run)();
            double[] activities = [.. means.Select(mean => mean.Traces().Columns[0].Values.Skip(Skipped).Average())];
            return new Dense(units, activities[0], activities[1], excitatory, excitatory.Correlation, inhibitory().Correlation);
        }

        /// <summary>Records and simulates.</summary>
        public static Func<UnitStates> States(Population population, int units, Time duration, SessionRun run)
        {
            var read = Recording(population, units, run);
            run.Advance(settling + duration.OnGrid(BinaryNetwork.TimeStep));
            return read;
        }

        private static Func<UnitStates> Recording(Population population, int units, SessionRun run)
        {
            var record = run.Simulation.Record(population.Slice("recorded", ..Math.Min(Recorded, units)).All("r") with { Interval = interval });
            return () => new UnitStates(record.Matrix().Numbers(), Skipped);
        }

    }
}
