namespace Neuropil.Tests.Engine.Twin;

/// <summary>So many cells of a declaration (or sources of given spikes), with the receptors that projections bring.</summary>
internal sealed record TwinPopulation(string Name, int Size, CellModel Cell, IReadOnlyList<Receptor> Receptors);

/// <summary>A contact: weight in SI units; delays from the spike to the synapse and from there to the soma, in steps.</summary>
internal readonly record struct TwinContact(int Source, int Target, double Weight, int Axonal, int Dendritic = 0);

/// <summary>Contacts between two populations, given by their numbers, at a receptor of the target; what a spike releases, and how the weight changes.</summary>
internal sealed record TwinProjection(
    int Source, int Target, Receptor<Conductance> Receptor, IReadOnlyList<TwinContact> Contacts, Release? Release = null, Plasticity? Plasticity = null)
{
    /// <summary>The cell of the source population that contacts call source 0: a slice begins there.</summary>
    public int FirstSource { get; init; }
}

/// <summary>
/// A network of <see cref="TwinCell"/>s and <see cref="TwinSynapse"/>s: a spike of a step reaches the synapse, each by itself, at the beginning of the step
/// after it and its axonal delay; what the synapse sends arrives a dendritic delay later; and so a spike of the target comes back.
/// </summary>
internal sealed class TwinNetwork
{
    public const double TimeStep = 1e-4;

    private readonly IReadOnlyList<TwinPopulation> populations;
    private readonly IReadOnlyList<TwinProjection> projections;
    private readonly EquationSystem?[] systems;
    private readonly TwinCell[][] cells;
    private readonly HashSet<(long Step, int Population, int Cell)> spiked = [];
    private readonly ILookup<(long Step, int Population), int> given;
    private readonly double[] units;
    private readonly Dictionary<long, List<(TwinCell Cell, Symbol Port, double Weight)>> arrivals = [];
    private long step;

    /// <summary>The network with a time step of 0.1 ms.</summary>
    public TwinNetwork(IReadOnlyList<TwinPopulation> populations, IReadOnlyList<TwinProjection> projections, TwinMethod method, ulong seed = 1)
    {
        (this.populations, this.projections) = (populations, projections);
        systems = populations.Select(population => population.Cell is Neuron neuron ? SystemOf(neuron, population.Receptors) : null).ToArray();
        var equations = systems.Select(system => system is null ? null : new TwinEquations(system)).ToArray();
        cells = populations.Select((population, p) => equations[p] is { } own
            ? Enumerable.Range(0, population.Size).Select(i => new TwinCell(own, method, TimeStep, i)).ToArray()
            : []).ToArray();
        given = populations.SelectMany((population, p) => population.Cell is SpikeTimes times
            ? times.Spikes.Select(spike => (Step: (long)Math.Round(spike.Time.SiValue / TimeStep) - 1, Population: p, spike.Cell))
            : []).ToLookup(spike => (spike.Step, spike.Population), spike => spike.Cell);
        Rules = projections.Select(projection => new TwinRule(projection, systems[projection.Target]!)).ToArray();
        Synapses = projections.Select((projection, p) => SynapsesOf(p, projection, seed)).ToArray();
        units = TwinUnits.Of(projections, Rules, Synapses);
    }

    /// <summary>The spikes so far: step, population and cell, in order; a source that spikes twice in a step stands twice.</summary>
    public List<(long Step, int Population, int Cell)> Spikes { get; } = [];

    /// <summary>What the synapses of each projection follow.</summary>
    public IReadOnlyList<TwinRule> Rules { get; }

    /// <summary>The synapses of each projection, ordered by source, then by target.</summary>
    public IReadOnlyList<TwinSynapse[]> Synapses { get; }

    /// <summary>The equations of a population of cells.</summary>
    public EquationSystem System(int population) => systems[population]!;

    /// <summary>The value of a variable of a cell, in SI units.</summary>
    public double Value(int population, int cell, StateVariable state) => cells[population][cell][state.Symbol];

    /// <summary>The same network for the engine.</summary>
    public static Network Declare(IReadOnlyList<TwinPopulation> populations, IReadOnlyList<TwinProjection> projections, ulong seed = 1)
    {
        var network = new Network { Seed = seed };
        var added = populations.Select(population => network.Add(new Population(population.Name, population.Size, population.Cell))).ToList();
        for (int p = 0; p < projections.Count; p++)
        {
            var projection = projections[p];
            var contacts = projection.Contacts;
            network.Connect(
                added[projection.Source].Slice($"sources of projection {p}", projection.FirstSource..),
                added[projection.Target],
                new ExplicitPairs(contacts.Select(contact => (contact.Source, contact.Target)).ToList()),
                projection.Receptor,
                OneOrAll(contacts.Select(contact => Conductance.FromSi(contact.Weight))),
                OneOrAll(contacts.Select(contact => contact.Axonal * 0.1 * Units.ms)),
                $"projection {p}",
                projection.Release,
                projection.Plasticity,
                OneOrAll(contacts.Select(contact => contact.Dendritic * 0.1 * Units.ms)));
        }

        return network;
    }

    /// <summary>The equations of a cell with its receptors.</summary>
    public static EquationSystem SystemOf(Neuron cell, IReadOnlyList<Receptor> receptors)
    {
        var equations = cell.Build();
        foreach (var receptor in receptors)
        {
            equations.InReceptor(receptor.Name, receptor, () => receptor.Declare(equations, equations.Voltage!));
        }

        return equations.Close();
    }

    /// <summary>One step of all synapses and cells.</summary>
    public void Step()
    {
        for (int p = 0; p < projections.Count; p++)
        {
            foreach (var synapse in Synapses[p])
            {
                Reach(p, synapse);
            }
        }

        if (arrivals.Remove(step, out var due))
        {
            due.ForEach(arrival => arrival.Cell.Arrive(arrival.Port, arrival.Weight));
        }

        for (int p = 0; p < cells.Length; p++)
        {
            foreach (int cell in populations[p].Cell is Neuron ? Enumerable.Range(0, cells[p].Length).Where(i => cells[p][i].Step()) : given[(step, p)].Order())
            {
                Spikes.Add((step, p, cell));
                spiked.Add((step, p, cell));
            }
        }

        step++;
    }

    // A parameter that is one for all is also declared so.
    private static Parameter<T> OneOrAll<T>(IEnumerable<T> values)
        where T : struct, IQuantity<T>
    {
        var list = values.ToList();
        return list.TrueForAll(value => value.Equals(list[0])) ? list[0] : list;
    }

    private TwinSynapse[] SynapsesOf(int p, TwinProjection projection, ulong seed) =>
    [
        .. projection.Contacts.GroupBy(contact => contact.Source).OrderBy(row => row.Key)
            .SelectMany(row => row.OrderBy(contact => contact.Target).Select((contact, ordinal) => new TwinSynapse(Rules[p], seed, p, contact, ordinal))),
    ];

    // All that happens to a synapse at the beginning of a step: its source's spikes, its target's, clocks; then it goes through the step.
    private void Reach(int p, TwinSynapse synapse)
    {
        var (projection, rule, contact) = (projections[p], Rules[p], synapse.Contact);
        var target = cells[projection.Target][contact.Target];
        synapse.See(target);
        int source = projection.FirstSource + contact.Source;
        long sent = step - 1 - contact.Axonal;
        int times = !spiked.Contains((sent, projection.Source, source)) ? 0 : populations[projection.Source].Cell is Neuron ? 1
            : given[(sent, projection.Source)].Count(cell => cell == source);
        for (int occurrence = 0; occurrence < times; occurrence++)
        {
            SendRounded(synapse.Run(rule.PresynapticSpike, step, occurrence), rule.Emits(rule.PresynapticSpike));
        }

        if (spiked.Contains((step - 1 - contact.Dendritic, projection.Target, contact.Target)))
        {
            synapse.Run(rule.PostsynapticSpike, step, occurrence: 0);
        }

        foreach (var (tick, _) in rule.Clocks.Where(clock => step > 0 && step % clock.Period == 0))
        {
            SendRounded(synapse.Run(tick, step, occurrence: 0), rule.Emits(tick));
        }

        synapse.Advance();

        void SendRounded(double sentOn, bool isEmitted)
        {
            if (isEmitted)
            {
                double amount = units[p] * Math.Round(sentOn / units[p], MidpointRounding.ToEven);
                Send(step + contact.Dendritic, target, systems[projection.Target]!.Ports.Single(port => port.Receptor == projection.Receptor.Name).Symbol,
                    amount);
            }
        }
    }

    private void Send(long when, TwinCell target, Symbol port, double amount)
    {
        if (!arrivals.TryGetValue(when, out var list))
        {
            arrivals[when] = list = [];
        }

        list.Add((target, port, amount));
    }
}
