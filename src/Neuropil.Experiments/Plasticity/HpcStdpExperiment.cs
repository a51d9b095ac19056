using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="HpcStdpExperiment"/>.</summary>
internal sealed record HpcStdpParameters
{
    [Option("cells, a multiple of 50; fewer have fewer and stronger synapses", AtLeast = "500", AtMost = "20000")] public int Cells { get; init; } = 10_000;
    [Option("change by a pair at no distance, as a part of the largest weight", MoreThan = "0", AtMost = "0.1")]
    public double LearningRate { get; init; } = 0.005;
    [Option("depression over potentiation", AtLeast = "0.5", AtMost = "2")] public double Asymmetry { get; init; } = 1.05;
    [Option("simulated time before anything is measured", AtLeast = "0 ms", Unit = "ms")] public Time Settling { get; init; } = 500 * ms;
    [Option("measured time", AtLeast = "200 ms", Unit = "ms")] public Time Duration { get; init; } = 2000 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = RandomStdpNetwork.TimeStep;
}

/// <summary>The network by which simulators of plasticity are compared: what it fires, and how its weights begin to spread.</summary>
internal sealed class HpcStdpExperiment : Experiment<HpcStdpParameters>
{
    private const int Samples = 5;
    private const int Shown = 100;
    private const int Bins = 60;
    private const string Simulator = "another simulator's run of this network, to two or three digits; tolerance: one network and a window that is not told";
    private const string Program = "an independent C++ program (tests/references/networks/stdp_network.cpp)";
    private const double StudentQuantile = 7.885; // 7 degrees of freedom, 1e-4 on both sides together
    private const int Networks = 8;
    private static readonly Time window = 20 * ms; // of the rule
    private static readonly Time shownTime = 300 * ms;

    public override string Name => "hpc-stdp";

    public override string Question => "What do a network's rate and its weights do while millions of its synapses learn from pairs of spikes?";

    public override string Source => "Brunel, J. Comput. Neurosci. 8 (2000); Morrison, Aertsen and Diesmann, Neural Comput. 19 (2007)";

    public override void Run(HpcStdpParameters p, Session session, Findings findings)
    {
        var described = new RandomStdpNetwork(p.Cells) { Potentiation = p.LearningRate, Asymmetry = p.Asymmetry };
        var learning = Simulate(p, described, described.PairRule, session.Part(0, 2));
        findings.Populations(learning.Spikes.Slice("E", ..described.Excitatory), learning.Spikes.Slice("I", described.Excitatory..));
        findings.Spikes(learning.Spikes.Slice("some cells", ..Math.Min(Shown, described.Excitatory)));
        var resting = Simulate(p, described, null, session.Part(1, 2));
        var theory = described.MeanField().OnGrid(p.TimeStep);
        Check(p, findings, learning, resting, theory);
        Draw(p, findings, learning, resting, theory);
        var end = learning.Weights[^1];
        findings.Answer(
            $"While {described.PlasticSynapses / 1e6:G3} million of {described.Cells * (described.Cells / 10) / 1e6:G3} million synapses learn, cells fire at "
                + $"{learning.Rate:F2} Hz with a CV of {learning.Cv:F3}; with weights that stay at {resting.Rate:F2} Hz. In {p.Settling + p.Duration} the "
                + $"weights go from a half of the largest to {end.Mean:F4} on average, and spread by {end.Deviation:F4}.");
        findings.Note(
            $"That is a simulator's test, not the end of learning: a spread that grows with the root of time is half the range of weights after some "
                + $"{Math.Pow(0.5 / end.Deviation, 2) * ((p.Settling + p.Duration) / second) / 60:F0} min. stdp-additive shows a cell that has come there.");
    }

    protected override void Validate(HpcStdpParameters p) => Refuse.If(p.Cells % 50 != 0, $"--cells {p.Cells} is not a multiple of 50");

    private static Course Simulate(HpcStdpParameters p, RandomStdpNetwork described, Plasticity? rule, Session session)
    {
        var (network, cells) = described.Build(rule, session.Seed);
        using var run = session.Simulate(network, p.TimeStep, name: rule is null ? "static" : "learning");
        var progress = session.Progress.Towards(p.Settling + p.Duration);
        List<(double Seconds, Spread Weights)> course = [(0, Now())];
        run.Advance(p.Settling, progress);
        course.Add((p.Settling / second, Now()));
        var spikes = run.Record(cells.Spikes);
        var piece = (p.Duration / Samples).OnGrid(p.TimeStep);
        for (int k = 1; k <= Samples; k++)
        {
            run.Advance(piece, progress);
            course.Add(((p.Settling + (k * piece)) / second, Now()));
        }

        return new Course(spikes.Trains(), [.. course.Select(each => each.Seconds)], [.. course.Select(each => each.Weights)]);

        Spread Now() => rule is null ? Spread.None : new Spread(run.Simulation.SynapsesOf(network.Projections[0]).In("w", mV), described.LargestWeight / mV);
    }

    private static void Check(HpcStdpParameters p, Findings findings, Course learning, Course resting, DiffusionNeuron theory)
    {
        var isReference = Reference.Defaults<HpcStdpParameters>(
            each => each.Cells, each => each.LearningRate, each => each.Asymmetry, each => each.Settling, each => each.Duration, each => each.TimeStep);
        void Hold(string name, double predicted, double tolerance, double measured)
            => findings.Check(new Reference<HpcStdpParameters>(name, predicted, Simulator, isReference).Within(tolerance), p, measured);
        void Compare(string name, double predicted, double deviation, double measured) => findings.Check(
            new Reference<HpcStdpParameters>(name, predicted, Program, isReference).OfDraws(deviation, Networks, StudentQuantile), p, measured);
        var end = learning.Weights[^1];
        var first = learning.Spikes.Window(learning.Spikes.Start, learning.Spikes.Start + Time.FromSi(Math.Min(1, learning.Spikes.Duration.SiValue)));

        // By the independent program single networks spread by 0.08 Hz and by 0.008 in a second; the reference is one too: 4 sqrt 2 of that.
        Hold("rate in the first second (Hz)", 15.0, 0.45, first.MeanRate() / Hz);
        Hold("CV in the first second", 0.66, 0.045, first.InterspikeIntervals().Cv);
        Compare("rate in the same time by the program (Hz)", 14.78, 0.09, learning.Rate);
        Compare("CV in the same time by the program", 0.6856, 0.0019, learning.Cv);
        Compare("mean weight at the end, as a part of the largest", 0.49654, 0.00014, end.Mean);
        Compare("spread of the weights at the end (SD)", 0.01445, 0.00007, end.Deviation);
        Compare("weights that stay: rate (Hz)", 15.242, 0.073, resting.Rate);
        Compare("weights that stay: CV", 0.6788, 0.0035, resting.Cv);
        findings.Check(Experiments.Check.Exactly(
            "weights beyond their bounds, at any of the samples", 0, learning.Weights.Sum(each => each.Beyond), "they never leave them"));
        findings.Measure("rate (Hz)", learning.Rate);
        findings.Measure("CV of the intervals", learning.Cv);
        findings.Measure("mean weight at the end, as a part of the largest", end.Mean);
        findings.Measure("SD of the weights at the end, as a part of the largest", end.Deviation);
        findings.Measure("weights below a tenth of the largest at the end (%)", 100 * end.Low);
        findings.Measure("weights above nine tenths at the end (%)", 100 * end.High);
        findings.Measure("weights that stay: rate (Hz)", resting.Rate);
        findings.Measure("weights that stay: CV of the intervals", resting.Cv);
        findings.Measure("weights that stay: rate of the mean field (Hz)", theory.Rate() / Hz);
    }

    private static void Draw(HpcStdpParameters p, Findings findings, Course learning, Course resting, DiffusionNeuron theory)
    {
        double start = p.Settling / second, rate = learning.Rate;
        var some = learning.Spikes.Slice("some cells", ..Shown);
        var late = some.Window(some.Stop - Time.FromSi(Math.Min(shownTime.SiValue, some.Duration.SiValue)), some.Stop);

        // Independent trains of one rate: each pair is as likely in both orders, and depression is the larger by its factor.
        double drift = p.LearningRate * (1 - p.Asymmetry) * (window / second) * rate * rate;
        var seconds = new Axis("Time", "s") { Minimum = 0 };
        double[] means = [.. learning.Weights.Select(each => each.Mean)], spreads = [.. learning.Weights.Select(each => each.Deviation)];
        Series Rate(string name, Course course, Colour colour)
        {
            var population = course.Spikes.PopulationRate(20 * ms);
            return Plot.Line(
                name, [.. population.Values.Select((_, k) => start + ((k + 0.5) * (population.Bin / second)))], population.Values, colour: colour);
        }

        findings.SideBySide(
            "network", "A network that learns",
            $"(A) Spikes of some excitatory cells at the end. (B) The rate of all cells in bins of 20 ms, with weights that learn and with weights that stay. "
                + "(C) The mean of the weights that learn; dashed: the drift of independent Poisson trains of this rate. (D) Their spread about the "
                + "mean. (E) All of them at the end.",
            Plot.Panel(new Axis("Time", "s"), new Axis("Cell") { WholeNumbers = true },
                Plot.Points("", late.TimesSeconds(), Array.ConvertAll(late.Neurons.ToArray(), cell => (double)cell), colour: Colour.Black)),
            Plot.Panel(seconds, new Axis("Rate", "Hz") { Minimum = 0 },
                Rate("weights that stay", resting, Palette.At(0)), Rate("learning", learning, Palette.At(1)),
                Plot.Line("mean field", [start, learning.Seconds[^1]], [theory.Rate() / Hz, theory.Rate() / Hz], LineStyle.Dashed, Colour.Black)),
            Plot.Panel(seconds, new Axis("Mean weight"),
                Plot.Curve("simulated", learning.Seconds, means, colour: Palette.At(1)),
                Plot.Line("independent trains", [0, learning.Seconds[^1]], at => means[0] + (drift * at), LineStyle.Dashed, Colour.Black)),
            Plot.Panel(seconds, new Axis("SD of weights") { Minimum = 0 }, Plot.Curve("", learning.Seconds, spreads, colour: Palette.At(1))),
            Plot.Panel(new Axis("Weight"), new Axis("Density") { Minimum = 0 }, learning.Weights[^1].Density(Palette.At(1))));
        findings.Table("weights.csv", "weights that learn, as parts of the largest", Enumerable.Range(0, means.Length),
            ("time (s)", k => learning.Seconds[k]), ("mean", k => means[k]), ("SD", k => spreads[k]));
    }

    /// <summary>A simulated network: its spikes in the measured time, and its weights at some times.</summary>
    private sealed record Course(SpikeTrains Spikes, double[] Seconds, Spread[] Weights)
    {
        public double Rate { get; } = Spikes.MeanRate() / Hz;

        public double Cv { get; } = Spikes.InterspikeIntervals().Cv;
    }

    /// <summary>Weights as parts of the largest: numbers of millions of them, which are not kept.</summary>
    private sealed class Spread
    {
        public static readonly Spread None = new([], 1);
        private readonly double[] heights = new double[Bins];
        private readonly double width;

        public Spread(double[] weights, double largest)
        {
            double sum = 0, squares = 0;
            foreach (double weight in weights)
            {
                double part = weight / largest;
                (sum, squares) = (sum + part, squares + ((part - 0.5) * (part - 0.5)));
                Low += part < 0.1 ? 1.0 / weights.Length : 0;
                High += part > 0.9 ? 1.0 / weights.Length : 0;
                Beyond += part is < 0 or > 1 + 1e-6 ? 1 : 0;
            }

            Mean = sum / weights.Length;
            Deviation = Math.Sqrt(Math.Max(0, (squares / weights.Length) - ((Mean - 0.5) * (Mean - 0.5))));
            width = 10 * Deviation / Bins;
            foreach (double weight in weights)
            {
                double bin = Math.Floor(((weight / largest) - Mean + (5 * Deviation)) / width);
                if (bin is >= 0 and < Bins)
                {
                    heights[(int)bin] += 1 / (weights.Length * width);
                }
            }
        }

        public double Mean { get; }

        public double Deviation { get; }

        public double Low { get; }

        public double High { get; }

        public int Beyond { get; }

        /// <summary>The density of the weights up to five standard deviations from their mean.</summary>
        public Bars Density(Colour colour)
            => new("", [.. Enumerable.Range(0, Bins + 1).Select(k => Mean - (5 * Deviation) + (k * width))], heights) { Colour = colour };
    }
}
