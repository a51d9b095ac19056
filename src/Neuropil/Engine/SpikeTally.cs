namespace Neuropil.Engine;

/// <summary>How often each of consecutive cells of a population has spiked: a record whose size does not grow with time.</summary>
internal sealed unsafe class SpikeTally(string name, int population, int first, int count, long startStep)
{
    /// <summary>The name of the cells.</summary>
    public string Name => name;

    public int Population { get; } = population;

    /// <summary>The first cell.</summary>
    public int First { get; } = first;

    /// <summary>The spikes of each cell.</summary>
    public long[] Counts { get; } = new long[count];

    /// <summary>The first step that counts.</summary>
    public long StartStep { get; set; } = startStep;

    public string Description => $"counts of the spikes of {Counts.Length} cells from {First} of population {Population}";

    /// <summary>Adds a population's spikes in a step.</summary>
    public void Add(SpikeRange spikes)
    {
        var counted = spikes.Within(First, First + Counts.Length);
        for (long i = 0; i < counted.Count; i++)
        {
            Counts[counted.Cells[i] - First]++;
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(StartStep);
        Array.ForEach(Counts, writer.Write);
    }

    public void Load(BinaryReader reader)
    {
        StartStep = reader.ReadInt64();
        for (int i = 0; i < Counts.Length; i++)
        {
            Counts[i] = reader.ReadInt64();
        }
    }
}
