using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// The pair rule of <see cref="HandWrittenPairRule"/> as a model declares it, on rows of the same shape: so many spikes in each step that cells cost next to
/// nothing.
/// </summary>
internal sealed class SimulatedPairRule : IDisposable
{
    private static readonly Time timeStep = 0.1 * ms;

    private readonly Simulation run;
    private readonly double edgesOfSpike;
    private readonly int counted;

    /// <summary>A network whose sources, or whose targets, spike in every step.</summary>
    /// <param name="sources">The number of sources.</param>
    /// <param name="rowLength">Synapses of a source.</param>
    /// <param name="targets">The number of targets.</param>
    /// <param name="steps">For how many steps there are spikes.</param>
    /// <param name="kind">Whose spikes, and which traces.</param>
    public SimulatedPairRule(int sources, int rowLength, int targets, int steps, Kind kind)
    {
        var network = new Network { Seed = 1 };
        bool isPresynaptic = kind != Kind.Postsynaptic;
        var from = network.Add(new Population("sources", sources, new SpikeTimes(isPresynaptic ? Spikes(sources, steps) : [(0, 1000 * second)])));
        var to = network.Add(new Population("targets", targets, new LeakyIntegrateAndFire { RefractoryPeriod = 0 * ms }));
        var kicks = network.Add(new Population("kicks", targets, new SpikeTimes(isPresynaptic ? [(0, 1000 * second)] : Spikes(targets, steps))));
        network.Connect(kicks, to, new OneToOne(), new Delta("kick"), 100 * mV);
        network.Connect(from, to, new FixedOutDegree(rowLength) { WithRepetition = true }, new ExponentialCurrent("input"), 0.1 * pA,
            plasticity: new PairRule(kind == Kind.PresynapticAged ? Scope.Edge : Scope.Target));
        run = new Simulation(network, new RunOptions { TimeStep = timeStep, Threads = 1 });
        (counted, edgesOfSpike) = isPresynaptic ? (0, rowLength) : (1, (double)sources * rowLength / targets);
        run.Advance(2 * timeStep);
    }

    /// <summary>What is measured.</summary>
    public enum Kind
    {
        /// <summary>Spikes of sources; the trace of each target is stepped.</summary>
        Presynaptic,

        /// <summary>Spikes of sources; each synapse has its trace, which is aged.</summary>
        PresynapticAged,

        /// <summary>Spikes of targets; the trace of each source is stepped.</summary>
        Postsynaptic,
    }

    /// <summary>One step.</summary>
    /// <returns>The number of edges that something happened to: those of a mean cell for each spike. A target told to spike twice in a step spikes
    /// once.</returns>
    public long Turn()
    {
        long before = run.SpikeCounts[counted];
        run.Advance(timeStep);
        return (long)((run.SpikeCounts[counted] - before) * edgesOfSpike);
    }

    public void Dispose() => run.Dispose();

    private static List<(int Cell, Time Time)> Spikes(int cells, int steps)
    {
        var random = new RandomStream(seed: 1, RandomPurpose.SpikeSource, entity: (ulong)cells);
        var spikes = new List<(int Cell, Time Time)>();
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < cells / 8; i++)
            {
                spikes.Add((random.NextInt32(cells), (step + 1) * timeStep));
            }
        }

        return spikes;
    }

    private sealed record PairRule(Scope TargetTrace) : Plasticity("pairs")
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var (w, x, y) = (synapse.Weight, synapse.Variable("x", Scope.Source, 0.0), synapse.Variable("y", TargetTrace, 0.0));
            synapse.Differential(x, -x / (HandWrittenPairRule.TimeConstant * ms));
            synapse.Differential(y, -y / (HandWrittenPairRule.TimeConstant * ms));
            synapse.Bounds(w, 0 * pA, HandWrittenPairRule.LargestWeight * pA);
            synapse.On(synapse.PresynapticSpike, w, w - (HandWrittenPairRule.Depression * pA * y));
            synapse.On(synapse.PresynapticSpike, x, x + 1);
            synapse.On(synapse.PostsynapticSpike, w, w + (HandWrittenPairRule.Potentiation * pA * x));
            synapse.On(synapse.PostsynapticSpike, y, y + 1);
        }
    }
}
