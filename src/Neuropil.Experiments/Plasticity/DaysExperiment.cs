using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="DaysExperiment"/>.</summary>
internal sealed record DaysParameters
{
    [Option("sources, and as many targets, all connected to each other", AtLeast = "10", AtMost = "1000")] public int Cells { get; init; } = 64;

    [Option("rate of sources and of targets, independent of each other", MoreThan = "0 Hz", AtMost = "20 Hz", Unit = "Hz")]
    public Frequency Rate { get; init; } = 1 * Hz;

    [Option("change by a pair at no distance, lambda", MoreThan = "0", AtMost = "0.02")] public double LearningRate { get; init; } = 0.001;
    [Option("depression over potentiation, a", AtLeast = "0.5", AtMost = "2")] public double Asymmetry { get; init; } = 1.05;
    [Option("width of the window on both sides", AtLeast = "10 ms", AtMost = "50 ms", Unit = "ms")] public Time Decay { get; init; } = 20 * ms;
    [Option("weight at the start, as a part of the largest", AtLeast = "0", AtMost = "1")] public double InitialWeight { get; init; } = 0.8;
    [Option("rate that scaling holds, of cells that fire by their inputs", MoreThan = "0 Hz", AtMost = "20 Hz", Unit = "Hz")]
    public Frequency TargetRate { get; init; } = 2 * Hz;

    [Option("simulated time", AtLeast = "100 s", AtMost = "1000000 s", Unit = "s")] public Time Duration { get; init; } = 86_400 * second;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "2 ms", Unit = "ms")] public Time TimeStep { get; init; } = 1 * ms;

    /// <summary>By how much the sum of a window over steps exceeds its integral, potentiation (which has the spikes of one step) and depression.</summary>
    public (double Potentiation, double Depression) GridExcess
    {
        get
        {
            double step = TimeStep / Decay;
            return (step / (1 - Math.Exp(-step)), step / (Math.Exp(step) - 1));
        }
    }

    /// <summary>T, the time in which the distance to the mean falls to 1/e: 1/(lambda tau r^2 (1 + a)).</summary>
    public Time Relaxation => 1 * second / (LearningRate * (Decay / second) * Math.Pow(Rate / Hz, 2) * (1 + Asymmetry));
}

/// <summary>
/// A day of slow learning: weights between Poisson trains of 1 Hz relax over hours, and their mean and spread stay those of the theory; cells that fire by such
/// inputs are held at their rate by scaling all the while.
/// </summary>
internal sealed class DaysExperiment : Experiment<DaysParameters>
{
    private const int Samples = 48;
    private static readonly Time sensorTime = 50 * second;

    private static Time ScalingTime => 4 * sensorTime;

    public override string Name => "days";

    public override string Question => "Do weights that change by a thousandth at a pair of spikes still follow the theory after a day?";

    public override string Source => "Gütig et al., J. Neurosci. 23 (2003); van Rossum, Bi and Turrigiano, J. Neurosci. 20 (2000); plasticity, time scales";

    public override IReadOnlyList<Preset<DaysParameters>> Presets =>
    [
        new("hour", "the same in 58 minutes, with trains of 5 Hz: as many relaxation times as a day has at 1 Hz", p => p with
        {
            Rate = 5 * Hz, TargetRate = 5 * Hz, Duration = 3456 * second,
        }),
    ];

    // A day takes minutes: only a full validation has it.
    public override IEnumerable<string?> ValidationPresets(bool full) => full ? base.ValidationPresets(full) : ["hour"];

    public override void Run(DaysParameters p, Session session, Findings findings)
    {
        var network = session.NewNetwork();
        var (up, down) = p.GridExcess;

        // Amplitudes that give the sums over steps the areas of the windows.
        var rule = new SpikeTimingPlasticity<Number>("rule")
        {
            LargestWeight = (Number)1, Potentiation = p.LearningRate / up, Depression = p.Asymmetry * p.LearningRate / down, PotentiationDecay = p.Decay,
            DepressionDecay = p.Decay, PotentiationExponent = 1, DepressionExponent = 1,
        };
        var sources = network.Add(new Population("sources", p.Cells, new PoissonSource { Rate = p.Rate }));
        var kicks = network.Add(new Population("kicks", p.Cells, new PoissonSource { Rate = p.Rate }));
        var targets = network.Add(new Population("targets", p.Cells, new LeakyIntegrateAndFire { RefractoryPeriod = 0 * ms }));
        network.Connect(kicks, targets, new OneToOne(), new Delta("kick"), 100 * mV);
        var synapses = network.Connect(sources, targets, new AllToAll(), new Amounts("amounts"), (Number)p.InitialWeight, plasticity: rule);
        var scaled = Scaled(p, network, sources);
        var run = session.Simulate(network, p.TimeStep, precision: Precision.Double);
        double[] times = new double[Samples + 1];
        var course = new WeightDistribution[Samples + 1];
        var held = new (double Rate, double Factor, double Weight)[Samples + 1];
        Time piece = (p.Duration / Samples).OnGrid(p.TimeStep);
        for (int k = 0; k <= Samples; k++)
        {
            if (k > 0)
            {
                run.Advance(piece, session.Progress.Towards(Samples * piece));
            }

            times[k] = run.Time / second;
            course[k] = new WeightDistribution(run.Simulation.SynapsesOf(synapses).Numbers("w"));
            held[k] = Held(run.Simulation, scaled, LargestKick(p));
        }

        Check(p, findings, times, course);
        Draw(p, findings, times, course, held);
        var end = course[^1];
        double rate = held.Skip(Samples / 2).Average(sample => sample.Rate);
        findings.Measure("cells with scaling: rate of the second half, by their sensors (Hz)", rate);
        findings.Measure("cells with scaling: their target (Hz)", p.TargetRate / Hz);
        findings.Measure("cells with scaling: mean weight at the end, as a part of the largest", held[^1].Weight);
        double weight = held.Skip(Samples / 2).Average(sample => sample.Weight);
        findings.Note(
            "The theory is that of trains that know nothing of each other. Where the cell fires by its inputs, pairs are more often causal, and scaling has to "
                + "answer what they make of the weights: it holds the rate not at the target r*, but where both cancel, r = r* (1 + T/w dw/dt) with its time "
                + $"constant T. By independent pairs that would be {Balanced(p, weight):F2} Hz at the mean weight of {weight:F3}; measured: {rate:F2} Hz.");
        findings.Answer(
            $"After {times[^1] / 3600:G3} h weights have gone from {p.InitialWeight} to {end.Mean:F4} (theory {Mean(p, times[^1]):F4}), with a spread of "
            + $"{end.Deviation:F4} ({Deviation(p, times[^1]):F4}); cells that fire by such inputs are held at {rate:F2} Hz (target "
            + $"{p.TargetRate / Hz:G3} Hz).");
    }

    /// <summary>
    /// By how much the mean may differ: five standard errors of the weights' own spread and of the number of spikes that drove them, what spikes of one step
    /// that count once take from the rate, and the next order of lambda.
    /// </summary>
    internal static double Tolerance(DaysParameters p, double seconds)
    {
        double age = seconds / (p.Relaxation / second);
        double byRate = Math.Abs(p.InitialWeight - (1 / (1 + p.Asymmetry))) * age * Math.Exp(-age);
        double counted = seconds > 0 ? Math.Sqrt(2 / (p.Cells * (p.Rate / Hz) * seconds)) : 0;
        return (5 * Deviation(p, seconds) / p.Cells) + (byRate * ((5 * counted) + (p.Rate * p.TimeStep))) + (0.5 * p.LearningRate);
    }

    // Together inputs bring a mean of 2 mV at their largest weights.
    private static Voltage LargestKick(DaysParameters p) => 2 * mV / (p.Cells * (p.Rate * (20 * ms)));

    // Cells a little below their threshold: what pairs make of a weight, scaling has to answer.
    private static Projection<Voltage> Scaled(DaysParameters p, Network network, Population sources)
    {
        var (up, down) = p.GridExcess;
        Voltage largest = LargestKick(p);
        var cells = network.Add(new Population("cells", p.Cells, new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 85 * pA }] }));
        var learning = new PlasticityTogether("learning", new SpikeTimingPlasticity<Voltage>("rule")
        {
            LargestWeight = largest, Potentiation = p.LearningRate / up, Depression = p.Asymmetry * p.LearningRate / down, PotentiationDecay = p.Decay,
            DepressionDecay = p.Decay, PotentiationExponent = 1, DepressionExponent = 1,
        }, new SynapticScaling("scaling") { Target = p.TargetRate, TimeConstant = ScalingTime, SensorTime = sensorTime, Interval = 1 * second });
        return network.Connect(sources, cells, new AllToAll(), new Delta("excitation"), 0.5 * largest, plasticity: learning);
    }

    // The rate at which scaling undoes what independent pairs of that rate make of a weight: r/r* = 1 + T lambda tau r_in r (1/w - 1 - a).
    private static double Balanced(DaysParameters p, double weight)
    {
        double target = p.TargetRate / Hz;
        double drift = ScalingTime / second * p.LearningRate * (p.Decay / second) * (p.Rate / Hz) * ((1 / weight) - 1 - p.Asymmetry);
        return target / (1 - (drift * target));
    }

    private static (double Rate, double Factor, double Weight) Held(Simulation run, Projection synapses, Voltage largest)
    {
        var read = run.SynapsesOf(synapses);
        return (read.In("scaling.rate", Hz).Average(), read.Numbers("scaling.factor").Average(), read.In("w", mV).Average() / (largest / mV));
    }

    /// <summary>The mean weight: 1/(1 + a), and what is left of the distance to it.</summary>
    private static double Mean(DaysParameters p, double seconds)
    {
        double rest = 1 / (1 + p.Asymmetry);
        return rest + ((p.InitialWeight - rest) * Math.Exp(-seconds / (p.Relaxation / second)));
    }

    /// <summary>
    /// The spread of weights that began equal, from dVar/dt = -2 Var/T + (r lambda)^2 (tau/2) ((1 - m)^2 + a^2 m^2) with the mean m of that time: a pair
    /// moves a weight by itself, for pairs are rare, and a window squared has half the area. At rest it is sqrt(lambda a^2/(2 (1 + a)^3)).
    /// </summary>
    private static double Deviation(DaysParameters p, double seconds)
    {
        double rest = 1 / (1 + p.Asymmetry);
        double distance = p.InitialWeight - rest;
        double asymmetrySquared = p.Asymmetry * p.Asymmetry;
        double age = seconds / (p.Relaxation / second);
        double left = Math.Exp(-age);
        double still = Math.Pow(1 - rest, 2) + (asymmetrySquared * rest * rest);
        double moving = 2 * distance * ((asymmetrySquared * rest) - (1 - rest));
        double squared = distance * distance * (1 + asymmetrySquared);
        return Math.Sqrt(p.LearningRate / (2 * (1 + p.Asymmetry))
            * ((0.5 * still * (1 - (left * left))) + (moving * (left - (left * left))) + (squared * age * left * left)));
    }

    private static void Check(DaysParameters p, Findings findings, double[] times, WeightDistribution[] course)
    {
        double end = times[^1];
        double farthest = Enumerable.Range(0, times.Length).Max(k => Math.Abs(course[k].Mean - Mean(p, times[k])) / Tolerance(p, times[k]));
        findings.Check("mean of the weights at the end", Mean(p, end), course[^1].Mean, Tolerance(p, end),
            "1/(1 + a) and what exp(-lambda tau r^2 (1 + a) t) leaves of the distance; tolerance: 5 standard errors, spikes of one step, the next order of "
            + "lambda");
        findings.Check($"largest distance of the mean from its course at {times.Length} moments, over the tolerance of each", 0, farthest, 1, "the same");
        double deviation = Deviation(p, end);
        findings.Check("spread of the weights at the end (SD)", deviation, course[^1].Deviation,
            deviation * ((4 / Math.Sqrt(2.0 * p.Cells * p.Cells)) + (2 * p.LearningRate * (1 + (2 * (p.Rate * p.Decay))))),
            "sqrt(lambda a^2/(2 (1 + a)^3)) at rest, and on its way there; tolerance: 4 standard errors and the next order of lambda");
    }

    private static void Draw(
        DaysParameters p, Findings findings, double[] times, WeightDistribution[] course, (double Rate, double Factor, double Weight)[] held)
    {
        double[] hours = Array.ConvertAll(times, time => time / 3600);
        double[] line = Plot.Range(0, hours[^1], 200);
        Axis Time() => new("Time", "h") { Minimum = 0 };
        findings.SideBySide(
            "days", "A day of slow learning",
            "(A) The mean of weights between independent Poisson trains (error bars: SD over synapses) and the theory's course. (B) Their spread and the "
                + "theory's. (C) The weights at the end. (D) The rate of cells that fire by such inputs and whose weights are scaled as well, by their "
                + "sensors; dashed: the target.",
            Plot.Panel(Time(), new Axis("Weight, mean") { Minimum = 0, Maximum = 1 },
                Plot.Line("theory", line, hour => Mean(p, 3600 * hour), colour: Palette.At(1)),
                Plot.Points("simulated", hours, course.Select(each => each.Mean), course.Select(each => each.Deviation), Palette.At(0))),
            Plot.Panel(Time(), new Axis("Weight, SD") { Minimum = 0 },
                Plot.Line("theory", line, hour => Deviation(p, 3600 * hour), colour: Palette.At(1)),
                Plot.Line("simulated", hours, course.Select(each => each.Deviation), colour: Palette.At(0))),
            Plot.Panel(new Axis("Weight") { Minimum = 0, Maximum = 1 }, new Axis("Density") { Minimum = 0 },
                course[^1].Density("at the end", Palette.At(0), 200)),
            Plot.Panel(Time(), new Axis("Rate", "Hz") { Minimum = 0 },
                Plot.Line("with scaling", hours, held.Select(each => each.Rate), colour: Palette.At(2)), ReferenceLine.AtY(p.TargetRate / Hz)));
        findings.Table("days.csv", "weights and rates on their way", Enumerable.Range(0, times.Length), ("time (s)", k => times[k]),
            ("mean weight", k => course[k].Mean), ("theory", k => Mean(p, times[k])),
            ("SD", k => course[k].Deviation), ("theory of SD", k => Deviation(p, times[k])),
            ("rate with scaling (Hz)", k => held[k].Rate), ("factor of scaling", k => held[k].Factor), ("weight with scaling", k => held[k].Weight));
    }
}
