namespace Neuropil.Networks;

/// <summary>The two ends that a connection rule is applied to: how many neurons each has, and which of them are the same.</summary>
/// <param name="Sources">The number of source neurons.</param>
/// <param name="Targets">The number of target neurons.</param>
/// <param name="SelfOffset">
/// When both ends are slices of one population, source i and target i + SelfOffset are one neuron (where that target exists): the start of the
/// source slice minus the start of the target slice. Null when the ends are different populations.
/// </param>
/// <param name="SourceName">The name of the source, for messages.</param>
/// <param name="TargetName">The name of the target, for messages.</param>
internal readonly record struct ConnectionEnds(
    int Sources, int Targets, int? SelfOffset = null, string SourceName = "source", string TargetName = "target")
{
    /// <summary>The value of <see cref="TargetOfSelf"/> and <see cref="SourceOfSelf"/> where the neuron is not on the other end.</summary>
    public const int Absent = -1;

    /// <summary>The target that is the same neuron as <paramref name="source"/>, or <see cref="Absent"/>.</summary>
    public int TargetOfSelf(int source) => SelfOffset is { } offset ? Inside((long)source + offset, Targets) : Absent;

    /// <summary>The source that is the same neuron as <paramref name="target"/>, or <see cref="Absent"/>.</summary>
    public int SourceOfSelf(int target) => SelfOffset is { } offset ? Inside((long)target - offset, Sources) : Absent;

    /// <summary>Whether any neuron is on both ends.</summary>
    public bool ShareNeurons => SelfOffset is { } offset && Math.Min(Sources + (long)offset, Targets) > Math.Max(offset, 0);

    private static int Inside(long index, int count) => index >= 0 && index < count ? (int)index : Absent;
}
