namespace Neuropil.Engine;

/// <summary>The spikes of one worker's cells in one batch: for each population the cells, step after step, each step in ascending order.</summary>
internal sealed unsafe class SpikeOutbox : IDisposable
{
    private readonly NativeList<long> stepEnds = new();

    public SpikeOutbox(int populations) => Spikes = Enumerable.Range(0, populations).Select(_ => new NativeList<int>()).ToArray();

    /// <summary>The cells of each population.</summary>
    public NativeList<int>[] Spikes { get; }

    public void Clear()
    {
        stepEnds.Count = 0;
        foreach (var spikes in Spikes)
        {
            spikes.Count = 0;
        }
    }

    /// <summary>Closes a step: what was appended since the last call belongs to it.</summary>
    public void EndStep()
    {
        stepEnds.EnsureRoom(Spikes.Length);
        foreach (var spikes in Spikes)
        {
            stepEnds.Items[stepEnds.Count++] = spikes.Count;
        }
    }

    /// <summary>The cells of a population that spiked in a step of the batch.</summary>
    public SpikeRange Of(int population, int batchStep)
    {
        long begin = batchStep == 0 ? 0 : stepEnds.Items[((batchStep - 1) * Spikes.Length) + population];
        long end = stepEnds.Items[(batchStep * Spikes.Length) + population];
        return new SpikeRange(Spikes[population].Items + begin, end - begin);
    }

    public void Dispose()
    {
        stepEnds.Dispose();
        foreach (var spikes in Spikes)
        {
            spikes.Dispose();
        }
    }
}
