using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="RewiringExperiment"/>.</summary>
internal sealed record RewiringParameters
{
    [Option("cells that lose half of their synapses", AtLeast = "10", AtMost = "10000")] public int Cells { get; init; } = 200;
    [Option("cells from which synapses come", AtLeast = "10", AtMost = "10000")] public int Sources { get; init; } = 400;
    [Option("rate of the sources", MoreThan = "0 Hz", AtMost = "20 Hz", Unit = "Hz")] public Frequency SourceRate { get; init; } = 2 * Hz;
    [Option("what one synapse adds to a cell's rate", MoreThan = "0 Hz", Unit = "Hz")] public Frequency RatePerSynapse { get; init; } = 0.05 * Hz;
    [Option("rate at which nothing grows", MoreThan = "0 Hz", Unit = "Hz")] public Frequency TargetRate { get; init; } = 5 * Hz;
    [Option("elements that a silent cell grows in a second", MoreThan = "0 Hz", Unit = "Hz")] public Frequency GrowthRate { get; init; } = 0.1 * Hz;
    [Option("time constant of calcium", MoreThan = "0 s", Unit = "s")] public Time CalciumDecay { get; init; } = 10 * second;
    [Option("how often synapses come and go", MoreThan = "0 s", Unit = "s")] public Time Interval { get; init; } = 10 * second;
    [Option("time constant with which growth ends in a critical period", MoreThan = "0 s", Unit = "s")]
    public Time CriticalPeriod { get; init; } = 700 * second;
    [Option("part of the elements needed that sources have, where these are limited", MoreThan = "0", AtMost = "1")]
    public double AxonalShare { get; init; } = 0.8;
    [Option("simulated time", AtLeast = "500 s", Unit = "s")] public Time Duration { get; init; } = 4000 * second;

    /// <summary>The synapses with which a cell is at its target.</summary>
    public int Needed => (int)Math.Round(TargetRate / RatePerSynapse);
}

/// <summary>Half of the synapses of cells are lost; elements grow by the cells' calcium and become synapses, until the rates are those before.</summary>
internal sealed class RewiringExperiment : Experiment<RewiringParameters>
{
    private static readonly Time dt = 5 * ms;

    public override string Name => "rewiring";

    public override string Question => "How does a network that lost half of its synapses come back to its rate by growing others, and what stops it?";

    public override string Source
        => "Butz and van Ooyen, PLoS Comput. Biol. 9, e1003259 (2013); transmission and plasticity, structural plasticity";

    public override void Run(RewiringParameters p, Session session, Findings findings)
    {
        findings.Note("Sources spike at equal intervals from drawn phases; every synapse adds as much to the rate. Partners are drawn with equal chances.");
        findings.Note("The theory is linear because these cells are: twice the synapses, twice the rate. Cells with a threshold, or sources that differ, "
            + "leave it; and it leads back to the target only while there are partners and growth lasts.");
        var free = Recovery.Of(p, session.Part(0, 3), axonalElements: null, criticalPeriod: null);
        int offered = (int)(p.AxonalShare * p.Needed * p.Cells);
        var limited = Recovery.Of(p, session.Part(1, 3), offered, criticalPeriod: null);
        var closing = Recovery.Of(p, session.Part(2, 3), axonalElements: null, p.CriticalPeriod);
        var theory = Theory(p, critical: null);
        Check(p, free, theory, findings);
        double elements = limited.ElementsAtEnd.Sum(Math.Floor);
        findings.Check(
            "limited sources: free dendritic elements at the end", elements - offered, elements - limited.Degrees.Sum(), 0,
            "all that targets offer less all that sources offer: none is left on both ends");
        findings.Check("limited sources: synapses", offered, limited.Degrees.Sum(), 0, "all elements of the sources are in use");
        var period = Theory(p, p.CriticalPeriod);
        findings.Check(
            "critical period: rate at the end (Hz)", period.At(p.Duration), closing.MeanOfEnd, 0.03 * period.At(p.Duration),
            "the same equations with a growth rate that falls; 3 %");
        findings.Measure("free growth: rate at the end (Hz)", free.MeanOfEnd);
        findings.Measure("limited sources: rate at the end (Hz)", limited.MeanOfEnd);
        Draw(p, free, limited, closing, theory, period, findings);
        findings.Table(
            "rates.csv", "mean rates", Enumerable.Range(0, free.Times.Length), ("time (s)", i => free.Times[i]), ("rate (Hz)", i => free.Rates[i]),
            ("theory (Hz)", i => theory.At(free.Times[i] * second)), ("limited sources (Hz)", i => limited.Rates[i]),
            ("critical period (Hz)", i => closing.Rates[i]));
        findings.Answer(
            $"From {free.Rates[0]:F2} Hz the mean rate comes back to {free.MeanOfEnd:F2} Hz in {p.Duration}, along the curve of the linear equations. Where "
            + $"sources have elements for {100 * p.AxonalShare:F0} % of the synapses it stays at {limited.MeanOfEnd:F2} Hz while elements without partner "
            + $"pile up; where growth ends with a time constant of {p.CriticalPeriod}, at {closing.MeanOfEnd:F2} Hz.");
    }

    private static void Check(RewiringParameters p, Recovery free, LinearGrowth theory, Findings findings)
    {
        var defaults = Reference.Defaults<RewiringParameters>(
            each => each.RatePerSynapse, each => each.TargetRate, each => each.GrowthRate, each => each.CalciumDecay);
        (int Seconds, double Rate)[] known = [(500, 3.4912), (1000, 4.0895), (2000, 4.6685), (4000, 4.9560)];
        foreach (var (seconds, rate) in known.Where(point => point.Seconds * second <= p.Duration))
        {
            findings.Check(
                new Reference<RewiringParameters>($"mean rate at {seconds} s (Hz)", rate, "closed form of growth and calcium; 3 %", defaults)
                    .Within(0.03 * rate),
                p, free.RateAt(seconds));
        }

        double largest = free.Times.Select((time, i) => Math.Abs((free.Rates[i] / theory.At(time * second)) - 1)).Max();
        findings.Check("mean rate at all times: largest relative deviation", 0, largest, 0.03, "the linear equations of z, [Ca] and the rate");
        double expected = p.Needed * theory.At(p.Duration) / (p.TargetRate / Hz);
        findings.Check("mean degree at the end", expected, free.Degrees.Average(), 2, "the linear equations; 2 synapses");
    }

    private static LinearGrowth Theory(RewiringParameters p, Time? critical) => new(
        p.GrowthRate / Hz, p.RatePerSynapse / Hz, p.TargetRate / Hz, p.CalciumDecay / second, critical is { } period ? period / second : null, p.Needed / 2);

    private static void Draw(
        RewiringParameters p, Recovery free, Recovery limited, Recovery closing, LinearGrowth theory, LinearGrowth period, Findings findings)
    {
        double[] times = Plot.Range(0, p.Duration / second, 200);
        findings.Panels(
            "recovery", "Rates and synaptic elements after a loss of half",
            "Above: mean rate of the cells from the loss on, and the linear equations (black; dashed where growth ends). Below: dendritic elements that a cell "
                + "offers; the grey line is what limited sources can meet.",
            Plot.Panel(
                new Axis("Time after the loss", "s"), new Axis("Rate", "Hz") { Minimum = 0 },
                [
                    Plot.Line("theory", times, time => theory.At(time * second), colour: Colour.Black),
                    Plot.Line("", times, time => period.At(time * second), LineStyle.Dashed, Colour.Black),
                    Plot.Line("free growth", free.Times, free.Rates, colour: Palette.At(0)),
                    Plot.Line("sources limited", limited.Times, limited.Rates, colour: Palette.At(1)),
                    Plot.Line("critical period", closing.Times, closing.Rates, colour: Palette.At(2)),
                ]),
            Plot.Panel(
                new Axis("Time after the loss", "s"), new Axis("Elements of a cell") { Minimum = 0 },
                ReferenceLine.AtY(p.AxonalShare * p.Needed),
                Plot.Line("free growth", free.Times, free.Elements, colour: Palette.At(0)),
                Plot.Line("sources limited", limited.Times, limited.Elements, colour: Palette.At(1)),
                Plot.Line("critical period", closing.Times, closing.Elements, colour: Palette.At(2))));
    }

    /// <summary>A population that has lost half of its synapses, while it grows others.</summary>
    private sealed record Recovery(double[] Times, double[] Rates, double[] Elements, int[] Degrees, double[] ElementsAtEnd)
    {
        public double MeanOfEnd => Rates[^10..].Average();

        public double RateAt(double seconds) => Rates[(int)Math.Round(seconds / (Times[1] - Times[0]))];

        public static Recovery Of(RewiringParameters p, Session session, int? axonalElements, Time? criticalPeriod)
        {
            var network = session.NewNetwork();
            int half = p.Needed / 2;
            int offered = axonalElements ?? 0;
            var sources = network.Add(new Population("sources", p.Sources, new PacedSource
            {
                Rate = p.SourceRate,
                Elements = Enumerable.Range(0, p.Sources).Select(i => (double)((offered + i) / p.Sources)).ToArray(),
            }));
            var cells = network.Add(new Population("cells", p.Cells, new GrowingCell
            {
                TargetRate = p.TargetRate, GrowthRate = p.GrowthRate, CalciumDecay = p.CalciumDecay, CriticalPeriod = criticalPeriod,
                InitialRate = half * p.RatePerSynapse, InitialElements = Distributions.Uniform(half, half + 1),
            }));
            var projection = network.Add(new Projection<Voltage>
            {
                Source = sources, Target = cells, Rule = new FixedInDegree(half) { WithRepetition = true }, Receptor = new Delta("input"),
                Weight = p.RatePerSynapse / (p.SourceRate * GrowingCell.MembraneTimeConstant) / Hz * mV,
                Structure = new HomeostaticGrowth
                {
                    DendriticElements = "z", AxonalElements = axonalElements is null ? null : "elements", Interval = p.Interval,
                },
            });
            var run = session.Simulate(network, dt);
            var record = run.Record(cells.Mean("rate") with { Interval = p.Interval });
            var grown = run.Record(cells.Mean("z") with { Interval = p.Interval });
            run.Advance(p.Duration);
            var traces = record.Traces();
            return new Recovery(
                [.. traces.TimesSeconds], [.. traces.Columns[0].Values], [.. grown.Traces().Columns[0].Values],
                run.Simulation.SynapsesOf(projection).InDegrees(), run.Simulation.Values(cells, "z").Numbers());
        }
    }
}
