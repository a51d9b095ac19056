using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="InhibitoryPlasticityExperiment"/>.</summary>
internal sealed record InhibitoryPlasticityParameters
{
    [Option("rate at which cells come to fire", AtLeast = "1 Hz", AtMost = "30 Hz", Unit = "Hz")] public Frequency TargetRate { get; init; } = 5 * Hz;
    [Option("change for a trace of one, nS", MoreThan = "0 nS", AtMost = "0.1 nS", Unit = "nS")] public Conductance LearningRate { get; init; } = 0.005 * nS;
    [Option("excitatory inputs of the cell, of 5 Hz each", AtLeast = "100", AtMost = "10000")] public int Excitatory { get; init; } = 1000;
    [Option("inhibitory inputs of the cell, of 10 Hz each", AtLeast = "80", AtMost = "10000")] public int Inhibitory { get; init; } = 250;
    [Option("simulated time of the cell", AtLeast = "20 s", AtMost = "10000 s", Unit = "s")] public Time Duration { get; init; } = 200 * second;
    [Option("simulated time of the paper's network; 0 s for none", AtLeast = "0 s", AtMost = "1000 s", Unit = "s")]
    public Time Network { get; init; } = 0 * second;
    [Option("simulated time of a network of 2000 cells with ten times the paper's learning rate; 0 s for none", AtLeast = "0 s", AtMost = "1000 s", Unit = "s")]
    public Time FastNetwork { get; init; } = 40 * second;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.2 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>Inhibition that learns to balance excitation: of one cell, of a cell with tuned inputs, of a network that learns fast, of the paper's.</summary>
internal sealed class InhibitoryPlasticityExperiment : Experiment<InhibitoryPlasticityParameters>
{
    private const int Groups = 8;

    private static readonly Conductance largest = 10 * nS;

    public override string Name => "inhibitory-plasticity";

    public override string Question => "How does inhibition find the strength that balances excitation?";

    public override string Source => "Vogels, Sprekeler, Zenke, Clopath and Gerstner, Science 334 (2011)";

    public override IReadOnlyList<Preset<InhibitoryPlasticityParameters>> Presets =>
    [
        new("network", "the paper's network of 10 000 cells for 20 s as well", p => p with { Network = 20 * second }),
    ];

    public override void Run(InhibitoryPlasticityParameters p, Session session, Findings findings)
    {
        int parts = 2 + (p.FastNetwork > 0 * second ? 1 : 0) + (p.Network > 0 * second ? 1 : 0);
        var (single, rate, cv) = Single(p, session.Part(0, parts), findings);
        var (tuned, correlation) = Tuned(p, session.Part(1, parts), findings);
        findings.SideBySide(
            "balance", "Inhibition comes to balance excitation",
            $"(A) The rate of one cell in bins of 2 s, and the target. (B) The mean weight of its inhibitory synapses. (C) A cell with {Groups} groups of "
                + $"inputs, "
                + "each with a rate of its own: weights of the excitatory synapses (fixed, tuned) and of the inhibitory ones (learned), by group. (D) Its "
                + "excitatory and inhibitory currents at the end, in bins of 10 ms.",
            [.. single, .. tuned]);
        string fast = p.FastNetwork > 0 * second ? InhibitoryNetworkCourse.Fast(p, session.Part(2, parts), findings) : "";
        if (p.Network > 0 * second)
        {
            InhibitoryNetworkCourse.Published(p, session.Part(parts - 1, parts), findings);
        }

        findings.Answer(
            $"The cell comes to fire at {rate:F2} Hz, its target being {p.TargetRate}, with a CV of {StatisticText.Of(cv, "F2")}. With tuned inputs "
                + $"excitatory and "
            + $"inhibitory currents come to have a correlation of {correlation:F2}.{fast}");
    }

    protected override void Validate(InhibitoryPlasticityParameters p)
    {
        Refuse.If(p.Network > 0 * second && p.Network < 5 * second, $"--network {p.Network} is neither 0 s nor at least 5 s");
        Refuse.If(p.FastNetwork > 0 * second && p.FastNetwork < 5 * second, $"--fast-network {p.FastNetwork} is neither 0 s nor at least 5 s");
    }

    private static LeakyIntegrateAndFire Cell(params IReadOnlyList<InjectedCurrent> inputs)
        => new() { RefractoryPeriod = 5 * ms, Inputs = inputs };

    private static Exponential Excitation => new("excitation") { Decay = 5 * ms, Reversal = 0 * mV };

    private static Exponential Inhibition => new("inhibition") { Decay = 10 * ms, Reversal = -80 * mV };

    private static InhibitoryPlasticity<Conductance> Rule(InhibitoryPlasticityParameters p) => new("balance")
    {
        LargestWeight = largest, LearningRate = p.LearningRate / largest, TargetRate = p.TargetRate,
    };

    private static (Panel[] Panels, double Rate, double Cv) Single(InhibitoryPlasticityParameters p, Session session, Findings findings)
    {
        var network = session.NewNetwork();
        var cell = network.Add(new Population("cell", 1, Cell()));
        var excitatory = network.Add(new Population("excitatory", p.Excitatory, new PoissonSource { Rate = 5 * Hz }));
        var inhibitory = network.Add(new Population("inhibitory", p.Inhibitory, new PoissonSource { Rate = 10 * Hz }));
        network.Connect(excitatory, cell, new AllToAll(), Excitation, 400 * nS / p.Excitatory);
        var synapses = network.Connect(inhibitory, cell, new AllToAll(), Inhibition, 0.01 * nS, plasticity: Rule(p));
        var run = session.Simulate(network, p.TimeStep);
        var record = run.Record(cell.Spikes);
        var sent = run.Record(inhibitory.Spikes);
        int samples = (int)(p.Duration / (2 * second));
        List<double> weights = [0.01];
        for (int k = 0; k < samples; k++)
        {
            run.Advance(2 * second, session.Progress.Towards(samples * 2 * second));
            weights.Add(run.Simulation.SynapsesOf(synapses).In("w", nS).Average());
        }

        var spikes = record.Trains();
        var late = spikes.Window(spikes.Stop - (p.Duration / 2).OnGrid(p.TimeStep), spikes.Stop);
        double rate = late.MeanRate() / Hz, cv = late.InterspikeIntervals().Cv;
        findings.Check("rate of the cell in the second half (Hz)", p.TargetRate / Hz, rate, 0.5,
            "the rule's fixed point, but for the pairs that inhibition prevents; tolerance: 0.5 Hz");

        // Drift is zero where there are 2 rho tau pairs, weighted by exp(-|s|/tau), for each presynaptic spike. Independent trains have 2 nu tau of them. Each
        // inhibitory spike prevents spikes of the cell, so that some are missing: the cell settles above its target, by less the more synapses share the work.
        const double Window = 0.02; // s
        double missing = (2 * rate * Window) - Pairs(sent.Trains().Window(late.Start, late.Stop).TimesSeconds(), late.TimesSeconds(), Window);
        findings.Check("rate of the cell by the pairs that are missing (Hz)", (p.TargetRate / Hz) + (missing / (2 * Window)), rate, 0.15,
            "nu = rho + missing/(2 tau); an independent program: 5.365 +- 0.012 Hz with 250 inputs, 5.108 with 1000; tolerance: drift that is left");
        findings.Note(
            $"The theory of independent trains lets the cell settle at {p.TargetRate}. Each inhibitory spike prevents spikes of the cell, so that pairs are "
                + $"missing which the rule counts on, and the cell settles at {rate:F2} Hz, above its target: by less the more synapses share the work. The "
                + "paper's network comes near its target of 3 Hz in minutes, not in the seconds that figures show.");
        findings.Measure("missing pairs for an inhibitory spike", missing);
        findings.Measure("CV of the intervals", cv);
        findings.Spikes(spikes);
        double[] rates = [.. Enumerable.Range(0, samples).Select(k => spikes.Window(2 * k * second, 2 * (k + 1) * second).MeanRate() / Hz)];
        double[] times = Plot.Range(0, 2 * samples, samples);
        var time = new Axis("Time", "s") { Minimum = 0 };
        return (
            [
                Plot.Panel(
                    time, new Axis("Rate", "Hz") { Minimum = 0, HoldsOutliers = true },
                    Plot.Line("", [.. times.Skip(1)], rates, colour: EiColours.Excitation),
                    Plot.Line("target", [0, times[^1]], [p.TargetRate / Hz, p.TargetRate / Hz], LineStyle.Dashed, Colour.Black)),
                Plot.Panel(time, new Axis("Weight, mean", "nS") { Minimum = 0 }, Plot.Line("", times, weights, colour: EiColours.Inhibition)),
            ], rate, cv);
    }

    // The mean over all presynaptic spikes of exp(-|s|/tau), summed over the postsynaptic spikes.
    private static double Pairs(double[] before, double[] after, double window)
    {
        double Sum(double[] earlier, double[] later)
        {
            double trace = 0, at = 0, sum = 0;
            int next = 0;
            foreach (double time in later)
            {
                for (; next < earlier.Length && earlier[next] < time; next++)
                {
                    (trace, at) = ((trace * Math.Exp(-(earlier[next] - at) / window)) + 1, earlier[next]);
                }

                sum += trace * Math.Exp(-(time - at) / window);
            }

            return sum;
        }

        return (Sum(before, after) + Sum(after, before)) / before.Length;
    }

    private static (Panel[] Panels, double Correlation) Tuned(InhibitoryPlasticityParameters p, Session session, Findings findings)
    {
        var network = session.NewNetwork();
        var cell = network.Add(new Population("cell", 1, Cell()));
        int e = p.Excitatory / Groups, i = p.Inhibitory / Groups;

        // Tuning: a peak at the fifth group, mean 1.
        double[] tuning = [.. Enumerable.Range(0, Groups).Select(k => 0.25 + (1.5 * Math.Exp(-Math.Pow(k - 4, 2) / 4)))];
        double mean = tuning.Average();
        var learned = new List<Projection>();
        for (int k = 0; k < Groups; k++)
        {
            SharedRate Rate(double rate) => new(rate * Hz, 0.5, 50 * ms, p.Duration, session.Seed + ((ulong)k * 1000));
            var excitatory = network.Add(new Population($"excitatory {k}", e, Rate(5)));
            var inhibitory = network.Add(new Population($"inhibitory {k}", i, Rate(10)));
            network.Connect(excitatory, cell, new AllToAll(), Excitation, 400 * nS / (e * Groups) * (tuning[k] / mean), name: $"excitatory {k}");
            learned.Add(network.Connect(inhibitory, cell, new AllToAll(), Inhibition, 0.01 * nS, name: $"inhibitory {k}", plasticity: Rule(p)));
        }

        var run = session.Simulate(network, p.TimeStep);
        var record = run.Record(cell, [0], 10 * ms, "excitation.current", "inhibition.current");
        run.Advance(p.Duration);
        var traces = record();
        double[] currents = [.. traces.Columns[0].In(nA).TakeLast(2000)], opposed = [.. traces.Columns[1].In(nA).TakeLast(2000).Select(current => -current)];
        double correlation = MathNet.Numerics.Statistics.Correlation.Pearson(currents, opposed);
        double[] weights = [.. learned.Select(synapses => run.Simulation.SynapsesOf(synapses).In("w", nS).Average())];
        double tuned = MathNet.Numerics.Statistics.Correlation.Pearson(weights, tuning);
        findings.Check(Check.AtLeast("correlation of excitatory and inhibitory currents after learning", 0.4, correlation,
            "Vogels et al. (2011), figure 2: detailed balance"));
        findings.Check(Check.AtLeast($"correlation of learned and excitatory weights over {Groups} groups", 0.8, tuned,
            "the same: inhibition takes the tuning of excitation"));
        double[] places = Plot.Range(1, Groups, Groups - 1);
        int shown = Math.Min(200, currents.Length);
        double[] times = [.. Enumerable.Range(0, shown).Select(k => 10.0 * k)];
        return (
            [
                Plot.Panel(new Axis("Group") { WholeNumbers = true }, new Axis("Weight over its mean") { Minimum = 0 },
                    Plot.Curve("excitatory", places, tuning.Select(one => one / mean), colour: EiColours.Excitation),
                    Plot.Curve("inhibitory", places, weights.Select(one => one / weights.Average()), Marker.Square, colour: EiColours.Inhibition)),
                Plot.Panel(new Axis("Time", "ms"), new Axis("Current", "nA"),
                    Plot.Line("excitatory", times, currents.TakeLast(shown), colour: EiColours.Excitation),
                    Plot.Line("inhibitory, reversed", times, opposed.TakeLast(shown), colour: EiColours.Inhibition)),
            ], correlation);
    }
}
