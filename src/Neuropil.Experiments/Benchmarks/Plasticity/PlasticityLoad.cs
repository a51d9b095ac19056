namespace Neuropil.Experiments.Benchmarks;

/// <summary>What plasticity is measured on: rows of equal length onto targets drawn uniformly.</summary>
/// <param name="Sources">The number of rows.</param>
/// <param name="RowLength">Edges of a row.</param>
/// <param name="Targets">The number of targets.</param>
internal sealed record PlasticityLoad(int Sources, int RowLength, int Targets)
{
    /// <summary>The number of edges.</summary>
    public long Edges => (long)Sources * RowLength;

    /// <summary>Sources that spike in a step: enough that the cells themselves take next to nothing beside their edges.</summary>
    public int SourcesOfStep => Math.Max(1, Sources / 32);

    /// <summary>Targets that spike in a step.</summary>
    public int TargetsOfStep => Math.Max(1, Targets / 32);
}
