namespace Neuropil;

/// <summary>
/// Independent Poisson spike trains: intervals are exponential with mean 1 / rate, drawn in continuous time; a spike belongs to the step in
/// whose interval it falls, so that two in one step both count. A cell's train depends on the seed and the cell alone, not on the time step.
/// </summary>
public sealed record PoissonSource : SpikeSource
{
    /// <summary>The rate of each cell.</summary>
    public Parameter<Frequency> Rate { get; init; } = 10 * Units.Hz;
}
