using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="BalanceExperiment"/>.</summary>
internal sealed record BalanceParameters
{
    [Option("K, inputs of a unit from each population: one network for each", AtLeast = "10", AtMost = "5000")]
    public IReadOnlyList<int> Inputs { get; init; } = [100, 200, 500];

    [Option("units of each population; several: the network of the largest K with each", AtLeast = "100")]
    public IReadOnlyList<int> Units { get; init; } = [5000];

    [Option("m0, activity outside of the network", AtLeast = "0.02", AtMost = "0.4")] public double Outside { get; init; } = 0.2;
    [Option("measured time of the networks", AtLeast = "20 ms", Unit = "ms")] public Time Duration { get; init; } = 100 * ms;
}

/// <summary>Large currents that cancel: how input scales with the number of synapses, and how a network finds the balance by itself.</summary>
internal sealed class BalanceExperiment : Experiment<BalanceParameters>
{
    private static readonly double[] openInputs = [50, 150, 500, 1500, 5000];
    private static readonly (double Exponent, string Name, double Mean, double Variance)[] rules =
        [(-0.5, "w ~ 1/sqrt(K)", 0.5, 0), (-1, "w ~ 1/K", 0, -1), (0, "w constant", 1, 1)];

    // m_E and m_I at m0 0.2 by an independent program (tests/references/networks/binary_mean_field.py).
    private static readonly (int Inputs, double Excitatory, double Inhibitory)[] counted =
        [(100, 0.1058, 0.1524), (200, 0.1227, 0.1608), (500, 0.1431, 0.1707), (1000, 0.1550, 0.1766)];

    public override string Name => "balance";

    public override string Question => "Do large excitatory and inhibitory currents cancel, and do fluctuations remain?";

    public override string Source => "van Vreeswijk and Sompolinsky, Science 274 (1996), Neural Comput. 10 (1998); E-I balance, the 1/sqrt(K) rule";

    public override IReadOnlyList<Preset<BalanceParameters>> Presets =>
    [
        new("paper", "5000, 10 000 and 20 000 units of each population", p
            => p with { Inputs = [100, 200, 500, 1000], Units = [10_000, 5000, 20_000], Duration = 200 * ms }),
    ];

    public override void Run(BalanceParameters p, Session session, Findings findings)
    {
        OpenLoop(session.Part(0, 3), findings);
        Conductances(session.Part(1, 3), findings);
        Networks(p, session.Part(2, 3), findings);
    }

    protected override void Validate(BalanceParameters p)
    {
        Refuse.If(p.Inputs.Count == 0, "--inputs has no value; expected one number of inputs or more");
        Refuse.If(p.Units.Count == 0, "--units has no value; expected one number of units or more");
        Refuse.If(p.Inputs.Max() > p.Units.Min(), $"--inputs {p.Inputs.Max()} is more than --units {p.Units.Min()}: a unit has at most one synapse with each");
    }

    private static void OpenLoop(Session session, Findings findings)
    {
        var found = OpenLoopScaling.Of(openInputs, [.. rules.Select(rule => rule.Exponent)], session);
        foreach (var (rule, scaling) in rules.Zip(found))
        {
            const string Campbell = "Campbell's theorem; standard errors are 0.001 and 0.003";
            findings.Check($"{rule.Name}: slope of the mean current in K", rule.Mean, scaling.SlopeOfMean, 0.01, Campbell);
            findings.Check($"{rule.Name}: slope of its variance", rule.Variance, scaling.SlopeOfVariance, 0.02, Campbell);
        }

        double[] line = Plot.Range(openInputs[0], openInputs[^1], 20, logarithmic: true);
        Panel Panel(Axis y, Func<OpenLoopScaling, double[]> measured, Func<OpenLoopScaling, double, double> expected) => Plot.Panel(
            new Axis("Inputs K") { Scale = AxisScale.Logarithmic }, y with { Scale = AxisScale.Logarithmic },
            found.SelectMany((scaling, i) => new PlotLayer[]
            {
                Plot.Line("", line, k => expected(scaling, k), colour: Palette.At(i + 2)),
                Plot.Points(rules[i].Name, openInputs, measured(scaling), colour: Palette.At(i + 2)),
            }));
        findings.SideBySide(
            "rule", "One rule keeps both",
            "Cells with K independent Poisson inputs; points: simulated, lines: Campbell's theorem. (A) The mean current: with weights in proportion to the "
                + "inverse root of K it grows with the root of K. (B) Its variance: with these weights alone it stays.",
            Panel(new Axis("Mean current", "pA"), scaling => scaling.Mean, (scaling, k) => scaling.ExpectedMean(k)),
            Panel(new Axis("Variance", "pA^2"), scaling => scaling.Variance, (scaling, k) => scaling.ExpectedVariance(k)));
        findings.Note("The chapter says that mean inputs grow in proportion to K, and then that they grow with the root of K. The first is so for constant "
            + "weights, the second under the rule w ~ 1/sqrt(K).");
    }

    private static void Conductances(Session session, Findings findings)
    {
        var found = ConductanceScaling.Of(openInputs, session);
        foreach (var point in found)
        {
            findings.Check(
                $"conductances, K {point.Inputs}: standard deviation of V (mV)", ConductanceScaling.ExpectedDeviation(point.Inputs), point.Deviation,
                (3 * point.Error) + (0.02 * point.Deviation), "linear fluctuations through C over the mean conductance; 3 standard errors and 2 % for what "
                    + "is not linear");
        }

        double[] line = Plot.Range(openInputs[0], openInputs[^1], 40, logarithmic: true);
        var k = new Axis("Inputs K") { Scale = AxisScale.Logarithmic };
        findings.SideBySide(
            "conductances", "Where the rule departs",
            "K excitatory and K inhibitory inputs that open conductances with weights in proportion to the inverse root of K, balanced at -65 mV. (A) "
                + "Fluctuations of V shrink: points simulated, line the theory of small fluctuations; dashed, what currents of the same rule would do. (B) "
                + "The membrane's time constant, C over the mean conductance.",
            Plot.Panel(
                k, new Axis("SD of V", "mV") { Minimum = 0 }, Plot.Line("theory", line, ConductanceScaling.ExpectedDeviation, colour: EiColours.Both),
                Plot.Points("simulated", openInputs, found.Select(point => point.Deviation), found.Select(point => point.Error), EiColours.Both),
                Plot.Line("currents", line, _ => ConductanceScaling.ExpectedDeviation(openInputs[0]), LineStyle.Dashed, Colour.Grey)),
            Plot.Panel(k, new Axis("Time constant", "ms") { Minimum = 0 }, Plot.Line("", line, ConductanceScaling.TimeConstant, colour: EiColours.Both)));
        findings.Note("The rule is one of currents. Conductances with the same weights shorten the time constant, here from "
            + $"{ConductanceScaling.TimeConstant(50):F1} ms at K 50 to {ConductanceScaling.TimeConstant(5000):F1} ms at K 5000, and the fluctuations of V "
            + $"fall from {found[0].Deviation:F2} to {found[^1].Deviation:F2} mV: with conductances they survive only where weights fall more slowly than "
            + "1/sqrt(K) (Sanzeni, Histed and Brunel 2022).");
    }

    private static void Networks(BalanceParameters p, Session session, Findings findings)
    {
        int[] inputs = [.. p.Inputs.Order()];
        int largest = inputs[^1], count = inputs.Length + p.Units.Count - 1;
        List<BinaryMeasurement> byInputs = [], bySize = [];
        BinaryMeasurement Measure(int units, int k, int index) => BinaryMeasurement.Of(new BinaryNetwork(units, k, p.Outside), p.Duration,
            session.Part(index, count));
        foreach (int k in inputs)
        {
            byInputs.Add(Measure(p.Units[0], k, byInputs.Count));
        }

        bySize.AddRange(p.Units.Select((units, i) => i == 0 ? byInputs[^1] : Measure(units, largest, inputs.Length + i - 1)));
        foreach (var (k, e, i) in counted)
        {
            var (theoryE, theoryI) = BinaryNetwork.MeanField(k, 0.2);
            findings.Check($"mean field, K {k}: activity of excitatory units", e, theoryE, 6e-5, "an independent program (binary_mean_field.py), to four "
                + "digits");
            findings.Check($"mean field, K {k}: activity of inhibitory units", i, theoryI, 6e-5, "the same");
        }

        foreach (var point in byInputs.Concat(bySize.Skip(1)))
        {
            var (e, i) = BinaryNetwork.MeanField(point.Network.Inputs, p.Outside);

            // The mean field is the limit of many units: what K/N leaves, 3 % up to a twentieth and 5 % at a tenth, more in smaller networks.
            double part = point.Network.Inputs / point.Network.Units;
            double finite = part <= 0.05 ? 0.03 : part <= 0.1 ? 0.05 : 0.1;
            string name = $"K {point.Network.Inputs}, N {point.Network.Units}:",
                source = $"mean field by counting, of infinitely many units; {100 * finite:F0} % and 3 standard errors";
            findings.Check($"{name} activity of excitatory units", e, point.Excitatory, (finite * e) + (3 * point.Errors.Excitatory), source);
            findings.Check($"{name} activity of inhibitory units", i, point.Inhibitory, (finite * i) + (3 * point.Errors.Inhibitory), source);
            findings.Check($"{name} net current (thresholds)", 0, point.Excitation + point.Inhibition, 1,
                "balance: of the order of the threshold, however large excitation is");
            if (point.Network.Inputs >= 1000 && part <= 0.1)
            {
                findings.Check(Check.Between($"{name} net current over excitation", 0, 0.01, point.Net, "the same, for many inputs"));
            }
        }

        var last = byInputs[^1];
        findings.Measure("net current over excitation (%)", 100 * last.Net);
        findings.Measure("excitation (thresholds)", last.Excitation);
        findings.Measure("activity of excitatory units", last.Excitatory);
        findings.Measure("activity of inhibitory units", last.Inhibitory);
        double slope = Math.Log(TheoryExcitation(5000, p.Outside) / TheoryExcitation(50, p.Outside)) / Math.Log(100);
        findings.Measure("mean field: slope of excitation in K, 50 to 5000", slope);
        findings.Note($"In the network excitation grows with K to the power {slope:F2}, not 0.50: activities, which the limit of large K leaves constant at "
            + "m0, still grow.");
        double deviation = Math.Sqrt(MathNet.Numerics.Statistics.ArrayStatistics.Variance(last.Course.Net));
        findings.Answer(
            $"Yes. With K = {last.Network.Inputs} inputs a unit receives excitation of {last.Excitation:F1} thresholds and inhibition of "
                + $"{-last.Inhibition:F1}: what is left is {100 * last.Net:F1} % of excitation, and it fluctuates by {deviation:F2} thresholds in a single "
                + "unit, which makes it switch. No weight was tuned to this: activities settle where the currents cancel.");
        Draw(p, byInputs, bySize, findings);
    }

    private static double TheoryExcitation(double k, double outside) => Math.Sqrt(k) * (BinaryNetwork.MeanField(k, outside).Excitatory + outside);

    private static void Draw(BalanceParameters p, List<BinaryMeasurement> byInputs, List<BinaryMeasurement> bySize, Findings findings)
    {
        var last = byInputs[^1];
        double[] k = [.. byInputs.Select(point => point.Network.Inputs)];
        var theory = k.Select(inputs => BinaryNetwork.MeanField(inputs, p.Outside)).ToList();
        var axis = new Axis("Inputs K") { Scale = AxisScale.Logarithmic };
        IEnumerable<double> Net() => byInputs.Select(point => point.Excitation + point.Inhibition);
        var course = Plot.Panel(
            new Axis("Time", "ms"), new Axis("Input", "thresholds"),
            Plot.Line("excitation", last.Course.TimesMs, last.Course.Excitation, colour: EiColours.Excitation),
            Plot.Line("inhibition", last.Course.TimesMs, last.Course.Inhibition, colour: EiColours.Inhibition),
            Plot.Line("net", last.Course.TimesMs, last.Course.Net, colour: EiColours.Both), ReferenceLine.AtY(1));
        var rates = Plot.Panel(
            axis, new Axis("Activity") { Minimum = 0 },
            Plot.Line("", k, theory.Select(each => each.Excitatory), colour: EiColours.Excitation),
            Plot.Line("", k, theory.Select(each => each.Inhibitory), colour: EiColours.Inhibition),
            Plot.Points("excitatory", k, byInputs.Select(point => point.Excitatory), colour: EiColours.Excitation),
            Plot.Points("inhibitory", k, byInputs.Select(point => point.Inhibitory), colour: EiColours.Inhibition), ReferenceLine.AtY(p.Outside));
        var currents = Plot.Panel(
            axis, new Axis("Mean input", "thresholds"),
            Plot.Curve("excitation", k, byInputs.Select(point => point.Excitation), colour: EiColours.Excitation),
            Plot.Curve("inhibition, reversed", k, byInputs.Select(point => -point.Inhibition), Marker.Square, LineStyle.Dashed, EiColours.Inhibition),
            Plot.Curve("net", k, Net(), colour: EiColours.Both));
        var limit = BinaryNetwork.MeanField(last.Network.Inputs, p.Outside);
        Panel[] sizes = bySize.Count < 2 ? [] :
        [
            Plot.Panel(
                new Axis("K/N") { Minimum = 0 }, new Axis("Activity over mean field"),
                Plot.Points("excitatory", Parts(), bySize.Select(point => point.Excitatory / limit.Excitatory), colour: EiColours.Excitation),
                Plot.Points("inhibitory", Parts(), bySize.Select(point => point.Inhibitory / limit.Inhibitory), colour: EiColours.Inhibition),
                    ReferenceLine.AtY(1)),
        ];
        findings.SideBySide(
            "network", "A network finds its balance",
            $"Binary units, N = {last.Network.Units} of each kind. (A) The input of one excitatory unit at K = {last.Network.Inputs}; dashed, its "
                + "threshold. (B) Mean inputs of excitatory units. (C) Activities: points simulated, lines join the mean field at these K; dashed, the "
                + "limit of large K."
                + (sizes.Length > 0 ? $" (D) Networks of other sizes at K = {last.Network.Inputs}: the mean field is the limit of many units." : ""),
            [course, currents, rates, .. sizes]);

        double[] Parts() => [.. bySize.Select(point => point.Network.Inputs / (double)point.Network.Units)];
    }
}
