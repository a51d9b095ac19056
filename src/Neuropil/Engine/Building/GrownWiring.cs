using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// Who connects to whom in a projection whose synapses have come and gone. A source has slots, which its synapses hold as long as they live: what a synapse
/// draws for itself is that of its slot, so that it keeps it, whatever comes and goes beside it.
/// </summary>
internal sealed class GrownWiring
{
    private readonly Connectivity rows;
    private readonly int[] slots;

    private GrownWiring(Connectivity rows, int[] slots)
    {
        (this.rows, this.slots) = (rows, slots);
        Source = new RowSource(rows);
    }

    /// <summary>The targets of all sources, ascending; of one target, by slot.</summary>
    public RowSource Source { get; }

    /// <summary>The wiring that a rule makes: slots are in the order of the row.</summary>
    public static GrownWiring Of(RowGenerator generator, int sources)
    {
        var lists = new List<(int Target, int Slot)>[sources];
        for (int source = 0; source < sources; source++)
        {
            var row = new int[generator.Length(source)];
            generator.Fill(source, row);
            lists[source] = [.. row.Select((target, slot) => (target, slot))];
        }

        return Of(lists);
    }

    /// <summary>The source and the target of each synapse, by source, and for each in the order of its row.</summary>
    public (int[] Sources, int[] Targets) Pairs()
        => ([.. Enumerable.Range(0, rows.Sources).SelectMany(source => Enumerable.Repeat(source, rows.Row(source).Length))], rows.Targets);

    /// <summary>The slots of a source's synapses, in the order of its row.</summary>
    public ReadOnlySpan<int> Slots(int source) => slots.AsSpan((int)rows.RowStart[source], (int)(rows.RowStart[source + 1] - rows.RowStart[source]));

    /// <summary>
    /// The wiring without some synapses, and with others. A new synapse takes the first slot of its source that was free
    /// before.
    /// </summary>
    /// <param name="removed">The synapses that go, by their place among <see cref="Pairs"/>.</param>
    /// <param name="added">The pairs that come, in their order.</param>
    public GrownWiring With(IReadOnlySet<int> removed, IReadOnlyList<(int Source, int Target)> added)
    {
        var coming = added.ToLookup(pair => pair.Source, pair => pair.Target);
        var lists = new List<(int Target, int Slot)>[rows.Sources];
        for (int source = 0; source < lists.Length; source++)
        {
            var held = Slots(source).ToArray().ToHashSet();
            var row = lists[source] = [];
            for (int place = (int)rows.RowStart[source]; place < rows.RowStart[source + 1]; place++)
            {
                if (!removed.Contains(place))
                {
                    row.Add((rows.Targets[place], slots[place]));
                }
            }

            int slot = 0;
            foreach (int target in coming[source])
            {
                while (!held.Add(slot))
                {
                    slot++;
                }

                row.Add((target, slot));
            }
        }

        return Of(lists);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(rows.Sources);
        for (int source = 0; source < rows.Sources; source++)
        {
            var targets = rows.Row(source);
            var own = Slots(source);
            writer.Write(own.Length);
            for (int i = 0; i < own.Length; i++)
            {
                writer.Write(targets[i]);
                writer.Write(own[i]);
            }
        }
    }

    public static GrownWiring Load(BinaryReader reader)
    {
        var lists = new List<(int Target, int Slot)>[reader.ReadInt32()];
        for (int source = 0; source < lists.Length; source++)
        {
            lists[source] = [];
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                lists[source].Add((reader.ReadInt32(), reader.ReadInt32()));
            }
        }

        return Of(lists);
    }

    private static GrownWiring Of(List<(int Target, int Slot)>[] lists)
    {
        var rowStart = new long[lists.Length + 1];
        for (int source = 0; source < lists.Length; source++)
        {
            lists[source].Sort();
            rowStart[source + 1] = rowStart[source] + lists[source].Count;
        }

        ConnectivityBuilder.RequireHoldable(rowStart[^1]);
        return new GrownWiring(
            new Connectivity(rowStart, [.. lists.SelectMany(row => row.Select(synapse => synapse.Target))]),
            [.. lists.SelectMany(row => row.Select(synapse => synapse.Slot))]);
    }
}
