using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="StdpAdditiveExperiment"/>.</summary>
internal sealed record StdpAdditiveParameters
{
    [Option("inputs of a cell", AtLeast = "100", AtMost = "10000")] public int Inputs { get; init; } = 1000;
    [Option("rate of an input", AtLeast = "1 Hz", AtMost = "100 Hz", Unit = "Hz")] public Frequency Rate { get; init; } = 15 * Hz;
    [Option("change by a pair at no distance, as a part of the largest weight", MoreThan = "0", AtMost = "0.1")]
    public double LearningRate { get; init; } = 0.01;
    [Option("depression over potentiation", AtLeast = "0.5", AtMost = "2")] public double Asymmetry { get; init; } = 1.05;

    [Option("largest weight, as a part of the leak conductance", MoreThan = "0", AtMost = "0.1")] public double LargestWeight { get; init; } = 0.01;
    [Option("simulated time", AtLeast = "4 s", AtMost = "10000 s", Unit = "s")] public Time Duration { get; init; } = 150 * second;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>One cell with additive and one with multiplicative plasticity at its inputs, which are the same.</summary>
internal sealed class StdpAdditiveExperiment : Experiment<StdpAdditiveParameters>
{
    private const int Samples = 75;
    private const string Simulator = "another simulator's run of this network (150 s, forward Euler, 0.1 ms); tolerance: that of one run";
    private const string Program = "an independent C++ program, 10 seeds (tests/references/networks/stdp_additive.cpp)";
    private const double StudentQuantile = 6.59; // 9 degrees of freedom, 1e-4 on both sides together

    private static readonly Conductance leak = 20 * nS;

    public override string Name => "stdp-additive";

    public override string Question => "What becomes of the weights of a cell's inputs if pairs of spikes move them by steps that do not look at the weight?";

    public override string Source => "Song, Miller and Abbott, Nat. Neurosci. 3 (2000); transmission and plasticity, Hebbian learning";

    public override void Run(StdpAdditiveParameters p, Session session, Findings findings)
    {
        var network = session.NewNetwork();
        var inputs = network.Add(new Population("inputs", p.Inputs, new PoissonSource { Rate = p.Rate }));
        var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire
        {
            Capacitance = 200 * pF, LeakConductance = leak, LeakReversal = -74 * mV, Threshold = -54 * mV, Reset = -60 * mV, RefractoryPeriod = 0 * ms,
        })
        {
            Initial = { ["V"] = -74 * mV },
        });
        Conductance largest = p.LargestWeight * leak;
        var hard = new SpikeTimingPlasticity<Conductance>("pairs")
        {
            LargestWeight = largest, Potentiation = p.LearningRate, Depression = p.Asymmetry * p.LearningRate,
        };
        var excitation = new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV };
        Projection Connect(string name, Range cell, Plasticity rule) => network.Connect(
            inputs, cells.Slice(name, cell), new AllToAll(), excitation, Uniform(0 * nS, largest), name: name, plasticity: rule);
        Projection[] synapses =
        [
            Connect("additive", ..1, hard), Connect("multiplicative", 1.., hard with { PotentiationExponent = 1, DepressionExponent = 1 }),
        ];
        var run = session.Simulate(network, p.TimeStep);
        var spikes = run.Record(cells.Spikes);
        var courses = Array.ConvertAll(synapses, _ => new List<WeightDistribution>());
        Time piece = (p.Duration / Samples).OnGrid(p.TimeStep);
        for (int k = 0; k <= Samples; k++)
        {
            if (k > 0)
            {
                run.Advance(piece, session.Progress.Towards(Samples * piece));
            }

            for (int i = 0; i < synapses.Length; i++)
            {
                courses[i].Add(new WeightDistribution([.. run.Simulation.SynapsesOf(synapses[i]).In("w", nS).Select(weight => weight / (largest / nS))]));
            }
        }

        var rates = Rates(spikes.Trains(), (p.Duration / second) / Samples);
        Check(p, findings, courses, rates);
        Draw(p, findings, courses, rates, spikes.Trains());
        var (additive, multiplicative) = (courses[0][^1], courses[1][^1]);
        findings.Answer(
            $"With additive steps weights run to their bounds: after {p.Duration}, {100 * additive.Between(0, 0.1):F0} % are below a tenth of the largest and "
            + $"{100 * additive.Between(0.9, 1):F0} % above nine tenths, and the cell fires at {rates[0].TakeLast(10).Average():F1} Hz. With "
            + $"multiplicative ones "
            + $"they stay together about {multiplicative.Mean:F2} (SD {multiplicative.Deviation:F3}).");
    }

    private static double[][] Rates(SpikeTrains spikes, double bin)
        => [.. Enumerable.Range(0, 2).Select(cell =>
        {
            double[] rates = new double[Samples];
            foreach (double time in spikes.TimesSeconds(cell))
            {
                rates[Math.Min(Samples - 1, (int)(time / bin))] += 1 / bin;
            }

            return rates;
        })];

    private static void Check(StdpAdditiveParameters p, Findings findings, List<WeightDistribution>[] courses, double[][] rates)
    {
        var end = courses[0][^1];
        var isReference = Reference.Defaults<StdpAdditiveParameters>(
            each => each.Inputs, each => each.Rate, each => each.LearningRate, each => each.Asymmetry, each => each.LargestWeight, each => each.Duration,
            each => each.TimeStep);
        void Hold(string name, double predicted, double tolerance, double measured)
            => findings.Check(new Reference<StdpAdditiveParameters>(name, predicted, Simulator, isReference).Within(tolerance), p, measured);
        void Compare(string name, double predicted, double deviation, double measured) => findings.Check(
            new Reference<StdpAdditiveParameters>(name, predicted, Program, isReference).OfDraws(deviation, draws: 10, StudentQuantile), p, measured);
        Hold("additive: part of the weights below a tenth of the largest", 0.25, 0.03, end.Between(0, 0.1));
        Hold("additive: part above nine tenths", 0.21, 0.03, end.Between(0.9, 1));
        Hold("additive: part from 0.3 to 0.7", 0.20, 0.03, end.Between(0.3, 0.7));
        Compare("additive: rate in the first 2 s (Hz)", 48.95, 4.89, rates[0][0]);
        Compare("additive: rate in the last 30 s (Hz)", 22.21, 1.59, rates[0].TakeLast(15).Average());
        Hold("additive: rate towards the end (Hz)", 21, 3, rates[0].TakeLast(15).Average());
        if (isReference(p))
        {
            findings.Note(
                $"The other simulator's run is said to begin with 26 Hz; here the first 2 s have {rates[0][0]:F1} Hz, and by the independent program 48.95 Hz "
                    + "with a standard deviation of 4.89 Hz. Why it is not so is not known: the program's number is held, the 26 Hz are not.");
        }

        findings.Measure("additive: weights below a tenth of the largest (%)", 100 * end.Between(0, 0.1));
        findings.Measure("additive: weights above nine tenths (%)", 100 * end.Between(0.9, 1));
        findings.Measure("additive: rate in the last fifth of the run (Hz)", rates[0].TakeLast(Math.Max(1, rates[0].Length / 5)).Average());
        findings.Measure("multiplicative: mean weight, as a part of the largest", courses[1][^1].Mean);
        findings.Check(Experiments.Check.Exactly(
            "weights beyond their bounds, at any of the samples", 0,
            courses.Sum(course => course.Sum(sample => sample.Weights.Count(weight => weight is < 0 or > 1 + 1e-15))), "they never leave them"));
        findings.Check(Experiments.Check.AtLeast(
            "multiplicative: part of the weights from 0.3 to 0.7", 0.99, courses[1][^1].Between(0.3, 0.7), "one peak, of a spread of about sqrt(lambda)/4"));
    }

    private static void Draw(
        StdpAdditiveParameters p, Findings findings, List<WeightDistribution>[] courses, double[][] rates, SpikeTrains spikes)
    {
        double bin = p.Duration / second / Samples;
        double[] times = [.. Enumerable.Range(0, Samples + 1).Select(k => k * bin)];
        var weight = new Axis("Weight") { Minimum = 0, Maximum = 1 };
        var density = new Axis("Density") { Minimum = 0 };
        Panel Density(int i, string title, Colour colour) => Plot.Panel(
            weight, density, courses[i][0].Density("at the start", Colour.Grey), courses[i][^1].Density("at the end", colour)) with { Title = title };
        Panel Some(int i, Colour colour) => Plot.Panel(
            new Axis("Time", "s") { Minimum = 0 }, weight,
            Enumerable.Range(0, 12).Select(k => Plot.Line("", times, courses[i].Select(sample => sample.Weights[k * p.Inputs / 12]), colour: colour)));
        findings.SideBySide(
            "weights", "Additive and multiplicative steps at the same inputs",
            "(A, B) The weights at the start and at the end, additive and multiplicative. (C, D) Some weights on their way. (E) The rates of both cells.",
            Density(0, "Additive", Palette.At(1)), Density(1, "Multiplicative", Palette.At(0)), Some(0, Palette.At(1)), Some(1, Palette.At(0)),
            Plot.Panel(new Axis("Time", "s") { Minimum = 0 }, new Axis("Rate", "Hz") { Minimum = 0 },
                Plot.Line("additive", [.. times.Skip(1)], rates[0], colour: Palette.At(1)),
                Plot.Line("multiplicative", [.. times.Skip(1)], rates[1], colour: Palette.At(0))));
        findings.Spikes(spikes);
        findings.Table("weights.csv", "weights at the end, as parts of the largest", Enumerable.Range(0, p.Inputs),
            ("additive", i => courses[0][^1].Weights[i]), ("multiplicative", i => courses[1][^1].Weights[i]));
    }
}
