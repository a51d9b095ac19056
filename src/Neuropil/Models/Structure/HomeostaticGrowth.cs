namespace Neuropil;

/// <summary>
/// Synapses by synaptic elements (Butz and van Ooyen 2013, PLoS Comput. Biol. 9, e1003259): a cell offers as many dendritic and axonal elements as two of
/// its variables say, which its own activity moves. Where a cell has more synapses than elements, some that are drawn break; elements that are free meet
/// others at random and become synapses.
/// </summary>
/// <remarks>
/// At a tick, in this order: synapses whose weight is below <see cref="Floor"/> are lost; sources, and then targets, with more synapses than whole elements
/// lose as many as they have too many, each as likely; the free elements of both ends are brought into random orders and paired, until one end has none left.
/// An element whose partner is lost is free in the same tick, as in NEST. Where the rule excludes synapses of a cell with itself, a pair that would be one
/// waits for the next tick. The publication has axonal and dendritic elements of either sign and pairs them by distance; here a projection has one kind, and
/// every pair is as likely.
/// </remarks>
public sealed record HomeostaticGrowth : StructuralPlasticity
{
    /// <summary>
    /// The variable that says how many synapses a target offers to have (its whole part): a state of the cell, or of the projection's release or plasticity in
    /// the target's scope. A pure number.
    /// </summary>
    public required string DendriticElements { get; init; }

    /// <summary>The variable that says how many synapses a source offers to have; null where a source takes part in as many as there are.</summary>
    public string? AxonalElements { get; init; }

    /// <summary>The weight below which a synapse is lost; null for none.</summary>
    public Parameter? Floor { get; init; }

    /// <inheritdoc/>
    /// <exception cref="UnknownNameException">There is no variable of that name; the message gives the nearest.</exception>
    /// <exception cref="DimensionMismatchException">Elements are no pure number.</exception>
    /// <exception cref="ArgumentException">The floor has another unit than the weight.</exception>
    protected internal override void Rewire(Rewiring rewiring)
    {
        ArgumentNullException.ThrowIfNull(rewiring);
        var number = Number.FromSi(1);
        int[] dendritic = Whole(rewiring.TargetValues(DendriticElements, number));
        int[]? axonal = AxonalElements is null ? null : Whole(rewiring.SourceValues(AxonalElements, number));
        if (Floor is not null)
        {
            foreach (int synapse in rewiring.SynapsesBelow("w", Floor))
            {
                rewiring.Remove(synapse);
            }
        }

        if (axonal is not null)
        {
            Break(rewiring, rewiring.Sources, axonal);
        }

        Break(rewiring, rewiring.Targets, dendritic);
        Grow(rewiring, axonal, dendritic);
    }

    private static int[] Whole(double[] elements) => Array.ConvertAll(elements, each => (int)Math.Clamp(Math.Floor(each), 0, int.MaxValue));

    private static ILookup<int, int> SynapsesOf(Rewiring rewiring, IReadOnlyList<int> cells)
        => Enumerable.Range(0, cells.Count).Where(synapse => !rewiring.Removed.Contains(synapse)).ToLookup(synapse => cells[synapse]);

    private static void Break(Rewiring rewiring, IReadOnlyList<int> cells, int[] elements)
    {
        var synapses = SynapsesOf(rewiring, cells);
        for (int cell = 0; cell < elements.Length; cell++)
        {
            var own = synapses[cell].ToList();
            if (own.Count > elements[cell])
            {
                rewiring.Shuffle(own);
                own.Take(own.Count - elements[cell]).ToList().ForEach(rewiring.Remove);
            }
        }
    }

    private static void Grow(Rewiring rewiring, int[]? axonal, int[] dendritic)
    {
        var targets = Free(SynapsesOf(rewiring, rewiring.Targets), dendritic);
        rewiring.Shuffle(targets);
        if (axonal is null)
        {
            foreach (int target in targets.Where(_ => rewiring.SourceCount > 0))
            {
                AddIfAllowed(rewiring, rewiring.NextInt32(rewiring.SourceCount), target);
            }

            return;
        }

        var sources = Free(SynapsesOf(rewiring, rewiring.Sources), axonal);
        rewiring.Shuffle(sources);
        foreach (var (source, target) in sources.Zip(targets))
        {
            AddIfAllowed(rewiring, source, target);
        }
    }

    // A cell stands as often as it has free elements.
    private static List<int> Free(ILookup<int, int> synapses, int[] elements)
        => [.. elements.SelectMany((count, cell) => Enumerable.Repeat(cell, Math.Max(0, count - synapses[cell].Count())))];

    private static void AddIfAllowed(Rewiring rewiring, int source, int target)
    {
        if (rewiring.Allows(source, target))
        {
            rewiring.Add(source, target);
        }
    }
}
