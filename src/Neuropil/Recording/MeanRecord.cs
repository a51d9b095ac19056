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
    public Traces Traces()
    {
        var unit = DisplayUnit.For(probe.Dimension);
        double[] blocks = probe.Samples.ToArray();
        int count = blocks.Length / probe.Width;
        var means = new double[count];
        for (int sample = 0; sample < count; sample++)
        {
            double sum = 0;
            for (int block = 0; block < probe.Width; block++)
            {
                sum += blocks[(sample * probe.Width) + block];
            }

            means[sample] = KernelUnits.ToSi(sum / selection.Slice.Count, probe.Dimension) / unit.SiValue;
        }

        return new Traces(ProbeTimes.Seconds(probe, run, count), [new Trace($"mean {selection.Variable} of {selection.Slice.Name}", unit.Name, means)]);
    }

    internal static MeanRecord Begin(Simulation run, MeanSelection selection)
    {
        var slice = selection.Slice;
        var added = run.AddProbe(slice.Population, equations => equations.Find(selection.Variable), cells: null, slice.Start, slice.Count, selection.Interval);
        return new MeanRecord(run, selection, added);
    }
}
