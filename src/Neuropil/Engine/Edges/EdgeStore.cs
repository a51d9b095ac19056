namespace Neuropil.Engine;

/// <summary>
/// The synapses of one projection with state, onto the cells of one worker: a row for each source, within it groups of one axonal delay in
/// ascending order, within these ascending targets. Every variable of an edge is a column of doubles in that order.
/// </summary>
internal sealed unsafe class EdgeStore : IDisposable
{
    private readonly List<AlignedMemory> memory = [];
    private AlignedMemory? weights;
    private readonly Dictionary<Symbol, nint> variables = [];
    private readonly Dictionary<string, nint> parameters = new(StringComparer.Ordinal);

    /// <summary>A store whose rows are to be counted.</summary>
    /// <param name="sources">The number of source cells.</param>
    /// <param name="axonalDelays">The axonal delays that occur, in steps, ascending.</param>
    public EdgeStore(int sources, int[] axonalDelays)
    {
        (Sources, AxonalDelays) = (sources, axonalDelays);
        RowStart = (long*)Allocate(((long)sources * axonalDelays.Length + 1) * sizeof(long));
    }

    public int Sources { get; }

    /// <summary>The axonal delays, in steps, ascending: a row has a group for each.</summary>
    public int[] AxonalDelays { get; }

    /// <summary>Where the group of each (source, delay) begins; one entry more than groups.</summary>
    public long* RowStart { get; }

    /// <summary>The number of synapses.</summary>
    public long Count => RowStart[(long)Sources * AxonalDelays.Length];

    /// <summary>The target cells, by their number in the population.</summary>
    public int* Targets { get; private set; }

    /// <summary>The places of the synapses among all of their source where rows have groups; null where they are consecutive.</summary>
    public uint* Ordinals { get; private set; }

    /// <summary>The place of the first synapse of each source's row among all of the source, where they are consecutive.</summary>
    public uint* FirstOrdinals { get; private set; }

    /// <summary>The dendritic delays in steps, or null where all have <see cref="DendriticDelay"/>.</summary>
    public int* DendriticDelays { get; private set; }

    /// <summary>The dendritic delay of all, where they do not differ.</summary>
    public int DendriticDelay { get; set; }

    /// <summary>The weights in units of <see cref="WeightUnit"/> where they differ and never change; else null.</summary>
    public int* Weights { get; private set; }

    /// <summary>The weight of all, in units of <see cref="WeightUnit"/>, where they do not differ and never change.</summary>
    public int Weight { get; set; }

    /// <summary>The unit of weights that never change, in kernel units: a power of two.</summary>
    public double WeightUnit { get; set; }

    /// <summary>
    /// The step of the last event that advanced a synapse's variables, or those of a group (<see cref="AgeTogether"/>); null where none needs to be advanced.
    /// </summary>
    public double* LastEvent { get; private set; }

    /// <summary>Whether <see cref="LastEvent"/> has a number for each group, as <see cref="RowStart"/> has, and not for each synapse.</summary>
    public bool AgeTogether { get; private set; }

    public long Bytes => memory.Sum(block => block.Bytes);

    /// <summary>Turns the lengths of groups, each given where the next one begins, into beginnings, and makes room for the synapses.</summary>
    public void Allocate(bool dendriticDiffer, bool hasWeights, bool agesVariables, bool ageTogether, IEnumerable<Symbol> edgeVariables)
    {
        long groups = (long)Sources * AxonalDelays.Length;
        for (long group = 0; group < groups; group++)
        {
            RowStart[group + 1] += RowStart[group];
        }

        Targets = (int*)Allocate(Count * sizeof(int));
        bool areConsecutive = AxonalDelays.Length == 1;
        Ordinals = areConsecutive ? null : (uint*)Allocate(Count * sizeof(uint));
        FirstOrdinals = areConsecutive ? (uint*)Allocate((long)Sources * sizeof(uint)) : null;
        DendriticDelays = dendriticDiffer ? (int*)Allocate(Count * sizeof(int)) : null;
        HoldWeights(hasWeights);
        AgeTogether = ageTogether;
        LastEvent = !agesVariables ? null : ageTogether ? (double*)Allocate(groups * sizeof(double)) : NewColumn();
        foreach (var symbol in edgeVariables)
        {
            variables[symbol] = (nint)NewColumn();
        }
    }

    /// <summary>Makes room for a weight of each synapse that never changes, where there is none; or does without.</summary>
    public void HoldWeights(bool areHeld)
    {
        if (areHeld && weights is null)
        {
            weights = new AlignedMemory((Count * sizeof(int)) + AlignedMemory.Alignment);
            memory.Add(weights);
        }

        Weights = areHeld ? (int*)weights!.Address : null;
    }

    /// <summary>The group, of its source and delay, in which a synapse stands.</summary>
    public long GroupOf(int source, long edge)
    {
        long group = (long)source * AxonalDelays.Length;
        while (edge >= RowStart[group + 1])
        {
            group++;
        }

        return group;
    }

    /// <summary>Where the step of the last event stands that advanced a synapse's variables.</summary>
    public double* LastEventOf(int source, long edge) => LastEvent + (AgeTogether ? GroupOf(source, edge) : edge);

    /// <summary>The variables of all synapses have been advanced to a step.</summary>
    public void SetLastEvents(double step)
        => new Span<double>(LastEvent, checked((int)(AgeTogether ? (long)Sources * AxonalDelays.Length : Count))).Fill(step);

    /// <summary>The values of a variable.</summary>
    public double* this[Symbol symbol] => (double*)variables[symbol];

    /// <summary>The column of a parameter, or of what follows from parameters; made, to be filled, when it is first asked for.</summary>
    public double* Parameter(string key, out bool isNew)
    {
        isNew = !parameters.TryGetValue(key, out nint column);
        if (isNew)
        {
            parameters[key] = column = (nint)NewColumn();
        }

        return (double*)column;
    }

    public void Dispose() => memory.ForEach(block => block.Dispose());

    private double* NewColumn() => (double*)Allocate(Count * sizeof(double));

    // A vector is read behind the end of the last row.
    private byte* Allocate(long bytes)
    {
        var block = new AlignedMemory(bytes + AlignedMemory.Alignment);
        memory.Add(block);
        return block.Address;
    }
}
