namespace Neuropil.Engine;

/// <summary>A group of synapses that is to be added: from where to where its words lie, and the weight where it is shared.</summary>
internal readonly unsafe struct DueRow(byte* begin, byte* end, long amount)
{
    public readonly byte* Begin = begin;
    public readonly byte* End = end;
    public readonly long Amount = amount;
}
