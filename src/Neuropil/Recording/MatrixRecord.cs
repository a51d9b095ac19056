using Neuropil.Engine;

namespace Neuropil;

/// <summary>Samples of a quantity of all cells of a slice: one matrix. They are taken when those of a <see cref="TraceRecord"/> are.</summary>
public sealed class MatrixRecord
{
    private readonly Simulation run;
    private readonly MatrixSelection selection;
    private readonly Probe probe;

    private MatrixRecord(Simulation run, MatrixSelection selection, Probe probe) => (this.run, this.selection, this.probe) = (run, selection, probe);

    /// <summary>The samples so far, in the usual unit of the quantity.</summary>
    /// <exception cref="ObjectDisposedException">The simulation has been disposed: take what you need of its records before.</exception>
    /// <exception cref="InvalidOperationException">There are too many for one array.</exception>
    public TraceMatrix Matrix()
    {
        run.ThrowIfDisposed();
        var unit = new SampleUnit(probe.Dimension);
        int width = probe.Width;
        long total = probe.Samples.Count;
        if (total > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"The record of '{selection.Variable}' of '{selection.Slice.Name}' has {total} samples; an array holds {Array.MaxLength}. "
                    + $"Record fewer cells, or with a longer Interval.");
        }

        int count = (int)(total / width);
        var values = new double[count, width];
        var samples = probe.Samples.Span;
        for (int sample = 0; sample < count; sample++)
        {
            for (int cell = 0; cell < width; cell++)
            {
                values[sample, cell] = unit.Of(samples[(sample * width) + cell]);
            }
        }

        return new TraceMatrix(selection.Variable, unit.Name, ProbeTimes.Seconds(probe, run, count), probe.Cells!, values);
    }

    internal static MatrixRecord Begin(Simulation run, MatrixSelection selection)
    {
        int[] cells = [.. Enumerable.Range(selection.Slice.Start, selection.Slice.Count)];
        return new MatrixRecord(run, selection, run.AddProbe(selection.Slice, selection.Variable, cells, selection.Interval));
    }
}
