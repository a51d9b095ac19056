using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The leaky integrate-and-fire cell with white noise: rate, irregularity and response to modulation, in theory and simulated.</summary>
public sealed class NoisyNeuronExperiment : Experiment<NoisyNeuronParameters>
{
    // The simulation's own fluctuation; three standard errors as the reference demands, four for the many points of curves.
    private const double StandardErrors = 3;
    private const double StandardErrorsOfCurve = 4;

    /// <inheritdoc/>
    public override string Name => "noisy-neuron";

    /// <inheritdoc/>
    public override string Question => "How does a noisy cell fire: rate and irregularity against the mean input, and how fast can its rate follow a modulated input?";

    /// <inheritdoc/>
    public override string Source => "Siegert (1951); Brunel (2000); Richardson, Phys. Rev. E 76 (2007); Brunel, Chance, Fourcaud and Abbott, Phys. Rev. Lett. 86 (2001)";

    /// <inheritdoc/>
    public override ExperimentResult Run(NoisyNeuronParameters parameters, ExperimentContext context)
    {
        var curve = NoisyPopulation.Run(
            parameters, [.. parameters.Means.Select(mean => (Label(mean), mean, 0 * mV, 1 * Hz))], context, context.Progress.Part(0, 2));
        var modulated = curve.Interrupted ? null : NoisyPopulation.Run(
            parameters, [.. parameters.Frequencies.Select(f => (f.ToString(), parameters.Mean, parameters.Amplitude, f))], context, context.Progress.Part(1, 2));
        bool interrupted = modulated is null or { Interrupted: true };
        var points = parameters.Means.Zip(curve.Groups, (mean, spikes) => NoisyRate.Of(parameters, mean, spikes)).ToList();
        var responses = interrupted ? [] : parameters.Frequencies.Zip(modulated!.Groups, (f, spikes) => NoisyResponse.Of(parameters, f, spikes)).ToList();
        return new ExperimentResult
        {
            Answer = interrupted ? "The run was interrupted before its end." : Answer(parameters, points, responses),
            Notes = ["V is known at the points of the grid only, so that the simulated cell acts as one with its threshold raised by 0.5826 sigma sqrt(dt/tau) + (mean - threshold) dt/(4 tau): theory is drawn for both."],
            Checks = interrupted ? [] : [.. NoisyNeuronReference.Checks(parameters), .. Checks(parameters, points, responses)],
            Figures = interrupted ? [NoisyFigures.Curve(parameters, points)] : [NoisyFigures.Curve(parameters, points), NoisyFigures.Response(parameters, responses), NoisyFigures.Intervals(parameters, points, curve.Groups)],
            Populations = [.. curve.Groups.Concat(modulated?.Groups ?? []).Select(PopulationSummary.Of)],
            Counters = modulated is null ? curve.Counters : curve.Counters.Add(modulated.Counters),
            Interrupted = interrupted,
        };
    }

    /// <inheritdoc/>
    protected override void Validate(NoisyNeuronParameters parameters)
    {
        if (!(parameters.Reset < parameters.Threshold))
        {
            throw new UserErrorException($"--reset {parameters.Reset} is not below --threshold {parameters.Threshold}");
        }

        if (parameters.Frequencies.Any(f => f * parameters.Duration < 1))
        {
            throw new UserErrorException($"--duration {parameters.Duration} is shorter than a period of --frequencies {parameters.Frequencies.Min()}");
        }

        if (parameters.Frequencies.Any(f => f * parameters.TimeStep > 0.5))
        {
            throw new UserErrorException($"--frequencies {parameters.Frequencies.Max()} is beyond half a cycle per time step of {parameters.TimeStep}");
        }
    }

    private static string Label(Voltage mean) => $"mean {mean / mV:G4} mV";

    private static string Answer(NoisyNeuronParameters parameters, List<NoisyRate> points, List<NoisyResponse> responses)
    {
        var (low, high) = (points.MinBy(point => point.Mean)!, points.MaxBy(point => point.Mean)!);
        var irregular = points.Where(point => double.IsFinite(point.Cv)).MaxBy(point => point.Cv);
        string cv = irregular is null ? "" : $" and the CV of the intervals from {irregular.Cv:F2} (at {irregular.Mean / mV:G4} mV) to {points.Where(point => double.IsFinite(point.Cv)).Min(point => point.Cv):F2}";
        var best = responses.MaxBy(response => response.Measured.Magnitude)!;
        var fast = responses.MaxBy(response => response.Frequency)!;
        return $"From a mean of {low.Mean / mV:G4} to {high.Mean / mV:G4} mV the rate goes from {low.Rate:F1} to {high.Rate:F1} Hz{cv}; "
            + $"at {parameters.Mean / mV:G4} mV the rate follows a modulation best at {best.Frequency / Hz:G4} Hz ({best.Measured.Magnitude:F1} Hz/mV) "
            + $"and still with {fast.Measured.Magnitude:F1} Hz/mV at {fast.Frequency / Hz:G4} Hz.";
    }

    private static IEnumerable<Check> Checks(NoisyNeuronParameters parameters, List<NoisyRate> points, List<NoisyResponse> responses)
    {
        const string Siegert = "Siegert's formula with the threshold of the grid; standard error from Brunel's CV";
        foreach (var point in points)
        {
            bool isMain = point.Mean == parameters.Mean;
            yield return new Check(
                $"rate at {point.Mean / mV:G4} mV (Hz)", point.PredictedRate, point.Rate, (isMain ? StandardErrors : StandardErrorsOfCurve) * point.RateError, Siegert);
            if (isMain && double.IsFinite(point.Cv))
            {
                yield return new Check(
                    $"CV at {point.Mean / mV:G4} mV", point.PredictedCv, point.Cv, StandardErrors * point.CvError, "Brunel (2000), appendix A, with the threshold of the grid");
            }
        }

        foreach (var response in responses)
        {
            double error = StandardErrorsOfCurve * response.GainError;
            yield return new Check(
                $"response at {response.Frequency / Hz:G4} Hz (Hz/mV)", response.Predicted.Magnitude, response.Measured.Magnitude,
                error, "threshold integration (Richardson 2007) with the threshold of the grid");
        }
    }
}
