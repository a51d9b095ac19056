namespace Neuropil.Engine;

/// <summary>
/// One output of a coupling as the step loop sees it: from a row of what the sources give out to the column, by its address, of what arrives.
/// </summary>
internal sealed unsafe class CouplingLink(
    Projection projection, CouplingEdges edges, int targetPopulation, OutputRows outputs, long arrivals, CouplingGate? gate = null)
{
    private readonly PopulationSlice source = projection.Source;
    private readonly PopulationSlice target = projection.Target;

    public Projection Projection => projection;

    public int TargetPopulation => targetPopulation;

    /// <summary>Who takes from whom, with which weight.</summary>
    public CouplingEdges Edges { get; set; } = edges;

    /// <summary>The number of contacts.</summary>
    public required long Count { get; init; }

    /// <summary>Whether this is the first of the coupling's outputs, by which its contacts are counted.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Whether nothing is taken any more.</summary>
    public bool IsCut { get; set; }

    /// <summary>
    /// Adds to the arrivals of the present step of the cells from <paramref name="begin"/> to <paramref name="end"/> of the target's population.
    /// </summary>
    public void Add(long step, int begin, int end)
    {
        int first = Math.Max(begin, target.Start) - target.Start;
        int last = Math.Min(end, target.Start + target.Count) - target.Start;
        if (first >= last || IsCut)
        {
            return;
        }

        if (outputs.ElementSize == sizeof(float))
        {
            Add<float>(step, first, last);
        }
        else
        {
            Add<double>(step, first, last);
        }
    }

    private void Add<T>(long step, int first, int last)
        where T : unmanaged
    {
        T* given = (T*)outputs.Row(step) + source.Start;
        T* taken = (T*)arrivals + target.Start;
        if (gate is null)
        {
            Edges.Add(given, taken, first, last);
        }
        else
        {
            ((SparseCoupling)Edges).AddOpen(
                given, (T*)gate.Source.Row(step) + source.Start, (T*)gate.Target.Row(step) + target.Start, gate.Downhill, gate.Uphill, taken, first, last);
        }
    }
}
