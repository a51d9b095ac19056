using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What formulas and independent programs give for the default cell.</summary>
internal static class NoisyNeuronReference
{
    private const string Formula = "Siegert's and Brunel's formulas by an independent quadrature (mpmath)";
    private const string Program = "threshold integration by an independent program";

    /// <summary>The checks, none for a cell with other parameters.</summary>
    public static IEnumerable<Check> Checks(NoisyNeuronParameters parameters)
    {
        var cell = new NoisyNeuronParameters().Neuron(15 * mV);
        if (parameters.Neuron(15 * mV) != cell)
        {
            yield break;
        }

        yield return new Check("Siegert's rate at 15 mV (Hz)", 27.1095934379, cell.Rate() / Hz, 1e-8, Formula);
        yield return new Check("rate by threshold integration (Hz)", 27.1095934379, ThresholdIntegration.Of(cell).Rate / Hz, 1e-4, Formula);
        foreach (var (mean, cv) in new[] { (15.0, 0.3007), (13.0, 0.8235), (12.5, 0.9389) })
        {
            yield return new Check($"CV in theory at {mean:G3} mV", cv, (cell with { Mean = mean * mV }).CoefficientOfVariation(), 5e-5, Formula);
        }

        var integration = ThresholdIntegration.Of(cell);
        double tau = cell.MembraneTimeConstant / ms;
        foreach (var (frequency, gain) in new[] { (1.0, 10.16), (10, 11.28), (50, 15.03), (100, 12.25), (200, 8.80), (500, 5.58) })
        {
            double tolerance = frequency > 200 ? 0.1 : 0.05;
            yield return new Check($"gain in theory at {frequency} Hz (Hz/mV)", gain, integration.Response(frequency * Hz).Magnitude / tau, tolerance * gain, Program);
        }

        foreach (var (frequency, degrees) in new[] { (10.0, 15.9), (50, -22.5), (500, -42.7) })
        {
            yield return new Check($"phase in theory at {frequency} Hz (degrees)", degrees, integration.Response(frequency * Hz).Phase * 180 / Math.PI, 1, Program);
        }
    }
}
