namespace Neuropil;

/// <summary>What fills an ion's pool: the sum of the ion's currents through the membrane.</summary>
/// <param name="Current">The total current of the ion in amperes, positive inward.</param>
/// <param name="Valence">The charge number z.</param>
public sealed record PoolInflow(Expr Current, int Valence)
{
    /// <summary>
    /// I / (z F), in moles per time, positive where the ion enters the cell: an inward current is one of chloride that leaves. Divided by a volume it is the
    /// change of a concentration.
    /// </summary>
    public Expr Flow => Current / (Valence * PhysicalConstants.Faraday);
}
