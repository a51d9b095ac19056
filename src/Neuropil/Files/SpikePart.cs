namespace Neuropil.Files;

/// <summary>The cells of a record whose spikes one rank writes, numbered as in the record.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="FirstCell">The first cell.</param>
/// <param name="StopCell">The cell behind the last one.</param>
internal readonly record struct SpikeShare(int Rank, int FirstCell, int StopCell);

/// <summary>The file to which one rank has written the spikes of its cells.</summary>
/// <param name="Share">Whose they are.</param>
/// <param name="Place">The file, and how much of it counts.</param>
internal sealed record SpikePart(SpikeShare Share, SpikeStreamPlace Place)
{
    /// <summary>
    /// What the file is called: <c>0-cells.spikes</c>; of one of several ranks <c>0-cells.rank-1-of-4.spikes</c>, in the second segment
    /// <c>0-cells.2.rank-1-of-4.spikes</c>.
    /// </summary>
    /// <param name="stem">The name of the record.</param>
    /// <param name="segment">The number of the segment, from 1 on.</param>
    /// <param name="rank">The rank that writes.</param>
    /// <param name="ranks">The number of ranks.</param>
    public static string NameOf(string stem, int segment, int rank, int ranks)
        => stem + (segment == 1 ? "" : $".{segment}") + (ranks == 1 ? "" : $".rank-{rank}-of-{ranks}") + ".spikes";

    public void Save(BinaryWriter writer)
    {
        writer.Write(Share.Rank);
        writer.Write(Share.FirstCell);
        writer.Write(Share.StopCell);
        Place.Save(writer);
    }

    public static SpikePart Load(BinaryReader reader)
        => new(new SpikeShare(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()), SpikeStreamPlace.Load(reader));
}
