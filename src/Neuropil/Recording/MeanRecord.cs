using Neuropil.Engine;

namespace Neuropil;

/// <summary>The mean of a quantity over a slice, computed while running, in blocks of cells that do not depend on threads.</summary>
public sealed class MeanRecord
{
    private readonly Simulation run;
    private readonly MeanSelection selection;
    private readonly Probe probe;

    private MeanRecord(Simulation run, MeanSelection selection, Probe probe) => (this.run, this.selection, this.probe) = (run, selection, probe);

    /// <summary>The samples so far, in the usual unit of the quantity.</summary>
    /// <exception cref="ObjectDisposedException">The simulation has been disposed: take what you need of its records before.</exception>
    public Traces Traces()
    {
        run.ThrowIfDisposed();
        var unit = new SampleUnit(probe.Dimension);
        double[] means = probe.Samples.Span.ToArray();
        for (int sample = 0; sample < means.Length; sample++)
        {
            means[sample] = unit.Of(means[sample] / selection.Slice.Count);
        }

        return new Traces(ProbeTimes.Seconds(probe, run, means.Length), [new Trace($"mean {selection.Variable} of {selection.Slice.Name}", unit.Name, means)]);
    }

    internal static MeanRecord Begin(Simulation run, MeanSelection selection)
        => new(run, selection, run.AddProbe(selection.Slice, selection.Variable, cells: null, selection.Interval));
}
