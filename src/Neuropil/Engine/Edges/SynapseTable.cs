namespace Neuropil;

/// <summary>
/// The synapses of a projection, or the contacts of a coupling, as they were when it was asked for: ordered by source, and for each by target. Numbers of
/// cells are those of the populations; degrees and matrices count cells within the projection's slices.
/// </summary>
public sealed class SynapseTable
{
    private const string Weight = "w";

    private readonly Dictionary<string, (Dimension Dimension, double[] Values)> columns;
    private readonly int[] sources;
    private readonly int[] targets;

    internal SynapseTable(Projection projection, int[] sources, int[] targets, Dictionary<string, (Dimension Dimension, double[] Values)> columns)
        => (Projection, this.sources, this.targets, this.columns) = (projection, sources, targets, columns);

    /// <summary>The projection.</summary>
    public Projection Projection { get; }

    /// <summary>The source cell of each synapse.</summary>
    public IReadOnlyList<int> Sources => sources;

    /// <summary>The target cell of each synapse.</summary>
    public IReadOnlyList<int> Targets => targets;

    /// <summary>The number of synapses.</summary>
    public int Count => targets.Length;

    /// <summary>
    /// The names of values: <c>w</c>, the weight; <c>delay</c> and <c>dendriticDelay</c>; and the variables of release and plasticity by their
    /// full names, whatever their scope. A variable of the source is one for all its synapses, and stands as the fastest of them see it: where axonal
    /// delays differ, spikes that have not reached a slower synapse yet are in it already.
    /// </summary>
    public IReadOnlyCollection<string> Names => columns.Keys;

    /// <summary>The number of synapses of each source cell, the first of the slice first.</summary>
    public int[] OutDegrees() => Degrees(sources, Projection.Source);

    /// <summary>The number of synapses onto each target cell, the first of the slice first.</summary>
    public int[] InDegrees() => Degrees(targets, Projection.Target);

    /// <summary>The number of synapses of each pair: row i is source i of the slice, column j is target j.</summary>
    /// <exception cref="ArgumentException">There are too many pairs for one array.</exception>
    public int[,] Matrix()
    {
        var matrix = NewMatrix<int>();
        for (int i = 0; i < Count; i++)
        {
            matrix[sources[i] - Projection.Source.Start, targets[i] - Projection.Target.Start]++;
        }

        return matrix;
    }

    /// <summary>
    /// A value of each pair, as a pure number in a unit: row i is source i of the slice, column j is target j. The weights of several synapses of one pair are
    /// added, and a pair without synapse has the weight 0. Other values are NaN there.
    /// </summary>
    /// <param name="name">The name, or its end after a dot where no other ends so.</param>
    /// <param name="unit">The unit.</param>
    /// <exception cref="UnknownNameException">There is no such value; the message gives the nearest.</exception>
    /// <exception cref="DimensionMismatchException">The unit is one of another quantity.</exception>
    /// <exception cref="ArgumentException">A pair has several synapses and so several values that are no weights, or there are too many pairs.</exception>
    public double[,] Matrix<TUnit>(string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
    {
        double[] values = In(name, unit);
        var matrix = NewMatrix<double>();
        bool isWeight = ReferenceEquals(Find(name).Values, Find(Weight).Values);
        if (!isWeight)
        {
            for (int source = 0; source < matrix.GetLength(0); source++)
            {
                for (int target = 0; target < matrix.GetLength(1); target++)
                {
                    matrix[source, target] = double.NaN;
                }
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            ref double place = ref matrix[sources[i] - Projection.Source.Start, targets[i] - Projection.Target.Start];
            if (!isWeight && !double.IsNaN(place))
            {
                throw new ArgumentException(
                    $"Projection '{Projection.Name}' has several synapses from cell {sources[i]} to cell {targets[i]}: '{name}' has no single value there. "
                        + $"Weights are added; read other values with In.");
            }

            place = isWeight ? place + values[i] : values[i];
        }

        return matrix;
    }

    /// <summary>A value of each synapse, as a pure number in a unit: <c>table.In("w", nS)</c>.</summary>
    /// <param name="name">The name, or its end after a dot where no other ends so.</param>
    /// <param name="unit">The unit.</param>
    /// <exception cref="UnknownNameException">There is no such value; the message gives the nearest.</exception>
    /// <exception cref="DimensionMismatchException">The unit is one of another quantity.</exception>
    public double[] In<TUnit>(string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
    {
        var (dimension, values) = Find(name);
        return Neuropil.KernelValues.In(values, dimension, name, unit);
    }

    /// <summary>A value of each synapse that is a pure number.</summary>
    /// <inheritdoc cref="In{TUnit}"/>
    public double[] Numbers(string name) => In(name, Number.FromSi(1));

    /// <summary>The table of a projection that is cut.</summary>
    internal SynapseTable WithoutSynapses()
        => new(Projection, [], [], columns.ToDictionary(pair => pair.Key, pair => (pair.Value.Dimension, Array.Empty<double>()), StringComparer.Ordinal));

    /// <summary>The values in kernel units.</summary>
    internal double[] KernelValues(string name) => Find(name).Values;

    /// <summary>The values in their usual unit, and its name.</summary>
    internal (string Unit, double[] Values) InUsualUnit(string name)
    {
        var (dimension, values) = Find(name);
        var unit = new SampleUnit(dimension);
        return (unit.Name, Array.ConvertAll(values, unit.Of));
    }

    private static int[] Degrees(int[] cells, PopulationSlice slice)
    {
        var degrees = new int[slice.Count];
        foreach (int cell in cells)
        {
            degrees[cell - slice.Start]++;
        }

        return degrees;
    }

    private T[,] NewMatrix<T>()
    {
        long pairs = (long)Projection.Source.Count * Projection.Target.Count;
        return pairs <= Array.MaxLength
            ? new T[Projection.Source.Count, Projection.Target.Count]
            : throw new ArgumentException($"A matrix of '{Projection.Name}' has {pairs} pairs; expected at most {Array.MaxLength}. Read its lists.");
    }

    /// <summary>The values in kernel units, and what they are.</summary>
    internal (Dimension Dimension, double[] Values) Find(string name)
        => NameSearch.Find("value of a synapse", name, mainScope: null, columns.Select(pair => (pair.Key, pair.Value)));
}
