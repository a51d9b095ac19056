namespace Neuropil;

/// <summary>
/// What a network takes of memory, by part: exact where numbers follow from the declaration, else about what is expected (the synapses of a probability,
/// delays that are drawn without a bound). What is recorded comes on top of it.
/// </summary>
/// <param name="Parts">The parts, the largest first.</param>
public sealed record MemoryEstimate(IReadOnlyList<MemoryPart> Parts)
{
    /// <summary>Bytes of all parts.</summary>
    public long Bytes => Parts.Sum(part => part.Bytes);

    /// <inheritdoc/>
    public override string ToString() => $"{ByteText.Of(Bytes)}: {string.Join(", ", Parts.Where(part => part.Bytes > 0))}";
}

/// <summary>A part of a network.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Bytes">What it takes.</param>
public sealed record MemoryPart(string Name, long Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} {ByteText.Of(Bytes)}";
}
