using Neuropil.Benchmarks;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Benchmarks;

/// <summary>The microcircuit by hand is a limit only if it is the same network: no speed is tested here.</summary>
public class MicrocircuitBenchmarkTests
{
    private static readonly MicrocircuitParameters Small = new() { Scale = 0.05 };

    [Fact]
    public void Rows_by_hand_have_the_synapses_delays_and_weights_of_the_model()
    {
        var rows = new MicrocircuitRows(Small);
        var (network, populations) = MicrocircuitModel.Build(Small, seed: 1);
        using var run = new Simulation(network, new RunOptions { Threads = 1 });
        Assert.Equal(run.Synapses, rows.Synapses);
        Assert.Equal(rows.Synapses, Enumerable.Range(0, rows.Sources).Sum(source => (long)rows.LengthOf(source)));

        for (int population = 0; population < populations.Count; population++)
        {
            var (begin, end) = rows.CellsOf(population);
            Assert.Equal(populations[population].Size, end - begin);
            var drawn = Enumerable.Range(begin, end - begin).SelectMany(cell => rows.Draw(cell).ToArray()).ToList();
            Assert.All(drawn, synapse => Assert.InRange(synapse.Delay, rows.ShortestDelay, rows.LongestDelay));

            // 15 +- 7.5 steps and 7.5 +- 3.75; what lies below a step is drawn again, which raises the mean by 3 %.
            double mean = MicrocircuitData.IsExcitatory(population) ? 15 : 7.5;
            Assert.InRange(drawn.Average(synapse => synapse.Delay) / mean, 1.0, 1.06);

            double own = drawn.Where(synapse => rows.PopulationOf(synapse.Target) == population).Average(synapse => synapse.Weight * rows.Resolution);
            double expected = 87.8 / Math.Sqrt(Small.Scale) * (MicrocircuitData.IsExcitatory(population) ? 1 : -4); // pA; Potjans and Diesmann 2014, table 4
            Assert.InRange(own / expected, 0.99, 1.01);
        }
    }

    // 8 s: 27 million synapses, twice.
    [Fact]
    public void The_microcircuit_by_hand_fires_as_the_simulated_one()
    {
        // Smaller ones hardly fire without Poisson input. 300 ms, after the transient of another start: 19.7 thousand spikes each, and 2 % between two wirings.
        const int Steps = 3000;
        var parameters = new MicrocircuitParameters { Scale = 0.3, Background = MicrocircuitBackground.Constant };
        using var run = new Simulation(MicrocircuitModel.Build(parameters, seed: 1).Network, new RunOptions { Method = Integrators.ExactLinear });
        using var byHand = new HandWrittenMicrocircuit(parameters);
        Assert.Equal(run.Synapses, byHand.Synapses);
        run.Advance(Steps * (0.1 * ms));
        byHand.Run(Steps);
        var before = (Spikes: run.SpikeCounts.Sum(), Events: run.SynapticEvents, SpikesByHand: byHand.Spikes, EventsByHand: byHand.Events);
        run.Advance(Steps * (0.1 * ms));
        byHand.Run(Steps);

        Assert.InRange((double)(byHand.Spikes - before.SpikesByHand) / (run.SpikeCounts.Sum() - before.Spikes), 0.95, 1.05);
        Assert.InRange((double)(byHand.Events - before.EventsByHand) / (run.SynapticEvents - before.Events), 0.95, 1.05);
    }
}
