namespace Neuropil;

/// <summary>
/// A tick of <see cref="StructuralPlasticity"/>: the synapses of a projection and its cells as they are, and the changes that a rule asks for. Cells are
/// counted from 0 within the projection's source and target; synapses are ordered by source, and for each by target.
/// </summary>
public sealed class Rewiring
{
    private readonly IRewiringView view;
    private readonly SortedSet<int> removed = [];
    private readonly List<(int Source, int Target)> added = [];
    private RandomStream random;

    internal Rewiring(IRewiringView view, RandomStream random) => (this.view, this.random) = (view, random);

    /// <summary>The simulated time.</summary>
    public Time Time => view.Time;

    /// <summary>The number of cells that synapses may come from.</summary>
    public int SourceCount => view.SourceCount;

    /// <summary>The number of cells that synapses may lead to.</summary>
    public int TargetCount => view.TargetCount;

    /// <summary>The source of each synapse.</summary>
    public IReadOnlyList<int> Sources => view.Sources;

    /// <summary>The target of each synapse.</summary>
    public IReadOnlyList<int> Targets => view.Targets;

    /// <summary>The synapses that are to go.</summary>
    public IReadOnlySet<int> Removed => removed;

    /// <summary>The pairs between which synapses are to come, in the order in which they were asked for.</summary>
    public IReadOnlyList<(int Source, int Target)> Added => added;

    /// <summary>Whether a synapse may lead from a source to a target: not from a cell to itself where the projection's rule excludes that.</summary>
    public bool Allows(int source, int target) => view.Allows(source, target);

    /// <summary>A value of each synapse, as a pure number in a unit: its weight <c>w</c>, or a variable of its release or plasticity.</summary>
    /// <exception cref="UnknownNameException">There is no such value; the message gives the nearest.</exception>
    /// <exception cref="DimensionMismatchException">The unit is one of another quantity.</exception>
    public double[] SynapseValues<TUnit>(string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
        => In(view.SynapseValues(name), name, unit);

    /// <summary>A variable of each source cell, as a pure number in a unit.</summary>
    /// <inheritdoc cref="SynapseValues{TUnit}"/>
    public double[] SourceValues<TUnit>(string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
        => In(view.SourceValues(name), name, unit);

    /// <summary>A variable of each target cell, as a pure number in a unit.</summary>
    /// <inheritdoc cref="SynapseValues{TUnit}"/>
    public double[] TargetValues<TUnit>(string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
        => In(view.TargetValues(name), name, unit);

    /// <summary>A random whole number from 0 to <paramref name="count"/> - 1: of the seed, the projection and the step, whatever runs the network.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public int NextInt32(int count) => random.NextInt32(count);

    /// <summary>A random number in [0, 1).</summary>
    public double NextDouble() => random.NextDouble();

    /// <summary>Brings items into a random order, all orders being as likely (Fisher and Yates).</summary>
    public void Shuffle<T>(IList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (int left = items.Count; left > 1; left--)
        {
            int chosen = random.NextInt32(left);
            (items[left - 1], items[chosen]) = (items[chosen], items[left - 1]);
        }
    }

    /// <summary>Lets a synapse go.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such synapse.</exception>
    public void Remove(int synapse)
    {
        if (synapse < 0 || synapse >= Targets.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(synapse), synapse, $"Projection '{view.Name}' has {Targets.Count} synapses; expected one of them.");
        }

        removed.Add(synapse);
    }

    /// <summary>Lets a synapse come.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    /// <exception cref="ArgumentException">It would lead from a cell to itself, which the projection's rule excludes.</exception>
    public void Add(int source, int target)
    {
        Require(source, SourceCount, nameof(source));
        Require(target, TargetCount, nameof(target));
        if (!Allows(source, target))
        {
            throw new ArgumentException(
                $"Projection '{view.Name}': a synapse from source {source} to target {target} leads from a cell to itself, but SelfConnections is false.");
        }

        added.Add((source, target));
    }

    /// <summary>The synapses of which a value, such as the weight <c>w</c>, is below a bound that all share.</summary>
    /// <exception cref="UnknownNameException">There is no such value; the message gives the nearest.</exception>
    /// <exception cref="ArgumentException">The bound has another unit, or is drawn or listed.</exception>
    public IEnumerable<int> SynapsesBelow(string name, Parameter bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var (dimension, kernel) = view.SynapseValues(name);
        if (!bound.IsUniform || bound.Dimension != dimension)
        {
            throw new ArgumentException(
                $"Projection '{view.Name}': '{name}' is {QuantityCatalogue.DescribeOne(dimension)}, and is to be compared with {bound}; expected one "
                    + "value of that unit.", nameof(bound));
        }

        double least = KernelUnits.FromSi(bound.UniformSi, dimension);
        return Enumerable.Range(0, kernel.Length).Where(synapse => kernel[synapse] < least);
    }

    private void Require(int cell, int count, string end)
    {
        if (cell < 0 || cell >= count)
        {
            throw new ArgumentOutOfRangeException(end, cell, $"Projection '{view.Name}' has {count} {end} cells; expected a number from 0 to {count - 1}.");
        }
    }

    private static double[] In<TUnit>((Dimension Dimension, double[] Kernel) values, string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
        => Neuropil.KernelValues.In(values.Kernel, values.Dimension, name, unit);
}

/// <summary>What a rule sees at a tick; values are in kernel units.</summary>
internal interface IRewiringView
{
    string Name { get; }

    Time Time { get; }

    int SourceCount { get; }

    int TargetCount { get; }

    IReadOnlyList<int> Sources { get; }

    IReadOnlyList<int> Targets { get; }

    bool Allows(int source, int target);

    (Dimension Dimension, double[] Kernel) SynapseValues(string name);

    (Dimension Dimension, double[] Kernel) SourceValues(string name);

    (Dimension Dimension, double[] Kernel) TargetValues(string name);
}
