namespace Neuropil.Engine;

/// <summary>A group of synapses that is due in some step: where its words begin and how many there are, and which of a calendar's classes it is of.</summary>
internal readonly record struct DueGroup(uint Begin, ushort Words, ushort Class)
{
    /// <summary>The most words that one entry tells.</summary>
    public const uint MostWords = ushort.MaxValue;

    /// <summary>The most classes that entries tell apart.</summary>
    public const int MostClasses = ushort.MaxValue + 1;
}
