using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// How often each cell of a slice has spiked since the record began: eight bytes a cell however long the run is. <see cref="SpikeCountFiles"/> saves it.
/// </summary>
public sealed class SpikeCountRecord
{
    private readonly Simulation run;
    private readonly SpikeTally tally;

    private SpikeCountRecord(Simulation run, SpikeTally tally) => (this.run, this.tally) = (run, tally);

    /// <summary>The number of spikes of each cell so far.</summary>
    public long[] Counts() => [.. tally.Counts];

    /// <summary>The rate of each cell so far in Hz: its count over the time since the record began; not a number where no time has passed.</summary>
    public double[] RatesHz()
    {
        double seconds = (StopStep - StartStep) * TimeStep.SiValue;
        return Array.ConvertAll(tally.Counts, count => seconds > 0 ? count / seconds : double.NaN);
    }

    internal string Name => tally.Name;

    internal Time TimeStep => run.TimeStep;

    internal long StartStep => tally.StartStep;

    internal long StopStep => run.Step;

    internal static SpikeCountRecord Begin(Simulation run, SpikeCountSelection selection) => new(run, run.AddTally(selection.Slice));
}
