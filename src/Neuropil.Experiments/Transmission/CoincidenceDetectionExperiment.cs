using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Calcium through NMDA receptors: for a presynaptic spike alone, a postsynaptic one alone, and both, over their timing.</summary>
internal sealed class CoincidenceDetectionExperiment : Experiment<CoincidenceDetectionParameters>
{
    private const string Shouval = "quadrature of the formulas along the back-propagating spike of Shouval, Bear and Cooper, PNAS 99 (2002)";
    private static readonly Time presynaptic = 150 * ms;
    private static readonly Time duration = 450 * ms;

    public override string Name => "coincidence-detection";

    public override string Question => "How much more calcium enters through NMDA receptors when both cells spike than when one of them does?";

    public override string Source
        => "Shouval, Bear and Cooper, PNAS 99 (2002); Jahr and Stevens, J. Neurosci. 10 (1990)";

    public override void Run(CoincidenceDetectionParameters p, Session session, Findings findings)
    {
        findings.Note("The back-propagating spike is a given course of the potential, which the synapse does not move. The narrow spike is that of the squid "
            + "axon at 6.3 °C, 1.5 ms wide, from its own rest of -65 mV, below which its potential falls after it.");
        double[] timings = [.. p.Timings.Select(time => time / ms).Distinct().Order()];
        var broad = Broad(p, timings, session.Part(0, 2));
        var narrow = Narrow(p, timings, session.Part(1, 2));
        findings.Always(() => Show(p, timings, broad, narrow, findings));
        Check(p, timings, broad, narrow, session.Precision, findings);
    }

    private static void Check(CoincidenceDetectionParameters p, double[] timings, Courses broad, Courses narrow, Precision precision, Findings findings)
    {
        double alone = broad.Peak(broad.Alone);
        findings.Check(
            "influx in a cell held at 0 mV over that at rest", CoincidenceTheory.Influx(p, 0), broad.Peak(broad.Held) / alone,
            precision == Precision.Single ? 1e-3 : 1e-9,
            "B(V) (E_Ca - V) at both potentials; 11.418 by default");
        findings.Check("calcium after a postsynaptic spike alone (fC)", 0, broad.Peak(broad.Only), 0, "no transmitter, no current");
        double predictedAlone = CoincidenceTheory.Peak(p, null);
        double[] predicted = [.. timings.Select(timing => CoincidenceTheory.Peak(p, timing) / predictedAlone)];
        double deviation = timings.Select((_, i) => Math.Abs((broad.Peak(i) / alone / predicted[i]) - 1)).Max();
        findings.Check(
            "peak of calcium over that of the presynaptic spike alone, all timings: largest relative deviation", 0, deviation, p.TimeStep / p.FastDecay,
            $"{Shouval}; tolerance: a step of the fast decay");
        var defaults = Reference.Defaults<CoincidenceDetectionParameters>(
            each => each.SpikeHeight, each => each.FastPart, each => each.FastDecay, each => each.SlowDecay, each => each.Rest, each => each.Magnesium,
            each => each.CalciumRemoval);
        foreach (var (timing, published) in new[] { (10.0, 3.40), (-10.0, 1.51), (100.0, 1.70) })
        {
            if (Array.IndexOf(timings, timing) is >= 0 and var place)
            {
                var reference = new Reference<CoincidenceDetectionParameters>($"peak of calcium, both spikes at {timing:+0;-0} ms", published, Shouval,
                    defaults);
                findings.Check(reference.Within(0.005 + (published * (p.TimeStep / p.FastDecay))), p, broad.Peak(place) / alone);
            }
        }

        double[] along = [.. timings.Select((_, i) => CoincidenceTheory.PeakAlong(p, narrow.Times, narrow.Potential[i]))];
        double aloneAlong = CoincidenceTheory.PeakAlong(p, narrow.Times, narrow.Potential[narrow.Alone]);
        findings.Check(
            "the same for the narrow spike of a Hodgkin-Huxley cell: largest relative deviation", 0,
            timings.Select((_, i) => Math.Abs((narrow.Peak(i) / narrow.Peak(narrow.Alone) / (along[i] / aloneAlong)) - 1)).Max(), 0.01,
            "quadrature of the formulas along the potential that was recorded; tolerance: samples of five steps across the spike");
        if (Array.IndexOf(timings, 10.0) is >= 0 and var ten)
        {
            var spike = new Reference<CoincidenceDetectionParameters>(
                "the narrow spike at +10 ms", 0, "it lifts the block too briefly: less than half of what the back-propagating one adds", defaults);
            findings.Check(spike.Between(1, 2.2), p, narrow.Peak(ten) / narrow.Peak(narrow.Alone));
            findings.Measure("calcium that enters in all, narrow spike at +10 ms, over the presynaptic spike alone",
                narrow.Influx[ten].Sum() / narrow.Influx[narrow.Alone].Sum());
        }
    }

    // One cell for each timing, then: the presynaptic spike alone, the postsynaptic one alone, and a cell that is held at 0 mV.
    private static Courses Broad(CoincidenceDetectionParameters p, double[] timings, Session session)
    {
        int alone = timings.Length, only = alone + 1, held = alone + 2;
        double never = 1e9;
        double pre = presynaptic.OnGrid(p.TimeStep) / ms;

        // An event of a step happens at its end: it is looked for a step and a half before.
        Time[] spikes = [.. timings.Append(never).Append(0).Append(never).Select(timing => ((pre + timing) * ms) - (1.5 * p.TimeStep))];
        var cell = new EquationCell("""
            dV/dt = -(V - rest)/slow - f*(1/fast - 1/slow) : mV
            df/dt = -f/fast : mV
            ignored = I : pA
            on t >= spike: V += height; f += part*height
            """)
        {
            Parameters =
            {
                ["rest"] = spikes.Select((_, i) => i == held ? 0 * mV : p.Rest).ToArray(), ["slow"] = p.SlowDecay, ["fast"] = p.FastDecay,
                ["height"] = p.SpikeHeight, ["part"] = p.FastPart, ["spike"] = spikes,
            },
            Initial = { ["V"] = "rest" },
        };
        var network = session.NewNetwork();
        var cells = network.Add(new Population("given course", spikes.Length, cell));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, pre * ms)])));
        var targets = new ExplicitPairs([.. Enumerable.Range(0, spikes.Length).Where(i => i != only).Select(i => (0, i))]);
        network.Connect(source, cells, targets, p.Receptor, 1 * nS);
        return Courses.Of(network, cells, p.TimeStep, pre, (alone, only, held), Integrators.RungeKutta4, session);
    }

    private static Courses Narrow(CoincidenceDetectionParameters p, double[] timings, Session session)
    {
        int alone = timings.Length, only = alone + 1;
        double pre = presynaptic.OnGrid(p.TimeStep) / ms;

        // Of the pulse's onset: how long the cell takes to its peak is measured, so that the timing is that of the peak.
        double delay = TimeToPeak(p, session.Part(0, 2));
        Time[] onsets = [.. timings.Append(1e6).Append(0).Select(timing => ((pre + timing - delay) * ms).OnGrid(p.TimeStep))];
        var network = session.NewNetwork();
        var cells = network.Add(new Population("narrow spike", onsets.Length, Spiking(onsets)));
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, pre * ms)])));
        var targets = new ExplicitPairs([.. Enumerable.Range(0, onsets.Length).Where(i => i != only).Select(i => (0, i))]);

        // So weak that it moves nothing: figures show it as one of 1 nS.
        network.Connect(source, cells, targets, p.Receptor, 1e-6 * nS);
        return Courses.Of(network, cells, p.TimeStep, pre, (alone, only, -1), Integrators.ExponentialEuler, session.Part(1, 2), 1e6);
    }

    private static double TimeToPeak(CoincidenceDetectionParameters p, Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population("spike", 1, Spiking([50 * ms])));
        using var run = session.Simulate(network, p.TimeStep);
        var trace = run.Record(cells.Trace("V", 0));
        run.Advance(70 * ms);
        var course = trace.Traces();
        double[] v = course.Columns[0].In(mV);
        return (course.TimesSeconds[Array.IndexOf(v, v.Max())] * 1000) - 50;
    }

    // 20 uA/cm2 for a millisecond: the spike is over before anything else acts.
    private static HodgkinHuxley Spiking(Time[] onsets) => new()
    {
        Inputs = [new StepCurrent { Amplitude = 4 * nA, Start = onsets, Stop = onsets.Select(onset => onset + (1 * ms)).ToArray() }],
    };

    private static void Show(CoincidenceDetectionParameters p, double[] timings, Courses broad, Courses narrow, Findings findings)
    {
        double alone = broad.Peak(broad.Alone), aloneNarrow = narrow.Peak(narrow.Alone);
        double[] ratios = [.. timings.Select((_, i) => broad.Peak(i) / alone)], narrowRatios = [.. timings.Select((_, i) => narrow.Peak(i) / aloneNarrow)];
        int best = Array.IndexOf(ratios, ratios.Max());
        int worst = Enumerable.Range(0, timings.Length).Where(i => timings[i] < 0).DefaultIfEmpty(0).MinBy(i => Math.Abs(timings[i] + 10));
        findings.Measure("largest peak of calcium over the presynaptic spike alone", ratios[best]);
        findings.Answer(
            $"A postsynaptic spike {timings[best]:F0} ms after the presynaptic one brings {ratios[best]:F2} times the calcium of the presynaptic spike alone, "
            + $"at {timings[worst]:F0} ms {ratios[worst]:F2} times; alone it brings none. The narrower spike of a Hodgkin-Huxley cell makes it "
            + $"{narrowRatios[best]:F2} times at {timings[best]:F0} ms.");
        int first = broad.Times.TakeWhile(time => time < -40).Count();
        int last = broad.Times.TakeWhile(time => time < 160).Count();
        Series Course(string name, double[][] courses, int cell, Colour colour, LineStyle style = LineStyle.Solid)
            => Plot.Line(name, broad.Times[first..last], courses[cell][first..last], style, colour);
        IEnumerable<PlotLayer> Each(double[][] courses, bool isNamed) =>
        [
            Course(isNamed ? "presynaptic alone" : "", courses, broad.Alone, Palette.At(0)),
            Course(isNamed ? "postsynaptic alone" : "", courses, broad.Only, Colour.Grey, LineStyle.Dashed),
            Course(isNamed ? $"both, {timings[worst]:+0;-0;0} ms" : "", courses, worst, Palette.At(2)),
            Course(isNamed ? $"both, {timings[best]:+0;-0;0} ms" : "", courses, best, Palette.At(1)),
        ];
        findings.Figure(
            "courses", "Calcium when one or both cells spike",
            "Above: the membrane potential. Middle: the calcium current through the receptors of a synapse of 1 nS. Below: calcium that has entered and is not "
                + "yet removed. The presynaptic spike arrives at 0 ms.",
            Plot.Panel(new Axis("Time after the presynaptic spike", "ms"), new Axis("V", "mV"), Each(broad.Potential, isNamed: true)) with { Height = 35 * mm },
            Plot.Panel(new Axis("Time after the presynaptic spike", "ms"), new Axis("Calcium current", "pA") { Minimum = 0 },
                Each(broad.Influx, isNamed: false)),
            Plot.Panel(new Axis("Time after the presynaptic spike", "ms"), new Axis("Calcium", "fC") { Minimum = 0 }, Each(broad.Calcium, isNamed: false)));
        double[] line = [.. Plot.Range(timings[0], timings[^1], 40).Concat(Plot.Range(-12, 12, 24).Where(t => t > timings[0] && t < timings[^1])).Order()];
        double predictedAlone = CoincidenceTheory.Peak(p, null);
        findings.Figure(
            "timing", "The peak of calcium over the timing",
            "Over that of the presynaptic spike alone. Line: quadrature of the formulas. Circles: simulated. Squares: the narrow spike of a Hodgkin-Huxley "
                + "cell.",
            Plot.Panel(
                new Axis("Postsynaptic after presynaptic spike", "ms"), new Axis("Peak of calcium, relative") { Minimum = 0 },
                ReferenceLine.AtY(1), Plot.Line("formula", line, timing => CoincidenceTheory.Peak(p, timing) / predictedAlone, colour: Palette.At(1)),
                Plot.Points("back-propagating spike", timings, ratios, colour: Palette.At(1)),
                Plot.Curve("narrow spike", timings, narrowRatios, Marker.Square, LineStyle.Dotted, Palette.At(0))));
        findings.Table(
            "timing.csv", "peak of calcium over that of the presynaptic spike alone", Enumerable.Range(0, timings.Length),
            ("timing (ms)", i => timings[i]), ("back-propagating spike", i => ratios[i]), ("narrow spike", i => narrowRatios[i]));
    }

    /// <summary>What was recorded (ms, mV, pA, fC) in cells of which each has its timing; and which cells have none.</summary>
    private sealed record Courses(double[] Times, double[][] Potential, double[][] Influx, double[][] Calcium, int Alone, int Only, int Held)
    {
        public double Peak(int cell) => Calcium[cell].Max();

        public static Courses Of(
            Network network, Population cells, Time timeStep, double origin, (int Alone, int Only, int Held) which, Integrator method, Session session,
            double scale = 1)
        {
            var run = session.Simulate(network, timeStep, method, cells.Name);
            int[] all = [.. Enumerable.Range(0, cells.Size)];
            var interval = 5 * timeStep;
            string[] names = ["V", "nmda.calciumCurrent", "nmda.calcium.charge"];
            var records = names.Select(name => run.Record(cells.Trace(name, all) with { Interval = interval })).ToList();
            run.Advance(presynaptic + duration);
            double[] times = [.. records[0].Traces().TimesSeconds.Select(time => (time * 1000) - origin)];
            IEnumerable<Trace> Columns(int record) => records[record].Traces().Columns;
            return new Courses(
                times, [.. Columns(0).Select(column => column.In(mV))],
                [.. Columns(1).Select(column => column.In(pA).Select(value => scale * value).ToArray())],
                [.. Columns(2).Select(column => column.In(fC).Select(value => scale * value).ToArray())], which.Alone, which.Only, which.Held);
        }
    }
}
