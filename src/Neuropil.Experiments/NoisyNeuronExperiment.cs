using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The leaky integrate-and-fire cell with white noise: rate, irregularity and response to modulation, in theory and simulated.</summary>
internal sealed class NoisyNeuronExperiment : Experiment<NoisyNeuronParameters>
{
    private const string OnGrid = "with the threshold of the grid";

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
        var curve = Spikes(p, [.. p.Means.Select(mean => ($"mean {mean / mV:G4} mV", mean, 0 * mV, 1 * Hz))], session.Part(0, 2));
        var points = p.Means.Zip(curve, (mean, spikes) => NoisyRate.Of(p, mean, spikes)).ToList();
        findings.Populations(curve);
        Panel Curve(Axis y, Func<DiffusionNeuron, double> theory, Func<NoisyRate, double> measured, Func<NoisyRate, double> error) => TheoryPanel(
            p, new Axis("Mean input", "mV"), y, mean => theory(p.Neuron(mean * mV)), mean => theory(p.Neuron(mean * mV).OnGrid(p.TimeStep)),
            [.. points.Select(point => point.Mean / mV)], points.Select(measured), points.Select(error));
        findings.Figure(
            "f-i-curve", "Rate and irregularity", "Points: simulated, with standard errors (smaller than the points where they cannot be seen). Lines: theory.",
            new Figure
            {
                Panels =
                [
                    Curve(new Axis("Rate", "Hz") { Minimum = 0 }, cell => cell.Rate() / Hz, point => point.Rate, point => point.RateError),
                    Curve(new Axis("CV of intervals") { Minimum = 0 }, cell => cell.CoefficientOfVariation(), point => point.Cv, point => point.CvError),
                ],
            });
        findings.Figure("intervals", "Intervals between spikes", "Irregular where noise carries the cell over its threshold, regular where the mean does.", new Figure
        {
            SharedX = false,
            Panels = [.. new[] { 0, points.Count / 2, points.Count - 1 }.Distinct().Where(i => curve[i].IntervalsSeconds().Length > 1000).Select(i => new Panel
            {
                X = new Axis("Interval", "ms") { Minimum = 0 }, Y = new Axis("Density", "1/ms") { Minimum = 0 },
                Layers = [IntervalDensity.Of($"mean {points[i].Mean / mV:G4} mV, CV in theory {points[i].PredictedCv:F2}", curve[i].IntervalsSeconds(), p.TimeStep / ms)],
            })],
        });
        foreach (var point in points)
        {
            // Three standard errors at the main point as the reference demands, four for the many points of the curves.
            bool isMain = point.Mean == p.Mean;
            findings.Check($"rate at {point.Mean / mV:G4} mV (Hz)", point.PredictedRate, point.Rate, (isMain ? 3 : 4) * point.RateError,
                $"Siegert's formula {OnGrid}; standard error from Brunel's CV");
            if (isMain && double.IsFinite(point.Cv))
            {
                findings.Check($"CV at {point.Mean / mV:G4} mV", point.PredictedCv, point.Cv, 3 * point.CvError, $"Brunel (2000), appendix A, {OnGrid}");
            }
        }

        double tau = p.MembraneTimeConstant / ms;
        var modulated = Spikes(p, [.. p.Frequencies.Select(f => (f.ToString(), p.Mean, p.Amplitude, f))], session.Part(1, 2));
        var (free, grid) = (ThresholdIntegration.Of(p.Neuron(p.Mean)), ThresholdIntegration.Of(p.Neuron(p.Mean).OnGrid(p.TimeStep)));

        // The standard error of a gain is that of a Poisson process of the same rate, sqrt(2 rate / (cells time)) / amplitude: the more irregular case.
        var responses = p.Frequencies.Zip(modulated, (f, spikes) => (Frequency: f, Gain: spikes.ModulationAt(f, settling, p.Duration) / (p.Amplitude / mV),
            Error: Math.Sqrt(2 * spikes.MeanRate().SiValue / (spikes.NeuronCount * spikes.Duration.SiValue)) / (p.Amplitude / mV))).ToList();
        findings.Populations(modulated);
        Panel Response(Axis y, Func<Complex, double> of, IEnumerable<double> errors) => TheoryPanel(
            p, new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, y, f => of(free.Response(f * Hz) / tau), f => of(grid.Response(f * Hz) / tau),
            [.. p.Frequencies.Select(f => f / Hz)], responses.Select(each => of(each.Gain)), errors);
        findings.Figure("response", "Response to a modulated input",
            $"Gain and phase of the rate at a mean of {p.Mean / mV:G4} mV. Points: simulated. Lines: threshold integration.", new Figure
            {
                Panels =
                [
                    Response(new Axis("Gain", "Hz/mV") { Minimum = 0 }, gain => gain.Magnitude, responses.Select(each => each.Error)),
                    Response(new Axis("Phase lead", "degrees"), Degrees, responses.Select(each => each.Error / each.Gain.Magnitude * 180 / Math.PI)),
                ],
            });
        foreach (var (f, gain, error) in responses)
        {
            findings.Check($"response at {f / Hz:G4} Hz (Hz/mV)", (grid.Response(f) / tau).Magnitude, gain.Magnitude, 4 * error,
                $"threshold integration (Richardson 2007) {OnGrid}");
        }

        var (low, high) = (points.MinBy(point => point.Mean)!, points.MaxBy(point => point.Mean)!);
        var irregular = points.Where(point => double.IsFinite(point.Cv)).OrderBy(point => point.Cv).ToList();
        string cv = irregular.Count == 0 ? ""
            : $" and the CV of the intervals from {irregular[^1].Cv:F2} (at {irregular[^1].Mean / mV:G4} mV) to {irregular[0].Cv:F2}";
        var (best, fast) = (responses.MaxBy(each => each.Gain.Magnitude), responses.MaxBy(each => each.Frequency));
        findings.Answer($"From a mean of {low.Mean / mV:G4} to {high.Mean / mV:G4} mV the rate goes from {low.Rate:F1} to {high.Rate:F1} Hz{cv}; "
            + $"at {p.Mean / mV:G4} mV the rate follows a modulation best at {best.Frequency / Hz:G4} Hz ({best.Gain.Magnitude:F1} Hz/mV) "
            + $"and still with {fast.Gain.Magnitude:F1} Hz/mV at {fast.Frequency / Hz:G4} Hz.");
    }

    protected override void Validate(NoisyNeuronParameters p)
    {
        Refuse.If(!(p.Reset < p.Threshold), $"--reset {p.Reset} is not below --threshold {p.Threshold}");
        Refuse.If(p.Frequencies.Any(f => f * p.Duration < 1), $"--duration {p.Duration} is shorter than a period of --frequencies {p.Frequencies.Min()}");
        Refuse.If(p.Frequencies.Any(f => f * p.TimeStep > 0.5), $"--frequencies {p.Frequencies.Max()} is beyond half a cycle per time step of {p.TimeStep}");
    }

    private static double Degrees(Complex gain) => gain.Phase * 180 / Math.PI;

    /// <summary>Spikes of groups of cells, each with an input of its own, mean + amplitude cos(2 pi frequency t), all in one simulation.</summary>
    private static List<SpikeTrains> Spikes(
        NoisyNeuronParameters p, (string Name, Voltage Mean, Voltage Amplitude, Frequency Frequency)[] groups, Session session)
    {
        T[] Each<T>(Func<(string Name, Voltage Mean, Voltage Amplitude, Frequency Frequency), T> value)
            => [.. groups.SelectMany(group => Enumerable.Repeat(value(group), p.Cells))];
        var network = session.NewNetwork();
        var cells = network.Add(new Population("cells", groups.Length * p.Cells, new EquationCell("dV/dt = (mean + amplitude*cos(2*pi*frequency*t) - V)/tau + sigma/sqrt(tau)*xi : mV")
        {
            Parameters =
            {
                ["mean"] = Each(group => group.Mean), ["amplitude"] = Each(group => group.Amplitude), ["frequency"] = Each(group => group.Frequency),
                ["tau"] = p.MembraneTimeConstant, ["sigma"] = p.Noise, ["threshold"] = p.Threshold, ["reset"] = p.Reset,
            },
            Threshold = "V >= threshold", Reset = "V = reset", Refractory = p.RefractoryPeriod, Initial = { ["V"] = "reset" },
        }));
        var run = session.Simulate(network, p.TimeStep);
        run.Advance(settling, session.Progress.Part(0, 2));
        var records = groups.Select((group, i) => run.Record(cells.Slice(group.Name, (i * p.Cells)..((i + 1) * p.Cells)).Spikes)).ToList();
        run.Advance(p.Duration, session.Progress.Part(1, 2));
        return records.ConvertAll(record => record.Trains());
    }

    private static Panel TheoryPanel(
        NoisyNeuronParameters p, Axis x, Axis y, Func<double, double> theory, Func<double, double> onGrid, double[] at, IEnumerable<double> measured, IEnumerable<double> errors)
    {
        double[] line = Plot.Range(at.Min(), at.Max(), 60, x.Scale == AxisScale.Logarithmic);
        PlotLayer[] lines = [Plot.Line("theory", line, theory, LineStyle.Dashed), Plot.Line($"theory on a grid of {p.TimeStep}", line, onGrid)];
        return new Panel { X = x, Y = y, Layers = [.. lines, Plot.Points("simulated", at, measured, errors)] };
    }

    // What formulas and independent programs give for the default cell.
    private static void CheckTheory(NoisyNeuronParameters p, Findings findings)
    {
        const string Formula = "Siegert's and Brunel's formulas by an independent quadrature (mpmath)";
        const string Program = "threshold integration by an independent program";
        var cell = new NoisyNeuronParameters().Neuron(15 * mV);
        var integration = ThresholdIntegration.Of(cell);
        void Check(string name, double predicted, double measured, double tolerance, string source) => findings.Check(
            new Reference<NoisyNeuronParameters>(name, predicted, source, parameters => parameters.Neuron(15 * mV) == cell).Within(tolerance), p, measured);
        Check("Siegert's rate at 15 mV (Hz)", 27.1095934379, cell.Rate() / Hz, 1e-8, Formula);
        Check("rate by threshold integration (Hz)", 27.1095934379, integration.Rate / Hz, 1e-4, Formula);
        foreach (var (mean, cv) in new[] { (15.0, 0.3007), (13.0, 0.8235), (12.5, 0.9389) })
        {
            Check($"CV in theory at {mean:G3} mV", cv, (cell with { Mean = mean * mV }).CoefficientOfVariation(), 5e-5, Formula);
        }

        foreach (var (f, gain) in new[] { (1.0, 10.16), (10, 11.28), (50, 15.03), (100, 12.25), (200, 8.80), (500, 5.58) })
        {
            Check($"gain in theory at {f} Hz (Hz/mV)", gain, integration.Response(f * Hz).Magnitude / (cell.MembraneTimeConstant / ms), (f > 200 ? 0.1 : 0.05) * gain, Program);
        }

        foreach (var (f, degrees) in new[] { (10.0, 15.9), (50, -22.5), (500, -42.7) })
        {
            Check($"phase in theory at {f} Hz (degrees)", degrees, Degrees(integration.Response(f * Hz)), 1, Program);
        }
    }
}
