using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// What the ranks of a simulation tell each other after each batch of steps, in one meeting: whether to stop, the spikes of all cells, what cells give out to
/// couplings, and what is needed of the means that are recorded. Each rank then knows the spikes of all cells, as one process does.
/// </summary>
internal sealed unsafe class RankTraffic(EngineState state, RunRecords records) : IDisposable
{
    private readonly NativeList<int> cells = new();
    private readonly RankMeeting meeting = state.Ranks.Meeting;
    private readonly SpikeHistory[]?[] histories = new SpikeHistory[state.Blocks.Length][]; // of this rank, by population and worker

    private Batch? underWay;

    /// <summary>What it takes of the time; null where nobody asks.</summary>
    public StepLaps? Laps { get; init; }

    /// <summary>Tells all others of a batch. What they tell may come later: <see cref="End"/>.</summary>
    /// <param name="firstStep">The first step of the batch.</param>
    /// <param name="steps">How many it has.</param>
    /// <param name="parity">Which half of what is sampled in turn.</param>
    /// <param name="stops">Whether this rank is to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(long firstStep, int steps, int parity, bool stops)
    {
        Laps?.Begin();
        meeting.Begin(MeetingKind.Batch, firstStep);
        meeting.Write(stops);
        var own = state.RangesOfRanks[state.Ranks.Rank];
        for (int population = 0; population < own.Length; population++)
        {
            SpikeCode.Write(meeting, HistoriesOf(population), own[population], firstStep, steps);
        }

        WriteOutputs(own, firstStep + steps);
        WriteSums(own, firstStep, steps, parity);
        meeting.SetOut();
        underWay = new Batch(firstStep, steps, parity, stops);
        Laps?.End(this);
    }

    /// <summary>Takes what the others tell of the batch that has begun last, where one has.</summary>
    /// <returns>Whether any rank is to stop.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool End()
    {
        if (underWay is not { } batch)
        {
            return false;
        }

        Laps?.Begin();
        underWay = null;
        meeting.Arrive();
        bool stops = batch.Stops;
        for (int rank = 0; rank < state.Ranks.Count; rank++)
        {
            if (rank != state.Ranks.Rank)
            {
                stops |= Read(rank, batch.FirstStep, batch.Steps, batch.Parity);
            }
        }

        Laps?.End(this);
        return stops;
    }

    /// <summary>Tells what is sampled before the first step.</summary>
    public void BeginRun(long step)
    {
        meeting.Begin(MeetingKind.Beginning, step);
        WriteSums(state.RangesOfRanks[state.Ranks.Rank], step - 1, 1, parity: 0);
        meeting.End();
        for (int rank = 0; rank < state.Ranks.Count; rank++)
        {
            if (rank != state.Ranks.Rank)
            {
                ReadSums(meeting.Of(rank), state.RangesOfRanks[rank], step - 1, 1, parity: 0);
            }
        }
    }

    public void Dispose() => cells.Dispose();

    private SpikeHistory[] HistoriesOf(int population)
        => histories[population] ??= [.. state.Workers.Select(worker => worker.Histories[population])];

    private bool Read(int rank, long firstStep, int steps, int parity)
    {
        var bytes = meeting.Of(rank);
        bool stops = bytes[0] != 0;
        bytes = bytes[1..];
        var ranges = state.RangesOfRanks[rank];
        var theirs = state.SenderOf(rank).Histories;
        for (int population = 0; population < theirs.Length; population++)
        {
            bytes = SpikeCode.Read(bytes, theirs[population], ranges[population], firstStep, steps, cells);
        }

        bytes = ReadOutputs(bytes, ranges, firstStep + steps);
        ReadSums(bytes, ranges, firstStep, steps, parity);
        return stops;
    }

    private void WriteOutputs((int Begin, int End)[] ranges, long step)
    {
        foreach (var block in state.Blocks)
        {
            for (int i = 0; i < (block?.Outputs.Count ?? 0); i++)
            {
                meeting.Write<byte>(Bytes(block!, i, ranges[block!.Index], step));
            }
        }
    }

    private ReadOnlySpan<byte> ReadOutputs(ReadOnlySpan<byte> bytes, (int Begin, int End)[] ranges, long step)
    {
        foreach (var block in state.Blocks)
        {
            for (int i = 0; i < (block?.Outputs.Count ?? 0); i++)
            {
                var own = Bytes(block!, i, ranges[block!.Index], step);
                bytes[..own.Length].CopyTo(own);
                bytes = bytes[own.Length..];
            }
        }

        return bytes;
    }

    private static Span<byte> Bytes(StateBlock block, int output, (int Begin, int End) range, long step)
        => new((byte*)block.Outputs[output].Row(step) + ((long)range.Begin * block.ElementSize), (range.End - range.Begin) * block.ElementSize);

    private void WriteSums((int Begin, int End)[] ranges, long firstStep, int steps, int parity)
    {
        for (int k = 0; k < steps; k++)
        {
            foreach (var probe in records.Probes)
            {
                if (probe.HasSums && probe.IsDue(firstStep + k + 1 - probe.Lag))
                {
                    meeting.Write<double>(probe.SumsOf(ranges[probe.Population], k, parity));
                }
            }
        }
    }

    private void ReadSums(ReadOnlySpan<byte> bytes, (int Begin, int End)[] ranges, long firstStep, int steps, int parity)
    {
        for (int k = 0; k < steps; k++)
        {
            foreach (var probe in records.Probes)
            {
                if (probe.HasSums && probe.IsDue(firstStep + k + 1 - probe.Lag))
                {
                    var sums = System.Runtime.InteropServices.MemoryMarshal.AsBytes(probe.SumsOf(ranges[probe.Population], k, parity));
                    bytes[..sums.Length].CopyTo(sums);
                    bytes = bytes[sums.Length..];
                }
            }
        }
    }

    private readonly record struct Batch(long FirstStep, int Steps, int Parity, bool Stops);
}
