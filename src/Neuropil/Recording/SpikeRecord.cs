using Neuropil.Engine;

namespace Neuropil;

/// <summary>The spikes of a slice as they come. Its analysis and figures start from <see cref="Trains"/>.</summary>
public sealed class SpikeRecord
{
    private readonly Simulation run;
    private readonly PopulationSlice slice;
    private readonly SpikeLog log;

    private SpikeRecord(Simulation run, PopulationSlice slice, SpikeLog log) => (this.run, this.slice, this.log) = (run, slice, log);

    /// <summary>The number of spikes so far.</summary>
    public long Count => log.Cells.Count;

    /// <summary>The spikes so far, as a value of their own that the simulation no longer changes.</summary>
    public SpikeTrains Trains()
        => new(slice.Name, slice.Count, run.TimeStep, (int)log.StartStep, (int)run.Step, log.Steps.Span, log.Cells.Span);

    /// <summary>A raster with the population's rate below.</summary>
    public Figure Raster(string title = "") => Trains().Raster(title);

    internal static SpikeRecord Begin(Simulation run, SpikeSelection selection) => new(run, selection.Slice, run.AddLog(selection.Slice));
}
