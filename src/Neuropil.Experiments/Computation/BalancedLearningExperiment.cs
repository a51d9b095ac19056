using MathNet.Numerics.LinearAlgebra;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BalancedLearningExperiment"/>.</summary>
internal sealed record BalancedLearningParameters
{
    [Option("units of the linear reservoir", AtLeast = "2", AtMost = "100")] public int Units { get; init; } = 20;
    [Option("time steps of the linear reservoir, half of them to measure", AtLeast = "2000", AtMost = "1000000")] public int Steps { get; init; } = 40_000;
    [Option("by how much a state of the linear reservoir shrinks in a step", AtLeast = "0.5", AtMost = "0.98")] public double Decay { get; init; } = 0.9;
    [Option("excitatory cells of the balanced network; a quarter as many are inhibitory", AtLeast = "100", AtMost = "20000")]
    public int Cells { get; init; } = 800;
    [Option("synapses of a cell from excitatory cells; a quarter as many from inhibitory ones", AtLeast = "10")] public int InDegree { get; init; } = 80;
    [Option("g, inhibition over excitation", AtLeast = "4.1", AtMost = "12")] public double InhibitoryRatio { get; init; } = 5;
    [Option("eta, the rate from outside over the one that brings V to the threshold", AtLeast = "0.5", AtMost = "5")]
    public double ExternalRatio { get; init; } = 1.5;
    [Option("by how much the signal moves the mean of a cell, up or down", AtLeast = "0 mV", AtMost = "20 mV", Unit = "mV")]
    public Voltage Signal { get; init; } = 4 * mV;
    [Option("how long a value of the signal lasts", AtLeast = "5 ms", AtMost = "100 ms", Unit = "ms")] public Time Hold { get; init; } = 20 * ms;
    [Option("values of the signal", AtLeast = "400", AtMost = "100000")] public int Values { get; init; } = 2000;
    [Option("cells that are read", AtLeast = "10")] public int Read { get; init; } = 100;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>
/// The memory of past inputs that a weighted sum reads out of a linear reservoir, whose capacity is known, and out of the irregular spikes of a balanced
/// network.
/// </summary>
internal sealed class BalancedLearningExperiment : Experiment<BalancedLearningParameters>
{
    private const int Shuffles = 20;
    private const int SpikingDelays = 10;
    private static readonly Time settling = 500 * ms;
    private static readonly Voltage size = 0.35 * mV; // of an excitatory synapse

    public override string Name => "balanced-learning";

    public override string Question => "What can be read out of irregular activity?";

    public override string Source => "balance, learning; Jaeger, GMD report 152 (2001); Maass, Natschläger and Markram, Neural Comput. 14 (2002)";

    public override void Run(BalancedLearningParameters p, Session session, Findings findings)
    {
        double[] linear = Linear(p, session);
        findings.Check("memory capacity of the linear reservoir", p.Units, linear.Sum(), 0.3,
            "as many as there are units, for any linear reservoir whose states are independent (Jaeger 2001)");
        findings.Check(Check.Between("largest capacity at one delay", -0.01, 1 + 1e-9, linear.Max(), "a squared correlation"));
        var (spiking, shuffled, activity) = Spiking(p, session, findings);
        double[] chance = [.. shuffled.Select(one => one.Sum())];
        double mean = chance.Average(), bound = mean + (3 * StandardError.Of(chance) * Math.Sqrt(chance.Length));
        findings.Check("capacity for a signal that the network never saw", 0, mean, 4 * StandardError.Of(chance),
            $"1/n is taken away; tolerance: 4 standard errors of {Shuffles} shuffled signals");
        findings.Measure("memory capacity of the balanced network", spiking.Sum());
        findings.Measure("shuffled bound", bound);
        findings.Measure("CV of intervals", activity.Value);
        Draw(p, linear, spiking, shuffled, findings);
        findings.Answer($"{p.Units} linear units hold {linear.Sum():F1} past values, as many as there are units. Out of the spikes of {p.Read} cells of a "
            + $"balanced network, whose intervals have a CV of {StatisticText.Of(activity.Value, "F2")} (Poisson: 1), "
            + $"{spiking.Sum():F2} are read, where shuffled signals give at most {bound:F2}: "
            + (spiking.Sum() > bound ? "the present and little else, for each value's trace is lost in the network's own fluctuations."
                : "no more than by chance."));
    }

    protected override void Validate(BalancedLearningParameters p)
    {
        Refuse.If(p.Read > p.Cells, $"--read {p.Read} is more than there are --cells {p.Cells}");
        Refuse.If(p.InDegree > p.Cells, $"--in-degree {p.InDegree} is more than there are --cells {p.Cells}");
        Refuse.If(p.Values / 2 < 2 * p.Read, $"--values {p.Values} are too few to fit the weights of --read {p.Read} cells; at least {4 * p.Read}");
    }

    // x(t+1) = decay Q x(t) + v u(t), Q a random rotation: its states forget at the same rate in all directions, so that none is lost in rounding.
    private static double[] Linear(BalancedLearningParameters p, Session session)
    {
        var random = new RandomStream(session.Seed, RandomPurpose.Connectivity, 1);
        var draws = Matrix<double>.Build.Dense(p.Units, p.Units);
        for (int i = 0; i < p.Units * p.Units; i++)
        {
            draws[i / p.Units, i % p.Units] = random.NextNormal();
        }

        var weights = draws.QR().Q * p.Decay;
        var into = Vector<double>.Build.Dense(p.Units);
        for (int i = 0; i < p.Units; i++)
        {
            into[i] = random.NextNormal();
        }

        // Up to where a thousandth of the last value's trace is left.
        int longest = (int)Math.Ceiling(Math.Log(1e-3 / p.Units) / (2 * Math.Log(p.Decay))) + p.Units;
        double[] input = Signal(p.Steps, ref random);
        double[,] states = new double[p.Steps, p.Units];
        var state = Vector<double>.Build.Dense(p.Units);
        for (int t = 0; t < p.Steps; t++)
        {
            state = (weights * state) + (into * input[t]);
            for (int i = 0; i < p.Units; i++)
            {
                states[t, i] = state[i];
            }
        }

        return new MemoryCapacity(states, longest).Of(input);
    }

    private static double[] Signal(int values, ref RandomStream random)
    {
        double[] signal = new double[values];
        for (int i = 0; i < values; i++)
        {
            signal[i] = (2 * random.NextDouble()) - 1;
        }

        return signal;
    }

    private static (double[] Capacity, double[][] Shuffled, Estimate Cv) Spiking(BalancedLearningParameters p, Session session, Findings findings)
    {
        var random = new RandomStream(session.Seed, RandomPurpose.Parameter, 1_000_000);
        double[] input = Signal(p.Values, ref random);
        int cells = p.Cells + (p.Cells / 4);
        double[] signs = new double[cells];
        for (int i = 0; i < cells; i++)
        {
            signs[i] = random.NextDouble() < 0.5 ? -1 : 1;
        }

        var (leak, tau, threshold) = (10 * nS, 20 * ms, 20 * mV);
        var network = session.NewNetwork();
        var population = network.Add(new Population("cells", cells, new LeakyIntegrateAndFire
        {
            Capacitance = (Capacitance)(tau * leak), LeakConductance = leak, LeakReversal = 0 * mV, Threshold = threshold, Reset = 10 * mV,
                RefractoryPeriod = 2 * ms,
            Inputs =
            [
                new ArrayCurrent
                {
                    Samples = [.. input.Select(value => (Current)(value * p.Signal * leak))], Interval = p.Hold, Start = settling, Scale = signs,
                },
            ],
        })
        { Initial = { ["V"] = Distributions.Uniform(0 * mV, threshold) } });
        var kick = new Delta("kick");
        var wiring = new FixedInDegree(p.InDegree) { WithRepetition = false, SelfConnections = false };
        network.Connect(population.Slice("E", ..p.Cells), population, wiring, kick, size, 1.5 * ms);
        network.Connect(population.Slice("I", p.Cells..), population, new FixedInDegree(p.InDegree / 4) { WithRepetition = false, SelfConnections = false },
            kick,
            -p.InhibitoryRatio * size, 1.5 * ms);
        network.Add(new PoissonInput<Voltage>
        {
            Name = "outside", Target = population, Receptor = kick, Rate = (Frequency)(p.ExternalRatio * (threshold / size) / tau), Weight = size,
        });
        var run = session.Simulate(network, p.TimeStep);
        var progress = session.Progress.Towards(settling + (p.Values * p.Hold));
        run.Advance(settling, progress);
        var record = run.Record(population.Spikes);
        run.Advance(p.Values * p.Hold, progress);
        var spikes = record.Trains();
        findings.Populations(spikes.Slice("E", ..p.Cells), spikes.Slice("I", p.Cells..));
        double[,] counts = new double[p.Values, p.Read];
        int perValue = (int)Math.Round(p.Hold / p.TimeStep);
        for (int i = 0; i < spikes.Count; i++)
        {
            int value = (spikes.Steps[i] - spikes.StartStep) / perValue;
            if (spikes.Neurons[i] < p.Read && value < p.Values)
            {
                counts[value, spikes.Neurons[i]]++;
            }
        }

        var capacity = new MemoryCapacity(counts, SpikingDelays);
        double[][] shuffled = [.. Enumerable.Range(0, Shuffles).Select(k =>
        {
            var order = new RandomStream(session.Seed, RandomPurpose.Parameter, 2_000_000 + (ulong)k);
            return capacity.Of([.. input.Select(value => (Value: value, Key: order.NextDouble())).OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
        })];
        return (capacity.Of(input), shuffled, spikes.CvEstimate());
    }

    private static void Draw(BalancedLearningParameters p, double[] linear, double[] spiking, double[][] shuffled, Findings findings)
    {
        double[] delays = [.. Enumerable.Range(0, Math.Min(linear.Length, 3 * p.Units)).Select(delay => (double)delay)];
        double[] few = [.. Enumerable.Range(0, spiking.Length).Select(delay => delay * (p.Hold / ms))];
        findings.SideBySide(
            "memory", "What can be read of past inputs",
            $"Squared correlation of a past value with the sum that reads it, on data not fitted to, over how long ago it was. (A) {p.Units} linear units: "
                + $"the area is their number. "
                + $"(B) {p.Read} cells of a balanced network, and the largest of {Shuffles} shuffled signals.",
            Plot.Panel(new Axis("Delay", "steps") { Minimum = 0 }, new Axis("Capacity") { Minimum = 0, Maximum = 1 },
                Plot.Curve("linear units", delays, linear.Take(delays.Length))),
            Plot.Panel(new Axis("Delay", "ms") { Minimum = 0 }, new Axis("Capacity") { Minimum = 0 },
                Plot.Curve("balanced network", few, spiking),
                Plot.Line("shuffled, largest", few, spiking.Select((_, delay) => Math.Max(0, shuffled.Max(one => one[delay]))), LineStyle.Dashed,
                    Palette.At(1))));
        findings.Table("memory.csv", "capacity at each delay", Enumerable.Range(0, linear.Length),
            ("delay (steps)", i => i), ("linear units", i => linear[i]), ("balanced network", i => i < spiking.Length ? spiking[i] : double.NaN),
            ("shuffled, mean", i => i < spiking.Length ? shuffled.Average(one => one[i]) : double.NaN));
    }
}
