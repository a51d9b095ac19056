namespace Neuropil.Engine;

/// <summary>
/// The numbers that are drawn for each synapse at an event: functions of the seed, the projection, the event, the source, the synapse's place
/// among all of the source, the step, and how often the source has spiked in it before. No storage, thread or checkpoint has a part in them.
/// </summary>
/// <remarks>
/// Philox counter (ordinal, step, entity); the entity is mixed of projection, names of event and draw, source, and occurrence. One block gives
/// two draws, of those that the event reads in order of declaration; it has the name of the first.
/// </remarks>
internal sealed unsafe class EdgeChances
{
    private readonly ulong key;
    private readonly ulong[] families; // of each pair of draws

    /// <summary>The draws of an event's kernel.</summary>
    public EdgeChances(ulong seed, int projection, ModelEvent happening, IReadOnlyList<Symbol> chances)
    {
        key = RandomStream.Key(seed, RandomPurpose.Synapse);
        families = [.. chances.Chunk(2).Select(pair => RandomStream.Entity((ulong)projection, StableHash.Of($"{happening.Name} {pair[0].Name}")))];
        Count = chances.Count;
    }

    public int Count { get; }

    /// <summary>
    /// Draws for consecutive synapses of a source; the columns have room for <see cref="PhiloxColumns.Group"/> more, and one more column than draws where these
    /// are odd.
    /// </summary>
    public void Fill(int source, int occurrence, uint step, uint firstOrdinal, int count, double*[] columns)
    {
        for (int pair = 0; pair < families.Length; pair++)
        {
            PhiloxColumns.Fill(key, Entity(pair, source, occurrence), step, (int)firstOrdinal, (int)firstOrdinal + count, columns[2 * pair],
                columns[(2 * pair) + 1]);
        }
    }

    /// <summary>Draws for synapses of a source by their ordinals.</summary>
    public void Fill(int source, int occurrence, uint step, uint* ordinals, int count, double*[] columns)
    {
        for (int pair = 0; pair < families.Length; pair++)
        {
            PhiloxColumns.Fill(key, Entity(pair, source, occurrence), step, ordinals, count, columns[2 * pair], columns[(2 * pair) + 1]);
        }
    }

    /// <summary>Draws for one synapse.</summary>
    public void Fill(int source, int occurrence, uint step, uint ordinal, double* values)
    {
        for (int pair = 0; pair < families.Length; pair++)
        {
            var (first, second) = PhiloxColumns.One(key, Entity(pair, source, occurrence), step, ordinal);
            values[2 * pair] = first;
            values[(2 * pair) + 1] = second;
        }
    }

    private ulong Entity(int pair, int source, int occurrence) => RandomStream.Entity(RandomStream.Entity(families[pair], (ulong)source), (ulong)occurrence);
}
