namespace Neuropil.Engine;

/// <summary>
/// In what a run's network differs from the declared one: everything that was changed between two steps and is no state. A run is built from the declaration
/// and these, in whatever order they came; a checkpoint holds them.
/// </summary>
internal sealed class RunChanges
{
    /// <summary>Parameters of cells, by population and full name.</summary>
    public SortedDictionary<(int Population, string Name), ParameterChange> CellParameters { get; } = [];

    /// <summary>Parameters of synapses, by projection and full name: one value for all, in SI units.</summary>
    public SortedDictionary<(int Projection, string Name), double> SynapseParameters { get; } = [];

    /// <summary>Weights that nothing but a change moves, by projection, in kernel units: one for all, or one for each synapse by source and target.</summary>
    public SortedDictionary<int, float[]> Weights { get; } = [];

    /// <summary>Who connects to whom, by projection, where synapses have come and gone.</summary>
    public SortedDictionary<int, GrownWiring> Wirings { get; } = [];

    /// <summary>The largest plastic weight for which room was made, by projection, in kernel units.</summary>
    public SortedDictionary<int, double> Rooms { get; } = [];

    /// <summary>Rates of sources, by population, in kernel units.</summary>
    public SortedDictionary<int, double[]> Rates { get; } = [];

    /// <summary>Projections that are cut.</summary>
    public SortedSet<int> CutProjections { get; } = [];

    /// <summary>Cells that spike no more, by population, ascending.</summary>
    public SortedDictionary<int, int[]> SilentCells { get; } = [];

    /// <summary>A copy with one thing more.</summary>
    public RunChanges With(Action<RunChanges> add)
    {
        var copy = new RunChanges();
        Copy(CellParameters, copy.CellParameters);
        Copy(SynapseParameters, copy.SynapseParameters);
        Copy(Weights, copy.Weights);
        Copy(Wirings, copy.Wirings);
        Copy(Rooms, copy.Rooms);
        Copy(Rates, copy.Rates);
        copy.CutProjections.UnionWith(CutProjections);
        Copy(SilentCells, copy.SilentCells);
        add(copy);
        return copy;
    }

    /// <summary>The changed parameters of a population.</summary>
    public IEnumerable<(string Name, ParameterChange Change)> ParametersOf(int population)
        => CellParameters.Where(pair => pair.Key.Population == population).Select(pair => (pair.Key.Name, pair.Value));

    /// <summary>The changed parameters of a projection's synapses.</summary>
    public IEnumerable<(string Name, double Si)> SynapseParametersOf(int projection)
        => SynapseParameters.Where(pair => pair.Key.Projection == projection).Select(pair => (pair.Key.Name, pair.Value));

    public void Save(BinaryWriter writer)
    {
        Save(writer, CellParameters, key =>
        {
            writer.Write(key.Population);
            writer.Write(key.Name);
        }, change =>
        {
            writer.Write(change.IsUniform);
            Save(writer, change.Values, writer.Write);
        });
        Save(writer, SynapseParameters, key =>
        {
            writer.Write(key.Projection);
            writer.Write(key.Name);
        }, writer.Write);
        Save(writer, Weights, writer.Write, weights => Save(writer, weights, writer.Write));
        Save(writer, Wirings, writer.Write, wiring => wiring.Save(writer));
        Save(writer, Rooms, writer.Write, writer.Write);
        Save(writer, Rates, writer.Write, rates => Save(writer, rates, writer.Write));
        Save(writer, [.. CutProjections], writer.Write);
        Save(writer, SilentCells, writer.Write, cells => Save(writer, cells, writer.Write));
    }

    public static RunChanges Load(BinaryReader reader)
    {
        var changes = new RunChanges();
        Load(reader, changes.CellParameters, () => (reader.ReadInt32(), reader.ReadString()),
            () => new ParameterChange(reader.ReadBoolean(), Load(reader, reader.ReadDouble)));
        Load(reader, changes.SynapseParameters, () => (reader.ReadInt32(), reader.ReadString()), reader.ReadDouble);
        Load(reader, changes.Weights, reader.ReadInt32, () => Load(reader, reader.ReadSingle));
        Load(reader, changes.Wirings, reader.ReadInt32, () => GrownWiring.Load(reader));
        Load(reader, changes.Rooms, reader.ReadInt32, reader.ReadDouble);
        Load(reader, changes.Rates, reader.ReadInt32, () => Load(reader, reader.ReadDouble));
        changes.CutProjections.UnionWith(Load(reader, reader.ReadInt32));
        Load(reader, changes.SilentCells, reader.ReadInt32, () => Load(reader, reader.ReadInt32));
        return changes;
    }

    private static void Copy<TKey, TValue>(SortedDictionary<TKey, TValue> from, SortedDictionary<TKey, TValue> to)
        where TKey : notnull
    {
        foreach (var (key, value) in from)
        {
            to[key] = value;
        }
    }

    private static void Save<TKey, TValue>(BinaryWriter writer, SortedDictionary<TKey, TValue> values, Action<TKey> key, Action<TValue> value)
        where TKey : notnull
    {
        writer.Write(values.Count);
        foreach (var pair in values)
        {
            key(pair.Key);
            value(pair.Value);
        }
    }

    private static void Save<T>(BinaryWriter writer, T[] values, Action<T> one)
    {
        writer.Write(values.Length);
        Array.ForEach(values, one);
    }

    private static void Load<TKey, TValue>(BinaryReader reader, SortedDictionary<TKey, TValue> values, Func<TKey> key, Func<TValue> value)
        where TKey : notnull
    {
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            var own = key();
            values[own] = value();
        }
    }

    private static T[] Load<T>(BinaryReader reader, Func<T> one)
    {
        var values = new T[reader.ReadInt32()];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = one();
        }

        return values;
    }
}

/// <summary>What a parameter of cells has become.</summary>
/// <param name="IsUniform">Whether all cells share one value.</param>
/// <param name="Values">That value in SI units; else that of each cell in kernel units.</param>
internal sealed record ParameterChange(bool IsUniform, double[] Values)
{
    /// <summary>The parameter that equations have in place of the declared one.</summary>
    public Parameter AsParameter(Dimension dimension) => new QuantityParameter(dimension,
        IsUniform ? new UniformValue(Values[0], dimension)
            : new ListedValues(Array.ConvertAll(Values, value => KernelUnits.ToSi(value, dimension)), dimension));

    public bool Equals(ParameterChange? other) => other is not null && IsUniform == other.IsUniform && Values.AsSpan().SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Length;
}
