using System.Numerics;
using static Neuropil.Units;
using Group = (string Name, Neuropil.Voltage Mean, Neuropil.Voltage Amplitude, Neuropil.Frequency Frequency);

namespace Neuropil.Experiments;

/// <summary>The leaky integrate-and-fire cell with white noise: rate, irregularity and response to modulation, theory and simulation.</summary>
internal sealed class NoisyNeuronExperiment : Experiment<NoisyNeuronParameters>
{
    // The initial V is the same for all: after ten time constants and some intervals it is forgotten.
    private static readonly Time settling = 500 * ms;

    public override string Name => "noisy-neuron";

    public override string Question
        => "How does a noisy cell fire: rate and irregularity against the mean input, and how fast can its rate follow a modulated input?";

    public override string Source
        => "Siegert (1951); Brunel (2000); Richardson, Phys. Rev. E 76 (2007); Brunel, Chance, Fourcaud and Abbott, Phys. Rev. Lett. 86 (2001)";

    public override void Run(NoisyNeuronParameters p, Session session, Findings findings)
    {
        findings.Note("V is known at the points of the grid only, so that the simulated cell acts as one with its threshold raised by "
            + "0.5826 sigma sqrt(dt/tau) + (mean - threshold) dt/(4 tau): theory is drawn for both.");
        CheckTheory(p, findings);
        string curve = Curve(p, session.Part(0, 2), findings);
        findings.Answer($"{curve}; at {p.Mean / mV:G4} mV the rate follows a modulation {Response(p, session.Part(1, 2), findings)}.");
    }

    protected override void Validate(NoisyNeuronParameters p)
    {
        Refuse.If(!(p.Reset < p.Threshold), $"--reset {p.Reset} is not below --threshold {p.Threshold}");
        Refuse.If(
            p.Frequencies.Any(f => f * p.Duration < 1), $"--duration {p.Duration} is shorter than a period of --frequencies {p.Frequencies.Min()}");
        Refuse.If(
            p.Frequencies.Any(f => f * p.TimeStep > 0.5), $"--frequencies {p.Frequencies.Max()} is beyond half a cycle per time step of {p.TimeStep}");
    }

    private static string Curve(NoisyNeuronParameters p, Session session, Findings findings)
    {
        var spikes = Spikes(p, [.. p.Means.Select(mean => ($"mean {mean / mV:G4} mV", mean, 0 * mV, 1 * Hz))], session);
        var theories = p.Means.Select(mean => (Rate: p.OnGrid(mean).Rate() / Hz, Cv: p.OnGrid(mean).CoefficientOfVariation()));
        var points = p.Means.Zip(theories, spikes).Select(each => (
            Mean: each.First / mV, Theory: each.Second, Spikes: each.Third, Measured: RenewalStatistics.Of(each.Third, each.Second.Rate, each.Second.Cv))).ToList();
        Panel Panel(Axis y, Func<DiffusionNeuron, double> theory, Func<RenewalStatistics, (double Value, double Error)> of) => Plot.Theory(
            new Axis("Mean input", "mV"), y with { Minimum = 0 },
            [("theory", mean => theory(p.Neuron(mean * mV))), ($"theory on a grid of {p.TimeStep}", mean => theory(p.OnGrid(mean * mV)))],
            [.. points.Select(point => point.Mean)],
            points.Select(point => of(point.Measured).Value), points.Select(point => of(point.Measured).Error));
        findings.Populations(spikes);
        findings.Figure(
            "f-i-curve", "Rate and irregularity",
            "Points: simulated, with standard errors (smaller than the points where they cannot be seen). Lines: theory.",
            Panel(new Axis("Rate", "Hz"), cell => cell.Rate() / Hz, measured => (measured.Rate, measured.RateError)),
            Panel(new Axis("CV of intervals"), cell => cell.CoefficientOfVariation(), measured => (measured.Cv, measured.CvError)));
        var shown = new[] { 0, points.Count / 2, points.Count - 1 }.Distinct().Select(i => points[i]);
        const string Caption = "Irregular where noise carries the cell over its threshold, regular where the mean does.";
        findings.Figure("intervals", "Intervals between spikes", Caption, new Figure
        {
            SharedX = false,
            Panels = [.. shown.Where(point => point.Spikes.IntervalsSeconds().Length > 1000).Select(point => new Panel
            {
                X = new Axis("Interval", "ms") { Minimum = 0 }, Y = new Axis("Density", "1/ms") { Minimum = 0 },
                Layers =
                [
                    IntervalDensity.Of($"mean {point.Mean:G4} mV, CV in theory {point.Theory.Cv:F2}", point.Spikes.IntervalsSeconds(), p.TimeStep / ms),
                ],
            })],
        });
        foreach (var (mean, theory, _, measured) in points)
        {
            // Three standard errors at the main point as the reference demands, four for the many points of the curve.
            bool isMain = mean == p.Mean / mV;
            findings.Check($"rate at {mean:G4} mV (Hz)", theory.Rate, measured.Rate, (isMain ? 3 : 4) * measured.RateError,
                "Siegert's formula with the threshold of the grid; standard error from Brunel's CV");
            if (isMain && double.IsFinite(measured.Cv))
            {
                findings.Check($"CV at {mean:G4} mV", theory.Cv, measured.Cv, 3 * measured.CvError,
                    "Brunel (2000), appendix A, with the threshold of the grid");
            }
        }

        var (low, high) = (points.MinBy(point => point.Mean), points.MaxBy(point => point.Mean));
        var cvs = points.Where(point => double.IsFinite(point.Measured.Cv)).OrderBy(point => point.Measured.Cv).ToList();
        string cv = cvs.Count == 0 ? ""
            : $" and the CV of the intervals from {cvs[^1].Measured.Cv:F2} (at {cvs[^1].Mean:G4} mV) to {cvs[0].Measured.Cv:F2}";
        return $"From a mean of {low.Mean:G4} to {high.Mean:G4} mV the rate goes from {low.Measured.Rate:F1} to {high.Measured.Rate:F1} Hz{cv}";
    }

    private static string Response(NoisyNeuronParameters p, Session session, Findings findings)
    {
        var spikes = Spikes(p, [.. p.Frequencies.Select(f => (f.ToString(), p.Mean, p.Amplitude, f))], session);
        var (free, grid) = (ThresholdIntegration.Of(p.Neuron(p.Mean)), ThresholdIntegration.Of(p.OnGrid(p.Mean)));
        Complex Theory(ThresholdIntegration cell, Frequency f) => cell.Response(f) / (p.MembraneTimeConstant / ms);

        // The standard error of a gain is that of a Poisson process of the same rate, the more irregular case.
        double amplitude = p.Amplitude / mV;
        double Error(SpikeTrains trains) => Math.Sqrt(2 * trains.MeanRate().SiValue / (trains.NeuronCount * trains.Duration.SiValue)) / amplitude;
        var points = p.Frequencies.Zip(
            spikes, (f, trains) => (Frequency: f, Gain: trains.ModulationAt(f, settling, p.Duration) / amplitude, Error: Error(trains))).ToList();
        Panel Panel(Axis y, Func<Complex, double> of, IEnumerable<double> errors) => Plot.Theory(
            new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, y,
            [("theory", f => of(Theory(free, f * Hz))), ($"theory on a grid of {p.TimeStep}", f => of(Theory(grid, f * Hz)))],
            [.. p.Frequencies.Select(f => f / Hz)], points.Select(point => of(point.Gain)), errors);
        findings.Populations(spikes);
        findings.Figure(
            "response", "Response to a modulated input",
            $"Gain and phase of the rate at a mean of {p.Mean / mV:G4} mV. Points: simulated. Lines: threshold integration.",
            Panel(new Axis("Gain", "Hz/mV") { Minimum = 0 }, gain => gain.Magnitude, points.Select(point => point.Error)),
            Panel(new Axis("Phase lead", "degrees"), Degrees, points.Select(point => point.Error / point.Gain.Magnitude * 180 / Math.PI)));
        points.ForEach(point => findings.Check(
            $"response at {point.Frequency / Hz:G4} Hz (Hz/mV)", Theory(grid, point.Frequency).Magnitude, point.Gain.Magnitude, 4 * point.Error,
            "threshold integration (Richardson 2007) with the threshold of the grid"));
        var (best, fast) = (points.MaxBy(point => point.Gain.Magnitude), points.MaxBy(point => point.Frequency));
        return $"best at {best.Frequency / Hz:G4} Hz ({best.Gain.Magnitude:F1} Hz/mV) "
            + $"and still with {fast.Gain.Magnitude:F1} Hz/mV at {fast.Frequency / Hz:G4} Hz";
    }

    private static double Degrees(Complex gain) => gain.Phase * 180 / Math.PI;

    /// <summary>Spikes of groups of cells, each with an input mean + amplitude cos(2 pi frequency t) of its own, all in one simulation.</summary>
    private static List<SpikeTrains> Spikes(NoisyNeuronParameters p, List<Group> groups, Session session)
    {
        T[] Each<T>(Func<Group, T> of) => [.. groups.SelectMany(group => Enumerable.Repeat(of(group), p.Cells))];
        var cell = new EquationCell("dV/dt = (mean + amplitude*cos(2*pi*frequency*t) - V)/tau + sigma/sqrt(tau)*xi : mV")
        {
            Parameters =
            {
                ["mean"] = Each(group => group.Mean), ["amplitude"] = Each(group => group.Amplitude),
                ["frequency"] = Each(group => group.Frequency),
                ["tau"] = p.MembraneTimeConstant, ["sigma"] = p.Noise, ["threshold"] = p.Threshold, ["reset"] = p.Reset,
            },
            Threshold = "V >= threshold", Reset = "V = reset", RefractoryPeriod = p.RefractoryPeriod, Initial = { ["V"] = "reset" },
        };
        var network = session.NewNetwork();
        var cells = network.Add(new Population("cells", groups.Count * p.Cells, cell));
        var run = session.Simulate(network, p.TimeStep);
        run.Advance(settling, session.Progress.Part(0, 2));
        var records = groups.Select((group, i) => run.Record(cells.Slice(group.Name, (i * p.Cells)..((i + 1) * p.Cells)).Spikes)).ToList();
        run.Advance(p.Duration, session.Progress.Part(1, 2));
        return records.ConvertAll(record => record.Trains());
    }

    // What formulas and independent programs give for the default cell.
    private static void CheckTheory(NoisyNeuronParameters p, Findings findings)
    {
        const string Formula = "Siegert's and Brunel's formulas by an independent quadrature (mpmath)";
        const string Program = "threshold integration by an independent program";
        var cell = new NoisyNeuronParameters().Neuron(15 * mV);
        var (integration, tau) = (ThresholdIntegration.Of(cell), cell.MembraneTimeConstant / ms);
        bool IsDefault(NoisyNeuronParameters parameters) => parameters.Neuron(15 * mV) == cell;
        void Check(string name, double predicted, double measured, double tolerance, string source)
            => findings.Check(new Reference<NoisyNeuronParameters>(name, predicted, source, IsDefault).Within(tolerance), p, measured);
        void Each((double At, double Predicted)[] values, Action<double, double> check)
            => Array.ForEach(values, each => check(each.At, each.Predicted));
        Check("Siegert's rate at 15 mV (Hz)", 27.1095934379, cell.Rate() / Hz, 1e-8, Formula);
        Check("rate by threshold integration (Hz)", 27.1095934379, integration.Rate / Hz, 1e-4, Formula);
        Each([(15, 0.3007), (13, 0.8235), (12.5, 0.9389)], (mean, cv) => Check(
            $"CV in theory at {mean:G3} mV", cv, (cell with { Mean = mean * mV }).CoefficientOfVariation(), 5e-5, Formula));
        Each([(1, 10.16), (10, 11.28), (50, 15.03), (100, 12.25), (200, 8.80), (500, 5.58)], (f, gain) => Check(
            $"gain in theory at {f} Hz (Hz/mV)", gain, integration.Response(f * Hz).Magnitude / tau, (f > 200 ? 0.1 : 0.05) * gain, Program));
        Each([(10, 15.9), (50, -22.5), (500, -42.7)], (f, degrees) => Check(
            $"phase in theory at {f} Hz (degrees)", degrees, Degrees(integration.Response(f * Hz)), 1, Program));
    }
}
