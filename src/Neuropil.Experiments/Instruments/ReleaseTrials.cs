namespace Neuropil.Experiments;

/// <summary>A synapse that is measured: its release, the spikes of its source, and how many independent copies of it there are.</summary>
/// <param name="Release">What a spike lets out; null for the whole weight at every spike.</param>
/// <param name="Spikes">The spikes of the source, multiples of the time step.</param>
/// <param name="Trials">How many synapses of the one source are measured: their chances are independent.</param>
/// <param name="Plasticity">How the weight, 1 at the start, changes; null for not at all.</param>
public sealed record SynapseUnderTest(Release? Release, IReadOnlyList<Time> Spikes, int Trials = 1, Plasticity? Plasticity = null);

/// <summary>
/// What synapses let out, measured by <see cref="Amounts"/> with a weight of 1 in double precision: for each synapse, trial and time step. Neighbours with the
/// same release (the same object) and one trial each are one projection, which is built once.
/// </summary>
public sealed class ReleaseTrials
{
    private readonly IReadOnlyList<SynapseUnderTest> synapses;
    private readonly TraceRecord record;
    private readonly Population targets;
    private readonly Time timeStep;
    private readonly int[] first; // of each synapse's targets
    private readonly (Projection Projection, int Row)[] projections;
    private Traces? traces;

    private ReleaseTrials(IReadOnlyList<SynapseUnderTest> synapses, Session session, Time timeStep, ulong seed)
    {
        (this.synapses, this.timeStep) = (synapses, timeStep);
        first = new int[synapses.Count + 1];
        for (int i = 0; i < synapses.Count; i++)
        {
            first[i + 1] = first[i] + synapses[i].Trials;
        }

        var network = new Network { Seed = seed };
        var sources = network.Add(new Population(
            "sources", synapses.Count,
                new SpikeTimes([.. synapses.SelectMany((synapse, i) => synapse.Spikes.Select(time => (i, time))).OrderBy(spike => spike.time.SiValue)])));
        targets = network.Add(new Population("targets", first[^1], new LeakyIntegrateAndFire()));
        projections = new (Projection, int)[synapses.Count];
        for (int begin = 0, end; begin < synapses.Count; begin = end)
        {
            var (release, trials, plasticity) = (synapses[begin].Release, synapses[begin].Trials, synapses[begin].Plasticity);
            end = begin + 1;
            while (end < synapses.Count && trials == 1 && synapses[end].Trials == 1 && ReferenceEquals(synapses[end].Release, release)
                && ReferenceEquals(synapses[end].Plasticity, plasticity))
            {
                end++;
            }

            ConnectionRule rule = trials == 1 ? new OneToOne() : new AllToAll();
            var projection = network.Connect(
                sources.Slice($"source {begin}", begin..end), targets.Slice($"target {begin}", first[begin]..first[end]), rule, new Amounts("amounts"),
                    (Number)1,
                name: $"synapse {begin}", release: release, plasticity: plasticity);
            for (int i = begin; i < end; i++)
            {
                projections[i] = (projection, i - begin);
            }
        }

        Run = session.Simulate(network, timeStep, precision: Precision.Double);
        record = Run.Record(targets.Trace("arrived", [.. Enumerable.Range(0, targets.Size)]));
    }

    /// <summary>The simulation, of which variables of synapses can be read until it is disposed.</summary>
    public SessionRun Run { get; }

    /// <summary>Measures for so long a time.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="duration">How long.</param>
    /// <param name="timeStep">The time step, of which spikes are multiples.</param>
    /// <param name="session">What runs it.</param>
    /// <param name="seed">The seed of the synapses' chances; null for that of the run.</param>
    public static ReleaseTrials Of(IReadOnlyList<SynapseUnderTest> synapses, Time duration, Time timeStep, Session session, ulong? seed = null)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(session);
        var trials = new ReleaseTrials(synapses, session, timeStep, seed ?? session.Seed);
        trials.Run.Advance(duration);
        return trials;
    }

    /// <summary>What a variable of a synapse has become, a pure number, in each of its trials.</summary>
    public double[] Numbers(int synapse, string variable)
    {
        var (projection, row) = projections[synapse];
        double[] all = Run.Simulation.SynapsesOf(projection).Numbers(variable);
        return synapses[synapse].Trials == 1 ? [all[row]] : all;
    }

    /// <summary>What a trial let out in each time step; number n is what arrived at the time n dt.</summary>
    public double[] Course(int synapse, int trial = 0)
    {
        traces ??= record.Traces();
        return [.. traces.Columns[first[synapse] + trial].Values];
    }

    /// <summary>What a trial let out at each spike of the source.</summary>
    public double[] AtSpikes(int synapse, int trial = 0)
    {
        double[] course = Course(synapse, trial);
        return [.. synapses[synapse].Spikes.Select(time => course[(int)Math.Round(time / timeStep)])];
    }

    /// <summary>Spikes at equal intervals.</summary>
    /// <param name="count">How many.</param>
    /// <param name="interval">The time between two of them.</param>
    /// <param name="start">The first.</param>
    public static Time[] Train(int count, Time interval, Time start) => [.. Enumerable.Range(0, count).Select(i => start + (i * interval))];
}
