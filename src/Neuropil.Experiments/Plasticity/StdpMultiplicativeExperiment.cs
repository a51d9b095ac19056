using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="StdpMultiplicativeExperiment"/>.</summary>
internal sealed record StdpMultiplicativeParameters
{
    [Option("synapses, each between a source and a target of its own", AtLeast = "100", AtMost = "100000")] public int Synapses { get; init; } = 2000;

    [Option("rate of sources and of targets, independent of each other", AtLeast = "5 Hz", AtMost = "40 Hz", Unit = "Hz")]
    public Frequency Rate { get; init; } = 20 * Hz;

    [Option("change by a pair at no distance, lambda", MoreThan = "0", AtMost = "0.02")] public double LearningRate { get; init; } = 0.01;
    [Option("depression over potentiation, a", AtLeast = "0.5", AtMost = "2")] public double Asymmetry { get; init; } = 1.05;
    [Option("width of the window on both sides", AtLeast = "10 ms", AtMost = "50 ms", Unit = "ms")] public Time Decay { get; init; } = 20 * ms;
    [Option("simulated time", AtLeast = "1 s", AtMost = "10000 s", Unit = "s")] public Time Duration { get; init; } = 80 * second;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.2 * ms;

    // Spikes of one step count as causal: the window of depression begins a step later.
    public double GridFactor => Math.Exp(-(TimeStep / Decay));

    /// <summary>The relaxation rate of a multiplicative rule, per s: lambda tau r^2 (1 + a).</summary>
    public double Relaxation(double learningRate) => learningRate * (Decay / second) * Math.Pow(Rate / Hz, 2) * (1 + Asymmetry);
}

/// <summary>
/// Synapses between independent Poisson trains under rules with soft bounds: their weights settle about a mean that follows from the rule alone, with a spread
/// that shrinks with the learning rate.
/// </summary>
internal sealed class StdpMultiplicativeExperiment : Experiment<StdpMultiplicativeParameters>
{
    // Weights from which the courses of the means begin; the others begin at their mean.
    private const double Low = 0.15;
    private const double High = 0.85;

    public override string Name => "stdp-multiplicative";

    public override string Question => "Where do weights settle if they change less the nearer they are to a bound?";

    public override string Source
        => "Gütig et al., J. Neurosci. 23 (2003); van Rossum, Bi and Turrigiano, J. Neurosci. 20 (2000); transmission and plasticity, Hebbian learning";

    public override void Run(StdpMultiplicativeParameters p, Session session, Findings findings)
    {
        var soft = new SpikeTimingPlasticity<Number>("rule")
        {
            LargestWeight = (Number)1, Potentiation = p.LearningRate, Depression = p.Asymmetry * p.LearningRate, PotentiationDecay = p.Decay,
            DepressionDecay = p.Decay, PotentiationExponent = 1, DepressionExponent = 1,
        };
        double mean = 1 / (1 + (p.Asymmetry * p.GridFactor));
        var slow = soft with { Potentiation = p.LearningRate / 4, Depression = p.Asymmetry * p.LearningRate / 4 };
        var rossum = soft with { Potentiation = p.LearningRate / 2, Depression = p.LearningRate, PotentiationExponent = 0 };
        double rossumMean = 0.5 / p.GridFactor;
        (string Name, Plasticity Rule, double Start)[] groups =
        [
            ("from below", soft, Low), ("from above", soft, High), ("multiplicative", soft, mean), ("multiplicative, lambda/4", slow, mean),
            ("additive up, multiplicative down", rossum, rossumMean),
        ];
        var courses = Simulate(p, session, groups);
        WeightDistribution[] ends = [.. courses.Select(course => course[^1])];
        double seconds = p.Duration / second;
        Check(p, findings, ends, mean, rossumMean, seconds);
        Draw(p, findings, groups, courses, ends, mean);
        findings.Answer(
            $"Under soft bounds weights settle at {ends[2].Mean:F3} of the largest, 1/(1 + a), with a spread of {ends[2].Deviation:F4}, and of "
            + $"{ends[3].Deviation:F4} at a quarter of the learning rate; with additive potentiation and multiplicative depression at {ends[4].Mean:F3}.");
    }

    private static WeightDistribution[][] Simulate(StdpMultiplicativeParameters p, Session session, (string Name, Plasticity Rule, double Start)[] groups)
    {
        var network = session.NewNetwork();
        var sources = network.Add(new Population("sources", p.Synapses, new PoissonSource { Rate = p.Rate }));
        var kicks = network.Add(new Population("kicks", p.Synapses, new PoissonSource { Rate = p.Rate }));
        var targets = network.Add(new Population("targets", p.Synapses, new LeakyIntegrateAndFire { RefractoryPeriod = 0 * ms }));
        network.Connect(kicks, targets, new OneToOne(), new Delta("kick"), 100 * mV);
        Projection[] synapses = [.. groups.Select(group => network.Connect(sources, targets, new OneToOne(), new Amounts("amounts"), (Number)group.Start,
            name: group.Name, plasticity: group.Rule))];
        var run = session.Simulate(network, p.TimeStep, precision: Precision.Double);
        const int Samples = 100;
        var courses = Array.ConvertAll(groups, _ => new WeightDistribution[Samples + 1]);
        Time piece = (p.Duration / Samples).OnGrid(p.TimeStep);
        for (int k = 0; k <= Samples; k++)
        {
            if (k > 0)
            {
                run.Advance(piece, session.Progress.Towards(Samples * piece));
            }

            for (int i = 0; i < groups.Length; i++)
            {
                courses[i][k] = new WeightDistribution(run.Simulation.SynapsesOf(synapses[i]).Numbers("w"));
            }
        }

        return courses;
    }

    private static void Check(StdpMultiplicativeParameters p, Findings findings, WeightDistribution[] ends, double mean, double rossumMean, double seconds)
    {
        // Var = lambda a^2/(2 (1+a)^3): the noise of a pair, r^2 tau (lambda a/(1+a))^2, over twice the relaxation rate; on its way exp(-2 t/T) is missing.
        double Deviation(double learningRate) => Math.Sqrt(learningRate * p.Asymmetry * p.Asymmetry / (2 * Math.Pow(1 + p.Asymmetry, 3))
            * (1 - Math.Exp(-2 * seconds * p.Relaxation(learningRate))));
        double error = 1 / Math.Sqrt(2.0 * p.Synapses);
        double Tolerance(double learningRate) => Deviation(learningRate) * ((4 * error) + (2 * learningRate * (1 + (2 * (p.Rate * p.Decay)))));
        findings.Check("mean of the weights", 1 / (1 + p.Asymmetry), ends[2].Mean, 0.01,
            "1/(1 + a), where potentiation and depression balance (Gütig et al. 2003); tolerance: 4 standard errors and the grid's bias");
        findings.Check("mean of the weights, on the grid", mean, ends[2].Mean, 4 * Deviation(p.LearningRate) / Math.Sqrt(p.Synapses)
            + (0.5 * p.LearningRate * 0.1),
            "1/(1 + a exp(-dt/tau)): spikes of one step count as causal; tolerance: 4 standard errors and the next order in lambda");
        findings.Check("spread of the weights (SD)", Deviation(p.LearningRate), ends[2].Deviation, Tolerance(p.LearningRate),
            "sqrt(lambda a^2/(2 (1+a)^3)); tolerance: 4 standard errors and the next order in lambda");
        findings.Check("spread at a quarter of the learning rate (SD)", Deviation(p.LearningRate / 4), ends[3].Deviation, Tolerance(p.LearningRate / 4),
            "the same; what has not settled is in the prediction");
        double ratio = Deviation(p.LearningRate) / Deviation(p.LearningRate / 4);
        findings.Check("spread over that at a quarter of the learning rate", ratio, ends[2].Deviation / ends[3].Deviation,
            ratio * ((4 * Math.Sqrt(2) * error) + (2 * p.LearningRate * (1 + (2 * (p.Rate * p.Decay))))), "it goes with the root of lambda: 2");
        double up = p.LearningRate / 2, down = p.LearningRate;
        double k = down * p.GridFactor * (p.Decay / second) * Math.Pow(p.Rate / Hz, 2);
        double rossumDeviation = Math.Sqrt(up * up / (2 * down) * (1 - Math.Exp(-2 * k * seconds)));
        findings.Check("mean with additive potentiation and multiplicative depression", rossumMean, ends[4].Mean,
            (4 * Math.Sqrt(2) * rossumDeviation / Math.Sqrt(p.Synapses)) + (0.5 * p.LearningRate * 0.1),
            "A+/(A- exp(-dt/tau)) (van Rossum et al. 2000, without noise and without the cell's own part); tolerance: 4 standard errors");
        findings.Check("means from below and from above differ at the end by", (Low - High) * Math.Exp(-seconds * p.Relaxation(p.LearningRate)),
            ends[0].Mean - ends[1].Mean, 4 * Math.Sqrt(2) * Deviation(p.LearningRate) / Math.Sqrt(p.Synapses), "one stable mean; tolerance: 4 standard errors");
    }

    private static void Draw(
        StdpMultiplicativeParameters p, Findings findings, (string Name, Plasticity Rule, double Start)[] groups, WeightDistribution[][] courses,
        WeightDistribution[] ends, double mean)
    {
        double[] times = [.. courses[0].Select((_, k) => k * (p.Duration / second) / (courses[0].Length - 1))];
        double shown = Math.Min(p.Duration / second, 8 / p.Relaxation(p.LearningRate));
        int[] early = [.. Enumerable.Range(0, times.Length).Where(k => times[k] <= shown)];
        double[] line = Plot.Range(0, shown, 200);
        IEnumerable<PlotLayer> Course(int group, Colour colour) =>
        [
            Plot.Line("", line, t => mean + ((groups[group].Start - mean) * Math.Exp(-t * p.Relaxation(p.LearningRate))), colour: colour),
            Plot.Points(groups[group].Name, [.. early.Select(k => times[k])], early.Select(k => courses[group][k].Mean),
                early.Select(k => courses[group][k].Deviation), colour),
        ];
        findings.SideBySide(
            "weights", "Weights under soft bounds",
            "(A) The mean of the weights that begin near either bound (error bars: SD over synapses) and the relaxation exp(-lambda tau r² (1+a) t) to "
                + "1/(1+a). "
                + "(B) The weights at the end: one peak far from the bounds, half as wide at a quarter of the learning rate.",
            Plot.Panel(new Axis("Time", "s") { Minimum = 0 }, new Axis("Weight, mean") { Minimum = 0, Maximum = 1 },
                [.. Course(1, Palette.At(1)), .. Course(0, Palette.At(0))]),
            Plot.Panel(new Axis("Weight") { Minimum = 0, Maximum = 1 }, new Axis("Density") { Minimum = 0 },
                ends[2].Density("lambda", Palette.At(0), 100), ends[3].Density("lambda/4", Palette.At(2), 100),
                ends[4].Density("additive up", Palette.At(1), 100)));
        findings.Table("means.csv", "means of the weights of each group", Enumerable.Range(0, times.Length),
            [("time (s)", k => times[k]), .. groups.Select((group, i) => (group.Name, (Func<int, double>)(k => courses[i][k].Mean)))]);
    }
}
