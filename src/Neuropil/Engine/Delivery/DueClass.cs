namespace Neuropil.Engine;

/// <summary>
/// What the groups of one table and class have in common: from where on words are counted, the weight where it is shared, and the delay in steps.
/// </summary>
internal readonly unsafe struct DueClass(byte* words, long amount, int delay)
{
    public readonly byte* Words = words;
    public readonly long Amount = amount;
    public readonly int Delay = delay;
}
