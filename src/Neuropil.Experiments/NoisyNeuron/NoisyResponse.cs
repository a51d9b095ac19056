using System.Numerics;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>How a noisy cell's rate follows a modulation of its mean input.</summary>
/// <param name="Frequency">The frequency.</param>
/// <param name="Measured">Simulated gain (Hz per mV) and phase.</param>
/// <param name="Predicted">Those of theory, on the grid.</param>
/// <param name="GainError">The standard error of the simulated gain, sqrt(2 rate / (cells time)) / amplitude, as of a Poisson process of that rate, the more irregular case.</param>
internal sealed record NoisyResponse(Frequency Frequency, Complex Measured, Complex Predicted, double GainError)
{
    public static NoisyResponse Of(NoisyNeuronParameters parameters, Frequency frequency, SpikeTrains spikes)
    {
        double amplitude = parameters.Amplitude / mV;
        double tau = parameters.MembraneTimeConstant / ms;
        var measured = NoisyPopulation.Response(spikes, frequency, parameters.TimeStep, parameters.Duration) / amplitude;
        var predicted = ThresholdIntegration.Of(parameters.Neuron(parameters.Mean).OnGrid(parameters.TimeStep)).Response(frequency) / tau;
        double error = Math.Sqrt(2 * spikes.MeanRate().SiValue / (spikes.NeuronCount * spikes.Duration.SiValue)) / amplitude;
        return new NoisyResponse(frequency, measured, predicted, error);
    }
}
