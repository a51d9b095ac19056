namespace Neuropil.Engine;

/// <summary>What a run records: logs of spikes, samples of probes, and counts of spikes in every population.</summary>
internal sealed class RunRecords(int populations) : IDisposable
{
    /// <summary>Spikes of each population since the beginning.</summary>
    public long[] SpikeCounts { get; } = new long[populations];

    public List<SpikeLog> Logs { get; } = [];

    public List<Probe> Probes { get; } = [];

    /// <summary>Takes the spikes of a batch from the workers' outboxes, in the order of steps, populations and cells.</summary>
    public unsafe void Collect(EngineState state, long firstStep, int steps, int parity)
    {
        for (int k = 0; k < steps; k++)
        {
            foreach (var worker in state.Workers)
            {
                for (int population = 0; population < SpikeCounts.Length; population++)
                {
                    var spikes = worker.Outboxes[parity].Of(population, k);
                    if (spikes.Count > 0)
                    {
                        SpikeCounts[population] += spikes.Count;
                        Append(population, firstStep + k, spikes.Cells, spikes.Count);
                    }
                }
            }
        }
    }

    /// <summary>Makes room for the samples up to a step.</summary>
    public void Prepare(long fromStep, long toStep)
    {
        foreach (var probe in Probes)
        {
            long samples = (toStep / probe.Interval) - ((fromStep + probe.Interval - 1) / probe.Interval) + 1;
            probe.Samples.EnsureRoom(Math.Max(0, samples) * probe.Width);
        }
    }

    /// <summary>States how many samples there are after so many steps.</summary>
    public void Complete(long stepsDone)
    {
        foreach (var probe in Probes)
        {
            probe.Samples.Count = Math.Max(0, probe.Offset(stepsDone / probe.Interval * probe.Interval) + probe.Width);
        }
    }

    public void Save(BinaryWriter writer)
    {
        foreach (long count in SpikeCounts)
        {
            writer.Write(count);
        }

        writer.Write(Logs.Count);
        foreach (var log in Logs)
        {
            writer.Write(log.StartStep);
            Write(writer, log.Steps);
            Write(writer, log.Cells);
        }

        writer.Write(Probes.Count);
        foreach (var probe in Probes)
        {
            writer.Write(probe.StartStep);
            Write(writer, probe.Samples);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < SpikeCounts.Length; i++)
        {
            SpikeCounts[i] = reader.ReadInt64();
        }

        Require(reader.ReadInt32(), Logs.Count, "spike records");
        foreach (var log in Logs)
        {
            log.StartStep = reader.ReadInt64();
            Read(reader, log.Steps);
            Read(reader, log.Cells);
        }

        Require(reader.ReadInt32(), Probes.Count, "traces");
        foreach (var probe in Probes)
        {
            probe.StartStep = reader.ReadInt64();
            Read(reader, probe.Samples);
        }
    }

    public void Dispose()
    {
        Logs.ForEach(log => log.Dispose());
        Probes.ForEach(probe => probe.Dispose());
    }

    private unsafe void Append(int population, long step, int* cells, long count)
    {
        for (int i = 0; i < Logs.Count; i++)
        {
            if (Logs[i].Population == population)
            {
                Logs[i].Append(step, cells, count);
            }
        }
    }

    private static void Require(int found, int expected, string what)
    {
        if (found != expected)
        {
            throw new CheckpointException($"The checkpoint has {found} {what}, this run {expected}: declare the same records before loading it.");
        }
    }

    private static unsafe void Write<T>(BinaryWriter writer, NativeList<T> list)
        where T : unmanaged
    {
        writer.Write(list.Count);
        writer.Write(new ReadOnlySpan<byte>(list.Items, checked((int)(list.Count * sizeof(T)))));
    }

    private static unsafe void Read<T>(BinaryReader reader, NativeList<T> list)
        where T : unmanaged
    {
        long count = reader.ReadInt64();
        list.Count = 0;
        list.EnsureRoom(count);
        reader.BaseStream.ReadExactly(new Span<byte>(list.Items, checked((int)(count * sizeof(T)))));
        list.Count = count;
    }
}
