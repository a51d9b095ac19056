using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// Samples of a quantity of chosen cells. The sample at time t is taken after the step that ends at t; receptor variables are those that were
/// in force during that step. The first sample is the initial value.
/// </summary>
public sealed class TraceRecord
{
    private readonly Simulation run;
    private readonly TraceSelection selection;
    private readonly Probe probe;

    private TraceRecord(Simulation run, TraceSelection selection, Probe probe) => (this.run, this.selection, this.probe) = (run, selection, probe);

    /// <summary>The samples so far, in the usual unit of the quantity.</summary>
    public Traces Traces()
    {
        var unit = DisplayUnit.For(probe.Dimension);
        double[] samples = probe.Samples.ToArray();
        int width = probe.Width;
        int count = samples.Length / width;
        var columns = selection.Cells.Select((cell, i) => new Trace(
            selection.Variable,
            unit.Name,
            Enumerable.Range(0, count).Select(sample => KernelUnits.ToSi(samples[(sample * width) + i], probe.Dimension) / unit.SiValue).ToArray(),
            cell));
        return new Traces(ProbeTimes.Seconds(probe, run, count), columns.ToArray());
    }

    internal static TraceRecord Begin(Simulation run, TraceSelection selection)
    {
        if (selection.Cells.Count == 0)
        {
            throw new ArgumentException($"A trace of '{selection.Variable}' needs at least one cell.");
        }

        int bad = selection.Cells.FirstOrDefault(cell => cell < 0 || cell >= selection.Slice.Count, -1);
        if (bad != -1 || selection.Cells.Contains(-1))
        {
            throw new ArgumentException($"'{selection.Slice.Name}' has no cell {bad}; expected 0 to {selection.Slice.Count - 1}.");
        }

        int[] cells = selection.Cells.Select(cell => selection.Slice.Start + cell).ToArray();
        var added = run.AddProbe(selection.Slice.Population, equations => equations.Find(selection.Variable), cells, 0, 0, selection.Interval);
        return new TraceRecord(run, selection, added);
    }
}
