namespace Neuropil;

/// <summary>
/// The synapses of a projection, as they were when it was asked for: ordered by source, and for each by target. Numbers of cells are those of
/// the populations.
/// </summary>
public sealed class SynapseTable
{
    private readonly Dictionary<string, (Dimension Dimension, double[] Values)> columns;

    internal SynapseTable(int[] sources, int[] targets, Dictionary<string, (Dimension Dimension, double[] Values)> columns)
        => (Sources, Targets, this.columns) = (sources, targets, columns);

    /// <summary>The source cell of each synapse.</summary>
    public IReadOnlyList<int> Sources { get; }

    /// <summary>The target cell of each synapse.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>The number of synapses.</summary>
    public int Count => Targets.Count;

    /// <summary>
    /// The names of values: <c>w</c>, the weight; <c>delay</c> and <c>dendriticDelay</c>; and the variables of release and plasticity by their
    /// full names, whatever their scope. A variable of the source is one for all its synapses, and stands as the fastest of them see it: where axonal
    /// delays differ, spikes that have not reached a slower synapse yet are in it already.
    /// </summary>
    public IReadOnlyCollection<string> Names => columns.Keys;

    /// <summary>A value of each synapse, as a pure number in a unit: <c>table.In("w", nS)</c>.</summary>
    /// <param name="name">The name, or its end after a dot where no other ends so.</param>
    /// <param name="unit">The unit.</param>
    /// <exception cref="UnknownNameException">There is no such value; the message gives the nearest.</exception>
    /// <exception cref="DimensionMismatchException">The unit is one of another quantity.</exception>
    public double[] In<TUnit>(string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
    {
        var (dimension, values) = Find(name);
        if (TUnit.Dimension != dimension)
        {
            throw new DimensionMismatchException(
                $"'{name}' is {QuantityCatalogue.DescribeOne(dimension)}, but {unit} is {QuantityCatalogue.DescribeOne(TUnit.Dimension)}.");
        }

        double factor = unit.SiValue;
        return Array.ConvertAll(values, value => KernelUnits.ToSi(value, dimension) / factor);
    }

    /// <summary>A value of each synapse that is a pure number.</summary>
    /// <inheritdoc cref="In{TUnit}"/>
    public double[] Numbers(string name) => In(name, Number.FromSi(1));

    /// <summary>The values in kernel units.</summary>
    internal double[] KernelValues(string name) => Find(name).Values;

    private (Dimension Dimension, double[] Values) Find(string name)
    {
        if (columns.TryGetValue(name, out var found))
        {
            return found;
        }

        var ending = columns.Keys.Where(key => key.EndsWith("." + name, StringComparison.Ordinal)).ToList();
        return ending.Count == 1 ? columns[ending[0]]
            : ending.Count == 0 ? throw UnknownNameException.For("value of a synapse", name, columns.Keys)
            : throw new UnknownNameException($"'{name}' is ambiguous: {string.Join(", ", ending)}.");
    }
}
