using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on rhythms in short forms.</summary>
public sealed class RhythmTests
{
    /// <summary>All numbers of the other program, and the network's frequencies, its lag and what inhibition does.</summary>
    [Fact]
    public void Pyramidal_cells_and_interneurons_make_gamma()
    {
        var result = new PingExperiment().Run(new PingParameters { Decays = [9 * ms, 15 * ms, 20 * ms], Duration = 600 * ms }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(10, result.Checks.Count);
        Assert.Equal(["pair", "network", "cut", "rhythm"], result.Figures.Select(figure => figure.Name));
    }

    /// <summary>An engine with steps and the adaptive solver share equations only; 0.02 ms is a thousandth of the period.</summary>
    [Fact]
    public void A_network_of_two_cells_is_the_pair()
    {
        var pair = new GammaPair();
        var (e, i) = new GammaNetwork(pair, 1, 1, 0).Run(TestSession.With(new ExperimentContext()), 0.02 * ms, 200 * ms, 400 * ms);
        double period = (e.TimesSeconds()[^1] - e.TimesSeconds()[0]) / (e.Count - 1) * 1000;
        var rhythm = GammaRhythm.Of(pair, default);
        Assert.Equal(rhythm.PeriodMs, period, 0.02 * rhythm.PeriodMs);
        Assert.Equal(1, rhythm.InhibitoryPerCycle);
        Assert.InRange(i.Count, e.Count - 1, e.Count + 1);
    }

    [Fact]
    public void Threads_change_no_spike_of_cells_whose_synapses_open_by_potential()
    {
        string[] hashes = [.. new[] { 1, 3 }.Select(threads =>
        {
            var session = TestSession.With(new ExperimentContext { Threads = threads });
            var (e, i) = new GammaNetwork(new GammaPair(), 40, 10, 0.05).Run(session, 0.02 * ms, 20 * ms, 100 * ms);
            return e.Hash() + i.Hash();
        })];
        Assert.Equal(hashes[0], hashes[1]);
    }
}
