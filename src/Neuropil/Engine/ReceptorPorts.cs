namespace Neuropil.Engine;

/// <summary>
/// The receptors of every population: those that projections bring, equal ones merged. Each is one port of its population, where the weights
/// of all its projections add up.
/// </summary>
internal sealed class ReceptorPorts
{
    private readonly Dictionary<Population, List<Receptor>> receptors = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Projection, int> ports = new(ReferenceEqualityComparer.Instance);

    /// <summary>Collects the receptors of all projections.</summary>
    /// <exception cref="ArgumentException">Two receptors of a population have one name and other parameters.</exception>
    public ReceptorPorts(Network network)
    {
        foreach (var population in network.Populations)
        {
            receptors[population] = [];
        }

        foreach (var projection in network.Projections)
        {
            ports[projection] = Port(projection, receptors[projection.Target.Population]);
        }
    }

    /// <summary>The number of the port that a projection's spikes arrive at, among those of its target population.</summary>
    public int Of(Projection projection) => ports[projection];

    /// <summary>Lets a population's receptors declare their equations, so that port k of the system is that of receptor k.</summary>
    /// <exception cref="ArgumentException">The cell has no membrane potential.</exception>
    /// <exception cref="UnknownNameException">The cell has no compartment of the name that a receptor gives.</exception>
    public void Declare(Population population, EquationBuilder equations)
    {
        foreach (var receptor in receptors[population])
        {
            var compartment = Place(population, receptor, equations);
            var voltage = compartment.Voltage
                ?? throw new ArgumentException($"Population '{population.Name}' has no membrane potential for receptor '{receptor.Name}'.");
            equations.Into(compartment, () => equations.InReceptor(receptor.Name, receptor, () => receptor.Declare(equations, voltage)));
        }
    }

    /// <summary>Checks that every receptor of a population, and nothing else, has declared one arrival.</summary>
    /// <exception cref="ArgumentException">It has declared none or several.</exception>
    public void RequireOnePortEach(Population population, EquationSystem equations)
    {
        var names = receptors[population].ConvertAll(receptor => receptor.Name);
        foreach (string name in names.Concat(equations.Ports.Select(port => port.Receptor)).Distinct())
        {
            int arrivals = equations.Ports.Count(port => port.Receptor == name);
            if (arrivals != 1 || !names.Contains(name))
            {
                throw new ArgumentException(
                    $"Population '{population.Name}': '{name}' declares {arrivals} arrivals; expected exactly one from each receptor and none from elsewhere.");
            }
        }
    }

    private static Compartment Place(Population population, Receptor receptor, EquationBuilder equations)
    {
        try
        {
            return equations.FindCompartment(receptor.Compartment);
        }
        catch (UnknownNameException error)
        {
            throw new UnknownNameException($"Receptor '{receptor.Name}' on population '{population.Name}': {error.Message}");
        }
    }

    private static int Port(Projection projection, List<Receptor> known)
    {
        int same = known.FindIndex(receptor => ReceptorEquality.AreEqual(receptor, projection.Receptor));
        if (same >= 0)
        {
            return same;
        }

        if (known.Exists(receptor => receptor.Name == projection.Receptor.Name))
        {
            throw new ArgumentException(
                $"Projection '{projection.Name}': population '{projection.Target.Population.Name}' already has a receptor '{projection.Receptor.Name}' with other parameters. Give one of them another name.");
        }

        known.Add(projection.Receptor);
        return known.Count - 1;
    }
}
