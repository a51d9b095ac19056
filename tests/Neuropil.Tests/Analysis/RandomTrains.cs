using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

/// <summary>Spike trains whose statistics are known in closed form.</summary>
internal static class RandomTrains
{
    public static readonly Time TimeStep = 0.1 * ms;

    /// <summary>Independent renewal trains with gamma-distributed intervals of the given order (1: Poisson), in equilibrium enough after a long lead.</summary>
    public static SpikeTrains Gamma(int neurons, double rateHz, double seconds, int order = 1, ulong seed = 1)
    {
        var spikes = new List<(int Step, int Neuron)>();
        for (int neuron = 0; neuron < neurons; neuron++)
        {
            var random = new RandomStream(seed, RandomPurpose.SpikeSource, (ulong)neuron);
            double time = -20 / rateHz; // the start is forgotten after twenty intervals
            while (time < seconds)
            {
                if (time > 0)
                {
                    spikes.Add(((int)(time / TimeStep.SiValue), neuron));
                }

                for (int stage = 0; stage < order; stage++)
                {
                    time += random.NextExponential() / (order * rateHz);
                }
            }
        }

        return Of(neurons, seconds, spikes);
    }

    /// <summary>Independent Poisson trains that share a rate r (1 + depth sin(2π f t)).</summary>
    public static SpikeTrains Modulated(int neurons, double rateHz, double depth, double frequencyHz, double seconds, ulong seed = 1)
    {
        var spikes = new List<(int Step, int Neuron)>();
        for (int neuron = 0; neuron < neurons; neuron++)
        {
            var random = new RandomStream(seed, RandomPurpose.SpikeSource, (ulong)neuron);
            double time = 0;
            double largest = rateHz * (1 + depth);
            while ((time += random.NextExponential() / largest) < seconds)
            {
                // Thinning (Lewis and Shedler, Naval Res. Logistics 26 (1979) 403).
                if (random.NextDouble() * largest < rateHz * (1 + (depth * Math.Sin(2 * Math.PI * frequencyHz * time))))
                {
                    spikes.Add(((int)(time / TimeStep.SiValue), neuron));
                }
            }
        }

        return Of(neurons, seconds, spikes);
    }

    /// <summary>Every neuron fires at each multiple of the interval, one step later per neuron where they are staggered.</summary>
    public static SpikeTrains Regular(int neurons, int intervalSteps, int spikesEach, bool staggered = false)
        => Of(
            neurons,
            intervalSteps * spikesEach * TimeStep.SiValue,
            [.. Enumerable.Range(0, spikesEach).SelectMany(k => Enumerable.Range(0, neurons).Select(n => ((k * intervalSteps) + (staggered ? n : 0), n)))]);

    /// <summary>Spikes in any order; two of one neuron in one step become one.</summary>
    public static SpikeTrains Of(int neurons, double seconds, List<(int Step, int Neuron)> spikes)
    {
        var ordered = spikes.Distinct().Order().ToList();
        int stop = (int)Math.Round(seconds / TimeStep.SiValue);
        return new SpikeTrains("cells", neurons, TimeStep, 0, stop, [.. ordered.Select(s => s.Step)], [.. ordered.Select(s => s.Neuron)]);
    }
}
