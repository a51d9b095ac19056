using Neuropil.Engine;

namespace Neuropil;

/// <summary>The spikes of a slice as they come. Its analysis and figures start from <see cref="Trains"/>.</summary>
public sealed class SpikeRecord
{
    private readonly Simulation run;
    private readonly PopulationSlice slice;
    private readonly SpikeLog log;

    private SpikeRecord(Simulation run, PopulationSlice slice, SpikeLog log) => (this.run, this.slice, this.log) = (run, slice, log);

    /// <summary>The number of spikes of the whole population so far.</summary>
    public long Count => log.Cells.Count;

    /// <summary>The spikes so far, as a value of their own that the simulation no longer changes.</summary>
    public SpikeTrains Trains()
    {
        var all = new SpikeTrains(
            slice.Population.Name, slice.Population.Size, run.TimeStep, (int)log.StartStep, (int)run.Step, log.Steps.ToArray(), log.Cells.ToArray());
        return slice.Count == slice.Population.Size && slice.Name == slice.Population.Name ? all : all.Slice(slice.Name, slice.Start..(slice.Start + slice.Count));
    }

    /// <summary>A raster with the population's rate below.</summary>
    public Figure Raster(string title = "") => Trains().Raster(title);

    internal static SpikeRecord Begin(Simulation run, SpikeSelection selection) => new(run, selection.Slice, run.AddLog(selection.Slice.Population));
}
