namespace Neuropil.Engine;

/// <summary>
/// One output of a coupling as the step loop sees it: from a row of what the sources give out to the column, by its address, of what arrives.
/// </summary>
internal sealed unsafe class CouplingLink(CouplingEdges edges, PopulationSlice source, PopulationSlice target, int targetPopulation, OutputRows outputs,
    long arrivals)
{
    public int TargetPopulation => targetPopulation;

    /// <summary>
    /// Adds to the arrivals of the present step of the cells from <paramref name="begin"/> to <paramref name="end"/> of the target's population.
    /// </summary>
    public void Add(long step, int begin, int end)
    {
        int first = Math.Max(begin, target.Start) - target.Start;
        int last = Math.Min(end, target.Start + target.Count) - target.Start;
        if (first >= last)
        {
            return;
        }

        if (outputs.ElementSize == sizeof(float))
        {
            edges.Add((float*)outputs.Row(step) + source.Start, (float*)arrivals + target.Start, first, last);
        }
        else
        {
            edges.Add((double*)outputs.Row(step) + source.Start, (double*)arrivals + target.Start, first, last);
        }
    }
}
