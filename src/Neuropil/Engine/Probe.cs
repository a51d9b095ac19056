namespace Neuropil.Engine;

/// <summary>
/// Samples a quantity of a population every so many steps: of chosen cells, or its sum over consecutive ones. Sums are taken in fixed blocks
/// of cells, which are added in order, so that threads do not change a bit.
/// </summary>
/// <remarks>
/// A sample at time t has every variable as it is at t. What advances with the receptors is brought to t, with what arrives then, at the beginning of the step
/// that begins at t: such a sample is taken after that step, and what else it needs is kept since the end of the step before.
/// </remarks>
internal sealed unsafe class Probe : IDisposable
{
    private readonly StateBlock block;
    private readonly string variable;
    private readonly AlignedMemory? blockSums;
    private readonly double[] kept;
    private readonly int batchSteps;
    private long whole; // samples that have the cells of all ranks
    private CellValues values;
    private Expr expression;

    /// <summary>A probe of the given cells or, where these are null, of the sum over a range.</summary>
    public Probe(StateBlock block, CellValues values, string variable, int[]? cells, (int First, int Count) range, int interval, int batchSteps)
    {
        (this.block, this.values, this.variable, this.batchSteps) = (block, values, variable, batchSteps);
        (Cells, First, CellCount, Interval) = (cells, range.First, range.Count, interval);
        expression = block.Equations.Find(variable);
        Lag = block.Equations.States.Any(state => state.Phase == UpdatePhase.Receptor && Dependence.Symbols(expression).Contains(state.Symbol)) ? 1 : 0;
        kept = new double[Lag * NewFormula().EarlyColumns.Count * (cells?.Length ?? CellCount)];
        blockSums = cells is null ? new AlignedMemory(2L * batchSteps * Blocks * sizeof(double)) : null;
    }

    /// <summary>The chosen cells; null for the sum over consecutive ones.</summary>
    public int[]? Cells { get; }

    public int First { get; }

    public int CellCount { get; }

    /// <summary>Steps between samples.</summary>
    public int Interval { get; }

    /// <summary>How many steps after its time a sample is taken.</summary>
    public int Lag { get; }

    public int Population => block.Index;

    public Dimension Dimension => expression.Dimension;

    public string PopulationName => block.Population.Name;

    /// <summary>Numbers in one sample.</summary>
    public int Width => Cells?.Length ?? 1;

    /// <summary>Samples one after another, in kernel units.</summary>
    public NativeList<double> Samples { get; } = new();

    /// <summary>The step at which the first sample was taken.</summary>
    public long StartStep { get; set; }

    /// <summary>The full name of the quantity, whatever a user called it and whatever its formula has become.</summary>
    public string Quantity => expression is Symbol state ? state.Name
        : block.Equations.Intermediates.FirstOrDefault(pair => ReferenceEquals(pair.Value, expression)).Key ?? variable;

    /// <summary>What is sampled, for comparing two runs.</summary>
    public string Description
        => $"{Quantity} of population {Population} every {Interval} steps, "
            + (Cells is null ? $"sum of {CellCount} cells from {First}"
                : AreConsecutive(Cells) ? $"cells {Cells[0]} to {Cells[^1]}" : $"cells {string.Join(' ', Cells)}");

    private int Blocks => block.PaddedSize / StateBlock.Granularity;

    /// <summary>Whether a sample of the time after so many steps can be taken.</summary>
    public bool IsDue(long stepsDone) => stepsDone >= StartStep && stepsDone % Interval == 0;

    /// <summary>Where the sample of the time after so many steps begins.</summary>
    public long Offset(long stepsDone) => ((stepsDone / Interval) - ((StartStep + Interval - 1) / Interval)) * Width;

    /// <summary>Where workers put the sums of the blocks in a step of a batch.</summary>
    public double* BlockSums(int batchStep, int parity) => (double*)blockSums!.Address + ((((long)parity * batchSteps) + batchStep) * Blocks);

    /// <summary>Whether it is a sum over cells, which is added up from sums of blocks.</summary>
    public bool HasSums => blockSums is not null;

    /// <summary>The sums of those blocks that some cells of the population have, in a step of a batch.</summary>
    public Span<double> SumsOf((int Begin, int End) cells, int batchStep, int parity)
    {
        int first = Math.Max(cells.Begin, First / StateBlock.Granularity * StateBlock.Granularity);
        int end = Math.Min(cells.End, StateBlock.Padded(First + CellCount));
        return first >= end ? [] : new(BlockSums(batchStep, parity) + (first / StateBlock.Granularity), (end - first) / StateBlock.Granularity);
    }

    /// <summary>Adds up the sums of the blocks if a sample is due.</summary>
    public void AddBlocks(long stepsDone, int batchStep, int parity)
    {
        if (blockSums is null || !IsDue(stepsDone - Lag))
        {
            return;
        }

        double* sums = BlockSums(batchStep, parity);
        double total = 0;
        for (int i = First / StateBlock.Granularity; i * StateBlock.Granularity < First + CellCount; i++)
        {
            total += sums[i];
        }

        Samples.Items[Offset(stepsDone - Lag)] = total;
    }

    /// <summary>What the samples from now up to a step will take.</summary>
    public long BytesUpTo(long toStep) => Math.Max(0, SamplesUpTo(toStep) - Samples.Count) * sizeof(double);

    /// <summary>Makes room for all samples up to a step, and for no more.</summary>
    public void Reserve(long toStep) => Samples.Reserve(Math.Max(0, SamplesUpTo(toStep) - Samples.Count));

    /// <summary>Makes room for the samples up to a step.</summary>
    public void EnsureRoom(long toStep) => Samples.EnsureRoom(Math.Max(0, SamplesUpTo(toStep - Lag) - Samples.Count));

    /// <summary>States that all samples up to a step have been taken.</summary>
    public void Complete(long stepsDone) => Samples.Count = SamplesUpTo(stepsDone - Lag);

    /// <summary>Follows its quantity in the equations that the cells have now.</summary>
    /// <remarks>Its state variables remain those that it had, so that what is kept of them stands.</remarks>
    public void Renew(CellValues now)
    {
        values = now;
        expression = block.Equations.Find(variable);
    }

    /// <summary>A sampler for one worker.</summary>
    public ProbeReader NewReader() => new(this, block, NewFormula(), kept);

    /// <summary>Takes the samples of the cells of other ranks that it has not taken yet.</summary>
    public void CompleteSamples(RankGroup ranks, long step, Func<int, (int Begin, int End)> rangeOf)
    {
        if (Cells is null)
        {
            return; // the sum is the same everywhere
        }

        long fromSample = whole;
        whole = Samples.Count / Width;
        int samples = checked((int)(whole - fromSample));
        var of = Enumerable.Range(0, ranks.Count).Select(rank => Enumerable.Range(0, Cells.Length)
            .Where(i => Cells[i] >= rangeOf(rank).Begin && Cells[i] < rangeOf(rank).End).ToArray()).ToArray();
        int some = Math.Max(1, (1 << 22) / Width);
        for (int done = 0; done < samples; done += some)
        {
            double* first = Samples.Items + ((fromSample + done) * Width);
            int now = Math.Min(some, samples - done);
            ranks.Meeting.Begin(MeetingKind.Sampling, step);
            for (int sample = 0; sample < now; sample++)
            {
                foreach (int cell in of[ranks.Rank])
                {
                    ranks.Meeting.Write(first[((long)sample * Width) + cell]);
                }
            }

            ranks.Meeting.End();
            for (int rank = 0; rank < ranks.Count; rank++)
            {
                var given = ranks.Meeting.Of<double>(rank);
                for (int i = 0; rank != ranks.Rank && i < given.Length; i++)
                {
                    first[((long)(i / of[rank].Length) * Width) + of[rank][i % of[rank].Length]] = given[i];
                }
            }
        }
    }

    /// <summary>Takes what is kept of the cells of other ranks.</summary>
    public void CompleteKept(RankGroup ranks, long step, Func<int, (int Begin, int End)> rangeOf)
    {
        int count = Cells?.Length ?? CellCount;
        if (kept.Length == 0)
        {
            return;
        }

        int each = kept.Length / count;
        int[] ownerOf = [.. Enumerable.Range(0, count).Select(i => Cells is { } cells ? cells[i] : First + i)
            .Select(cell => Enumerable.Range(0, ranks.Count).First(rank => cell >= rangeOf(rank).Begin && cell < rangeOf(rank).End))];
        ranks.Meeting.Begin(MeetingKind.Reading, step);
        for (int i = 0; i < count; i++)
        {
            if (ownerOf[i] == ranks.Rank)
            {
                ranks.Meeting.Write<double>(kept.AsSpan(i * each, each));
            }
        }

        ranks.Meeting.End();
        var next = new int[ranks.Count];
        for (int i = 0; i < count; i++)
        {
            ranks.Meeting.Of<double>(ownerOf[i]).Slice(next[ownerOf[i]], each).CopyTo(kept.AsSpan(i * each, each));
            next[ownerOf[i]] += each;
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(StartStep);
        Samples.Save(writer);
        Array.ForEach(kept, writer.Write);
    }

    public void Load(BinaryReader reader)
    {
        StartStep = reader.ReadInt64();
        Samples.Load(reader);
        whole = Samples.Count / Width;
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = reader.ReadDouble();
        }
    }

    public void Dispose()
    {
        Samples.Dispose();
        blockSums?.Dispose();
    }

    private long SamplesUpTo(long step) => step < StartStep ? 0 : Math.Max(0, Offset(step / Interval * Interval) + Width);

    private static bool AreConsecutive(int[] cells) => cells.Length > 2 && cells[^1] - cells[0] == cells.Length - 1
        && Enumerable.Range(1, cells.Length - 1).All(i => cells[i] == cells[i - 1] + 1);

    private CellFormula NewFormula() => new(block, values, expression);
}
