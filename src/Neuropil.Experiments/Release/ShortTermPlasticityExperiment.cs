using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ShortTermPlasticityExperiment"/>.</summary>
internal sealed record ShortTermPlasticityParameters
{
    [Option("part of the resource that a first spike uses, U", MoreThan = "0", AtMost = "1")] public double Utilization { get; init; } = 0.5;
    [Option("time constant with which the resource recovers", MoreThan = "1 ms", Unit = "ms")] public Time Recovery { get; init; } = 800 * ms;

    [Option("time constant with which facilitation decays; 0 ms for none", AtLeast = "0 ms", Unit = "ms")]
    public Time Facilitation { get; init; } = 0 * ms;

    [Option("spikes per second of the train that is shown", AtLeast = "1 Hz", AtMost = "200 Hz", Unit = "Hz")]
    public Frequency Frequency { get; init; } = 20 * Hz;
    [Option("rate of Poisson trains before its step", AtLeast = "1 Hz", AtMost = "200 Hz", Unit = "Hz")] public Frequency LowRate { get; init; } = 10 * Hz;
    [Option("rate of Poisson trains after its step", AtLeast = "1 Hz", AtMost = "200 Hz", Unit = "Hz")] public Frequency HighRate { get; init; } = 40 * Hz;
    [Option("Poisson trains", AtLeast = "200", AtMost = "20000")] public int Trains { get; init; } = 2000;

    /// <summary>The synapse.</summary>
    public TsodyksMarkram Release => new("release")
    {
        Utilization = Utilization, Recovery = Recovery, Facilitation = Facilitation > 0 * ms ? (Parameter<Time>)Facilitation : null,
    };

    /// <summary>Its closed forms.</summary>
    public ResourceFormulas Formulas => new(Utilization, Recovery / ms, Facilitation / ms);
}

/// <summary>Depression and facilitation: trains, steady states, paired pulses, recovery, Poisson trains and a step of their rate; held to closed
/// forms.</summary>
internal sealed class ShortTermPlasticityExperiment : Experiment<ShortTermPlasticityParameters>
{
    public const string Recursion = "closed form; tolerance: what has not settled, and the resolution of what arrives";
    public const double Tolerance = 1e-9;

    // Spikes stand on a grid of a millisecond; the formulas are told the intervals that there are.
    public static readonly Time Grid = 1 * ms;
    private static readonly double[] frequencies = [1, 2, 5, 10, 20, 50, 100];

    private static readonly (string Name, ShortTermPlasticityParameters Synapse)[] published =
    [
        ("depressing", new ShortTermPlasticityParameters()),
        ("facilitating", new ShortTermPlasticityParameters { Utilization = 0.03, Recovery = 130 * ms, Facilitation = 530 * ms }),
    ];

    public override string Name => "short-term-plasticity";

    public override string Question => "How does a synapse that tires, or warms up, answer trains of spikes and changes of their rate?";

    public override string Source
        => "Tsodyks and Markram, PNAS 94 (1997); Markram, Wang and Tsodyks, PNAS 95 (1998); transmission and plasticity, short-term plasticity";

    public override IReadOnlyList<Preset<ShortTermPlasticityParameters>> Presets =>
    [
        new("depressing", "between pyramidal cells: U 0.5, 800 ms (Tsodyks and Markram 1997)", _ => published[0].Synapse),
        new("facilitating", "from pyramidal cells onto interneurons: U 0.03, 130 ms, 530 ms (Markram, Wang and Tsodyks 1998)", _ => published[1].Synapse),
        new("mixed", "facilitates, then tires: U 0.1, 300 ms, 400 ms (ours)", p => p with { Utilization = 0.1, Recovery = 300 * ms, Facilitation = 400 * ms }),
    ];

    public override void Run(ShortTermPlasticityParameters p, Session session, Findings findings)
    {
        // A published synapse is not shown twice.
        string name = published.FirstOrDefault(each => IsSame(each.Synapse, p)).Name ?? "this synapse";
        (string Name, ShortTermPlasticityParameters Synapse)[] all = [(name, p), .. published.Where(each => !IsSame(each.Synapse, p))];
        DrawTrains(p, all, session.Part(0, 4), findings);
        var steady = Steady(all, session.Part(1, 4), findings);
        PairsAndRecovery.Find(p, published[1].Synapse, session.Part(2, 4), findings);
        var rates = Rates(p, session.Part(3, 4), findings);
        findings.Answer($"A first spike lets out {p.Utilization:G3} of the resource, each of a steady train {steady(10):G3} at 10 Hz and {steady(100):G3} at "
            + "100 Hz. "
            + (rates is { } step ? $"When the rate of Poisson trains rises from {p.LowRate} to {p.HighRate}, what they let out in a second is "
                + $"{step.Peak:F1} times as much at first and {step.Steady:F2} times in the end." : ""));
    }

    private static bool IsSame(ShortTermPlasticityParameters one, ShortTermPlasticityParameters other) => one.Formulas == other.Formulas;

    // Postsynaptic currents of a train and of a spike half a second behind it, for this synapse and for the published ones.
    private static void DrawTrains(
        ShortTermPlasticityParameters p, (string Name, ShortTermPlasticityParameters Synapse)[] all, Session session, Findings findings)
    {
        var dt = 0.1 * ms;
        Time interval = (1 / p.Frequency).OnGrid(dt);
        Time[] regular = ReleaseTrials.Train(PairsAndRecovery.TrainLength, interval, 50 * ms);
        Time[] train = [.. regular, regular[^1] + (500 * ms)];
        var network = session.NewNetwork();
        var source = network.Add(new Population("source", 1, new SpikeTimes([.. train.Select(time => (0, time))])));
        var targets = network.Add(new Population("targets", all.Length, new LeakyIntegrateAndFire()));
        for (int i = 0; i < all.Length; i++)
        {
            network.Connect(source, targets.Slice($"target {i}", i..(i + 1)), new AllToAll(), new ExponentialCurrent("synapse") { Decay = 5 * ms }, 100 * pA,
                release: all[i].Synapse.Release);
        }

        var run = session.Simulate(network, dt);
        var record = run.Record(targets.Trace("synapse.s", [.. Enumerable.Range(0, all.Length)]));
        run.Advance(train[^1] + (50 * ms));
        var traces = record.Traces();
        static string Described(ShortTermPlasticityParameters each)
            => $"U {each.Utilization:G3}, {each.Recovery}, {(each.Facilitation > 0 * ms ? $"facilitation {each.Facilitation}" : "no facilitation")}";
        findings.Figure(
            "trains", "A train of spikes and one half a second later",
            $"Synaptic currents at {p.Frequency}; 100 pA would be all of the resource.{(all.Length > 2 ? " Below: the published synapses." : "")}",
            all.Select((each, i) => Plot.Panel(
                new Axis("Time", "ms"), new Axis("Current", "pA") { Minimum = 0 }, Plot.Course("", traces, traces.Columns[i], colour: Shade(i)))
                with { Title = $"{char.ToUpperInvariant(each.Name[0])}{each.Name[1..]}: {Described(each.Synapse)}", Height = 32 * mm }));
    }

    private static Func<double, double> Steady((string Name, ShortTermPlasticityParameters Synapse)[] all, Session session, Findings findings)
    {
        var cases = all.SelectMany(each =>
        {
            var release = each.Synapse.Release;
            return frequencies.Select(frequency => (each.Synapse, Release: release, Interval: Math.Round(1000 / frequency)));
        }).ToList();

        // As many spikes as it takes until u and R have settled to 1e-12.
        int Spikes(ResourceFormulas f, double interval)
        {
            double slowest = Math.Max(
                f.Facilitation == 0 ? 0 : (1 - f.Utilization) * Math.Exp(-interval / f.Facilitation),
                (1 - f.SteadyUtilization(interval)) * Math.Exp(-interval / f.Recovery));
            return 5 + (int)Math.Ceiling(28 / -Math.Log(slowest));
        }

        Time[][] trains = [.. cases.Select(each => ReleaseTrials.Train(Spikes(each.Synapse.Formulas, each.Interval), each.Interval * ms, 1 * ms))];
        var trials = ReleaseTrials.Of(
            [.. cases.Select((each, i) => new SynapseUnderTest(each.Release, trains[i]))], trains.Max(train => train[^1]) + (2 * ms), Grid, session);
        double[] found = [.. cases.Select((_, i) => trials.AtSpikes(i)[^1])];
        double[] expected = [.. cases.Select(each => each.Synapse.Formulas.Steady(each.Interval))];
        for (int i = 0; i < all.Length; i++)
        {
            int begin = i * frequencies.Length;
            findings.Check(
                $"steady release at 1 to 100 Hz, {all[i].Name}: largest deviation", 0,
                Enumerable.Range(begin, frequencies.Length).Max(k => Math.Abs(found[k] - expected[k])), Tolerance, Recursion);
        }

        int depressing = Array.FindIndex(all, each => IsSame(each.Synapse, published[0].Synapse));

        // Of the depressing synapse as published: what a second lets out saturates, r A tau_rec -> 1.
        foreach (var (frequency, product) in new[] { (10.0, 0.841), (20.0, 0.914), (50.0, 0.964), (100.0, 0.982) })
        {
            double released = found[(depressing * frequencies.Length) + Array.IndexOf(frequencies, frequency)];
            findings.Check(
                $"release x rate x recovery time of the depressing synapse at {frequency} Hz", product, released * frequency * 0.8, 6e-4,
                "independent program, to three digits: the law 1/r holds asymptotically");
        }

        double[] line = [.. Enumerable.Range(0, 101).Select(i => Math.Pow(10, i / 50.0))];
        Panel Curves(Axis y, Func<double, double, double> of) => Plot.Panel(
            new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, y,
            [.. all.SelectMany((each, i) => new PlotLayer[]
            {
                Plot.Line(each.Name, line, line.Select(f => of(f, each.Synapse.Formulas.Steady(1000 / f))), colour: Shade(i)),
                Plot.Points("", frequencies, frequencies.Select((f, k) => of(f, found[(i * frequencies.Length) + k])), colour: Shade(i)),
            })]);
        findings.Panels(
            "steady-states", "Steady trains",
            "Lines: closed form; points: simulated. Above: what one spike lets out. Below: what a second lets out; beyond 1/(U recovery time) a depressing "
                + "synapse says little about the rate.",
            Curves(new Axis("Release at a spike") { Minimum = 0 }, (_, released) => released),
            Curves(new Axis("Release", "1/s") { Minimum = 0 }, (f, released) => f * released));
        findings.Table(
            "steady-states.csv", "release at a spike of a steady train", cases.Zip(found, expected),
            ("U", row => row.First.Synapse.Utilization), ("recovery (ms)", row => row.First.Synapse.Recovery / ms),
            ("facilitation (ms)", row => row.First.Synapse.Facilitation / ms), ("interval (ms)", row => row.First.Interval), ("simulated", row => row.Second),
            ("closed form", row => row.Third));
        return frequency => found[Array.IndexOf(frequencies, frequency)];
    }

    private static Colour Shade(int synapse) => synapse == 0 ? Colour.Black : Palette.At(synapse - 1);

    // Poisson trains whose rate steps.
    private static (double Peak, double Steady)? Rates(ShortTermPlasticityParameters p, Session session, Findings findings)
    {
        const double Bin = 25;
        var formulas = p.Formulas;
        var run = RateStep.Of(p.Release, p.LowRate, p.HighRate, p.Trains, session);
        double[] starts = [.. Enumerable.Range(0, (int)((RateStep.After + RateStep.Before - 50) / Bin)).Select(i => (i * Bin) - RateStep.Before)];
        var bins = starts.Select(start => run.In(start, start + Bin)).ToList();
        var (low, high) = (p.LowRate / Hz, p.HighRate / Hz);
        double Theory(double t) => t < 0 ? low * formulas.Poisson(low / 1000) : high * formulas.AfterStep(low / 1000, high / 1000, t);
        var layers = new List<PlotLayer>
        {
            Plot.Points("simulated", [.. starts.Select(start => start + (Bin / 2))], bins.Select(bin => bin.Mean), bins.Select(bin => bin.Error),
                Palette.At(0)),
        };
        if (formulas.Facilitation == 0)
        {
            void Check(string name, double expected, double begin, double end) => findings.Check(
                name, expected, run.In(begin, end).Mean, RateStep.Errors * run.In(begin, end).Error,
                "mean of R in closed form; tolerance: 4.9 standard errors (20 groups of trains)");
            Check($"release of Poisson trains at {p.LowRate} (1/s): U r/(1 + U r tau_rec)", low * formulas.Poisson(low / 1000), -RateStep.Before, 0);
            Check($"release 50 to 150 ms after the step to {p.HighRate} (1/s)", high * formulas.MeanAfterStep(low / 1000, high / 1000, 50, 150), 50, 150);
            Check("release 1 to 2 s after the step (1/s)", high * formulas.MeanAfterStep(low / 1000, high / 1000, 1000, 1950), 1000, 1950);
            layers.Add(Plot.Line("theory", [-RateStep.Before, -0.001, .. Plot.Range(0, RateStep.After, 200)], Theory, colour: Colour.Black));
        }

        findings.Figure(
            "rate-step", "A step of the rate",
            $"Release of {p.Trains} independent Poisson trains whose rate steps from {p.LowRate} to {p.HighRate}; means of {Bin} ms with standard errors.",
            Plot.Panel(new Axis("Time after the step", "ms"), new Axis("Release", "1/s") { Minimum = 0 }, layers));
        double before = run.In(-RateStep.Before, 0).Mean;
        return before > 0 ? (bins.Where((_, i) => starts[i] >= 0).Max(bin => bin.Mean) / before, run.In(1000, 1950).Mean / before) : null;
    }
}
