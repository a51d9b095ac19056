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

    // The rates that scaling is to preserve are those of the full network; correlations differ below full scale, and small numbers of cells add noise.
    [Fact]
    public void A_small_part_of_it_fires_about_as_the_whole()
    {
        var result = Run(new MicrocircuitParameters { Scale = 0.05, Transient = 100 * ms, Duration = 300 * ms });
        Assert.Equal(8, result.Populations.Count);
        for (int i = 0; i < 8; i++)
        {
            Assert.InRange(result.Populations[i].RateHz, 0.25 * MicrocircuitData.RatesHz[i], 2.5 * MicrocircuitData.RatesHz[i]);
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
