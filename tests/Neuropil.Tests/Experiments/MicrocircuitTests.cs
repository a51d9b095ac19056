using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The cortical microcircuit: its numbers against the published ones, and a small one against theory.</summary>
public class MicrocircuitTests
{
    [Fact]
    public void Numbers_of_synapses_and_weights_are_the_published_ones()
    {
        long synapses = 0;
        for (int target = 0; target < 8; target++)
        {
            for (int source = 0; source < 8; source++)
            {
                synapses += MicrocircuitData.Synapses(target, source);
            }
        }

        Assert.Equal(298_880_968, synapses);
        Assert.Equal(77_169, MicrocircuitData.Sizes.Sum());
        Assert.Equal(87.8085, MicrocircuitModel.CurrentOf(0.15 * mV) / pA, 1e-4);
    }

    // Rates of 20 networks of an independent program (tests/references/networks/microcircuit.cpp .05 100 1100 1 ... 20): mean and standard deviation, Hz. Below
    // full scale correlations differ, and layers 2/3 and 6 fire much less than in the full network.
    private static readonly (double Mean, double Deviation)[] smallRates =
    [
        (0.189, 0.026), (1.105, 0.087), (3.128, 0.072), (3.644, 0.044), (4.853, 0.331), (6.433, 0.112), (0.495, 0.038), (5.917, 0.075),
    ];

    [Fact]
    public void A_small_part_of_it_fires_as_in_an_independent_program()
    {
        // Student's quantile for 19 degrees of freedom: with eight rates 1 false alarm in 12 500 other seeds.
        const double Quantile = 5.949;
        var result = Run(new MicrocircuitParameters { Scale = 0.05, Transient = 100 * ms, Duration = 1000 * ms });
        Assert.Equal(8, result.Populations.Count);
        for (int i = 0; i < 8; i++)
        {
            double most = Quantile * smallRates[i].Deviation * Math.Sqrt(1 + (1.0 / 20));
            Assert.InRange(result.Populations[i].RateHz, smallRates[i].Mean - most, smallRates[i].Mean + most);
        }
    }

    [Fact]
    public void Rows_that_are_made_again_change_no_spike()
    {
        var parameters = new MicrocircuitParameters { Scale = 0.03, Transient = 0 * ms, Duration = 100 * ms };
        var stored = Run(parameters);
        Assert.True(stored.Populations.Sum(population => population.Spikes) > 50);
        Assert.Equal(stored.Counters.SpikeHash, Run(parameters with { Regenerated = true }).Counters.SpikeHash);
        var coded = Run(parameters with { Coded = true });
        Assert.Equal(coded.Counters.SpikeHash, Run(parameters with { Coded = true, Regenerated = true }).Counters.SpikeHash);
    }

    private static ExperimentResult Run(MicrocircuitParameters parameters) => new MicrocircuitExperiment().Run(parameters, new ExperimentContext());
}
