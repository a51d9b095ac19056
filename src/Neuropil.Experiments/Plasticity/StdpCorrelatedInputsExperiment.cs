using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="StdpCorrelatedInputsExperiment"/>.</summary>
internal sealed record StdpCorrelatedInputsParameters
{
    [Option("inputs of the cell, of which half share a rate", AtLeast = "100", AtMost = "10000")] public int Inputs { get; init; } = 1000;
    [Option("mean rate of an input", AtLeast = "5 Hz", AtMost = "50 Hz", Unit = "Hz")] public Frequency Rate { get; init; } = 15 * Hz;
    [Option("depth of the changes of the shared rate", AtLeast = "0", AtMost = "0.5")] public double Depth { get; init; } = 0.4;
    [Option("mean interval between two changes of the shared rate", AtLeast = "5 ms", AtMost = "500 ms", Unit = "ms")]
    public Time Interval { get; init; } = 20 * ms;

    [Option("change by a pair at no distance, as a part of the largest weight", MoreThan = "0", AtMost = "0.1")]
    public double LearningRate { get; init; } = 0.01;
    [Option("depression over potentiation", AtLeast = "1", AtMost = "2")] public double Asymmetry { get; init; } = 1.05;
    [Option("simulated time with correlated inputs", AtLeast = "1 s", AtMost = "1000 s", Unit = "s")] public Time Duration { get; init; } = 100 * second;
    [Option("runs with correlated inputs, each with another seed", AtLeast = "1", AtMost = "100")] public int Runs { get; init; } = 10;
    [Option("volleys of inputs with latencies", AtLeast = "20", AtMost = "5000")] public int Volleys { get; init; } = 400;
    [Option("standard deviation of the latencies", AtLeast = "1 ms", AtMost = "50 ms", Unit = "ms")] public Time Spread { get; init; } = 12 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.5 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.2 * ms;

    /// <summary>As all inputs together: what a hundredth of the leak conductance is for a thousand.</summary>
    public Conductance LargestWeight => 200 * nS / Inputs;
}

/// <summary>Which of its inputs a cell comes to listen to: those that fire together, and those that come first.</summary>
internal sealed class StdpCorrelatedInputsExperiment : Experiment<StdpCorrelatedInputsParameters>
{
    private const string Difference = "difference of the mean weights";

    public override string Name => "stdp-correlated-inputs";

    public override string Question => "Which inputs win where spike timing moves the weights?";

    public override string Source => "Song, Miller and Abbott, Nat. Neurosci. 3 (2000), figure 4; Song and Abbott, Neuron 32 (2001)";

    public override void Run(StdpCorrelatedInputsParameters p, Session session, Findings findings)
    {
        List<WeightDistribution[]> courses = [];
        var sweep = session.Part(0, 2).Sweep([0], p.Runs, (_, part, found) =>
        {
            var course = Correlated(p, part);
            if (part.Seed == session.Seed)
            {
                courses.AddRange(course);
            }

            found.Measure(Difference, course[^1][0].Mean - course[^1][1].Mean);
        });
        sweep.Run();
        double[] differences = [.. sweep.Points.SelectMany(point => point.Runs).Select(run => run.Measured(Difference))];
        findings.Check(
            new Reference<StdpCorrelatedInputsParameters>($"runs of {p.Runs} in which the correlated inputs win by more than 0.3 of the largest weight",
                p.Runs, "Song and Abbott (2001): correlated inputs win; every run", Reference.Defaults<StdpCorrelatedInputsParameters>(
                    each => each.Inputs, each => each.Rate, each => each.Depth, each => each.Interval, each => each.LearningRate, each => each.Asymmetry,
                    each => each.Duration)),
            p, differences.Count(difference => difference > 0.3));
        findings.Measure("difference of the mean weights, mean of the runs", differences.Average());
        var (panels, before, after) = Latencies(p, session.Part(1, 2), findings);
        findings.SideBySide(
            "winners", "Which inputs win",
            "(A) Mean weights of the inputs that share a fluctuating rate and of those that do not. (B) Their weights at the end. (C) The time from the "
                + "mean of a "
                + "volley to the cell's first spike, volley by volley. (D) Weights of inputs by their latency within the volley, after all volleys.",
            [.. Courses(p, courses), .. panels]);
        findings.Answer(
            $"Inputs that share a rate win: their mean weight comes to exceed that of the others by {differences.Average():F2} of the largest "
                + $"({differences.Min():F2} "
            + $"to {differences.Max():F2} in {p.Runs} runs). Of inputs with latencies the early ones win, and the cell answers {before - after:F1} ms "
            + $"earlier.");
    }

    // One cell and two halves of its inputs.
    private static Population Build(StdpCorrelatedInputsParameters p, Network network, Func<int, SpikeSource> sources, Parameter<Conductance> weight)
    {
        var cell = network.Add(new Population("cell", 1, new LeakyIntegrateAndFire
        {
            Capacitance = 200 * pF, LeakConductance = 20 * nS, LeakReversal = -74 * mV, Threshold = -54 * mV, Reset = -60 * mV, RefractoryPeriod = 0 * ms,
        }));
        var rule = new SpikeTimingPlasticity<Conductance>("pairs")
        {
            LargestWeight = p.LargestWeight, Potentiation = p.LearningRate, Depression = p.Asymmetry * p.LearningRate,
        };
        for (int group = 0; group < 2; group++)
        {
            network.Connect(
                network.Add(new Population($"inputs {group}", p.Inputs / 2, sources(group))), cell, new AllToAll(),
                new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV }, weight, name: $"synapses {group}", plasticity: rule);
        }

        return cell;
    }

    private static List<WeightDistribution[]> Correlated(StdpCorrelatedInputsParameters p, Session session)
    {
        var network = session.NewNetwork();
        Build(p, network,
            group => group == 0 ? new SharedRate(p.Rate, p.Depth, p.Interval, p.Duration, session.Seed) : new PoissonSource { Rate = p.Rate },
            Uniform(0 * nS, p.LargestWeight));
        var run = session.Simulate(network, p.TimeStep);
        const int Samples = 50;
        var course = new List<WeightDistribution[]>();
        Time piece = (p.Duration / Samples).OnGrid(p.TimeStep);
        for (int k = 0; k <= Samples; k++)
        {
            if (k > 0)
            {
                run.Advance(piece, session.Progress.Towards(Samples * piece));
            }

            course.Add([.. network.Projections.Select(synapses => Weights(p, run, synapses))]);
        }

        run.Dispose();
        return course;
    }

    private static WeightDistribution Weights(StdpCorrelatedInputsParameters p, SessionRun run, Projection synapses)
        => new([.. run.Simulation.SynapsesOf(synapses).In("w", nS).Select(weight => weight / (p.LargestWeight / nS))]);

    private static IEnumerable<Panel> Courses(StdpCorrelatedInputsParameters p, List<WeightDistribution[]> courses)
    {
        if (courses.Count == 0)
        {
            yield break; // of a shard that has not this seed
        }

        double[] times = Plot.Range(0, p.Duration / second, courses.Count - 1);
        string[] names = ["shared rate", "independent"];
        yield return Plot.Panel(new Axis("Time", "s") { Minimum = 0 }, new Axis("Weight, mean") { Minimum = 0, Maximum = 1 },
            names.Select((name, group) => Plot.Line(name, times, courses.Select(sample => sample[group].Mean), colour: Palette.At(group))));
        yield return Plot.Panel(new Axis("Weight") { Minimum = 0, Maximum = 1 }, new Axis("Density") { Minimum = 0 },
            names.Select((name, group) => courses[^1][group].Density(name, Palette.At(group), 20)));
    }

    private static (Panel[] Panels, double Before, double After) Latencies(StdpCorrelatedInputsParameters p, Session session, Findings findings)
    {
        const double Between = 200; // ms
        var random = new RandomStream(session.Seed, RandomPurpose.SpikeSource, entity: 1);
        int half = p.Inputs / 2;
        double[][] latencies = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, half).Select(_ => random.NextNormal() * (p.Spread / ms)).ToArray())];
        double[] middles = [.. Enumerable.Range(0, p.Volleys).Select(k => (k + 0.5) * Between)];
        var network = session.NewNetwork();
        var cell = Build(p, network,
            group => new Volleys([.. middles.Select(middle => middle * ms)], [.. latencies[group].Select(latency => latency * ms)], 1 * ms),
            p.LargestWeight / 2);
        var run = session.Simulate(network, p.TimeStep);
        var record = run.Record(cell.Spikes);
        run.Advance(p.Volleys * Between * ms);
        double[] spikes = [.. record.Trains().TimesSeconds(0).Select(time => 1000 * time)];
        double[] answers = [.. middles.Select(middle => spikes.Where(time => Math.Abs(time - middle) < Between / 2).Select(time => time - middle)
            .DefaultIfEmpty(double.NaN).First())];
        double[] weights = [.. network.Projections.SelectMany(synapses => Weights(p, run, synapses).Weights)];
        double[] all = [.. latencies.SelectMany(each => each)];
        int tenth = p.Volleys / 10;
        double before = answers[0], after = answers.TakeLast(tenth).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        double early = weights.Where((_, i) => all[i] < -(p.Spread / ms)).Average(), late = weights.Where((_, i) => all[i] > p.Spread / ms).Average();
        findings.Check(Check.Between("fall of the latency of the first spike, from the first volley to the last tenth of them (ms)", 1, 3 * (p.Spread / ms),
            before - after, "Song, Miller and Abbott (2000), figure 4: a few milliseconds earlier"));
        findings.Check(Check.Between("mean weight of inputs more than one SD early less that of those more than one SD late", 0.5, 1 + 1e-9, early - late,
            "early inputs come before the cell's spike and win, late ones come behind it; 1 is all, but for rounding"));
        findings.Table("latencies.csv", "latency and weight of each input", Enumerable.Range(0, all.Length), ("latency (ms)", i => all[i]),
            ("weight", i => weights[i]));
        return (
            [
                Plot.Panel(new Axis("Volley") { Minimum = 0 }, new Axis("First spike", "ms"),
                    Plot.Line("", [.. answers.Select((_, k) => (double)k)], answers, colour: Palette.At(2))),
                Plot.Panel(new Axis("Latency", "ms"), new Axis("Weight") { Minimum = 0, Maximum = 1 },
                    Plot.Points("", all, weights, colour: Palette.At(2))),
            ], before, after);
    }
}
