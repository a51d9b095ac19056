using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="EnhancementExperiment"/>.</summary>
internal sealed record EnhancementParameters
{
    [Option("rise of the first component of facilitation at a spike", AtLeast = "0", AtMost = "10")] public double FastFacilitation { get; init; } = 0.8;
    [Option("rise of the second component of facilitation", AtLeast = "0", AtMost = "10")] public double SlowFacilitation { get; init; } = 0.12;
    [Option("rise of augmentation", AtLeast = "0", AtMost = "1")] public double Augmentation { get; init; } = 0.01;
    [Option("rise of potentiation", AtLeast = "0", AtMost = "1")] public double Potentiation { get; init; } = 0.004;
    [Option("pulses of the tetanus", AtLeast = "20", AtMost = "1000")] public int Pulses { get; init; } = 200;
    [Option("pulses per second", AtLeast = "1 Hz", AtMost = "100 Hz", Unit = "Hz")] public Frequency Frequency { get; init; } = 20 * Hz;
    [Option("part of the resource that a first spike uses, where the synapse tires", MoreThan = "0", AtMost = "1")]
    public double Utilization { get; init; } = 0.1;
    [Option("time constant with which the resource recovers", MoreThan = "1 ms", Unit = "ms")] public Time Recovery { get; init; } = 800 * ms;
}

/// <summary>Facilitation, augmentation and post-tetanic potentiation after a tetanus, alone and on a resource that empties.</summary>
internal sealed class EnhancementExperiment : Experiment<EnhancementParameters>
{
    private const double Tolerance = 1e-9;

    // Small enough for a resolution of 1e-12 of what arrives.
    private const double Largest = 100;
    private static readonly Time grid = 1 * ms;
    private static readonly double[] tau = [0.05, 0.3, 7, 60]; // s
    private static readonly double[] delays = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 20, 40, 60]; // s

    public override string Name => "enhancement";

    public override string Question => "What does a tetanus leave behind, from tens of milliseconds to a minute?";

    public override string Source
        => "Magleby and Zengel, J. Physiol. 245 (1975) and J. Gen. Physiol. 80 (1982); transmission and plasticity, short-term plasticity";

    public override void Run(EnhancementParameters p, Session session, Findings findings)
    {
        findings.Note("A test pulse comes on a synapse of its own, so that it changes nothing for those behind it.");
        double interval = Math.Round(1000 / (p.Frequency / Hz)) / 1000; // s
        Time[] tetanus = ReleaseTrials.Train(p.Pulses, interval * second, 1 * ms);
        double end = (tetanus[^1] / second);
        Time[] Tested(double delay) => [.. tetanus, Math.Round((end + delay) * 1000) * ms];
        double[] rises = [p.FastFacilitation, p.SlowFacilitation, p.Augmentation, p.Potentiation];
        var alone = Synapse(new Enhancement("enhancement"), p);
        var tiring = (EnhancementWithDepression)Synapse(new EnhancementWithDepression("enhancement") { Utilization = p.Utilization, Recovery = p.Recovery }, p);
        var linear = (Enhancement)alone with
        {
            Form = EnhancementForm.Sum, Augmentation = 0.025, AugmentationDecay = 3 * second, Potentiation = 0, FastFacilitation = 0.8, SlowFacilitation = 0.12,
        };
        List<SynapseUnderTest> cases =
        [
            .. delays.Select(delay => new SynapseUnderTest(alone, Tested(delay))), .. delays.Select(delay => new SynapseUnderTest(tiring, Tested(delay))),
            new SynapseUnderTest(linear, ReleaseTrials.Train(11, 50 * ms, 1 * ms)),
        ];
        var trials = ReleaseTrials.Of(cases, (Tested(60)[^1]) + (2 * ms), grid, session);
        double[] train = trials.AtSpikes(0)[..p.Pulses];
        double[] tests = [.. delays.Select((_, i) => trials.AtSpikes(i)[^1])];
        double[] tired = trials.AtSpikes(delays.Length)[..p.Pulses];
        double[] tiredTests = [.. delays.Select((_, i) => trials.AtSpikes(delays.Length + i)[^1])];
        double[] Formula(IReadOnlyList<double> a, IReadOnlyList<double> decay)
            => [.. Enumerable.Range(0, p.Pulses).Select(k => Factor(a, decay, k, interval, 0)),
                .. delays.Select(delay => Factor(a, decay, p.Pulses, interval, delay))];
        double[] measured = [.. train, .. tests];
        findings.Check(
            "factor in the tetanus and at test pulses up to 60 s: largest relative deviation", 0,
            measured.Zip(Formula(rises, tau), (found, expected) => Math.Abs((found / expected) - 1)).Max(), Tolerance,
            "(1 + F1 + F2)(1 + A)(1 + P) with the sums of geometric series in closed form");
        CheckReferences(p, train, tests, trials.AtSpikes(cases.Count - 1), findings);
        CheckDepression(p, rises, interval, tired, tiredTests, findings);
        Recover(p, rises, measured, Formula, session, findings);
        Draw(p, interval, train, tests, tired, tiredTests, rises, findings);
        findings.Answer($"After {p.Pulses} pulses at {p.Frequency} a synapse releases {tests[3]:F2} times as much after 0.2 s, {tests[10]:F2} times "
            + $"after 10 s and "
            + $"{tests[^1]:F2} times after a minute; where it tires too, {tiredTests[3] / p.Utilization:F2}, {tiredTests[10] / p.Utilization:F2} and "
            + $"{tiredTests[^1] / p.Utilization:F2} times.");
    }

    private static EnhancedRelease Synapse(EnhancedRelease release, EnhancementParameters p) => release with
    {
        FastFacilitation = p.FastFacilitation, SlowFacilitation = p.SlowFacilitation, Augmentation = p.Augmentation, Potentiation = p.Potentiation,
        LargestFactor = Largest,
    };

    // A component after k pulses, some time behind the last: a (x + x^2 + ... + x^k) of the last ones' ages, that is a (1 - q^k)/(1 - q) e^(-delay/tau); before
    // pulse k + 1 of the tetanus the delay is an interval.
    private static double Factor(IReadOnlyList<double> a, IReadOnlyList<double> decay, int pulses, double interval, double delay)
    {
        double age = delay == 0 ? interval : delay;
        double Component(int i)
        {
            double q = Math.Exp(-interval / decay[i]);
            return a[i] * (1 - Math.Pow(q, pulses)) / (1 - q) * Math.Exp(-age / decay[i]);
        }

        return (1 + Component(0) + Component(1)) * (1 + Component(2)) * (1 + Component(3));
    }

    private static void CheckReferences(EnhancementParameters p, double[] train, double[] tests, double[] linear, Findings findings)
    {
        const string Program = "independent program, to seven digits";
        var isDefault = Reference.Defaults<EnhancementParameters>(
            each => each.FastFacilitation, each => each.SlowFacilitation, each => each.Augmentation, each => each.Potentiation, each => each.Pulses,
            each => each.Frequency);
        void Check(string name, double expected, double found)
            => findings.Check(new Reference<EnhancementParameters>(name, expected, Program, isDefault).Within(6e-7), p, found);
        if (p.Pulses >= 11)
        {
            Check("factor of spike 2", 1.415375, train[1]);
            Check("factor of spike 11", 2.282197, train[10]);
        }

        foreach (var (delay, expected) in new[] { (0.05, 7.612475), (0.3, 4.527420), (1.0, 3.415158), (10.0, 2.039801), (60.0, 1.271456) })
        {
            string name = delay == 0.05 ? "factor of spike 201" : $"factor {delay} s after 200 pulses";
            Check(name, expected, tests[Array.IndexOf(delays, delay)]);
        }

        findings.Check("linear form (Magleby and Zengel 1975), spike 2", 1.420468, linear[1], 6e-7, Program);
        findings.Check("linear form, spike 11", 2.230617, linear[10], 6e-7, Program);
    }

    private static void CheckDepression(EnhancementParameters p, double[] rises, double interval, double[] tired, double[] tests, Findings findings)
    {
        var r = 1.0;
        double largest = 0;
        double recovery = p.Recovery / second;
        for (int k = 0; k <= p.Pulses; k++)
        {
            if (k == p.Pulses)
            {
                for (int i = 0; i < delays.Length; i++)
                {
                    double later = 1 - ((1 - r) * Math.Exp(-delays[i] / recovery));
                    largest = Math.Max(largest, Math.Abs(tests[i] - (Math.Min(1, p.Utilization * Factor(rises, tau, k, interval, delays[i])) * later)));
                }

                break;
            }

            r = k == 0 ? 1 : 1 - ((1 - r) * Math.Exp(-interval / recovery));
            double released = Math.Min(1, p.Utilization * Factor(rises, tau, k, interval, 0)) * r;
            largest = Math.Max(largest, Math.Abs(tired[k] - released));
            r -= released;
        }

        findings.Check(
            "release with depression, in the tetanus and at test pulses: largest deviation", 0, largest, Tolerance,
                "p = min(1, U factor), R falls by p R; recursion");
    }

    // The eight parameters from the amplitudes of the tetanus and of the test pulses, from a start that is 20 % off.
    private static void Recover(
        EnhancementParameters p, double[] rises, double[] measured, Func<IReadOnlyList<double>, IReadOnlyList<double>, double[]> formula, Session session,
        Findings findings)
    {
        if (rises.Any(rise => rise == 0) || p.Pulses < 100)
        {
            findings.Note("Components that never rise, or a short tetanus, leave parameters without data: they are not recovered.");
            return;
        }

        double[] truth = [.. rises, .. tau];
        double[] start = [.. truth.Select((value, i) => Math.Log(value * (i % 2 == 0 ? 1.2 : 0.85)))];
        var predictions = new Dictionary<double[], double[]>();
        var problem = new FormulaProblem(start, measured.Length, (logarithms, point) =>
        {
            if (!predictions.TryGetValue(logarithms, out double[]? all))
            {
                predictions.Clear();
                double[] values = [.. logarithms.Select(Math.Exp)];
                predictions[logarithms] = all = formula(values[..4], values[4..]);
            }

            return all[point];
        });
        var fit = LevenbergMarquardt.Minimize(problem, [measured], FitPrecision.Exact, null, session.Cancellation)[0];
        findings.Check(
            "the eight parameters, recovered from the tetanus and test pulses without noise: largest relative error", 0,
            truth.Zip(fit.Values, (value, logarithm) => Math.Abs((Math.Exp(logarithm) / value) - 1)).Max(), 1e-6, "known parameters");
    }

    private static void Draw(
        EnhancementParameters p, double interval, double[] train, double[] tests, double[] tired, double[] tiredTests, double[] rises, Findings findings)
    {
        double[] pulses = [.. Enumerable.Range(0, p.Pulses).Select(k => k * interval)];
        double[] line = Plot.Range(0.02, 60, 150, logarithmic: true);
        double Component(int i, double delay)
        {
            double q = Math.Exp(-interval / tau[i]);
            return rises[i] * (1 - Math.Pow(q, p.Pulses)) / (1 - q) * Math.Exp(-delay / tau[i]);
        }

        string[] names = ["F1", "F2", "A", "P"];
        findings.Panels(
            "enhancement", "A tetanus and the minute after it",
            $"{p.Pulses} pulses at {p.Frequency}. Release over that of a first spike: alone, and where a resource empties (U {p.Utilization:G3}, recovery "
                + $"{p.Recovery}). Lines: closed form; points: single test pulses, simulated. Below: the four components.",
            Plot.Panel(
                new Axis("Time in the tetanus", "s"), new Axis("Release") { Minimum = 0 },
                Plot.Line("enhancement alone", pulses, train, colour: Palette.At(0)),
                Plot.Line("with depression", pulses, tired.Select(released => released / p.Utilization), colour: Palette.At(1))),
            Plot.Panel(
                new Axis("Time after the tetanus", "s") { Scale = AxisScale.Logarithmic }, new Axis("Release") { Minimum = 0 },
                Plot.Line("enhancement alone", line, line.Select(delay => Factor(rises, tau, p.Pulses, interval, delay)), colour: Palette.At(0)),
                Plot.Points("", delays, tests, colour: Palette.At(0)),
                Plot.Curve("with depression", delays, tiredTests.Select(released => released / p.Utilization), Marker.Square, colour: Palette.At(1)),
                ReferenceLine.AtY(1)),
            Plot.Panel(
                new Axis("Time after the tetanus", "s") { Scale = AxisScale.Logarithmic },
                new Axis("Component") { Scale = AxisScale.Logarithmic, Minimum = 1e-3, Maximum = 10 },
                names.Select((name, i) => (PlotLayer)Plot.Line(
                    name, [.. line.Where(delay => Component(i, delay) > 1e-3)],
                        line.Where(delay => Component(i, delay) > 1e-3).Select(delay => Component(i, delay)),
                    colour: Palette.At(i)))));
        findings.Table(
            "test-pulses.csv", "release over that of a first spike, after the tetanus", delays.Zip(tests, tiredTests), ("delay (s)", row => row.First),
            ("alone", row => row.Second), ("with depression", row => row.Third / p.Utilization));
    }
}
