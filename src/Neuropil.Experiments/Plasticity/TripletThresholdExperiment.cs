using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="TripletThresholdExperiment"/>.</summary>
internal sealed record TripletThresholdParameters
{
    [Option("rate of the presynaptic cells", AtLeast = "1 Hz", AtMost = "50 Hz", Unit = "Hz")] public Frequency Presynaptic { get; init; } = 10 * Hz;
    [Option("rates of the postsynaptic cells, rising", AtLeast = "1 Hz", AtMost = "100 Hz", Unit = "Hz")]
    public IReadOnlyList<Frequency> Postsynaptic { get; init; } = [5 * Hz, 10 * Hz, 15 * Hz, 20 * Hz, 25 * Hz, 30 * Hz, 40 * Hz];

    [Option("pairs of cells at each rate", AtLeast = "20", AtMost = "10000")] public int Pairs { get; init; } = 300;
    [Option("simulated time", AtLeast = "10 s", AtMost = "1000 s", Unit = "s")] public Time Duration { get; init; } = 100 * second;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.2 * ms;
}

/// <summary>
/// Both ends of a synapse fire independently, as Poisson processes: under the triplet rule the mean drift of its weight is that of the BCM rule, whose
/// threshold is a number of the triplet rule.
/// </summary>
internal sealed class TripletThresholdExperiment : Experiment<TripletThresholdParameters>
{
    // Weights are far from both bounds all the time: a rule of small changes drifts as the published one does, in proportion.
    private const double Scale = 1e-3;

    public override string Name => "triplet-threshold";

    public override string Question => "Above which rate of its cell does a synapse grow under the triplet rule?";

    public override string Source => "Pfister and Gerstner, J. Neurosci. 26 (2006), section on BCM; Gjorgjieva et al., PNAS 108 (2011)";

    public override void Run(TripletThresholdParameters p, Session session, Findings findings)
    {
        var fit = TripletNumbers.VisualCortex;
        var rule = TripletFits.VisualCortex<Number>("triplets", (Number)1) with
        {
            TripletPotentiation = Scale * fit.TripletPotentiation, PairDepression = Scale * fit.PairDepression,
        };
        double dt = p.TimeStep / second, before = p.Presynaptic / Hz;
        double potentiation = fit.TripletPotentiation * (fit.PotentiationDecay / 1000) * (fit.PostsynapticMemory / 1000);
        double depression = fit.PairDepression * (fit.DepressionDecay / 1000);
        double threshold = depression / potentiation;
        double Drift(double after) => before * after * ((potentiation * after) - depression);
        var network = session.NewNetwork();
        List<Projection<Number>> cases = [];
        foreach (var rate in p.Postsynaptic)
        {
            var sources = network.Add(new Population($"sources {rate}", p.Pairs, new PoissonSource { Rate = p.Presynaptic }));
            var kicks = network.Add(new Population($"kicks {rate}", p.Pairs, new PoissonSource { Rate = rate }));
            var cells = network.Add(new Population($"cells {rate}", p.Pairs, new LeakyIntegrateAndFire { RefractoryPeriod = 0 * ms }));
            network.Connect(kicks, cells, new OneToOne(), new Delta("kick"), 100 * mV);
            cases.Add(network.Connect(sources, cells, new OneToOne(), new Amounts("amounts"), (Number)0.5, plasticity: rule));
        }

        var run = session.Simulate(network, p.TimeStep, precision: Precision.Double);

        // Traces have forgotten that there was nothing before the run.
        var settled = (1 * second).OnGrid(p.TimeStep);
        run.Advance(settled, Progress.None);
        double[][] first = Weights();
        run.Advance(p.Duration);
        double[][] last = Weights();
        double time = p.Duration / second;
        double[] rates = [.. p.Postsynaptic.Select(rate => rate / Hz)];
        double[][] drifts = [.. first.Zip(last, (start, end) => start.Zip(end, (w0, w1) => (w1 - w0) / (Scale * time)).ToArray())];
        double[] mean = [.. drifts.Select(each => each.Average())];
        double[] error = [.. drifts.Zip(mean, (each, average) => Math.Sqrt(each.Sum(drift => (drift - average) * (drift - average)) / each.Length
            / (each.Length - 1)))];
        for (int i = 0; i < rates.Length; i++)
        {
            // Spikes that fall into one step are one spike, and a spike stands on the grid: less than a step over the shortest time constant.
            double grid = Math.Abs(before * rates[i] * ((2 * potentiation * rates[i]) + depression)) * ((rates[i] * dt / 2) + (dt / 0.0168 / 2));
            findings.Check($"drift of the weight at {rates[i]:G6} Hz (1/s)", Drift(rates[i]), mean[i], (4 * error[i]) + grid,
                "nu_pre nu_post (A3+ tau+ tau_y nu_post - A2- tau-); tolerance: 4 standard errors and the time step");
        }

        var (found, uncertainty) = Zero(rates, mean, error);
        findings.Check("rate at which the drift changes its sign (Hz)", threshold, found, (4 * uncertainty) + (0.02 * threshold),
            "A2- tau-/(A3+ tau+ tau_y), the threshold of BCM; tolerance: 4 standard errors and 2 % for the time step");
        findings.Measure("standard error of that rate (Hz)", uncertainty);
        findings.Table("drift.csv", "mean drift of the weight, as a part of the largest, and its standard error", Enumerable.Range(0, rates.Length),
            ("rate of the cell (Hz)", i => rates[i]), ("drift (1/s)", i => mean[i]), ("standard error (1/s)", i => error[i]),
            ("by the formula (1/s)", i => Drift(rates[i])));
        double[] line = Plot.Range(0, rates[^1], 100), targets = Plot.Range(1, 20, 100);
        findings.SideBySide(
            "threshold", "The triplet rule under Poisson trains is a BCM rule",
            $"(A) Drift of the weight against the rate of the cell, presynaptic rate {before:G4} Hz; points: simulated, with standard errors; line: the "
                + "formula. (B) The threshold if A2- is scaled by the square of the cell's mean rate, 1 at 10 Hz: it slides, as that of BCM does.",
            Plot.Panel(new Axis("Rate of the cell", "Hz") { Minimum = 0 }, new Axis("Drift of the weight", "1/s"),
                Plot.Line("", line, Drift, colour: Palette.At(0)), Plot.Points("", rates, mean, error, Colour.Black), ReferenceLine.AtY(0)),
            Plot.Panel(new Axis("Mean rate of the cell", "Hz") { Minimum = 0 }, new Axis("Threshold", "Hz") { Minimum = 0 },
                Plot.Line("", targets, rate => threshold * rate * rate / 100, colour: Palette.At(1)),
                Plot.Line("rate itself", targets, rate => rate, LineStyle.Dashed, Colour.Black)));
        findings.Answer(
            $"Under independent Poisson trains the weight falls below {found:F1} Hz of the cell and grows above it; A2- tau-/(A3+ tau+ tau_y) is "
                + $"{threshold:F2} Hz. The drift is that of BCM, nu_pre nu (nu - theta), and theta slides where A2- follows the mean rate squared.");

        double[][] Weights() => [.. cases.Select(each => run.Simulation.SynapsesOf(each).Numbers("w"))];
    }

    // Drift over rate is a straight line of the rate: its zero by weighted least squares, and the standard error of it.
    private static (double Rate, double Error) Zero(double[] rates, double[] drift, double[] error)
    {
        double[] weight = [.. rates.Zip(error, (rate, each) => rate * rate / (each * each))];
        double[] height = [.. rates.Zip(drift, (rate, each) => each / rate)];
        double Sum(Func<int, double> term) => Enumerable.Range(0, rates.Length).Sum(i => weight[i] * term(i));
        double all = Sum(_ => 1), x = Sum(i => rates[i]) / all, y = Sum(i => height[i]) / all;
        double spread = Sum(i => (rates[i] - x) * (rates[i] - x));
        double slope = Sum(i => (rates[i] - x) * (height[i] - y)) / spread, zero = x - (y / slope);
        return (zero, Math.Sqrt((1 / all) + ((zero - x) * (zero - x) / spread)) / Math.Abs(slope));
    }
}
