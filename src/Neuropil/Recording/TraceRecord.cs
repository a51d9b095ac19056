using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// Samples of a quantity of chosen cells. The sample at time t has the values at t, and where something jumps then, those after it, as in an
/// <see cref="AdaptiveRun"/>. The cell's own variables are those at the end of the step that ends at t; the variables of receptors and Ornstein-Uhlenbeck
/// processes are those in force in the step that begins at t, with what arrives at t. That step brings them there, so that the sample at the end of a run comes
/// with the next <see cref="Simulation.Advance"/>.
/// </summary>
public sealed class TraceRecord
{
    private readonly Simulation run;
    private readonly TraceSelection selection;
    private readonly Probe probe;

    private TraceRecord(Simulation run, TraceSelection selection, Probe probe) => (this.run, this.selection, this.probe) = (run, selection, probe);

    /// <summary>The samples so far, in the usual unit of the quantity.</summary>
    /// <exception cref="ObjectDisposedException">The simulation has been disposed: take what you need of its records before.</exception>
    public Traces Traces()
    {
        run.ThrowIfDisposed();
        var unit = new SampleUnit(probe.Dimension);
        int count = checked((int)(probe.Samples.Count / probe.Width));
        var columns = selection.Cells.Select((cell, i) => new Trace(selection.Variable, unit.Name, Column(i, count, unit), cell));
        return new Traces(ProbeTimes.Seconds(probe, run, count), columns.ToArray());
    }

    // Read where they lie: a copy of all samples would be one more beside what is returned.
    private unsafe double[] Column(int cell, int count, SampleUnit unit)
    {
        var values = new double[count];
        for (int sample = 0; sample < count; sample++)
        {
            values[sample] = unit.Of(probe.Samples.Items[((long)sample * probe.Width) + cell]);
        }

        return values;
    }

    internal static TraceRecord Begin(Simulation run, TraceSelection selection)
    {
        if (selection.Cells.Count == 0)
        {
            throw new ArgumentException($"A trace of '{selection.Variable}' needs at least one cell.");
        }

        foreach (int cell in selection.Cells.Where(cell => cell < 0 || cell >= selection.Slice.Count))
        {
            throw new ArgumentException(
                $"A trace of '{selection.Variable}': '{selection.Slice.Name}' has no cell {cell}; expected 0 to {selection.Slice.Count - 1}.");
        }

        int[] cells = selection.Cells.Select(cell => selection.Slice.Start + cell).ToArray();
        return new TraceRecord(run, selection, run.AddProbe(selection.Slice, selection.Variable, cells, selection.Interval));
    }
}
