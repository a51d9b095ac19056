using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="AdaptationExperiment"/>.</summary>
internal sealed record AdaptationParameters
{
    [Option("current into the regular-spiking cell", Unit = "nA")] public Current RegularSpikingCurrent { get; init; } = 0.75 * nA;
    [Option("current into the fast-spiking cell", Unit = "nA")] public Current FastSpikingCurrent { get; init; } = 0.8 * nA;
    [Option("simulated time", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 3000 * ms;
    [Option("whether the first spikes are held to the adaptive solver")] public bool Convergence { get; init; } = true;

    [Option("time step; convergence is measured at this, a half and a quarter of it", Name = "dt", MoreThan = "0 ms", AtMost = "0.05 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.01 * ms;
}

/// <summary>Spike-frequency adaptation of a regular-spiking cell, with and without its M current, beside a fast-spiking cell.</summary>
internal sealed class AdaptationExperiment : Experiment<AdaptationParameters>
{
    private const string Paper = "Pospischil et al. (2008), sections 3.1 and 3.2: the M current adapts, without it a cell fires regularly";
    private static readonly Time shown = 1000 * ms;
    private static readonly Time shownFast = 200 * ms; // in which single spikes at 100 Hz can be told apart

    public override string Name => "adaptation";

    public override string Question => "Which current makes a cell slow down under a constant input, and how accurate are the times of its spikes?";

    public override string Source => "Pospischil et al., Biol. Cybern. 99 (2008), sections 3.1 and 3.2";

    public override void Run(AdaptationParameters p, Session session, Findings findings)
    {
        findings.Note("The parameters are those of the authors' program (ModelDB 123623); gates start at their steady state, theirs at zero. "
            + "The currents are ours.");
        var network = session.NewNetwork();
        var regular = Add(network, p, true, false);
        var fast = network.Add(new Population("fast-spiking", 1, new FastSpiking { Inputs = [new ConstantCurrent { Amplitude = p.FastSpikingCurrent }] }));
        var run = session.Part(0, 2).Simulate(network, p.TimeStep, Integrators.RungeKutta4);
        var records = (Regular: run.Record(regular.Spikes), Fast: run.Record(fast.Spikes));
        Time interval = p.TimeStep > 0.1 * ms ? p.TimeStep : (0.1 * ms).OnGrid(p.TimeStep);
        var traces = (Regular: run.Record(regular, [0], interval, "V"), Fast: run.Record(fast, [0], interval, "V"));
        findings.Always(() => Show(records.Regular.Trains(), records.Fast.Trains(), traces.Regular(), traces.Fast(), findings));
        run.Advance(p.Duration);
        Check(p, records.Regular.Trains(), records.Fast.Trains(), findings);
        if (p.Convergence)
        {
            var convergence = SpikeConvergence.Of(session.Part(1, 2), p.TimeStep, 60 * ms, each => Add(each, p, true));
            convergence.CheckGrid(findings, "rk4", records.Regular.Trains().TimesMs(0));
            convergence.Show(findings);
        }
    }

    private static Population Add(Network network, AdaptationParameters p, params bool[] hasMuscarinic)
    {
        var cell = new RegularSpiking { Inputs = [new ConstantCurrent { Amplitude = p.RegularSpikingCurrent }] };
        return network.Add(new Population("regular-spiking", hasMuscarinic.Length, cell.WithOrWithout("potassium.muscarinic.conductance", hasMuscarinic)));
    }

    private static void Check(AdaptationParameters p, SpikeTrains regular, SpikeTrains fast, Findings findings)
    {
        double[] intervals = regular.IntervalsMs(0);
        double Grid(double interval) => SingleCells.GridError(p.TimeStep, interval);
        if (intervals.Length > 1)
        {
            double growth = intervals.Skip(1).Zip(intervals, (later, earlier) => later - earlier).Min();
            double control = Ratio(regular.IntervalsMs(1)) * (1 + Grid(intervals[0]));
            findings.Check(Experiments.Check.AtLeast(
                "smallest growth of successive intervals of the regular-spiking cell (ms)", -Grid(1), growth,
                $"{Paper}; two intervals, each known to a step"));
            findings.Check(Experiments.Check.MoreThan(
                "last over first interval of the regular-spiking cell", control, intervals[^1] / intervals[0],
                $"{Paper}: more than of the cell without M current"));
        }

        foreach (var (name, others) in new[] { ("the cell without M current", regular.IntervalsMs(1)), ("the fast-spiking cell", fast.IntervalsMs(0)) })
        {
            if (others.Length > 2)
            {
                findings.Check(
                    $"last over second interval of {name}", 1, Ratio(others), Grid(others[1]), $"{Paper}; tolerance: two intervals, each known to a step");
            }
        }
    }

    // The first interval still bears the onset.
    private static double Ratio(double[] intervals) => intervals.Length > 2 ? intervals[^1] / intervals[1] : double.NaN;

    private static void Show(SpikeTrains regular, SpikeTrains fast, Traces regularTraces, Traces fastTraces, Findings findings)
    {
        double[] intervals = regular.IntervalsMs(0);
        string Factor(double[] others) => StatisticText.Of(Ratio(others), "F3");
        findings.Answer(intervals.Length < 2 ? "The regular-spiking cell has no two intervals."
            : $"The intervals of the regular-spiking cell go from {intervals[0]:F1} to {intervals[^1]:F1} ms, those of the cell without M current change "
                + $"by a factor of {Factor(regular.IntervalsMs(1))} and those of the fast-spiking cell by {Factor(fast.IntervalsMs(0))} from the second on.");
        Panel Potential(string title, Traces traces, Time stretch, int colour)
        {
            var window = traces.Window(0 * ms, stretch);
            return Plot.Panel(new Axis("Time", "ms"), new Axis("V", "mV"), Plot.Course("", window, window.Columns[0], colour: Palette.At(colour)))
                with { Title = title, Height = 25 * mm };
        }

        Series Intervals(string name, double[] of, int colour)
            => Plot.Curve(name, [.. Enumerable.Range(1, of.Length).Select(i => (double)i)], of, Marker.Dot, colour: Palette.At(colour));
        findings.Panels(
            "adaptation", "Spike-frequency adaptation",
            $"(A) The first {shown} of the regular-spiking cell and (B) the first {shownFast} of the fast-spiking cell under constant currents. "
                + "(C) The intervals between spikes in their order, also of the regular-spiking cell without its M current.",
            Potential("regular-spiking", regularTraces, shown, 0), Potential("fast-spiking", fastTraces, shownFast, 2),
            Plot.Panel(
                new Axis("Number of the interval") { WholeNumbers = true, Scale = AxisScale.Logarithmic },
                new Axis("Interval", "ms") { Scale = AxisScale.Logarithmic },
                Intervals("regular-spiking", intervals, 0), Intervals("without M current", regular.IntervalsMs(1), 1),
                Intervals("fast-spiking", fast.IntervalsMs(0), 2)));
        findings.Spikes(regular, fast);
        findings.Populations(regular, fast);
    }
}
