using Neuropil.Experiments;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>The simulation's own step loop on a <see cref="DeliveryLoad"/>.</summary>
internal sealed class SimulatedDelivery : IDeliveryLoop
{
    private static readonly Time timeStep = 0.1 * ms;

    private readonly Simulation run;

    public SimulatedDelivery(DeliveryLoad load, SpikeSchedule spikes, BenchmarkContext context)
    {
        var network = new Network { Seed = 1 };
        var sources = network.Add(new Population("sources", load.Sources, new SpikeTimes(spikes.Times(timeStep))));
        var cells = network.Add(new Population("cells", load.Targets, new LeakyIntegrateAndFire { RefractoryPeriod = 0 * ms }));

        // Half a step at both ends: each delay on the grid is then as likely as the others.
        Parameter<Time> delay = load.Delays == 1
            ? load.ShortestDelay * timeStep
            : Uniform((load.ShortestDelay - 0.5) * timeStep, (load.LongestDelay + 0.5) * timeStep);
        var weight = Uniform(0.9 * DeliveryLoad.MeanWeight * mV, 1.1 * DeliveryLoad.MeanWeight * mV);
        network.Connect(sources, cells, new FixedOutDegree(load.RowLength) { WithRepetition = true }, new Delta("input"), weight, delay);
        run = new Simulation(network, new RunOptions { TimeStep = timeStep, Threads = Math.Max(1, context.Threads), Precision = context.Precision });
    }

    /// <inheritdoc cref="Simulation.BuildSeconds"/>
    public double BuildSeconds => run.BuildSeconds;

    /// <inheritdoc cref="Simulation.SynapseBytes"/>
    public long SynapseBytes => run.SynapseBytes;

    /// <inheritdoc/>
    public long Run(int steps)
    {
        long before = run.SynapticEvents;
        run.Advance(steps * timeStep);
        return run.SynapticEvents - before;
    }

    /// <inheritdoc/>
    public void Dispose() => run.Dispose();
}
