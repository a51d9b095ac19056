namespace Neuropil.Networks;

/// <summary>
/// Closes populations to equations: a cell with the receptors that projections bring, equal ones merged. Each receptor is one port of its population, where
/// the weights of all its projections add up.
/// </summary>
internal sealed class PopulationEquations
{
    private readonly Dictionary<Population, List<Receptor>> receptors = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Projection, int> ports = new(ReferenceEqualityComparer.Instance);
    private readonly Network network;

    /// <summary>Collects the receptors of all projections.</summary>
    /// <exception cref="ArgumentException">Two receptors of a population have one name and other parameters.</exception>
    public PopulationEquations(Network network)
    {
        this.network = network;
        foreach (var population in network.Populations)
        {
            receptors[population] = [];
        }

        foreach (var projection in network.Projections)
        {
            ports[projection] = Port(projection.Receptor, projection.Target.Population, $"Projection '{projection.Name}'");
        }

        foreach (var input in network.Inputs)
        {
            Port(input.Receptor, input.Target.Population, $"Input '{input.Name}'");
        }
    }

    /// <summary>Adds a receptor that no projection brings.</summary>
    /// <exception cref="ArgumentException">The population has another one of its name with other parameters.</exception>
    public void Add(Population population, Receptor receptor) => Port(receptor, population, $"Receptor '{receptor.Name}'");

    /// <summary>
    /// The number, among the ports of its target population, of the one that a projection arrives at: the first, for a coupling of several outputs.
    /// </summary>
    public int PortOf(Projection projection, EquationSystem target)
    {
        string name = receptors[projection.Target.Population][ports[projection]].Name;
        for (int port = 0; port < target.Ports.Count; port++)
        {
            if (target.Ports[port].Receptor == name)
            {
                return port;
            }
        }

        throw new InvalidOperationException($"Receptor '{name}' has no port.");
    }

    /// <summary>Whether a port of a population takes what a coupling brings.</summary>
    public bool IsCoupled(Population population, ArrivalPort port)
        => receptors[population].Exists(receptor => receptor.Name == port.Receptor && receptor is ICoupling);

    /// <summary>A population's equations: what its cell and its receptors declare.</summary>
    /// <exception cref="ArgumentException">A declaration is at fault, or a receptor has no arrival, several, or one in another unit.</exception>
    /// <exception cref="UnknownNameException">The cell has no compartment of the name that a receptor gives.</exception>
    public EquationSystem Close(Population population, Neuron neuron)
    {
        var builder = Named(population, neuron.Build);
        Declare(population, builder);
        var equations = Named(population, builder.Close);
        RequireArrivals(population, equations);
        return equations;
    }

    // A declaration's mistake says in which population it stands.
    private static void Named(Population population, Action declare) => Named(population, () =>
    {
        declare();
        return true;
    });

    private static T Named<T>(Population population, Func<T> declare)
    {
        try
        {
            return declare();
        }
        catch (ArgumentException error) when (error.GetType() == typeof(ArgumentException))
        {
            throw new ArgumentException($"Population '{population.Name}': {error.Message}", error);
        }
        catch (EquationFormatException error)
        {
            throw error.In($"population '{population.Name}'");
        }
    }

    private void Declare(Population population, CellBuilder equations)
    {
        foreach (var receptor in receptors[population])
        {
            try
            {
                equations.Add(receptor);
            }
            catch (ArgumentException error)
            {
                throw new ArgumentException($"Population '{population.Name}': {error.Message}", error);
            }
            catch (UnknownNameException error)
            {
                throw new UnknownNameException($"Population '{population.Name}', receptor '{receptor.Name}': {error.Message}");
            }
        }

        foreach (var input in network.Inputs.Where(input => ReferenceEquals(input.Target.Population, population)))
        {
            Named(population, () => input.Declare(equations));
        }
    }

    // Every receptor has one arrival, in the unit of its weights, a coupling at least one, and nothing else any.
    private void RequireArrivals(Population population, EquationSystem equations)
    {
        foreach (string name in receptors[population].Select(receptor => receptor.Name).Concat(equations.Ports.Select(port => port.Receptor)).Distinct())
        {
            int arrivals = equations.Ports.Count(port => port.Receptor == name);
            var receptor = receptors[population].Find(receptor => receptor.Name == name);
            if (receptor is ICoupling ? arrivals == 0 : arrivals != 1 || receptor is null)
            {
                throw new ArgumentException(
                    $"Population '{population.Name}': '{name}' declares {arrivals} arrivals; expected exactly one from each receptor and none from elsewhere.");
            }

            var taken = equations.Ports.First(port => port.Receptor == name).Symbol.Dimension;
            if (receptor is not ICoupling and not null && taken != receptor.WeightDimension)
            {
                string weights = QuantityCatalogue.Describe(receptor.WeightDimension);
                throw new ArgumentException(
                    $"Population '{population.Name}': receptor '{name}' takes weights in {weights}, but declares an arrival in "
                        + $"{QuantityCatalogue.Describe(taken)}.");
            }
        }
    }

    private int Port(Receptor receptor, Population population, string whose)
    {
        var known = receptors[population];
        int same = known.FindIndex(other => ReceptorEquality.AreEqual(other, receptor));
        if (same >= 0)
        {
            return same;
        }

        if (known.Exists(other => other.Name == receptor.Name))
        {
            throw new ArgumentException(
                $"{whose}: population '{population.Name}' already has a receptor '{receptor.Name}' with other parameters. Give one of them another name.");
        }

        known.Add(receptor);
        return known.Count - 1;
    }
}
