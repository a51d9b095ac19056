namespace Neuropil.Engine;

/// <summary>How the words of a <see cref="RowTable"/> are read.</summary>
/// <param name="WeightsDiffer">
/// Whether a word is 8 bytes, the place and above it the weight as a signed integer of 32 bits, rather than the place alone, in 4.
/// </param>
/// <param name="IsRing">
/// Whether a place is one of the whole ring, counted from the row of the group's first delay on, rather than one of the present step's row.
/// </param>
/// <param name="IsCoded">
/// Whether a word is 4 bytes, the place among the table's 65 536 and above it the weight as a signed integer of 16 bits.
/// </param>
internal sealed record RowForm(bool WeightsDiffer, bool IsRing, bool IsCoded = false)
{
    /// <summary>Bytes of a synapse.</summary>
    public int WordBytes => WeightsDiffer && !IsCoded ? sizeof(ulong) : sizeof(uint);
}
