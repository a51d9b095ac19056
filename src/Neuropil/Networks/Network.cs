using Neuropil.Networks;

namespace Neuropil;

/// <summary>Populations and projections: a pure description, seeded, without time. A <see cref="Simulation"/> runs it.</summary>
public sealed class Network
{
    private readonly List<Population> populations = [];
    private readonly List<Projection> projections = [];
    private readonly List<SynapticInput> inputs = [];

    /// <summary>The seed of wiring, weights, delays and drawn parameters.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The seed of initial values; <see cref="Seed"/> unless given.</summary>
    public ulong? InitialSeed { get; init; }

    /// <summary>The seed of spike sources and noise; <see cref="Seed"/> unless given.</summary>
    public ulong? NoiseSeed { get; init; }

    /// <summary>The populations in order of declaration.</summary>
    public IReadOnlyList<Population> Populations => populations;

    /// <summary>The projections in order of declaration.</summary>
    public IReadOnlyList<Projection> Projections => projections;

    /// <summary>What arrives from cells that are not simulated, in order of declaration.</summary>
    public IReadOnlyList<SynapticInput> Inputs => inputs;

    /// <summary>Adds a population.</summary>
    /// <returns>The population.</returns>
    /// <exception cref="ArgumentException">There is already one of that name.</exception>
    public Population Add(Population population)
    {
        ArgumentNullException.ThrowIfNull(population);
        if (populations.Exists(other => other.Name == population.Name))
        {
            throw new ArgumentException($"There is already a population '{population.Name}'.", nameof(population));
        }

        populations.Add(population);
        return population;
    }

    /// <summary>The population of that name.</summary>
    /// <exception cref="UnknownNameException">There is none; the message gives the nearest.</exception>
    public Population Find(string name)
        => populations.Find(population => population.Name == name)
            ?? throw UnknownNameException.For("population", name, populations.Select(population => population.Name));

    /// <summary>The place of a population in the order of declaration.</summary>
    /// <exception cref="ArgumentException">It has not been added to this network.</exception>
    internal int IndexOf(Population population)
    {
        int index = populations.FindIndex(other => ReferenceEquals(other, population));
        return index >= 0 ? index : throw new ArgumentException($"Population '{population.Name}' has not been added to this network.");
    }

    /// <summary>Adds a projection.</summary>
    /// <returns>The projection.</returns>
    /// <exception cref="ArgumentException">
    /// It was added before, a slice is of another network, the rule does not fit the sizes, the target has no equations, a delay is negative or is drawn
    /// from a distribution that reaches below zero, a weight is negative and the receptor refuses it, a list has another length than the
    /// pairs, a coupling has what only synapses have, synapses that have to be stored are not, or the wiring's name is that of a projection between other
    /// cells or of another rule.
    /// </exception>
    public Projection Add(Projection projection)
    {
        RequireComplete(projection);
        if (projection.IsPlaced)
        {
            throw new ArgumentException($"Projection '{projection.Name}' has been added before; a copy of it is another (projection with {{ }}).");
        }

        RequireOwn(projection.Source, projection.Name);
        RequireOwn(projection.Target, projection.Name);
        if (projection.Target.Population.Cell is not Neuron)
        {
            throw new ArgumentException(
                $"Projection '{projection.Name}': population '{projection.Target.Population.Name}' has no equations, so that nothing can arrive there.");
        }

        if (projection.Receptor is ICoupling)
        {
            RequireCouplingFits(projection);
        }

        if (projection.HasCodedWeights && (projection.IsDynamic || projection.Receptor is ICoupling))
        {
            string what = projection.IsDynamic ? "synapses with state need their" : "a coupling needs its";
            throw new ArgumentException(
                $"Projection '{projection.Name}' has coded weights, but {what} weights as they are; expected HasCodedWeights to be false.");
        }

        if (!projection.IsStored)
        {
            RequireRegenerable(projection);
        }

        if (projection.Receptor.NegativeWeights == NegativeWeights.Refused && WeightSigns.Fault(projection) is { } fault)
        {
            throw new ArgumentException(fault);
        }

        if (projection.Structure is not null)
        {
            RequireMayChange(projection);
        }

        RequireNotNegative(projection, projection.Delay, "delay");
        RequireNotNegative(projection, projection.DendriticDelay, "dendritic delay");
        if (projection.Mirrored is null)
        {
            projection.Rule.RequireFits(projection.Ends);
            RequireListsFit(projection);
        }

        if (projection.Receptor is ICoupling { MayJoinItself: false })
        {
            RequireOthers(projection);
        }

        RequireSameWiring(projection);
        projection.Place(projections.Count);
        projections.Add(projection);
        return projection;
    }

    /// <summary>Adds an input from cells that are not simulated.</summary>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentException">
    /// It was added before, its target is of another network or has no equations, its receptor acts all the time, there is another input of its name to the
    /// population, or something about it cannot be, such as a negative rate, or a negative weight where the receptor refuses it.
    /// </exception>
    public SynapticInput Add(SynapticInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(input.Target);
        ArgumentNullException.ThrowIfNull(input.Receptor);
        string name = $"Input '{input.Name}' to '{input.Target.Name}'";
        if (input.IsPlaced)
        {
            throw new ArgumentException($"{name} has been added before; a copy of it is another (input with {{ }}).");
        }

        if (!populations.Contains(input.Target.Population))
        {
            throw new ArgumentException($"{name}: population '{input.Target.Population.Name}' has not been added to this network.");
        }

        if (input.Target.Population.Cell is not Neuron)
        {
            throw new ArgumentException($"{name}: population '{input.Target.Population.Name}' has no equations, so that nothing can arrive there.");
        }

        if (input.Receptor is ICoupling)
        {
            throw new ArgumentException($"{name}: '{input.Receptor.Name}' is a coupling, which acts all the time; nothing arrives there.");
        }

        if (inputs.Exists(other => ReferenceEquals(other.Target.Population, input.Target.Population) && other.Name == input.Name))
        {
            throw new ArgumentException(
                $"{name}: population '{input.Target.Population.Name}' has another input of that name. Give one of them a {nameof(input.Name)}.");
        }

        input.Check();
        if (input.Receptor.NegativeWeights == NegativeWeights.Refused && WeightSigns.Fault(input) is { } fault)
        {
            throw new ArgumentException(fault);
        }

        input.Place();
        inputs.Add(input);
        return input;
    }

    /// <summary>
    /// Adds a <see cref="Projection{TWeight}"/> between two slices: by a receptor, which acts at spikes, or by a <see cref="Coupling{TWeight}"/>, which acts
    /// all the time.
    /// </summary>
    /// <param name="source">The presynaptic cells.</param>
    /// <param name="target">The postsynaptic cells.</param>
    /// <param name="rule">Who connects to whom.</param>
    /// <param name="receptor">What the target feels; it fixes the unit of the weight.</param>
    /// <param name="weight">The weight of each synapse.</param>
    /// <param name="delay">The delay; none by default: a spike found in one step acts in the next.</param>
    /// <param name="name">The projection's name; by default "source to target".</param>
    /// <param name="release">What a spike lets out; by default the weight.</param>
    /// <param name="plasticity">How the weight changes; by default it does not.</param>
    /// <param name="dendriticDelay">The part of the delay from the synapse to the soma, behind <paramref name="delay"/>; none by default.</param>
    /// <param name="wiring">
    /// A name under which projections share who connects to whom: all of that name have the same pairs, and must have the same rule between the
    /// same cells. By default every projection draws pairs of its own.
    /// </param>
    /// <exception cref="ArgumentException">As <see cref="Add(Projection)"/> throws it.</exception>
    public Projection<TWeight> Connect<TWeight>(
        PopulationSlice source,
        PopulationSlice target,
        ConnectionRule rule,
        Receptor<TWeight> receptor,
        Parameter<TWeight> weight,
        Parameter<Time>? delay = null,
        string? name = null,
        Release? release = null,
        Plasticity? plasticity = null,
        Parameter<Time>? dendriticDelay = null,
        string? wiring = null)
        where TWeight : struct, IQuantity<TWeight>
    {
        var projection = new Projection<TWeight>
        {
            Name = name, Source = source, Target = target, Rule = rule, Receptor = receptor, Weight = weight, Delay = delay ?? Time.FromSi(0),
            Release = release, Plasticity = plasticity, DendriticDelay = dendriticDelay ?? Time.FromSi(0), Wiring = wiring,
        };
        Add(projection);
        return projection;
    }

    /// <summary>
    /// Couples cells in both directions with one weight for each pair, as gap junctions do: two projections of the same pairs, the second from the targets back
    /// to the sources.
    /// </summary>
    /// <param name="first">The cells at one end.</param>
    /// <param name="second">The cells at the other end.</param>
    /// <param name="rule">Which pairs. Within one population a pair that is drawn in both orders is joined twice.</param>
    /// <param name="coupling">The coupling.</param>
    /// <param name="weight">The weight of each pair: one, drawn per pair, or for explicit pairs a list.</param>
    /// <param name="name">The name of the first projection, behind which the second one's adds "back"; by default "first to second".</param>
    /// <returns>The projection from the first to the second cells, and the one back.</returns>
    /// <exception cref="ArgumentException">As <see cref="Add(Projection)"/> throws it; or all pairs are joined in both orders already.</exception>
    public (Projection<TWeight> There, Projection<TWeight> Back) Join<TWeight>(
        PopulationSlice first, PopulationSlice second, ConnectionRule rule, Coupling<TWeight> coupling, Parameter<TWeight> weight, string? name = null)
        where TWeight : struct, IQuantity<TWeight>
    {
        var there = new Projection<TWeight> { Name = name, Source = first, Target = second, Rule = rule, Receptor = coupling, Weight = weight };
        RequireComplete(there);
        if (rule is AllToAll && there.Ends.ShareNeurons)
        {
            throw new ArgumentException(
                $"Projection '{there.Name}': AllToAll joins cells of '{first.Name}' in both orders already; connect them, or join cells that are not at both "
                    + "ends.");
        }

        Add(there);
        var back = new Projection<TWeight>
        {
            Name = $"{there.Name}, back", Source = second, Target = first, Rule = rule, Receptor = coupling, Weight = weight, Mirrored = there,
        };
        Add(back);
        return (there, back);
    }

    private static void RequireComplete(Projection projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        ArgumentNullException.ThrowIfNull(projection.Source);
        ArgumentNullException.ThrowIfNull(projection.Target);
        ArgumentNullException.ThrowIfNull(projection.Rule);
        ArgumentNullException.ThrowIfNull(projection.Receptor);
        ArgumentNullException.ThrowIfNull(projection.Weight);
        ArgumentNullException.ThrowIfNull(projection.Delay);
        ArgumentNullException.ThrowIfNull(projection.DendriticDelay);
    }

    private static void RequireCouplingFits(Projection projection)
    {
        if (projection.Delay is not { IsUniform: true, UniformSi: 0 })
        {
            throw new ArgumentException($"Projection '{projection.Name}': a coupling has no delay, but {projection.Delay} is given.");
        }

        string? foreign = projection.Release is not null ? "release"
            : projection.DendriticDelay is not { IsUniform: true, UniformSi: 0 } ? "dendritic delay" : null;
        if (foreign is not null)
        {
            throw new ArgumentException($"Projection '{projection.Name}': a coupling acts all the time and has no {foreign}.");
        }

        if (projection.Plasticity is not null && projection.Receptor is ICoupling coupling && coupling.OpenDownhill != coupling.OpenUphill)
        {
            throw new ArgumentException(
                $"Projection '{projection.Name}': pairs that open by the levels of their ends have no plasticity.");
        }

        if (projection.Source.Population.Cell is not Neuron)
        {
            throw new ArgumentException(
                $"Projection '{projection.Name}': population '{projection.Source.Population.Name}' only sends spikes: it gives out nothing that a "
                    + $"coupling could take.");
        }
    }

    private static void RequireRegenerable(Projection projection)
    {
        string? reason = projection.IsDynamic ? "synapses with state have to be"
            : projection.Receptor is ICoupling ? "a coupling has to be"
            : projection.Rule is FixedInDegree or ExplicitPairs ? $"rows of {projection.Rule.GetType().Name} cannot be made one by one" : null;
        if (reason is not null)
        {
            throw new ArgumentException($"Projection '{projection.Name}' is not stored, but {reason}; expected IsStored to be true.");
        }
    }

    private static void RequireMayChange(Projection projection)
    {
        string? reason = projection.Receptor is ICoupling ? "the pairs of a coupling stay"
            : !projection.IsStored ? "synapses that are made again from their rule stay (IsStored is false)"
            : projection.HasCodedWeights ? "coded weights have a unit that follows from all of them (HasCodedWeights is true)"
            : projection.Wiring is { } wiring ? $"who connects to whom is shared under the name '{wiring}'"
            : projection.Weight.Count is not null || projection.Delay.Count is not null || projection.DendriticDelay.Count is not null
                ? "weights or delays are a list, which has no value for a new synapse"
            : null;
        if (reason is not null)
        {
            throw new ArgumentException($"Projection '{projection.Name}' has a Structure, but {reason}.");
        }
    }

    private static void RequireOthers(Projection projection)
    {
        var ends = projection.Mirrored?.Ends ?? projection.Ends;
        if (!ends.ShareNeurons)
        {
            return;
        }

        string? how = projection.Rule switch
        {
            ExplicitPairs pairs when pairs.Pairs.Where(pair => ends.TargetOfSelf(pair.Source) == pair.Target).Select(pair => $"pair {pair} does")
                .FirstOrDefault()
                is var pair => pair,
            OneToOne => ends.SelfOffset == 0 ? "OneToOne does" : null,
            { SelfConnections: true } rule => $"{rule.GetType().Name} may; give it SelfConnections = false",
            _ => null,
        };
        if (how is not null)
        {
            throw new ArgumentException($"Projection '{projection.Name}': '{projection.Receptor.Name}' does not join a cell to itself, but {how}.");
        }
    }

    private static void RequireNotNegative(Projection projection, Parameter<Time> delay, string what)
    {
        if (delay.Values.Lowest is { } lowest and < 0)
        {
            string value = delay.IsUniform ? $"is {delay}" : delay.Count is null ? $"is drawn from {delay}, which reaches below zero"
                : $"of one pair is {Time.FromSi(lowest)}";
            throw new ArgumentException($"Projection '{projection.Name}': the {what} {value}; expected 0 ms or more"
                + $"{(delay.IsUniform || delay.Count is not null ? "." : ", as of a distribution that is truncated.")}");
        }
    }

    private static void RequireListsFit(Projection projection)
    {
        foreach (var (what, list) in new[] { ("weights", projection.Weight), ("delays", projection.Delay), ("dendritic delays", projection.DendriticDelay) })
        {
            (list.Values as FormulaValues)?.RequireFits($"Projection '{projection.Name}', formula of its {what}", projection.Source.Count,
                projection.Target.Count);
            if (list.Count is { } count && (projection.Rule is not ExplicitPairs pairs || pairs.Pairs.Count != count))
            {
                string expected = projection.Rule is ExplicitPairs explicitPairs ? $"{explicitPairs.Pairs.Count}, one for each pair"
                    : "a list only with explicit pairs";
                throw new ArgumentException($"Projection '{projection.Name}' has a list of {count} {what}; expected {expected}.");
            }
        }
    }

    private void RequireSameWiring(Projection projection)
    {
        if (projection.Wiring is { } wiring && projections.Find(other => other.Wiring == wiring) is { } first
            && projection.DifferenceFrom(first) is { } difference)
        {
            throw new ArgumentException($"Projections '{first.Name}' and '{projection.Name}' both have the wiring '{wiring}', but {difference}.");
        }
    }

    private void RequireOwn(PopulationSlice slice, string projection)
    {
        if (!populations.Contains(slice.Population))
        {
            throw new ArgumentException($"Projection '{projection}': population '{slice.Population.Name}' has not been added to this network.");
        }
    }
}
