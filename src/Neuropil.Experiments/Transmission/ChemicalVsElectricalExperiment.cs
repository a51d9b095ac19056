using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="ChemicalVsElectricalExperiment"/>.</summary>
internal sealed record ChemicalVsElectricalParameters
{
    [Option("conductance of the gap junction between spiking cells", MoreThan = "0 nS", AtMost = "50 nS", Unit = "nS")]
    public Conductance Junction { get; init; } = 5 * nS;
    [Option("peak conductance of the chemical synapse", MoreThan = "0 nS", AtMost = "100 nS", Unit = "nS")] public Conductance Synapse { get; init; } = 5 * nS;
    [Option("delay of the chemical synapse", AtLeast = "0 ms", AtMost = "10 ms", Unit = "ms")] public Time Delay { get; init; } = 1 * ms;

    [Option("conductance of the junction between passive cells", MoreThan = "0 pS", AtMost = "10000 pS", Unit = "pS")]
    public Conductance PassiveJunction { get; init; } = 10 * pS;

    [Option("leak of the passive cells, of 20 pF", MoreThan = "1 pS", AtMost = "10000 pS", Unit = "pS")]
    public Conductance PassiveLeak { get; init; } = 200 * pS;

    [Option("frequencies at which the passive coupling is measured", MoreThan = "0.5 Hz", AtMost = "1000 Hz", Unit = "Hz")]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [1 * Hz, 2 * Hz, 5 * Hz, 10 * Hz, 20 * Hz, 50 * Hz, 100 * Hz, 200 * Hz];

    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.02 * ms;
}

/// <summary>
/// The two kinds of synapses under the same stimuli: what is transmitted below threshold, when, which way, and how an electrical one filters.
/// </summary>
internal sealed class ChemicalVsElectricalExperiment : Experiment<ChemicalVsElectricalParameters>
{
    private const double Capacitance = 20; // pF, of the passive cells
    private static readonly Capacitance passiveCapacitance = Capacitance * pF;
    private static readonly Voltage rest = -68 * mV;
    private static readonly Time end = 440 * ms;

    // Of the presynaptic cell: a current that hyperpolarises, one below threshold, and one that makes it fire.
    private static readonly (Time Start, Time Stop, Current Amplitude)[] stimuli =
        [(30 * ms, 150 * ms, -100 * pA), (200 * ms, 320 * ms, 40 * pA), (370 * ms, 373 * ms, 2000 * pA)];

    public override string Name => "chemical-vs-electrical";

    public override string Question => "What do chemical and electrical synapses transmit: below threshold and above, how fast, and in which direction?";

    public override string Source
        => "Bennett and Zukin, Neuron 41 (2004); Furshpan and Potter, J. Physiol. 145 (1959)";

    public override void Run(ChemicalVsElectricalParameters p, Session session, Findings findings)
    {
        double[] ratios = Coupling(p, session.Part(0, 2));
        var pairs = Pairs(p, session.Part(1, 2));
        double[] frequencies = [.. p.Frequencies.Select(frequency => frequency / Hz)];
        findings.Check(
            "coupling of passive cells, constant current", Predicted(p, 0), ratios[0], 1e-5 + Math.Exp(-10),
            "g_c/(g_c + g_L); tolerance: what has not settled in ten time constants");
        findings.Check(
            "coupling of passive cells over its prediction, 10 and 100 Hz if measured, else all: largest deviation", 0,
            frequencies.Select((f, i) => (f, i)).Where(each => each.f is 10 or 100 || !frequencies.Any(f => f is 10 or 100))
                .Max(each => Math.Abs((ratios[each.i + 1] / Predicted(p, each.f)) - 1)),
            0.005, "g_c/sqrt((g_c + g_L)² + (2 pi f C)²)");
        Check(p, pairs, findings);
        Draw(p, pairs, frequencies, ratios, findings);
        findings.Table(
            "coupling.csv", "potential of the second passive cell over that of the first", Enumerable.Range(0, frequencies.Length),
            ("frequency (Hz)", i => frequencies[i]), ("measured", i => ratios[i + 1]),
            ("g_c/sqrt((g_c + g_L)^2 + (2 pi f C)^2)", i => Predicted(p, frequencies[i])));
        var (electrical, chemical) = (pairs[0], pairs[1]);
        findings.Answer(
            $"The electrical synapse passes {100 * electrical.Steady(1) / electrical.Driven(1):F0} % of a depolarisation below threshold, the chemical one "
                + $"nothing; after a spike the chemical one acts from {chemical.Latency:F2} ms on, the electrical one from the beginning of the spike; "
            + "only the electrical one also acts backwards, unless it rectifies.");
    }

    private static void Check(ChemicalVsElectricalParameters p, List<StimulatedPair> pairs, Findings findings)
    {
        var (electrical, chemical, rectifier) = (pairs[0], pairs[1], pairs[2]);
        findings.Check(Experiments.Check.Exactly(
            "chemical: largest change of the target below threshold (mV)", 0, chemical.LargestBefore(stimuli[2].Start / ms), "no spike, no release"));
        findings.Check(Experiments.Check.Exactly(
            "chemical: largest change of the presynaptic cell when the target is stimulated (mV)", 0, chemical.LargestBackwards, "transmission one way"));
        findings.Check(
            "chemical: from the spike to the first change of the target (ms)", (p.Delay.OnGrid(p.TimeStep) / ms) + (2 * (p.TimeStep / ms)), chemical.Latency,
            1.01 * (p.TimeStep / ms), "the delay; a conductance that begins at zero moves V in the step after");
        double share = p.Junction / (p.Junction + (10 * nS));
        foreach (var (name, stimulus) in new[] { ("hyperpolarisation", 0), ("depolarisation below threshold", 1) })
        {
            findings.Check(
                $"electrical: what of a {name} reaches the target", share, electrical.Steady(stimulus) / electrical.Driven(stimulus), 0.005,
                "g_c/(g_c + g_L) of the target; tolerance: what has not settled");
        }

        findings.Check(Experiments.Check.AtLeast(
            "electrical: largest change of the presynaptic cell when the target is stimulated (mV)", 0.5, electrical.LargestBackwards,
            "current flows both ways"));
        findings.Check(Experiments.Check.Between(
            "rectifier: response of the target to a hyperpolarisation over that of a symmetric junction", 0, 0.05,
            rectifier.Steady(0) / electrical.Steady(0), "no current flows back into the presynaptic cell"));
        findings.Check(
            "rectifier: response of the target to a depolarisation over that of a symmetric junction", 1, rectifier.Steady(1) / electrical.Steady(1), 0.05,
            "it passes forward current as the other does; tolerance: cells at rest differ by less than a twentieth of the response");
    }

    private static double Predicted(ChemicalVsElectricalParameters p, double frequency)
        => p.PassiveJunction / pS / double.Hypot((p.PassiveJunction + p.PassiveLeak) / pS, 2 * Math.PI * frequency * Capacitance);

    // A constant current and one sinusoid of each frequency, each into a pair of its own; amplitudes over the last whole periods.
    private static double[] Coupling(ChemicalVsElectricalParameters p, Session session)
    {
        int count = p.Frequencies.Count + 1;
        var passive = new LeakyIntegrateAndFire
        {
            Capacitance = passiveCapacitance, LeakConductance = p.PassiveLeak, LeakReversal = 0 * mV, Reset = 0 * mV, Threshold = 1 * volt,
            InitialVoltage = 0 * mV,
        };
        var driven = passive with
        {
            Inputs =
            [
                new ConstantCurrent { Amplitude = Enumerable.Range(0, count).Select(i => i == 0 ? 1 * pA : 0 * pA).ToArray() },
                new SinusoidalCurrent
                {
                    Amplitude = Enumerable.Range(0, count).Select(i => i == 0 ? 0 * pA : 1 * pA).ToArray(), Frequency = p.Frequencies.Prepend(1 * Hz).ToArray(),
                },
            ],
        };
        var network = session.NewNetwork();
        var first = network.Add(new Population("driven", count, driven));
        var second = network.Add(new Population("coupled", count, passive));
        network.Join(first, second, new OneToOne(), new GapJunction("gap"), p.PassiveJunction);

        // Double precision: at high frequencies the second cell moves by a thousandth of a millivolt beside the first one's millivolts.
        Time step = 0.05 * ms;
        Time settle = Time.FromSi(10 * passiveCapacitance.SiValue / p.PassiveLeak.SiValue);
        Time window = Time.FromSi(Math.Max(2 / p.Frequencies.Min(frequency => frequency.SiValue), 1));
        var run = session.Simulate(network, step, Integrators.RungeKutta4, "passive", Precision.Double);
        int[] all = [.. Enumerable.Range(0, count)];
        var traces = new[] { run.Record(first.Trace("V", all)), run.Record(second.Trace("V", all)) };
        run.Advance(settle + window);
        return [.. all.Select(cell =>
        {
            double[] amplitudes = [.. traces.Select(trace
                => Amplitude(trace.Traces().Columns[cell].In(mV), cell == 0 ? 0 : p.Frequencies[cell - 1].SiValue))];
            return amplitudes[1] / amplitudes[0];
        })];

        double Amplitude(double[] v, double frequency)
        {
            if (frequency == 0)
            {
                return v[^1];
            }

            int periods = (int)(window.SiValue * frequency);
            int samples = (int)Math.Round(periods / frequency / step.SiValue);
            double sine = 0, cosine = 0;
            for (int i = 1; i <= samples; i++)
            {
                double phase = 2 * Math.PI * periods * i / samples;
                sine += v[^i] * Math.Sin(phase);
                cosine += v[^i] * Math.Cos(phase);
            }

            return 2 * double.Hypot(sine, cosine) / samples;
        }
    }

    // Each kind in three copies: the presynaptic cell is stimulated, the target is, neither is.
    private static List<StimulatedPair> Pairs(ChemicalVsElectricalParameters p, Session session)
    {
        IReadOnlyList<InjectedCurrent> Into(int copy, double scale) => [.. stimuli.Select(stimulus => new StepCurrent
        {
            Amplitude = Enumerable.Range(0, 3).Select(i => i == copy ? scale * stimulus.Amplitude : 0 * pA).ToArray(), Start = stimulus.Start,
            Stop = stimulus.Stop,
        })];
        var spiking = new PointNeuron
        {
            InitialVoltage = rest, Threshold = -20 * mV, Inputs = Into(0, 1),
            Mechanisms =
            [
                new Sodium { Channels = [new SodiumTraubMiles { Conductance = 100 * mS / cm2, Shift = -63 * mV }] },
                new Potassium { Channels = [new PotassiumTraubMiles { Conductance = 30 * mS / cm2, Shift = -63 * mV }] },
                new Leak { Reversal = rest, Conductance = 0.05 * mS / cm2 },
            ],
        };
        var target = new LeakyIntegrateAndFire
        {
            Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = rest, Reset = rest, Threshold = 1 * volt, InitialVoltage = rest,
            Inputs = Into(1, 0.5),
        };
        var network = session.NewNetwork();
        var kinds = new[] { "electrical", "chemical", "rectifying" }.Select(name =>
            (Name: name, Pre: network.Add(new Population($"presynaptic, {name}", 3, spiking)), Post: network.Add(new Population($"target, {name}", 3, target))))
                .ToList();
        network.Join(kinds[0].Pre, kinds[0].Post, new OneToOne(), new GapJunction("gap"), p.Junction);
        network.Connect(kinds[1].Pre, kinds[1].Post, new OneToOne(), new DoubleExponential("excitation"), p.Synapse, p.Delay);
        network.Join(kinds[2].Pre, kinds[2].Post, new OneToOne(), new GapJunction("rectifier") { Backward = 0 }, p.Junction);
        var run = session.Simulate(network, p.TimeStep, name: "pairs");
        var records = kinds.ConvertAll(kind => (kind.Name, Pre: run.Record(kind.Pre.Trace("V", 0, 1, 2)), Post: run.Record(kind.Post.Trace("V", 0, 1, 2)),
            Spikes: run.Record(kind.Pre.Spikes)));
        run.Advance(end);
        return records.ConvertAll(record => new StimulatedPair(
            record.Name, record.Pre.Traces(), record.Post.Traces(), record.Spikes.Trains(), [.. stimuli.Select(stimulus => stimulus.Stop)]));
    }

    private static void Draw(ChemicalVsElectricalParameters p, List<StimulatedPair> pairs, double[] frequencies, double[] ratios, Findings findings)
    {
        var time = new Axis("Time", "ms");
        findings.Figure(
            "pairs", "The same stimuli through different synapses",
            "The presynaptic cell is hyperpolarised from 30 ms on, depolarised below threshold from 200 ms on, and made to fire at 370 ms. Below: the target "
                + "behind each kind of synapse; it cannot fire.",
            [
                Plot.Panel(time, new Axis("V", "mV"),
                    Plot.Course("presynaptic", pairs[1].Pre, pairs[1].Pre.Columns[0], colour: Colour.Black)) with { Height = 30 * mm },
                Plot.Panel(time, new Axis("V of the target", "mV"),
                    pairs.Select((pair, i) => Plot.Course(pair.Name, pair.Post, pair.Post.Columns[0], colour: Palette.At(i)))),
            ]);
        double[] line = Plot.Range(frequencies.Min() / 2, frequencies.Max() * 2, 100, logarithmic: true);
        findings.Figure(
            "coupling", "The electrical synapse as a filter",
            "The potential of the second of two passive cells over that of the first, into which a sinusoidal current flows; dotted: a constant current.",
            Plot.Panel(
                new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, new Axis("Coupling") { Scale = AxisScale.Logarithmic },
                Plot.Line("constant", line, _ => Predicted(p, 0), LineStyle.Dotted, Colour.Grey),
                Plot.Line("closed form", line, f => Predicted(p, f), colour: Palette.At(0)),
                Plot.Points("simulated", frequencies, ratios.Skip(1), colour: Palette.At(0))));
    }
}
