using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="RateResponseExperiment"/>.</summary>
internal sealed record RateResponseParameters : NoisyCellParameters
{
    [Option("frequencies of the modulation", MoreThan = "0 Hz", Unit = "Hz")]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [1 * Hz, 10 * Hz, 20 * Hz, 30 * Hz, 50 * Hz, 100 * Hz, 200 * Hz, 500 * Hz];

    [Option("amplitude of the modulation of the mean", MoreThan = "0 mV", Unit = "mV")] public Voltage Amplitude { get; init; } = 0.25 * mV;
}

/// <summary>The response of the rate of a leaky integrate-and-fire cell with white noise to a modulated input, theory and simulation.</summary>
internal sealed class RateResponseExperiment : Experiment<RateResponseParameters>
{
    public override string Name => "rate-response";

    public override string Question => "How fast can the rate of noisy cells follow a modulated input?";

    public override string Source => "Richardson, Phys. Rev. E 76 (2007); Brunel, Chance, Fourcaud and Abbott, Phys. Rev. Lett. 86 (2001)";

    public override void Run(RateResponseParameters p, Session session, Findings findings)
    {
        CheckTheory(p, findings);
        var spikes = p.Spikes([.. p.Frequencies.Select(f => (f.ToString(), p.Mean, p.Amplitude, f))], session, findings);
        var (free, grid) = (ThresholdIntegration.Of(p.Neuron(p.Mean)), ThresholdIntegration.Of(p.OnGrid(p.Mean)));
        Complex Theory(ThresholdIntegration cell, Frequency f) => cell.Response(f) / (p.MembraneTimeConstant / ms);

        // The standard error of a gain is that of a Poisson process of the same rate, the more irregular case.
        double amplitude = p.Amplitude / mV;
        double Error(SpikeTrains trains) => Math.Sqrt(2 * trains.MeanRate().SiValue / (trains.NeuronCount * trains.Duration.SiValue)) / amplitude;
        var points = p.Frequencies.Zip(spikes, (f, trains) => (
            Frequency: f, Gain: trains.ModulationAt(f, NoisyCellParameters.Settling, p.Duration) / amplitude, Error: Error(trains))).ToList();
        Panel Panel(Axis y, Func<Complex, double> of, IEnumerable<double> errors) => Plot.Theory(
            new Axis("Frequency", "Hz") { Scale = AxisScale.Logarithmic }, y,
            [("theory", f => of(Theory(free, f * Hz))), ($"theory on a grid of {p.TimeStep}", f => of(Theory(grid, f * Hz)))],
            [.. p.Frequencies.Select(f => f / Hz)], points.Select(point => of(point.Gain)), errors);
        findings.Figure(
            "response", "Response to a modulated input",
            $"(A) Gain and (B) phase of the rate at a mean of {p.Mean / mV:G4} mV. Points: simulated. Lines: threshold integration.",
            Panel(new Axis("Gain", "Hz/mV") { Minimum = 0 }, gain => gain.Magnitude, points.Select(point => point.Error)),
            Panel(new Axis("Phase lead", "degrees"), Degrees, points.Select(point => point.Error / point.Gain.Magnitude * 180 / Math.PI)));
        points.ForEach(point => findings.Check(
            $"response at {point.Frequency / Hz:G4} Hz (Hz/mV)", Theory(grid, point.Frequency).Magnitude, point.Gain.Magnitude, 4 * point.Error,
            "threshold integration (Richardson 2007) with the threshold of the grid"));
        var (best, fast) = (points.MaxBy(point => point.Gain.Magnitude), points.MaxBy(point => point.Frequency));
        findings.Answer($"At {p.Mean / mV:G4} mV the rate follows a modulation best at {best.Frequency / Hz:G4} Hz ({best.Gain.Magnitude:F1} Hz/mV) "
            + $"and still with {fast.Gain.Magnitude:F1} Hz/mV at {fast.Frequency / Hz:G4} Hz.");
    }

    protected override void Validate(RateResponseParameters p)
    {
        p.Require();
        Refuse.If(
            p.Frequencies.Any(f => f * p.Duration < 1), $"--duration {p.Duration} is shorter than a period of --frequencies {p.Frequencies.Min()}");
        Refuse.If(
            p.Frequencies.Any(f => f * p.TimeStep > 0.5), $"--frequencies {p.Frequencies.Max()} is beyond half a cycle per time step of {p.TimeStep}");
    }

    private static double Degrees(Complex gain) => gain.Phase * 180 / Math.PI;

    // What formulas and independent programs give for the default cell.
    private static void CheckTheory(RateResponseParameters p, Findings findings)
    {
        const string Program = "threshold integration by an independent program";
        var cell = new RateResponseParameters().Neuron(15 * mV);
        var (integration, tau) = (ThresholdIntegration.Of(cell), cell.MembraneTimeConstant / ms);
        var isDefault = Reference.Defaults<RateResponseParameters>(each => each.Neuron(15 * mV));
        void Check(string name, double predicted, double measured, double tolerance, string source)
            => findings.Check(new Reference<RateResponseParameters>(name, predicted, source, isDefault).Within(tolerance), p, measured);
        Check(
            "rate by threshold integration (Hz)", 27.1095934379, integration.Rate / Hz, 1e-4,
            "Siegert's and Brunel's formulas by an independent quadrature (mpmath)");
        foreach (var (f, gain) in new[] { (1, 10.16), (10, 11.28), (50, 15.03), (100, 12.25), (200, 8.80), (500, 5.58) })
        {
            Check($"gain in theory at {f} Hz (Hz/mV)", gain, integration.Response(f * Hz).Magnitude / tau, (f > 200 ? 0.1 : 0.05) * gain, Program);
        }

        foreach (var (f, degrees) in new[] { (10, 15.9), (50, -22.5), (500, -42.7) })
        {
            Check($"phase in theory at {f} Hz (degrees)", degrees, Degrees(integration.Response(f * Hz)), 1, Program);
        }
    }
}
