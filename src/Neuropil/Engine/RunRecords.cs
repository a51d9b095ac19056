using System.Runtime.CompilerServices;
using Neuropil.Files;

namespace Neuropil.Engine;

/// <summary>What a run records: logs and tallies of spikes, samples of probes, and counts of spikes in every population.</summary>
internal sealed class RunRecords(int populations, RecordBudget budget) : IDisposable
{
    /// <summary>Spikes of each population since the beginning.</summary>
    public long[] SpikeCounts { get; } = new long[populations];

    public List<SpikeLog> Logs { get; } = [];

    public List<SpikeTally> Tallies { get; } = [];

    public List<Probe> Probes { get; } = [];

    /// <summary>What collecting has taken of the time, by record; null where nobody asks.</summary>
    public StepLaps? Laps { get; init; }

    /// <summary>Whether more spikes are in memory than there should be.</summary>
    public bool IsOverBudget => budget.IsExceededBy(Logs);

    /// <summary>What is recorded, in words that two runs share only if they record the same.</summary>
    public string Description => string.Join(
        "; ",
        Logs.Select(log => log.Description).Concat(Tallies.Select(tally => tally.Description))
            .Concat(Probes.Select(probe => probe.Description)));

    /// <summary>What the samples from now up to a step will take, by what is sampled.</summary>
    public MemoryEstimate Estimate(long toStep)
        => new([.. Probes.Select(probe => new MemoryPart(probe.Description, probe.BytesUpTo(toStep))).OrderByDescending(part => part.Bytes)]);

    /// <summary>Makes room for all samples up to a step at once, so that a trace takes what its samples take.</summary>
    public void Reserve(long toStep) => Probes.ForEach(probe => probe.Reserve(toStep));

    /// <summary>Makes room for the samples up to a step.</summary>
    public void Prepare(long toStep)
    {
        foreach (var probe in Probes)
        {
            probe.EnsureRoom(toStep);
        }
    }

    /// <summary>Moves spikes from memory to files; all ranks together.</summary>
    /// <exception cref="RecordFileException">One cannot be written.</exception>
    /// <exception cref="RankException">Another rank cannot write one, or cannot see it.</exception>
    public void MoveToFiles(EngineState state, long step) => new RecordTransfer(Logs, budget, state).Move(step);

    /// <summary>Samples the state before the first step, and takes the spikes at time zero.</summary>
    public void Begin(EngineState state, long step, RankTraffic? traffic)
    {
        CollectSpikes(state, step - 1);
        Prepare(step);
        state.Workers.ForEach(worker => worker.Sample(step, batchStep: 0, parity: 0));
        traffic?.BeginRun(step);
        Probes.ForEach(probe => probe.AddBlocks(step, batchStep: 0, parity: 0));
        if (traffic is not null)
        {
            CompleteWithOthers(state, step);
        }
    }

    /// <summary>Takes what the workers found in a batch, in an order that does not depend on their number: steps, then cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Collect(EngineState state, long firstStep, int steps, int parity)
    {
        for (int k = 0; k < steps; k++)
        {
            CollectSpikes(state, firstStep + k);
            foreach (var probe in Probes)
            {
                probe.AddBlocks(firstStep + k + 1, k, parity);
                Laps?.End(probe);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CollectSpikes(EngineState state, long step)
    {
        foreach (var sender in state.Senders)
        {
            for (int population = 0; population < SpikeCounts.Length; population++)
            {
                SpikeCounts[population] += sender.Histories[population].Of(step).Count;
            }

            Laps?.Begin();

            foreach (var log in Logs)
            {
                log.Append(step, sender.Histories[log.Population].Of(step));
                Laps?.End(log);
            }

            foreach (var tally in Tallies)
            {
                tally.Add(sender.Histories[tally.Population].Of(step));
                Laps?.End(tally);
            }
        }
    }

    /// <summary>States how many samples there are after so many steps.</summary>
    public void Complete(long stepsDone) => Probes.ForEach(probe => probe.Complete(stepsDone));

    /// <summary>States how many samples there are after so many steps, and takes those of the cells of other ranks.</summary>
    public void CompleteWithOthers(EngineState state, long stepsDone)
    {
        Complete(stepsDone);
        if (state.IsDivided)
        {
            Probes.ForEach(probe => probe.CompleteSamples(state.Ranks, stepsDone, WholeState.RangeOf(state, probe.Population)));
        }
    }

    /// <summary>Writes where the spikes are that have left the memory.</summary>
    public void SavePlaces(BinaryWriter writer)
    {
        foreach (var log in Logs)
        {
            writer.Write(log.Moved.Segments.Count);
            foreach (var segment in log.Moved.Segments)
            {
                segment.Save(writer);
            }
        }
    }

    /// <summary>Reads where they were, and requires that they are still there.</summary>
    /// <returns>The segments of each log.</returns>
    /// <exception cref="CheckpointException">They are not.</exception>
    public IReadOnlyList<IReadOnlyList<SpikeSegment>> LoadPlaces(BinaryReader reader)
    {
        SpikeSegment[][] moved = [.. Logs.Select(_ => Enumerable.Range(0, reader.ReadInt32()).Select(_ => SpikeSegment.Load(reader)).ToArray())];
        for (int i = 0; i < Logs.Count; i++)
        {
            budget.Require(Logs[i], moved[i].SelectMany(segment => segment.Parts).Select(part => part.Place));
        }

        return moved;
    }

    public void Save(BinaryWriter writer)
    {
        foreach (long count in SpikeCounts)
        {
            writer.Write(count);
        }

        foreach (var log in Logs)
        {
            log.Save(writer);
        }

        Tallies.ForEach(tally => tally.Save(writer));

        foreach (var probe in Probes)
        {
            probe.Save(writer);
        }
    }

    /// <summary>Takes over what <see cref="Save"/> wrote; all ranks together.</summary>
    /// <param name="reader">Reads it.</param>
    /// <param name="moved">The files of the earlier spikes, by log.</param>
    /// <param name="state">The network, with its ranks.</param>
    public void Load(BinaryReader reader, IReadOnlyList<IReadOnlyList<SpikeSegment>> moved, EngineState state)
    {
        for (int i = 0; i < SpikeCounts.Length; i++)
        {
            SpikeCounts[i] = reader.ReadInt64();
        }

        for (int i = 0; i < Logs.Count; i++)
        {
            Logs[i].Load(reader);
        }

        Tallies.ForEach(tally => tally.Load(reader));

        foreach (var probe in Probes)
        {
            probe.Load(reader);
        }

        new RecordTransfer(Logs, budget, state).GoOnWith(moved);
    }

    public void Dispose()
    {
        Logs.ForEach(log => log.Dispose());
        Probes.ForEach(probe => probe.Dispose());
    }
}
