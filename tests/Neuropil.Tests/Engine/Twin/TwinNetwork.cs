namespace Neuropil.Tests.Engine.Twin;

/// <summary>So many cells of a declaration, with the receptors that projections bring.</summary>
internal sealed record TwinPopulation(string Name, int Size, Neuron Cell, IReadOnlyList<Receptor> Receptors);

/// <summary>A contact: weight in SI units, delay in steps.</summary>
internal readonly record struct TwinContact(int Source, int Target, double Weight, int Delay);

/// <summary>Contacts between two populations, given by their numbers, at a receptor of the target.</summary>
internal sealed record TwinProjection(int Source, int Target, Receptor<Conductance> Receptor, IReadOnlyList<TwinContact> Contacts);

/// <summary>A network of <see cref="TwinCell"/>s: spikes of a step arrive, each by itself, at the beginning of the step after it and its delay.</summary>
internal sealed class TwinNetwork
{
    private readonly IReadOnlyList<TwinPopulation> populations;
    private readonly IReadOnlyList<TwinProjection> projections;
    private readonly EquationSystem[] systems;
    private readonly TwinCell[][] cells;
    private readonly Dictionary<long, List<(TwinCell Cell, Symbol Port, double Weight)>> arrivals = [];
    private long step;

    /// <summary>The network with a time step in seconds.</summary>
    public TwinNetwork(IReadOnlyList<TwinPopulation> populations, IReadOnlyList<TwinProjection> projections, TwinMethod method, double timeStep)
    {
        (this.populations, this.projections) = (populations, projections);
        systems = populations.Select(population => SystemOf(population.Cell, population.Receptors)).ToArray();
        cells = populations.Select((population, p) => Enumerable.Range(0, population.Size).Select(i => new TwinCell(systems[p], method, timeStep, i)).ToArray()).ToArray();
    }

    /// <summary>The spikes so far: step, population and cell, in order.</summary>
    public List<(long Step, int Population, int Cell)> Spikes { get; } = [];

    /// <summary>The equations of a population.</summary>
    public EquationSystem System(int population) => systems[population];

    /// <summary>The value of a variable of a cell, in SI units.</summary>
    public double Value(int population, int cell, StateVariable state) => cells[population][cell][state.Symbol];

    /// <summary>The same network for the engine.</summary>
    public static Network Declare(IReadOnlyList<TwinPopulation> populations, IReadOnlyList<TwinProjection> projections)
    {
        var network = new Network();
        var added = populations.Select(population => network.Add(new Population(population.Name, population.Size, population.Cell))).ToList();
        for (int p = 0; p < projections.Count; p++)
        {
            var (source, target, receptor, contacts) = projections[p];
            network.Connect(
                added[source],
                added[target],
                new ExplicitPairs(contacts.Select(contact => (contact.Source, contact.Target)).ToList()),
                receptor,
                contacts.Select(contact => Conductance.FromSi(contact.Weight)).ToList(),
                contacts.Select(contact => contact.Delay * 0.1 * Units.ms).ToList(),
                $"projection {p}");
        }

        return network;
    }

    /// <summary>One step of all cells.</summary>
    public void Step()
    {
        if (arrivals.Remove(step, out var due))
        {
            due.ForEach(arrival => arrival.Cell.Arrive(arrival.Port, arrival.Weight));
        }

        for (int p = 0; p < cells.Length; p++)
        {
            for (int i = 0; i < cells[p].Length; i++)
            {
                if (cells[p][i].Step())
                {
                    Spikes.Add((step, p, i));
                    Send(p, i);
                }
            }
        }

        step++;
    }

    private static EquationSystem SystemOf(Neuron cell, IReadOnlyList<Receptor> receptors)
    {
        var equations = cell.Build();
        foreach (var receptor in receptors)
        {
            equations.InReceptor(receptor.Name, receptor, () => receptor.Declare(equations, equations.Voltage!));
        }

        return equations.Close();
    }

    private void Send(int population, int cell)
    {
        foreach (var projection in projections.Where(projection => projection.Source == population))
        {
            var port = systems[projection.Target].Ports.Single(port => port.Receptor == projection.Receptor.Name).Symbol;
            foreach (var contact in projection.Contacts.Where(contact => contact.Source == cell))
            {
                long when = step + 1 + contact.Delay;
                if (!arrivals.TryGetValue(when, out var list))
                {
                    arrivals[when] = list = [];
                }

                list.Add((cells[projection.Target][contact.Target], port, contact.Weight));
            }
        }
    }
}
