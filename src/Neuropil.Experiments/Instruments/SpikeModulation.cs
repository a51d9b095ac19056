using System.Numerics;

namespace Neuropil.Experiments;

/// <summary>How spikes follow a periodic input.</summary>
public static class SpikeModulation
{
    /// <summary>
    /// The amplitude (Hz) and phase of a population's rate at a frequency, as of amplitude cos(2 pi frequency t). A spike counts at the beginning
    /// of its step, where the input of the step was taken. Only whole periods from <paramref name="from"/> on count.
    /// </summary>
    public static Complex ModulationAt(this SpikeTrains spikes, Frequency frequency, Time from, Time duration)
    {
        double end = from.SiValue + (Math.Floor(duration * frequency) / frequency.SiValue);
        var sum = Complex.Zero;
        foreach (int step in spikes.Steps)
        {
            double time = step * spikes.TimeStep.SiValue;
            sum += time < end ? Complex.Exp(new Complex(0, -2 * Math.PI * frequency.SiValue * time)) : 0;
        }

        return 2 * sum / (spikes.NeuronCount * (end - from.SiValue));
    }
}
