using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A synapse as a filter: poles, impulse response, gain and phase of its receptor; and what depression adds to it.</summary>
internal sealed class SynapseAsFilterExperiment : Experiment<SynapseAsFilterParameters>
{
    private const double Degrees = 180 / Math.PI;
    private static readonly Frequency[] steadyRates = [1 * Hz, 2 * Hz, 5 * Hz, 10 * Hz, 20 * Hz, 50 * Hz, 100 * Hz];

    public override string Name => "synapse-as-filter";

    public override string Question => "Which frequencies of its input does a synapse pass, with which phase, and what does depression change?";

    public override string Source
        => "Tsodyks and Markram, PNAS 94 (1997); Abbott et al., Science 275 (1997)";

    public override void Run(SynapseAsFilterParameters p, Session session, Findings findings)
    {
        findings.Note("Gain and phase are those of the conductance at the beginnings of steps. A cell sees it held over each step, which adds half a step of "
            + "delay, and a spike acts from the beginning of the step behind that in which it was found.");
        double[] kernel = Kernel(p, session.Part(0, 3));
        Filter(p, session.Precision, kernel, Poles(p, session.Part(1, 3)), findings);
        Depression(p, session.Part(2, 3), findings);
    }

    // The receptor's own propagator over a step, from what it makes of (x, g) = (1, 0) and (0, 1): its eigenvalues are e^(pole dt).
    private static double[] Poles(SynapseAsFilterParameters p, Session session)
    {
        var network = session.NewNetwork();
        var cells = network.Add(new Population("clamped", 2, new VoltageClamp())
        {
            Initial = { ["k.x"] = new[] { 1 * nS, 0 * nS }, ["k.g"] = new[] { 0 * nS, 1 * nS } },
        });
        var silent = network.Add(new Population("silent", 1, new SpikeTimes([(0, 1 * second)])));
        network.Connect(silent, cells, new AllToAll(), Receptor(p), 1 * nS);
        var run = session.Simulate(network, p.TimeStep, name: "poles", precision: Precision.Double);
        var (x, g) = (run.Record(cells.Trace("k.x", 0, 1)), run.Record(cells.Trace("k.g", 0, 1)));
        run.Advance(3 * p.TimeStep);
        double At(TraceRecord record, int cell, int sample) => record.Traces().Columns[cell].In(nS)[sample];

        // From the first sample to the next: P = M2 M1^-1, M being the states of both cells beside each other.
        double area = (At(x, 0, 1) * At(g, 1, 1)) - (At(x, 1, 1) * At(g, 0, 1));
        double determinant = ((At(x, 0, 2) * At(g, 1, 2)) - (At(x, 1, 2) * At(g, 0, 2))) / area;
        double trace = ((At(x, 0, 2) * At(g, 1, 1)) - (At(x, 1, 2) * At(g, 0, 1)) + (At(g, 1, 2) * At(x, 0, 1)) - (At(g, 0, 2) * At(x, 1, 1))) / area;
        double root = Math.Sqrt(Math.Max(0, (trace * trace / 4) - determinant));
        return [.. new[] { (trace / 2) - root, (trace / 2) + root }.Select(eigenvalue => Math.Log(eigenvalue) / (p.TimeStep / ms))];
    }

    private static double[] Kernel(SynapseAsFilterParameters p, Session session)
    {
        var duration = 40 * (p.Rise > p.Decay ? p.Rise : p.Decay);
        return ClampedReceptor.Courses(Receptor(p), 1 * nS, [-65 * mV], p.TimeStep, duration, session, "g")[0][0].In(nS);
    }

    private static DoubleExponential Receptor(SynapseAsFilterParameters p) => new("k") { Rise = p.Rise, Decay = p.Decay };

    private static void Filter(SynapseAsFilterParameters p, Precision precision, double[] kernel, double[] poles, Findings findings)
    {
        double unit = p.TimeStep / ms, area = kernel.Sum();
        Complex Measured(double hertz)
        {
            var sum = Complex.Zero;
            for (int n = 0; n < kernel.Length; n++)
            {
                sum += kernel[n] * Complex.Exp(new Complex(0, -2 * Math.PI * hertz / 1000 * n * unit));
            }

            return sum / area;
        }

        double[] declared = [.. new[] { -1 / (p.Rise / ms), -1 / (p.Decay / ms) }.Order()];
        double nearness = Math.Abs(declared[0] - declared[1]) * unit;
        findings.Check(
            "poles (1/ms): largest deviation from -1/rise and -1/decay", 0, poles.Order().Zip(declared, (a, b) => Math.Abs(a - b)).Max(),
            (1e-14 / Math.Max(nearness, 1e-7) / unit) + 1e-12, "eigenvalues of the simulated propagator; tolerance: rounding over the distance of the two");
        double[] hertz = [.. p.Frequencies.Select(frequency => frequency / Hz)];
        findings.Check(
            "transfer against that of the sampled kernel, all frequencies: largest deviation over the gain at zero", 0,
            hertz.Max(f => (Measured(f) - p.SampledTransfer(f)).Magnitude), 1e-9, "two geometric series, with a step of delay");
        findings.Check(
            "transfer against the continuous filter, all frequencies: largest deviation over the gain at zero", 0,
            hertz.Max(f => (Measured(f) - p.Transfer(f)).Magnitude), 1e-3, "1/((1 + i w rise)(1 + i w decay))");
        double cut = KernelForms.CutOff(Measured);
        var defaults = Reference.Defaults<SynapseAsFilterParameters>(each => each.Rise, each => each.Decay);
        findings.Check(new Reference<SynapseAsFilterParameters>("-3 dB (Hz)", 18.8120, "closed form for 2 and 8 ms", defaults).Within(0.005), p, cut);
        foreach (var (f, gain, phase) in new[] { (1.0, 0.998660, -3.5975), (10.0, 0.886504, -33.8491), (100.0, 0.121497, -130.2364),
            (500.0, 0.006249, -168.6784) })
        {
            var reference = new Reference<SynapseAsFilterParameters>($"gain at {f} Hz", gain, "closed form for 2 and 8 ms", defaults);
            findings.Check(reference.Within(1e-3), p, () => Measured(f).Magnitude);
            if (f <= 100)
            {
                findings.Check(new Reference<SynapseAsFilterParameters>(
                    $"phase at {f} Hz (degrees)", phase, "closed form for 2 and 8 ms", defaults).Within(Degrees * 1e-3 / gain), p,
                        () => Measured(f).Phase * Degrees);
            }
        }

        double[] line = Plot.Range(0.5, 1000, 120, logarithmic: true), points = Plot.Range(0.5, 1000, 20, logarithmic: true);
        double[] times = ClampedReceptor.Times((int)(60 / unit), p.TimeStep);
        findings.Panels(
            "filter", "The receptor as a filter",
            "Lines: closed forms. Points: from the simulated response to one spike. From above: the impulse response; gain over that at frequency zero, with "
                + "-3 dB dashed; phase.",
            Plot.Panel(
                new Axis("Time after the spike", "ms"), new Axis("Conductance", "nS") { Minimum = 0 },
                Plot.Line("", times, t => KernelForms.DoubleExponential(t, p.Rise / ms, p.Decay / ms), colour: Palette.At(0)),
                Plot.Points("", [.. times.Where((_, n) => n % (times.Length / 30) == 0)],
                    times.Select((_, n) => kernel[n]).Where((_, n) => n % (times.Length / 30) == 0),
                    colour: Palette.At(0))) with { Height = 30 * mm },
            Plot.Panel(
                new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, new Axis("Gain") { Scale = AxisScale.Logarithmic },
                ReferenceLine.AtX(cut), Plot.Line("", line, f => p.Transfer(f).Magnitude, colour: Palette.At(0)),
                Plot.Points("", points, points.Select(f => Measured(f).Magnitude), colour: Palette.At(0))),
            Plot.Panel(
                new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, new Axis("Phase", "degrees"),
                Plot.Line("", line, f => p.Transfer(f).Phase * Degrees, colour: Palette.At(0)),
                Plot.Points("", points, points.Select(f => Measured(f).Phase * Degrees), colour: Palette.At(0))));
        findings.Measure("-3 dB (Hz)", cut);
    }

    private static void Depression(SynapseAsFilterParameters p, Session session, Findings findings)
    {
        double[] hertz = [.. p.Modulations.Select(modulation => modulation / Hz).Order()];
        int parts = hertz.Length + steadyRates.Length;
        var gains = hertz.Select((f, i) => DepressionAsFilter.Modulation(p, f * Hz, session.Part(i, parts))).ToList();
        var steady = steadyRates.Select((rate, i) => DepressionAsFilter.Steady(p, rate, session.Part(hertz.Length + i, parts))).ToList();
        double[] modulated = [.. gains.SelectMany((gain, i) =>
        {
            var expected = DepressionAsFilter.Expected(p, hertz[i]);
            return new[]
            {
                (gain.Mean.Real - expected.Real) / gain.Error.Real, (gain.Mean.Imaginary - expected.Imaginary) / gain.Error.Imaginary,
            };
        })];
        findings.Check(
            "depression: release under modulated rates, all real and imaginary parts together (standard errors)", 0, StandardError.OfAll(modulated), 3,
            $"mean equations at a depth of {DepressionAsFilter.Depth:G2}; tolerance: 3 standard errors");
        double[] saturating = [.. steady.Select((each, i) => (each.Mean - (steadyRates[i].SiValue * p.ReleasePerSpike(steadyRates[i].SiValue))) / each.Error)];
        findings.Check(
            "depression: release at steady rates, all together (standard errors)", 0, StandardError.OfAll(saturating), 3,
            "U r/(1 + U r tau), which saturates at 1/tau; tolerance: 3 standard errors");
        foreach (var (f, closed) in new[] { (0.1, 0.222722), (1.0, 0.722871), (10.0, 0.995286) })
        {
            if (Array.IndexOf(hertz, f) is >= 0 and var place)
            {
                // What the depth of the modulation adds is taken off.
                var (mean, error) = gains[place];
                var small = mean * (p.Depression(f) / DepressionAsFilter.Expected(p, f));
                double along = Math.Sqrt(Math.Pow(mean.Real * error.Real, 2) + Math.Pow(mean.Imaginary * error.Imaginary, 2)) / mean.Magnitude;
                var reference = new Reference<SynapseAsFilterParameters>(
                    $"gain of depression at {f} Hz", closed, "closed form for a small modulation, U 0.5, 800 ms, 10 Hz; tolerance: 3 standard errors",
                    Reference.Defaults<SynapseAsFilterParameters>(each => each.Utilization, each => each.Recovery, each => each.Rate));
                findings.Check(reference.Within(3 * along), p, small.Magnitude);
            }
        }

        double[] line = Plot.Range(hertz[0] / 2, hertz[^1] * 2, 80, logarithmic: true), rates = [.. steadyRates.Select(rate => rate / Hz)];
        double[] rateLine = Plot.Range(0.5, 150, 80, logarithmic: true);
        findings.Panels(
            "depression", "What depression adds",
            $"Poisson inputs, U {p.Utilization:G3}, recovery {p.Recovery / ms:G4} ms. Lines: closed forms. Points: simulated, with standard errors. From "
                + "above: the release of "
                + $"steady inputs saturates at 1/recovery (dashed); how it follows a modulated rate of {p.Rate / Hz:G3} Hz, gain over the mean release per "
                + "spike, and phase.",
            Plot.Panel(
                new Axis("Rate", "Hz") { Scale = AxisScale.Logarithmic }, new Axis("Release", "1/s") { Minimum = 0 }, ReferenceLine.AtY(1 / p.Recovery.SiValue),
                Plot.Line("", rateLine, r => r * p.ReleasePerSpike(r), colour: Palette.At(1)),
                Plot.Points("", rates, steady.Select(each => each.Mean), steady.Select(each => each.Error), Palette.At(1))),
            Plot.Panel(
                new Axis("Frequency of the modulation", "Hz") { Scale = AxisScale.Logarithmic }, new Axis("Gain") { Minimum = 0 },
                Plot.Line("", line, f => p.Depression(f).Magnitude, colour: Palette.At(1)),
                Plot.Points("", hertz, gains.Select(gain => gain.Mean.Magnitude), gains.Select(gain => gain.Error.Magnitude), Palette.At(1))),
            Plot.Panel(
                new Axis("Frequency of the modulation", "Hz") { Scale = AxisScale.Logarithmic }, new Axis("Phase", "degrees"),
                Plot.Line("", line, f => p.Depression(f).Phase * Degrees, colour: Palette.At(1)),
                Plot.Points("", hertz, gains.Select(gain => gain.Mean.Phase * Degrees),
                    gains.Select(gain => Degrees * gain.Error.Magnitude / gain.Mean.Magnitude), Palette.At(1))));
        findings.Table(
            "depression.csv", "how the release of depressing synapses follows a modulated rate", Enumerable.Range(0, hertz.Length),
            ("frequency (Hz)", i => hertz[i]), ("gain", i => gains[i].Mean.Magnitude), ("standard error", i => gains[i].Error.Magnitude),
            ("phase (degrees)", i => gains[i].Mean.Phase * Degrees), ("gain in closed form", i => p.Depression(hertz[i]).Magnitude));
        findings.Answer(
            $"The receptor is a low-pass of second order; depression is a high-pass of the rate's modulation: at {hertz[0]:G3} Hz {gains[0].Mean.Magnitude:F2} "
                + "of it is passed, "
            + $"at {hertz[^1]:G3} Hz {gains[^1].Mean.Magnitude:F2}, while the release of steady inputs saturates at {1 / p.Recovery.SiValue:G3} per second.");
    }
}
