using static Neuropil.Units;

namespace Neuropil.Experiments.Benchmarks;

/// <summary>
/// The simulation's own plastic synapses: first so many sources spike in each step, then so many targets, each in turns of some steps. The targets do
/// nothing but spike when they are told to, by a spike train of their own: what arrives does not move them.
/// </summary>
internal sealed class SimulatedPairRule : IDisposable
{
    // A spike, its arrival, and the spike of a target that it tells to.
    private const int Settling = 4;

    private static readonly Time timeStep = 0.1 * ms;

    private readonly Simulation run;
    private readonly PlasticityLoad load;
    private readonly int steps;
    private bool isSettled;
    private bool isPostsynaptic;

    public SimulatedPairRule(PlasticityLoad load, PairRule rule, int steps, int turns, BenchmarkContext context)
    {
        (this.load, this.steps) = (load, steps);
        int phase = Settling + (steps * turns);
        var presynaptic = new SpikeSchedule(load.Sources, (load.SourcesOfStep, phase));
        var postsynaptic = new SpikeSchedule(load.Targets, (0, phase), (load.TargetsOfStep, phase));
        var network = new Network { Seed = 1 };
        var sources = network.Add(new Population("sources", load.Sources, new SpikeTimes(presynaptic.Times(timeStep))));
        var orders = network.Add(new Population("orders", load.Targets, new SpikeTimes(postsynaptic.Times(timeStep))));
        var targets = network.Add(new Population("targets", load.Targets, new LeakyIntegrateAndFire { LeakReversal = -60 * mV, RefractoryPeriod = 0 * ms }));
        network.Connect(orders, targets, new OneToOne(), new Delta("order"), 100 * mV);
        network.Connect(
            sources, targets, new FixedOutDegree(load.RowLength), new Exponential("excitation") { Decay = 5 * ms, Reversal = -60 * mV },
            PlasticRows.InitialWeight * nS, plasticity: rule);
        run = new Simulation(network, new RunOptions { TimeStep = timeStep, Threads = Math.Max(1, context.Threads), Precision = context.Precision });
    }

    /// <summary>One turn of presynaptic spikes; all of them come before the first of <see cref="AtTargets"/>.</summary>
    /// <returns>The number of edges.</returns>
    public long AtSources()
    {
        Settle();
        run.Advance(steps * timeStep);
        return (long)steps * load.SourcesOfStep * load.RowLength;
    }

    /// <summary>One turn of postsynaptic spikes.</summary>
    /// <returns>The number of edges, those of a mean target for each spike.</returns>
    public long AtTargets()
    {
        if (!isPostsynaptic)
        {
            (isPostsynaptic, isSettled) = (true, false);
        }

        Settle();
        long before = TargetSpikes;
        run.Advance(steps * timeStep);
        return (TargetSpikes - before) * load.Edges / load.Targets;
    }

    private long TargetSpikes => run.SpikeCounts[^1];

    public void Dispose() => run.Dispose();

    private void Settle()
    {
        if (!isSettled)
        {
            run.Advance(Settling * timeStep);
            isSettled = true;
        }
    }
}
