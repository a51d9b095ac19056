namespace Neuropil.Engine;

/// <summary>The static synapses of all cells of one population.</summary>
/// <param name="Tables">Those onto the cells of each worker.</param>
/// <param name="Regenerated">Those onto the cells of each worker that are not stored.</param>
/// <param name="Coded">Projections with coded weights, those together whose weights have one unit.</param>
/// <param name="OutDegrees">The number of synapses of each cell.</param>
/// <param name="Reach">How many rows beyond the first the ring of arrivals needs.</param>
internal sealed record PopulationRows(List<RowTable>[] Tables, List<RegeneratedRows>[] Regenerated, IReadOnlyList<IReadOnlyList<BundleMember>> Coded,
    int[] OutDegrees, int Reach) : IDisposable
{
    public void Dispose()
    {
        foreach (var table in Tables.SelectMany(tables => tables))
        {
            table.Dispose();
        }
    }
}
