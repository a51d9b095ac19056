using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="QuantalReleaseExperiment"/>.</summary>
internal sealed record QuantalReleaseParameters
{
    [Option("release sites of the synapse, N", AtLeast = "1", AtMost = "256")] public int Sites { get; init; } = 5;
    [Option("probability that a site releases at a spike, p", AtLeast = "0", AtMost = "1")] public double Probability { get; init; } = 0.3;
    [Option("peak current of one quantum, q", MoreThan = "0 pA", Unit = "pA")] public Current Quantum { get; init; } = 10 * pA;
    [Option("coefficient of variation of a quantum's size", AtLeast = "0", AtMost = "2")] public double QuantalVariation { get; init; }
    [Option("spikes at each probability", AtLeast = "1000", AtMost = "1000000")] public int Trials { get; init; } = 10_000;

    /// <summary>The synapse, with another probability.</summary>
    public BinomialRelease Release(double probability) => new("quanta") { Sites = Sites, Probability = probability, QuantalVariation = QuantalVariation };
}

/// <summary>Currents of many trials of one synapse: mean, variance and failures against the binomial distribution, and N and q from their variance and
/// mean.</summary>
internal sealed class QuantalReleaseExperiment : Experiment<QuantalReleaseParameters>
{
    private const int Shown = 25;

    // 4 standard errors are exceeded once in 16 000 times.
    private const double Errors = 4;
    private static readonly Time dt = 0.1 * ms;
    private static readonly double[] probabilities = [0.1, 0.3, 0.5, 0.7, 0.9];

    public override string Name => "quantal-release";

    public override string Question
        => "How much of a synapse's unreliability is chance at its release sites, and what do mean and variance of its currents tell about them?";

    public override string Source
        => "del Castillo and Katz, J. Physiol. 124 (1954); Clements and Silver, Trends Neurosci. 23 (2000); transmission and plasticity, quantal release";

    public override void Run(QuantalReleaseParameters p, Session session, Findings findings)
    {
        DrawTrials(p, session.Part(0, 2), findings);
        double[] all = [p.Probability, .. probabilities];
        var trials = ReleaseTrials.Of(
            [.. all.Select(probability => new SynapseUnderTest(p.Release(probability), [0.1 * ms], p.Trials))], 0.3 * ms, dt, session.Part(1, 2));
        double q = p.Quantum / pA;
        var samples = all.Select((probability, i) => new Sample(
            p, probability, [.. Enumerable.Range(0, p.Trials).Select(trial => q * trials.AtSpikes(i, trial)[0])])).ToList();
        var main = samples[0];
        Check(p, main, findings);
        var (sites, quantum) = Parabola(p, samples[1..]);
        bool isVaried = p.QuantalVariation > 0;
        findings.Check("N from the parabola of variance and mean", p.Sites, sites, 0.05 * p.Sites,
            "5 % (10 000 trials at each of five p); 1/N is the curvature");
        findings.Check(
            "q from the parabola (pA)", q, quantum / (1 + (p.QuantalVariation * p.QuantalVariation)), 0.05 * q,
            isVaried ? "5 %; the initial slope is q (1 + c^2), c known" : "5 %; the initial slope is q");
        Draw(p, main, samples[1..], sites, quantum, findings);
        findings.Table(
            "mean-and-variance.csv", "currents of all trials at each release probability", samples.Skip(1), ("p", row => row.Probability),
            ("mean (pA)", row => row.Mean), ("N p q (pA)", row => row.ExpectedMean), ("variance (pA^2)", row => row.Variance),
            ("N p (1 - p + c^2) q^2 (pA^2)", row => row.ExpectedVariance), ("failures", row => row.Failures), ("(1 - p)^N", row => row.ExpectedFailures));
        findings.Measure("coefficient of variation", Math.Sqrt(main.Variance) / main.Mean);
        findings.Answer(
            $"{100 * main.Failures:F1} % of the spikes let out nothing, and the others' currents spread so that the coefficient of variation of all is "
            + $"{Math.Sqrt(main.Variance) / main.Mean:F3}. From mean and variance at five probabilities follow {sites:F2} sites and a quantum of "
            + $"{quantum / (1 + (p.QuantalVariation * p.QuantalVariation)):F2} pA.");
    }

    private static void Check(QuantalReleaseParameters p, Sample main, Findings findings)
    {
        double kurtosis = main.Amounts.Average(amount => Math.Pow(amount - main.Mean, 4)) / (main.Variance * main.Variance);
        string formula = p.QuantalVariation > 0 ? "N p (1 - p + c^2) q^2" : "N p (1 - p) q^2";
        findings.Check(
            "mean current (pA)", main.ExpectedMean, main.Mean, Errors * Math.Sqrt(main.ExpectedVariance / p.Trials), "N p q; tolerance: 4 standard errors");
        findings.Check(
            "variance of the current (pA^2)", main.ExpectedVariance, main.Variance,
            main.ExpectedVariance == 0 ? 1e-9 : Errors * main.ExpectedVariance * Math.Sqrt((kurtosis - 1) / p.Trials),
            $"{formula}; tolerance: 4 standard errors, which the fourth moment gives");
        findings.Check(
            "part of spikes that let out nothing", main.ExpectedFailures, main.Failures,
            Errors * Math.Sqrt(main.ExpectedFailures * (1 - main.ExpectedFailures) / p.Trials), "(1 - p)^N; tolerance: 4 standard errors");
        var defaults = Reference.Defaults<QuantalReleaseParameters>(each => each.Sites, each => each.Probability, each => each.Quantum,
            each => each.QuantalVariation);
        findings.Check(
            new Reference<QuantalReleaseParameters>("coefficient of variation", 0.683130, "sqrt((1 - p)/(N p)); tolerance: 4 standard errors", defaults)
                .Within(Errors * 0.68313 * Math.Sqrt(((kurtosis - 1) / 4 / p.Trials) + (0.4667 / p.Trials))),
            p, Math.Sqrt(main.Variance) / main.Mean);
    }

    // Variance = q' m - m^2/N with q' = q (1 + c^2): variance over mean is a line, fitted with the errors that binomial numbers have.
    private static (double Sites, double Quantum) Parabola(QuantalReleaseParameters p, IReadOnlyList<Sample> samples)
    {
        var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var sample in samples)
        {
            double ratio = sample.Variance / sample.Mean;
            double weight = 1 / (ratio * ratio * 2 / p.Trials);
            (w, wx, wy) = (w + weight, wx + (weight * sample.Mean), wy + (weight * ratio));
            (wxx, wxy) = (wxx + (weight * sample.Mean * sample.Mean), wxy + (weight * sample.Mean * ratio));
        }

        double slope = ((w * wxy) - (wx * wy)) / ((w * wxx) - (wx * wx));
        return (-1 / slope, (wy - (slope * wx)) / w);
    }

    private static void DrawTrials(QuantalReleaseParameters p, Session session, Findings findings)
    {
        // One synapse that meets many spikes, and what the same gives cut at each spike and laid one over the other.
        const double Interval = 40; // ms
        var network = session.NewNetwork();
        var source = network.Add(new Population("source", 1, new SpikeTimes([.. Enumerable.Range(0, Shown).Select(k => (0, (5 + (k * Interval)) * ms))])));
        var target = network.Add(new Population("target", 1, new LeakyIntegrateAndFire()));
        network.Connect(source, target, new AllToAll(), new ExponentialCurrent("synapse") { Decay = 3 * ms }, p.Quantum, release: p.Release(p.Probability));
        var run = session.Simulate(network, dt);
        var record = run.Record(target.Trace("synapse.s", 0));
        run.Advance(Shown * Interval * ms);
        var traces = record.Traces();
        int length = (int)Math.Round(Interval * ms / dt);
        double[] values = traces.Columns[0].In(pA);
        double[] times = [.. Enumerable.Range(0, length).Select(n => (n * (dt / ms)) - 5)];
        double[][] trials = [.. Enumerable.Range(0, Shown).Select(k => values[(k * length)..((k + 1) * length)])];
        double[] mean = [.. times.Select((_, n) => trials.Average(trial => trial[n]))];
        findings.Panels(
            "trials", "The same spike, again and again",
            $"Above: the synaptic current of one synapse at {Shown} spikes: {p.Sites} sites, each with probability {p.Probability:G3}, quanta of {p.Quantum}. "
                + "Below: the same responses one over the other (grey) and their mean (black).",
            Plot.Panel(new Axis("Time", "ms"), new Axis("Current", "pA") { Minimum = 0 }, Plot.Course("", traces, traces.Columns[0], colour: Palette.At(0)))
                with { Height = 35 * mm },
            Plot.Panel(
                new Axis("Time after the spike", "ms"), new Axis("Current", "pA") { Minimum = 0 },
                [
                    .. trials.Select((trial, k) => Plot.Line(k == 0 ? "trials" : "", times, trial, colour: Colour.Grey)),
                    new Series("mean", times, mean) { Colour = Colour.Black, LineWidth = 2 },
                ]));
    }

    private static void Draw(QuantalReleaseParameters p, Sample main, List<Sample> samples, double sites, double quantum, Findings findings)
    {
        double q = p.Quantum / pA;
        double most = main.Amounts.Max() + q;
        double width = p.QuantalVariation > 0 ? q / 5 : q;
        double[] edges = [.. Enumerable.Range(0, (int)Math.Ceiling(most / width) + 1).Select(i => (i - 0.5) * width)];
        double[] heights = new double[edges.Length - 1];
        foreach (double amount in main.Amounts)
        {
            int bin = (int)((amount - edges[0]) / width);
            heights[Math.Min(bin, heights.Length - 1)] += 1.0 / main.Amounts.Length;
        }

        var layers = new List<PlotLayer> { new Bars("simulated", edges, heights) { Colour = Palette.At(0) } };
        if (p.QuantalVariation == 0)
        {
            int[] counts = [.. Enumerable.Range(0, heights.Length)];
            layers.Add(Plot.Points("binomial", [.. counts.Select(k => k * q)],
                counts.Select(k => main.Probability is 0 or 1 ? (k == main.Probability * p.Sites ? 1 : 0)
                : MathNet.Numerics.Distributions.Binomial.PMF(main.Probability, p.Sites, k)), colour: Colour.Black));
        }

        double[] means = Plot.Range(0, p.Sites * q, 100);
        findings.Panels(
            "amplitudes", "What many trials tell",
            $"Above: peak currents of {p.Trials} trials at p = {p.Probability:G3}. Below: variance over mean at five probabilities; the parabola's "
                + $"slope at its "
                + "beginning is a quantum, its curvature the number of sites.",
            Plot.Panel(new Axis("Peak current", "pA"), new Axis("Part of trials") { Minimum = 0 }, layers),
            Plot.Panel(
                new Axis("Mean", "pA") { Minimum = 0 }, new Axis("Variance", "pA²") { Minimum = 0 },
                Plot.Line("N p (1 - p) q²", means, m => (q * (1 + (p.QuantalVariation * p.QuantalVariation)) * m) - (m * m / p.Sites), colour: Colour.Black),
                Plot.Line($"fitted: N {sites:F2}, q {quantum:F2} pA", means, m => (quantum * m) - (m * m / sites), LineStyle.Dashed, Palette.At(1)),
                Plot.Points(
                    "simulated", [.. samples.Select(sample => sample.Mean)], samples.Select(sample => sample.Variance),
                    samples.Select(sample => sample.Variance * Math.Sqrt(2.0 / p.Trials)), Palette.At(0))));
    }

    /// <summary>Peak currents, pA, at one release probability.</summary>
    private sealed class Sample(QuantalReleaseParameters p, double probability, double[] amounts)
    {
        public double Probability => probability;

        public double[] Amounts => amounts;

        public double Mean { get; } = amounts.Average();

        public double Variance { get; } = MathNet.Numerics.Statistics.ArrayStatistics.Variance(amounts);

        public double Failures => amounts.Count(amount => amount == 0) / (double)amounts.Length;

        public double ExpectedMean => p.Sites * probability * (p.Quantum / pA);

        public double ExpectedVariance
            => p.Sites * probability * (1 - probability + (p.QuantalVariation * p.QuantalVariation)) * (p.Quantum / pA) * (p.Quantum / pA);

        public double ExpectedFailures => Math.Pow(1 - probability, p.Sites);
    }
}
