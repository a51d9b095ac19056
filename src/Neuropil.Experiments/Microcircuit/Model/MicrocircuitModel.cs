using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The full-scale model of the tissue below a square millimetre of early sensory cortex: four layers with excitatory and inhibitory cells, 77 169 leaky
/// integrate-and-fire cells with exponential currents and 0.3 billion synapses (Potjans and Diesmann 2014, Cereb. Cortex 24:785).
/// </summary>
/// <remarks>
/// Below full scale cells and synapses per cell shrink by the same factor k, weights grow by 1/sqrt(k), which keeps the variance of the input, and a current
/// gives back the mean: tau (1 - sqrt(k)) times the sum of weight, number and rate of all inputs (van Albada, Helias and Diesmann 2015, PLoS Comput. Biol.
/// 11:e1004490). Correlations are not kept.
/// </remarks>
public static class MicrocircuitModel
{
    private static readonly Capacitance capacitance = 250 * pF;
    private static readonly Time membraneTime = 10 * ms;
    private static readonly Time synapticTime = 0.5 * ms;

    // One in a billion delays lies above, and is drawn again.
    private const double HighestDelayDeviations = 6;

    /// <summary>The network, and its eight populations in the order L2/3 E, L2/3 I, ... L6 I.</summary>
    public static (Network Network, IReadOnlyList<Population> Populations) Build(MicrocircuitParameters p, ulong seed)
    {
        var network = new Network { Seed = seed };
        var populations = MicrocircuitData.Names.Select((name, i) => network.Add(new Population(name, Size(i, p), Cell(i, p))
        {
            Initial = { ["V"] = Normal(MicrocircuitData.Potentials[i].Mean * mV, MicrocircuitData.Potentials[i].Deviation * mV) },
        })).ToList();
        var receptor = new ExponentialCurrent("synapse") { Decay = synapticTime };
        for (int target = 0; target < populations.Count; target++)
        {
            for (int source = 0; source < populations.Count; source++)
            {
                var number = new FixedTotalNumber((long)Math.Round(MicrocircuitData.Synapses(target, source) * p.Scale * p.Scale));
                if (number.Count > 0 && !p.Unconnected)
                {
                    Current weight = Weight(target, source, p) / Math.Sqrt(p.Scale);
                    network.Add(new Projection<Current>
                    {
                        Source = populations[source], Target = populations[target], Rule = number, Receptor = receptor, Delay = Delay(source, p),
                        Weight = Weights(weight, p), IsStored = !p.Regenerated, HasCodedWeights = p.Coded,
                    });
                }
            }

            if (p.Background == MicrocircuitBackground.Poisson)
            {
                AddBackground(network, populations[target], target, receptor, p);
            }
        }

        return (network, populations);
    }

    /// <summary>The current of a synapse whose potential has the peak of <paramref name="potential"/> in the model's cells.</summary>
    public static Current CurrentOf(Voltage potential)
    {
        // V(t) = (I/C) tm ts/(tm - ts) (e^(-t/tm) - e^(-t/ts)) is largest where both exponentials fall equally fast.
        double ratio = membraneTime / synapticTime;
        double peak = Math.Pow(ratio, -1 / (ratio - 1)) - Math.Pow(ratio, -ratio / (ratio - 1));
        return potential * capacitance / (membraneTime / (ratio - 1) * peak);
    }

    /// <summary>
    /// The constant current into the cells of a population: the background where it is constant, and the mean of what a smaller network lacks.
    /// </summary>
    public static Current ConstantInput(int population, MicrocircuitParameters p)
    {
        Current external = CurrentOf(p.Potential) * (MicrocircuitData.ExternalInDegrees[population] * (synapticTime * p.BackgroundRate));
        double lost = 1 - Math.Sqrt(p.Scale);
        Current current = (p.Background == MicrocircuitBackground.Constant ? 1 : lost) * external;
        for (int source = 0; source < MicrocircuitData.Sizes.Count; source++)
        {
            double inDegree = (double)MicrocircuitData.Synapses(population, source) / MicrocircuitData.Sizes[population];
            current += lost * inDegree * (synapticTime * (MicrocircuitData.RatesHz[source] * Hz)) * Weight(population, source, p);
        }

        return current;
    }

    private static LeakyIntegrateAndFire Cell(int population, MicrocircuitParameters p)
    {
        var current = ConstantInput(population, p);
        return new LeakyIntegrateAndFire
        {
            Capacitance = capacitance, LeakConductance = capacitance / membraneTime, LeakReversal = -65 * mV, Threshold = -50 * mV, Reset = -65 * mV,
            RefractoryPeriod = 2 * ms, Inputs = current == 0 * pA ? [] : [new ConstantCurrent { Amplitude = current }],
        };
    }

    private static int Size(int population, MicrocircuitParameters p) => Math.Max(1, (int)Math.Round(MicrocircuitData.Sizes[population] * p.Scale));

    private static Current Weight(int target, int source, MicrocircuitParameters p)
    {
        bool isDoubled = MicrocircuitData.Names[target] == "L23E" && MicrocircuitData.Names[source] == "L4E";
        return CurrentOf(p.Potential) * (MicrocircuitData.IsExcitatory(source) ? isDoubled ? 2 : 1 : -p.RelativeInhibition);
    }

    // None changes its sign.
    private static Parameter<Current> Weights(Current mean, MicrocircuitParameters p)
    {
        Current size = mean < 0 * pA ? -mean : mean;
        return p.WeightDeviation == 0 ? mean
            : TruncatedNormal(mean, p.WeightDeviation * size, mean < 0 * pA ? 2 * mean : 0 * pA, mean < 0 * pA ? 0 * pA : 2 * mean);
    }

    private static Parameter<Time> Delay(int source, MicrocircuitParameters p)
    {
        Time mean = MicrocircuitData.IsExcitatory(source) ? p.ExcitatoryDelay : p.InhibitoryDelay;
        Time deviation = p.DelayDeviation * mean;
        Time low = p.TimeStep < mean ? p.TimeStep : mean;
        return p.DelayDeviation == 0 ? mean : TruncatedNormal(mean, deviation, low, mean + (HighestDelayDeviations * deviation));
    }

    // Independent Poisson trains add up to one, which no delay makes another.
    private static void AddBackground(Network network, Population target, int population, ExponentialCurrent receptor, MicrocircuitParameters p)
        => network.Add(new PoissonInput<Current>
        {
            Name = "background", Target = target, Receptor = receptor, Weight = CurrentOf(p.Potential) / Math.Sqrt(p.Scale),
            Rate = MicrocircuitData.ExternalInDegrees[population] * p.Scale * p.BackgroundRate,
        });
}
