using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="PingExperiment"/>.</summary>
internal sealed record PingParameters
{
    [Option("decay time of inhibition: the one to turn", AtLeast = "3 ms", AtMost = "50 ms", Unit = "ms")] public Time InhibitoryDecay { get; init; } = 9 * ms;
    [Option("current into pyramidal cells", AtLeast = "0.5 uA/cm^2", AtMost = "10 uA/cm^2", Unit = "uA/cm^2")]
    public CurrentDensity Drive { get; init; } = 1.4 * uA / cm2;

    [Option("excitation of interneurons", AtLeast = "0.15 mS/cm^2", AtMost = "2 mS/cm^2", Unit = "mS/cm^2")]
    public ConductanceDensity Excitation { get; init; } = 0.25 * mS / cm2;

    [Option("inhibition of pyramidal cells", AtLeast = "0.05 mS/cm^2", AtMost = "2 mS/cm^2", Unit = "mS/cm^2")]
    public ConductanceDensity Inhibition { get; init; } = 0.25 * mS / cm2;

    [Option("decay times of inhibition for the curve of periods", AtLeast = "3 ms", AtMost = "50 ms", Unit = "ms")]
    public IReadOnlyList<Time> Decays { get; init; } = [6 * ms, 9 * ms, 12 * ms, 15 * ms, 20 * ms, 25 * ms];

    [Option("pyramidal cells of the network", AtLeast = "20", AtMost = "20000")] public int Excitatory { get; init; } = 200;
    [Option("interneurons of the network", AtLeast = "5", AtMost = "5000")] public int Inhibitory { get; init; } = 50;
    [Option("standard deviation of the drive of the network's cells, as a part of its mean", AtLeast = "0", AtMost = "0.3")]
    public double Spread { get; init; } = 0.05;

    [Option("measured time of the network, after 300 ms", AtLeast = "500 ms", Unit = "ms")] public Time Duration { get; init; } = 1000 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.05 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.02 * ms;

    /// <summary>The pair of cells.</summary>
    public GammaPair Pair => new() { Drive = Drive, Excitation = Excitation, Inhibition = Inhibition, InhibitoryDecay = InhibitoryDecay };
}

/// <summary>The gamma rhythm of pyramidal cells and interneurons: two cells by the adaptive solver, and a network.</summary>
internal sealed class PingExperiment : Experiment<PingParameters>
{
    private const string Period = "period (ms)";
    private const string Lag = "lag (ms)";
    private const string Rate = "frequency (Hz)";
    private const string Peak = "largest density of the spectrum (Hz²/Hz)";
    private const double Change = 0.1;
    private const double ShownHz = 200;
    private static readonly Time settling = 300 * ms;
    private static readonly Time segment = 500 * ms;
    private static readonly Frequency lowest = 15 * Hz, highest = 150 * Hz;

    public override string Name => "ping";

    public override string Question => "How do pyramidal cells and interneurons make a gamma rhythm, and what sets its frequency?";

    public override string Source => "Boergers, An Introduction to Modeling Neuronal Dynamics (2017), chapter 30; Whittington et al., Int. J. "
        + "Psychophysiol. 38 "
        + "(2000); excitation-inhibition balance, stability and oscillations";

    public override IReadOnlyList<Preset<PingParameters>> Presets =>
        [new("paper", "2000 pyramidal cells and 500 interneurons for 5 s", p => p with { Excitatory = 2000, Inhibitory = 500, Duration = 5 * second })];

    public override void Run(PingParameters p, Session session, Findings findings)
    {
        var periods = Pairs(p, session.Part(0, 2), findings);
        Network(p, periods, session.Part(1, 2), findings);
    }

    protected override void Validate(PingParameters p) => Refuse.If(p.Decays.Count < 3, $"--decays needs three values or more to see a line; it has "
        + $"{p.Decays.Count}");

    private static Func<double, double> Pairs(PingParameters p, Session session, Findings findings)
    {
        var pair = p.Pair;
        GammaPair[] pairs =
        [
            pair, pair with { Inhibition = 0 * mS / cm2 }, .. new[] { 1 - Change, 1 + Change }.SelectMany(factor => new[]
            {
                pair with { InhibitoryDecay = factor * p.InhibitoryDecay }, pair with { Drive = factor * p.Drive },
            }),
            .. p.Decays.Select(decay => pair with { InhibitoryDecay = decay }),
        ];
        var sweep = session.Sweep(pairs, 1, (each, part, found) =>
        {
            var rhythm = GammaRhythm.Of(each, part.Cancellation);
            found.Measure(Period, rhythm.PeriodMs);
            found.Measure(Lag, rhythm.Lag / ms);
        });
        sweep.Run();
        double[] all = [.. sweep.Points.Select(point => point.Mean(Period))];
        Refuse.If(Array.Exists(all, double.IsNaN), $"a pair with a drive of {p.Drive} and one of these decay times fires fewer than eleven times in 4 "
            + "s: a larger --drive "
            + "makes a rhythm");
        double lag = sweep.Points[0].Mean(Lag), frequency = 1000 / all[0];
        GammaReferences.Check(p, frequency, lag, 1000 / all[1], findings);
        double Sensitivity(int below, int above) => Math.Log(all[above] / all[below]) / Math.Log((1 + Change) / (1 - Change));
        var (byDecay, byDrive) = (Sensitivity(2, 4), Sensitivity(3, 5));
        GammaReferences.CheckSensitivities(p, byDecay, byDrive, findings);
        double[] decays = [.. p.Decays.Select(decay => decay / ms)], curve = all[6..];
        var (offset, slope) = MathNet.Numerics.Fit.Line(decays, curve);
        double deviation = decays.Zip(curve, (decay, period) => Math.Abs(period - offset - (slope * decay)) / period).Max();
        findings.Measure("frequency of the pair (Hz)", frequency);
        findings.Measure("lag of the pair (ms)", lag);
        findings.Measure("largest deviation of the period from a line in tau_I (%)", 100 * deviation);
        findings.Answer($"The pair fires at {frequency:F2} Hz, the interneuron {lag:F2} ms behind the pyramidal cell; without inhibition the "
            + "pyramidal cell would fire at "
            + $"{1000 / all[1]:F2} Hz. One per cent more tau_I makes the period {byDecay:F2} % longer, one per cent more drive {-byDrive:F2} % shorter.");
        findings.Note(Math.Abs(byDecay) > Math.Abs(byDrive)
            ? "The period follows the decay of inhibition more than the drive, as the textbook has it."
            : "The textbook says that the decay of inhibition sets the frequency. Here the period follows the drive as much or more: the pyramidal "
                + "cell is paced by its "
                + "own approach to the threshold as well as by the inhibition that delays it.");
        Draw(p, pair, decays, curve, (offset, slope), findings, session);
        return decay => MathNet.Numerics.Interpolate.Linear(decays, curve).Interpolate(decay);
    }

    private static void Draw(
        PingParameters p, GammaPair pair, double[] decays, double[] curve, (double Offset, double Slope) line, Findings findings, Session session)
    {
        var traces = new AdaptiveSimulation(pair, new AdaptiveOptions { RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-7 })
            .Run(300 * ms, ["E.V", "I.V", "s_E", "s_I"], 0.05 * ms, cancellation: session.Cancellation).Traces.Window(220 * ms, 300 * ms);
        Series Course(string name, int column, Colour colour) => Plot.Course(name, traces, traces.Columns[column], 220 * ms, colour: colour);
        findings.SideBySide("pair", "Two cells",
            "(A) Potentials of the pyramidal cell and the interneuron. (B) The part of their synapses that is open. (C) The period against the decay "
                + "of inhibition: pairs, "
                + $"and the line {line.Offset:F1} ms + {line.Slope:F2} tau_I.",
            Plot.Panel(new Axis("Time", "ms"), new Axis("Potential", "mV"), Course("E", 0, EiColours.Excitation), Course("I", 1, EiColours.Inhibition)),
            Plot.Panel(new Axis("Time", "ms"), new Axis("Open synapses"), Course("E", 2, EiColours.Excitation), Course("I", 3, EiColours.Inhibition)),
            Plot.Panel(new Axis("tau_I", "ms"), new Axis("Period", "ms"), Plot.Line("line", decays, decay => line.Offset + (line.Slope * decay),
                LineStyle.Dashed, EiColours.Both),
                Plot.Points("pairs", decays, curve, colour: EiColours.Excitation)));
        findings.Table("periods.csv", "periods of pairs", decays.Zip(curve), ("tau_I (ms)", row => row.First), ("period (ms)", row => row.Second));
    }

    private static void Network(PingParameters p, Func<double, double> period, Session session, Findings findings)
    {
        (double Decay, bool IsCut)[] networks = [.. new[] { (p.InhibitoryDecay / ms, false), (p.InhibitoryDecay / ms, true), (15, false), (20,
            false) }.Distinct()];
        var sweep = session.Sweep(networks, 1, (at, part, found) =>
        {
            var pair = p.Pair with { InhibitoryDecay = at.Decay * ms, Inhibition = at.IsCut ? 0 * mS / cm2 : p.Inhibition };
            var (e, i) = new GammaNetwork(pair, p.Excitatory, p.Inhibitory, p.Spread).Run(part, p.TimeStep, settling, p.Duration);
            var spectrum = e.PopulationRate(0.5 * ms).Spectrum(segment);
            var (frequency, density) = spectrum.Peak(lowest, highest);
            foreach (var (hz, value) in spectrum.FrequenciesHz.Zip(spectrum.Density).TakeWhile(each => each.First <= ShownHz))
            {
                found.Measure(DensityAt(hz), value);
            }

            found.Measure(Rate, frequency / Hz);
            found.Measure(Peak, density);
            found.Measure(Lag, PhaseLag(e, i, frequency));
            found.Populations(e, i);
            if (at.Decay == p.InhibitoryDecay / ms)
            {
                var shown = new[] { e, i }.Select(trains => trains.Window(trains.Stop - (200 * ms), trains.Stop)).ToArray();
                string title = at.IsCut ? "Inhibition of pyramidal cells cut" : "The network";
                found.Figure(at.IsCut ? "cut" : "network", title, "(A) Each point is a spike. (B) The rate of both populations.",
                    shown.Raster("") with { Letters = true });
            }
        });
        sweep.Run();
        var points = sweep.Points;
        bool IsOnCurve(double decay) => decay >= p.Decays.Min(each => each / ms) && decay <= p.Decays.Max(each => each / ms);
        foreach (var point in points.Where(point => !point.Value.IsCut && IsOnCurve(point.Value.Decay)))
        {
            double expected = 1000 / period(point.Value.Decay);
            findings.Check($"frequency of the network, tau_I {point.Value.Decay:G6} ms (Hz)", expected, point.Mean(Rate), 0.1 * expected,
                "that of the pair by the adaptive solver; cells whose drives differ are not one cell, and the spectrum has a value every 2 Hz");
        }

        findings.Check(Check.Between("interneurons of the network fire after pyramidal cells by (ms)", 1, 5, points[0].Mean(Lag),
            "the delay of one excitatory synapse and the spike that it makes"));
        double ratio = points[0].Mean(Peak) / points[1].Mean(Peak);
        findings.Check(Check.AtLeast("power of the rhythm over that where inhibition of pyramidal cells is cut", 10, ratio,
            "without inhibition nothing keeps pyramidal cells in step"));
        findings.Measure("frequency of the network (Hz)", points[0].Mean(Rate));
        findings.Measure("power with over without inhibition", ratio);
        points.SelectMany(point => point.Runs[0].Figures).ToList().ForEach(findings.Figure);
        double[] frequencies = [.. Enumerable.Range(1, (int)(ShownHz * (segment / second))).Select(i => i / (segment / second))];
        double[] decays = Plot.Range(p.Decays.Min(each => each / ms), p.Decays.Max(each => each / ms), 60);
        var whole = points.Where(point => !point.Value.IsCut).ToList();
        findings.SideBySide("rhythm", "The rhythm of the network",
            "(A) Power spectrum of the rate of pyramidal cells, with and without their inhibition. (B) The frequency against the decay of inhibition: networks "
                + "(points) and pairs (line).",
            Plot.Panel(new Axis("Frequency", "Hz"), new Axis("Density", "Hz²/Hz") { Scale = AxisScale.Logarithmic },
                Spectrum("with inhibition", 0, EiColours.Excitation), Spectrum("cut", 1, Palette.At(4))),
            Plot.Panel(new Axis("tau_I", "ms"), new Axis("Frequency", "Hz"), Plot.Line("pairs", decays, decay => 1000 / period(decay), colour: EiColours.Both),
                Plot.Points("networks", [.. whole.Select(point => point.Value.Decay)], whole.Select(point => point.Mean(Rate)), colour: EiColours.Excitation)));
        Series Spectrum(string name, int index, Colour colour)
            => Plot.Line(name, frequencies, frequencies.Select(hz => points[index].Mean(DensityAt(hz))), colour: colour);
        points[0].Runs[0].Populations.ToList().ForEach(findings.Population);
    }

    private static string DensityAt(double hz) => $"density at {hz:F3} Hz";

    // How far one population is behind another at a frequency, ms: the phase of their cross-spectrum, over stretches in which the rhythm keeps its pace.
    private static double PhaseLag(SpikeTrains first, SpikeTrains second, Frequency frequency)
    {
        var stretch = 50 * ms;
        var sum = Complex.Zero;
        for (var start = first.Start; start + stretch <= first.Stop; start += stretch)
        {
            sum += Complex.Conjugate(At(first.Window(start, start + stretch))) * At(second.Window(start, start + stretch));
        }

        return sum.Phase / (2 * Math.PI * (frequency / Hz)) * 1000;

        Complex At(SpikeTrains spikes)
            => spikes.TimesSeconds().Aggregate(Complex.Zero, (total, time) => total + Complex.FromPolarCoordinates(1, 2 * Math.PI * (frequency / Hz) * time));
    }
}
