using MathNet.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BalancedComputationExperiment"/>.</summary>
internal sealed record BalancedComputationParameters
{
    [Option("K, inputs of a unit from each population", AtLeast = "20", AtMost = "5000")] public int Inputs { get; init; } = 200;
    [Option("N, units of each population", AtLeast = "200")] public int Units { get; init; } = 4000;
    [Option("m0, activities outside of the network", AtLeast = "0.02", AtMost = "0.5")]
    public IReadOnlyList<double> Outside { get; init; } = [0.1, 0.15, 0.2, 0.25, 0.3];
    [Option("measured time of each network", AtLeast = "50 ms", Unit = "ms")] public Time Duration { get; init; } = 100 * ms;
    [Option("inhibition of the pathway whose balance is broken, over what balances it", AtLeast = "0", AtMost = "0.95")]
    public double Gate { get; init; } = 0.8;

    [Option("measured time of the pathways", AtLeast = "500 ms", Unit = "ms")] public Time Pathway { get; init; } = 2000 * ms;
}

/// <summary>What a balanced network computes: a linear function of its input out of units that are not linear; and a gate.</summary>
internal sealed class BalancedComputationExperiment : Experiment<BalancedComputationParameters>
{
    private static readonly double[] theoryInputs = [50, 100, 200, 500, 1000, 2000, 5000];

    public override string Name => "balanced-computation";

    public override string Question => "What does a balanced network compute?";

    public override string Source
        => "van Vreeswijk and Sompolinsky, Neural Comput. 10 (1998); Vogels and Abbott, Nat. Neurosci. 12 (2009); E-I balance, exercise 2";

    public override IReadOnlyList<Preset<BalancedComputationParameters>> Presets =>
        [new("paper", "1000 inputs, 10 000 units of each population", p => p with { Inputs = 1000, Units = 10_000, Duration = 200 * ms })];

    public override void Run(BalancedComputationParameters p, Session session, Findings findings)
    {
        double[] outside = [.. p.Outside.Order()];
        var gates = GatedPathway.Of([1, p.Gate], p.Pathway, session.Part(0, outside.Length + 1));
        var found = outside.Select((m0, i) => BinaryMeasurement.Of(new BinaryNetwork(p.Units, p.Inputs, m0), p.Duration,
            session.Part(i + 1, outside.Length + 1))).ToList();
        var measured = Lines(outside, [.. found.Select(point => (point.Excitatory, point.Inhibitory))]);
        var theory = Theory(p.Inputs, outside);
        var reference = Lines(outside, [.. outside.Select(m0 => BinaryNetwork.MeanField(1000, m0))]);
        if (outside.SequenceEqual(new BalancedComputationParameters().Outside))
        {
            findings.Check("mean field, K 1000: slope of excitatory activity in m0", 0.9752, reference.E.Slope, 1e-4,
                "an independent program (tests/references/networks/binary_mean_field.py)");
            findings.Check("mean field, K 1000: slope of inhibitory activity in m0", 0.9736, reference.I.Slope, 1e-4, "the same");
        }

        double finite = p.Inputs <= p.Units / 20 ? 0.03 : 0.06;
        double error = found.Max(point => Math.Max(point.Errors.Excitatory, point.Errors.Inhibitory)) / Spread(outside);
        findings.Check($"K {p.Inputs}, N {p.Units}: slope of excitatory activity in m0", theory.E.Slope, measured.E.Slope, finite + (3 * error),
            $"mean field of infinitely many units; {100 * finite:F0} % and 3 standard errors");
        findings.Check($"K {p.Inputs}, N {p.Units}: slope of inhibitory activity in m0", theory.I.Slope, measured.I.Slope, finite + (3 * error), "the same");
        foreach (var (name, line, mean) in new[] { ("excitatory", measured.E, theory.E), ("inhibitory", measured.I, theory.I) })
        {
            // Errors of single points bend a line too: three of them, squared, over the variance of the activities.
            double bent = Math.Pow(3 * error / mean.Slope, 2);
            findings.Check(Check.AtLeast(
                $"K {p.Inputs}: R^2 of a straight line through {name} activities", p.Inputs >= 1000 ? 0.999 : mean.RSquared - 0.001 - bent, line.RSquared,
                "linear in the limit of large K; above 0.999 for K 1000, else as straight as the mean field"));
        }

        foreach (var gate in gates)
        {
            findings.Check(
                $"pathway, inhibition times {gate.Strength:G3}: amplitude of the signal in the mean current (pA)",
                    GatedPathway.ExpectedCurrent(gate.Strength), gate.Current, 3,
                "excitation and inhibition through their synapses; tolerance: some three standard errors of the shot noise of 200 cells");
        }

        var (closed, open) = (gates[0], gates[1]);
        findings.Check(Check.Between(
            "signal in the rate: closed gate over open one", -0.25, 0.25, closed.Gain / open.Gain, "in balance the mean of the current carries nothing; its "
                + "variance does"));
        findings.Check(Check.AtLeast("open gate: signal in the rate (standard errors)", 10, open.Gain / open.Error, "broken balance lets it pass"));
        findings.Measure("slope of excitatory activity in the input", measured.E.Slope);
        findings.Measure("R^2 of a straight line", measured.E.RSquared);
        findings.Measure("signal through the open gate (Hz)", open.Gain);
        findings.Measure("signal through the closed gate (Hz)", closed.Gain);
        findings.Answer(
            $"A line: units switch at a threshold, and yet the activity of {p.Units} of them follows the input with a slope of {measured.E.Slope:F3} (mean "
                + $"field: {theory.E.Slope:F3}; 1 for many inputs) and R^2 = {measured.E.RSquared:F4}. And a gate: where inhibition carries the same signal "
                + $"as excitation {closed.Gain:F1} +- {closed.Error:F1} Hz of it arrive, where it is reduced to {p.Gate:G3} of that {open.Gain:F1} +- "
                + $"{open.Error:F1} Hz.");
        findings.Note("The network is linear since it has no choice: the activities are those at which large currents cancel, m_E + m0 = 2 m_I and m_E + "
            + "0.8 m0 = 1.8 m_I, so that both are m0, whatever the units do. What a finite K leaves of the threshold bends and shifts the line.");
        findings.Note("The closed gate leaks: the mean current carries no signal, but the noise of both inputs grows and falls with it, and a cell that "
            + "fires by fluctuations follows that.");
        Draw(p, outside, found, gates, findings);
    }

    protected override void Validate(BalancedComputationParameters p)
    {
        Refuse.If(p.Outside.Distinct().Count() < 3, $"--outside has {p.Outside.Distinct().Count()} values; expected three or more for a line");
        Refuse.If(p.Inputs > p.Units, $"--inputs {p.Inputs} is more than --units {p.Units}: a unit has at most one synapse with each");
    }

    private static (Line E, Line I) Theory(double inputs, double[] outside) => Lines(outside, [.. outside.Select(m0 => BinaryNetwork.MeanField(inputs, m0))]);

    private static (Line E, Line I) Lines(double[] outside, (double Excitatory, double Inhibitory)[] activities)
        => (Line.Through(outside, [.. activities.Select(each => each.Excitatory)]), Line.Through(outside, [.. activities.Select(each => each.Inhibitory)]));

    // By how much errors of single points become smaller in a slope.
    private static double Spread(double[] x) => Math.Sqrt(x.Sum(value => Math.Pow(value - x.Average(), 2)));

    private static void Draw(BalancedComputationParameters p, double[] outside, List<BinaryMeasurement> found, IReadOnlyList<GatedPathway> gates,
        Findings findings)
    {
        var theory = outside.Select(m0 => BinaryNetwork.MeanField(p.Inputs, m0)).ToList();
        var slopes = theoryInputs.Select(k => Theory(k, outside)).ToList();
        Panel Gate(GatedPathway gate, string title) => Plot.Panel(
            new Axis("Time", "ms") { Maximum = 1000 }, new Axis("Rate", "Hz") { Minimum = 0 },
                Plot.Line("cells", gate.TimesMs, gate.Rate, colour: EiColours.Both),
            Plot.Line("signal", gate.TimesMs, gate.Signal.Select(value => gate.Rate.Average() * (1 + (0.5 * value))), LineStyle.Dashed,
                Palette.At(4))) with { Title = title };
        findings.SideBySide(
            "balanced-computation", "A line, and a gate",
            $"(A) Activities of a network with K = {p.Inputs} against that outside; lines: mean field, dashed: the limit of large K. (B) Slopes of straight "
                + "lines through the mean field against K. (C, D) A signal in the rates of both the excitation and the inhibition of 200 cells: in balance "
                + "it does not arrive, with less inhibition it does.",
            Plot.Panel(
                new Axis("Activity outside m_0"), new Axis("Activity") { Minimum = 0 },
                Plot.Line("", outside, theory.Select(each => each.Excitatory), colour: EiColours.Excitation),
                    Plot.Line("", outside, theory.Select(each => each.Inhibitory), colour: EiColours.Inhibition),
                Plot.Points("excitatory", outside, found.Select(point => point.Excitatory), colour: EiColours.Excitation),
                Plot.Points("inhibitory", outside, found.Select(point => point.Inhibitory), colour: EiColours.Inhibition),
                    Plot.Line("", outside, m0 => m0, LineStyle.Dashed, Colour.Grey)),
            Plot.Panel(
                new Axis("Inputs K") { Scale = AxisScale.Logarithmic }, new Axis("Slope"),
                Plot.Curve("excitatory", theoryInputs, slopes.Select(each => each.E.Slope), colour: EiColours.Excitation),
                Plot.Curve("inhibitory", theoryInputs, slopes.Select(each => each.I.Slope), Marker.Square, colour: EiColours.Inhibition), ReferenceLine.AtY(1)),
            Gate(gates[0], "balanced: closed"), Gate(gates[1], $"inhibition times {p.Gate:G3}: open"));
        findings.Table(
            "activities.csv", "activities against the input", found, ("m0", point => point.Network.Outside), ("excitatory", point => point.Excitatory),
                ("standard error", point => point.Errors.Excitatory),
            ("inhibitory", point => point.Inhibitory), ("standard error", point => point.Errors.Inhibitory));
    }

    /// <summary>A straight line by least squares.</summary>
    private sealed record Line(double Slope, double RSquared)
    {
        public static Line Through(double[] x, double[] y)
        {
            var (a, b) = Fit.Line(x, y);
            return new Line(b, GoodnessOfFit.RSquared(x.Select(value => a + (b * value)), y));
        }
    }
}
