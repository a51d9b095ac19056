using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="SignalTransmissionExperiment"/>.</summary>
internal sealed record SignalTransmissionParameters : NoisyCellParameters
{
    public SignalTransmissionParameters() => Duration = 16_000 * ms;

    [Option("part of the noise's variance that all cells share: the signal", AtLeast = "0.02", AtMost = "0.9")] public double Shared { get; init; } = 0.2;
    [Option("steps of the mean, up and down by this", MoreThan = "0 mV", AtMost = "2 mV", Unit = "mV")] public Voltage Step { get; init; } = 0.3 * mV;
    [Option("time from one step to the next", AtLeast = "50 ms", Unit = "ms")] public Time Hold { get; init; } = 100 * ms;
    [Option("cells of a decoder", AtLeast = "10", AtMost = "1000")] public int Decoders { get; init; } = 100;
    [Option("K, inputs of a unit of the balanced network from each population", AtLeast = "20", AtMost = "1000")] public int Inputs { get; init; } = 200;
    [Option("time in which a decoder counts spikes after a step", AtLeast = "2 ms", Unit = "ms")] public Time Window { get; init; } = 10 * ms;
}

/// <summary>How a population in a balanced state, each cell near threshold in noise of its own, carries a signal, beside cells without noise.</summary>
internal sealed class SignalTransmissionExperiment : Experiment<SignalTransmissionParameters>
{
    private const int NetworkSteps = 30;
    private static readonly Capacitance capacitance = 100 * pF;
    private static readonly Time sample = 0.2 * ms; // of the shared noise
    private static readonly Time bin = 1 * ms; // of the rate after a step

    public override string Name => "signal-transmission";

    public override string Question => "How fast and how faithfully does a population in a balanced state follow a signal?";

    public override string Source => "balance, exercise 3; Richardson, Phys. Rev. E 76 (2007); van Vreeswijk and Sompolinsky (1996)";

    public override void Run(SignalTransmissionParameters p, Session session, Findings findings)
    {
        var response = Response(p, session.Part(0, 5));
        var (noisy, quiet) = (Steps(p, isNoisy: true, session.Part(1, 5)), Steps(p, isNoisy: false, session.Part(2, 5)));
        Estimate irregular = Decoded(p, isNoisy: true, session.Part(3, 5)), regular = Decoded(p, isNoisy: false, session.Part(3, 5));
        var network = TrackingNetwork.Of(p.Inputs, NetworkSteps, session.Part(4, 5));
        var theory = ThresholdIntegration.Of(p.OnGrid(p.Mean));
        CheckResponse(p, response, theory, findings);
        var (rise, expected) = CheckSteps(p, noisy, quiet, theory, findings);
        var tracking = network.Rise;
        findings.Check("63 % of a step's way, balanced network (ms)", network.ExpectedRise, tracking.Value, (4 * tracking.StandardError) + 0.2,
            "mean field of infinitely many units in time; tolerance: 4 standard errors, and 0.2 ms for units that share inputs");
        findings.Measure("decoded, irregular cells (R^2)", irregular.Value);
        findings.Measure("decoded, regular cells (R^2)", regular.Value);
        Draw(p, response, theory, noisy, quiet, network, findings);
        double cell = 1000 / (noisy.Before / 2 + (noisy.After / 2));
        findings.Answer($"After a step the rate of noisy cells has come 63 % of the way in {rise.Value:F1} ms (theory {expected:F1} ms), a small part of "
            + $"the {cell:F0} ms between two "
            + $"spikes of a cell, and stays there: at the end it still swings by {Swing(noisy):P0} of the step. Cells without noise jump and swing by "
            + $"{Swing(quiet):P0}. From the "
            + $"spikes of {p.Decoders} cells in {p.Window} a random step is read with R² {irregular.Value:F2} from irregular cells and {regular.Value:F2} "
            + $"from regular ones, whose "
            + $"spikes also tell of the steps before. A recurrent network in balance, whose units look at their inputs every 10 ms, has come as far in "
            + $"{tracking.Value:F1} ms.");
    }

    protected override void Validate(SignalTransmissionParameters p)
    {
        p.Require();
        Refuse.If(p.Duration < 4 * second, $"--duration {p.Duration} is too short for a response; at least 4 s");
        Refuse.If(p.Window > p.Hold, $"--window {p.Window} is longer than --hold {p.Hold}");

        // Below threshold cells without noise fall silent, and begin together when the mean comes back.
        Refuse.If(!(Quiet(p) - p.Step > p.Threshold),
            $"--step {p.Step} brings cells without noise, whose mean is {Quiet(p) / mV:F3} mV, below --threshold {p.Threshold}; it must be smaller");
    }

    // By Novikov's theorem the first-order response to a part of white Gaussian noise is that of the cell in all of it, however large the part is.
    private static NoiseResponses Response(SignalTransmissionParameters p, Session session)
    {
        double sd = p.Noise / mV * Math.Sqrt(p.Shared * (p.MembraneTimeConstant / sample)); // of a sample, mV
        var random = new RandomStream(session.Seed, RandomPurpose.Noise, 1_000_000);
        double[] input = new double[(int)Math.Round(p.Duration / sample)];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = sd * random.NextNormal();
        }

        var spikes = Spikes(p, p.Mean, Math.Sqrt(1 - p.Shared) * p.Noise, input, sample, p.Cells, session);
        double[] rate = [.. spikes.PopulationRate(sample).Values];
        return new NoiseResponses(FrequencyResponse.OfNoise(input, rate, sample, 500 * ms), FrequencyResponse.OfNoise(input, rate, sample, 100 * ms));
    }

    private static double Attenuation(double f) => Math.Pow(Math.Sin(Math.PI * f * (sample / second)) / (Math.PI * f * (sample / second)), 2);

    // A mean that goes up and down by turns: the rate after a step upward, averaged over steps and cells.
    private static StepCourse Steps(SignalTransmissionParameters p, bool isNoisy, Session session)
    {
        int steps = (int)(p.Duration / p.Hold);
        double[] levels = [.. Enumerable.Range(0, steps).Select(i => (i % 2 == 0 ? 1 : -1) * (p.Step / mV))];
        var spikes = Spikes(p, isNoisy ? p.Mean : Quiet(p), (isNoisy ? 1 : 0) * p.Noise, levels, p.Hold, p.Cells, session);
        Time[] ups = [.. Enumerable.Range(1, (steps / 2) - 1).Select(i => NoisyCellParameters.Settling + (2 * i * p.Hold))];
        var after = TrialHistogram.Of(spikes, ups, p.Hold, bin);
        var before = TrialHistogram.Of(spikes, [.. ups.Select(up => up - (p.Hold / 2))], p.Hold / 2, bin);
        return new StepCourse(after, before.RatesHz.Average(), after.RatesHz.Skip(after.RatesHz.Count / 2).Average());
    }

    // The squared correlation of random levels with the spikes of few cells just after each.
    private static Estimate Decoded(SignalTransmissionParameters p, bool isNoisy, Session session)
    {
        var random = new RandomStream(session.Seed, RandomPurpose.Noise, 2_000_000);
        double[] levels = new double[(int)(p.Duration / (2 * p.Window))];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = p.Step / mV * ((2 * random.NextDouble()) - 1);
        }

        var spikes = Spikes(p, isNoisy ? p.Mean : Quiet(p), (isNoisy ? 1 : 0) * p.Noise, levels, 2 * p.Window, p.Decoders, session);
        double[] counts = [.. spikes.PopulationRate(p.Window).Values.Where((_, i) => i % 2 == 0)];
        int pairs = Math.Min(counts.Length, levels.Length);
        var samples = new double[pairs, 2];
        for (int i = 0; i < pairs; i++)
        {
            (samples[i, 0], samples[i, 1]) = (levels[i], counts[i]);
        }

        var correlation = PairCorrelations.OfSamples(samples);
        return correlation.IsKnown
            ? Estimate.Of(correlation.Value * correlation.Value, 2 * Math.Abs(correlation.Value) * correlation.StandardError,
                correlation.DegreesOfFreedom) : correlation;
    }

    // The mean at which a cell without noise has the rate of the noisy one: refractory + tau ln((mean - reset)/(mean - threshold)) = 1/rate.
    private static Voltage Quiet(SignalTransmissionParameters p)
    {
        double ratio = Math.Exp(((1 / p.Neuron(p.Mean).Rate()) - p.RefractoryPeriod) / p.MembraneTimeConstant);
        return ((ratio * p.Threshold) - p.Reset) / (ratio - 1);
    }

    private static SpikeTrains Spikes(
        SignalTransmissionParameters p, Voltage mean, Voltage noise, double[] millivolts, Time interval, int cells, Session session)
    {
        Current PerMillivolt(double value) => (Current)(value * mV * capacitance / p.MembraneTimeConstant);

        // Without noise the cells keep the phases at which they begin: evenly spread.
        double ratio = (mean - p.Reset) / (mean - p.Threshold);
        Voltage[] start = [.. Enumerable.Range(0, cells).Select(i => noise.SiValue > 0 ? p.Reset
            : mean - (Math.Pow(ratio, -(i + 0.5) / cells) * (mean - p.Reset)))];
        var cell = new EquationCell("dV/dt = (mean - V)/tau + I/C + sigma/sqrt(tau)*xi : mV")
        {
            Parameters =
            {
                ["mean"] = mean, ["tau"] = p.MembraneTimeConstant, ["sigma"] = noise, ["C"] = capacitance, ["threshold"] = p.Threshold, ["reset"] = p.Reset,
            },
            Threshold = "V >= threshold", Reset = "V = reset", RefractoryPeriod = p.RefractoryPeriod, Initial = { ["V"] = start },
            Inputs = [new ArrayCurrent { Samples = [.. millivolts.Select(PerMillivolt)], Interval = interval, Start = NoisyCellParameters.Settling }],
        };
        var network = session.NewNetwork();
        var population = network.Add(new Population("cells", cells, cell));
        using var run = session.Simulate(network, p.TimeStep);
        run.Advance(NoisyCellParameters.Settling, Progress.None);
        var record = run.Record(population.Spikes);
        run.Advance(millivolts.Length * interval);
        return record.Trains();
    }

    private static void CheckResponse(SignalTransmissionParameters p, NoiseResponses response, ThresholdIntegration theory, Findings findings)
    {
        const string Program = "threshold integration by an independent program; tolerance as stated there, or 4 standard errors";
        var isDefault = Reference.Defaults<SignalTransmissionParameters>(each => each.Neuron(15 * mV), each => each.Mean, each => each.Duration,
            each => each.Cells);
        double perMillivolt = p.MembraneTimeConstant / ms;
        foreach (var (f, gain) in new[] { (10, 11.28), (50, 15.03), (100, 12.25), (200, 8.80), (500, 5.58) })
        {
            var measured = response.At(f).GainAt(f * Hz).Times(1 / Attenuation(f));
            var phase = response.At(f).PhaseAt(f * Hz);
            Complex expected = theory.Response(f * Hz) / perMillivolt;
            findings.Check($"gain at {f} Hz (Hz/mV)", expected.Magnitude, measured.Value, 4 * measured.StandardError,
                "threshold integration with the threshold of the grid (Richardson 2007); tolerance: 4 standard errors");
            findings.Check($"phase at {f} Hz (degrees)", expected.Phase * 180 / Math.PI, phase.Value * 180 / Math.PI, 4 * phase.StandardError * 180 / Math.PI,
                "the same");
            findings.Check(new Reference<SignalTransmissionParameters>($"gain at {f} Hz, other program (Hz/mV)", gain, Program, isDefault)
                .Within(Math.Max((f > 200 ? 0.1 : 0.05) * gain, f < NoiseResponses.Slow ? 4 * measured.StandardError : 0)), p, measured.Value);
        }
    }

    private static (Estimate Rise, double Expected) CheckSteps(
        SignalTransmissionParameters p, StepCourse noisy, StepCourse quiet, ThresholdIntegration theory, Findings findings)
    {
        double[] course = SquareWaveResponse.Of(theory, p.MembraneTimeConstant, p.Step, 2 * p.Hold, bin);
        double late = course.Skip(course.Length / 2).Average(), mean = (noisy.Before + noisy.After) / 2;
        double expected = SquareWaveResponse.RiseTime(course, -late, late, bin),
            measured = SquareWaveResponse.RiseTime(noisy.Rates, noisy.Before, noisy.After, bin);

        // The rate's error moves the crossing by that over the slope there.
        int at = Math.Clamp((int)measured, 1, course.Length - 2);
        double slope = (course[at + 1] - course[at - 1]) / 2;
        double error = noisy.Histogram.StandardErrorsHz[at] / Math.Max(slope, 1e-9);
        findings.Check("63 % of a step's way, noisy cells (ms)", expected, measured, (4 * error) + 0.2,
            "Fourier series of threshold integration; tolerance: 4 standard errors of the rate over its slope, and 0.2 ms for what is not linear");
        double[] deviations = [.. course.Select((value, i) => (noisy.Rates[i] - mean - value) / noisy.Histogram.StandardErrorsHz[i])];
        findings.Measure("step response against theory, standard errors (RMS)", Math.Sqrt(deviations.Average(value => value * value)));
        findings.Measure("63 % of a step's way, cells without noise (ms)", SquareWaveResponse.RiseTime(quiet.Rates, quiet.Before, quiet.After, bin));
        findings.Measure("swing at the end over the step, noisy cells", Swing(noisy));
        findings.Measure("swing at the end over the step, cells without noise", Swing(quiet));
        findings.Check(new Check("cells without noise swing more than noisy ones (times)", 1, Math.Min(1, Swing(quiet) / (3 * Swing(noisy))), 0,
            "without noise nothing forgets the phases that the step has set; at least three times"));
        return (Estimate.Of(measured, error), expected);
    }

    // The standard deviation of the rate in the second half of the hold, over the step of the rate.
    private static double Swing(StepCourse course)
    {
        double[] late = [.. course.Rates.Skip(course.Rates.Count / 2)];
        return Math.Sqrt(late.Average(rate => (rate - course.After) * (rate - course.After))) / (course.After - course.Before);
    }

    private static void Draw(
        SignalTransmissionParameters p, NoiseResponses response, ThresholdIntegration theory, StepCourse noisy, StepCourse quiet,
        TrackingNetwork network, Findings findings)
    {
        double perMillivolt = p.MembraneTimeConstant / ms;
        int[] shown = [.. Plot.Range(10, 1000, 24, logarithmic: true).Select(f => (int)Math.Round(f / 10) - 1).Distinct()];
        double[] frequencies = [.. shown.Select(i => response.Coarse.FrequenciesHz[i])];
        double[] times = [.. noisy.Histogram.TimesSeconds.Select(time => time * 1000)];
        double[] course = SquareWaveResponse.Of(theory, p.MembraneTimeConstant, p.Step, 2 * p.Hold, bin);
        double mean = (noisy.Before + noisy.After) / 2;
        Panel Panel(Axis y, Func<Complex, double> of, IEnumerable<double> measured, IEnumerable<double> errors) => Plot.Theory(
            new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, y, [("theory", f => of(theory.Response(f * Hz) / perMillivolt))], frequencies,
                measured, errors);
        findings.SideBySide(
            "transmission", "How a population follows a signal",
            "(A) Gain and (B) phase of the rate of noisy cells, found by the noise that they share. (C) The rate after a step up of the mean, cells with "
                + "noise, and (D) without: "
                + "lines, simulated; dashed, theory. (E) The active part of a recurrent network in balance after a step of its input; a unit alone would "
                + "take 10 ms.",
            Panel(new Axis("Gain", "Hz/mV") { Minimum = 0 }, gain => gain.Magnitude,
                frequencies.Select(f => response.At(f).GainAt(f * Hz).Value / Attenuation(f)),
                    frequencies.Select(f => response.At(f).GainAt(f * Hz).StandardError / Attenuation(f))),
            Panel(new Axis("Phase lead", "degrees"), gain => gain.Phase * 180 / Math.PI,
                frequencies.Select(f => response.At(f).PhaseAt(f * Hz).Value * 180 / Math.PI),
                    frequencies.Select(f => response.At(f).PhaseAt(f * Hz).StandardError * 180 / Math.PI)),
            Plot.Panel(new Axis("Time after the step", "ms"), new Axis("Rate", "Hz") { Minimum = 0 },
                Plot.Line("noisy cells", times, noisy.Rates),
                    Plot.Line("theory", times, course.Select(value => mean + value), LineStyle.Dashed, Palette.At(1))),
            Plot.Panel(new Axis("Time after the step", "ms"), new Axis("Rate", "Hz") { Minimum = 0 },
                Plot.Line("cells without noise", times, quiet.Rates, colour: Palette.At(2))),
            network.Panel());
        findings.Table("steps.csv", "rate after a step up of the mean", Enumerable.Range(0, times.Length),
            ("time (ms)", i => times[i]), ("noisy (Hz)", i => noisy.Rates[i]), ("standard error (Hz)", i => noisy.Histogram.StandardErrorsHz[i]),
            ("theory (Hz)", i => mean + course[i]), ("without noise (Hz)", i => quiet.Rates[i]));
    }

    private sealed record StepCourse(TrialHistogram Histogram, double Before, double After)
    {
        public IReadOnlyList<double> Rates => Histogram.RatesHz;
    }
}
