using Neuropil.Compiler;

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
    private readonly double[]?[] fixedInputs;
    private readonly int[] columns;
    private readonly Expr expression;
    private readonly bool[] isEarly;
    private readonly double[] kept = [];
    private readonly AlignedMemory? blockSums;
    private readonly int batchSteps;

    /// <summary>A probe of the given cells or, where these are null, of the sum over a range.</summary>
    public Probe(StateBlock block, CellValues values, Expr expression, int[]? cells, (int First, int Count) range, int interval, int batchSteps)
    {
        (this.block, this.expression, this.batchSteps) = (block, expression, batchSteps);
        (Cells, First, CellCount, Interval) = (cells, range.First, range.Count, interval);
        var tape = new ExpressionTape([expression]);
        columns = tape.Inputs.Select(input => input is Symbol { Kind: SymbolKind.State } state ? block.Plan.IndexOf(ColumnKind.State, state.Name) : -1)
            .ToArray();
        fixedInputs = tape.Inputs.Select(input => FixedInput(input, values)).ToArray();
        var late = block.Equations.States.Where(state => state.Phase == UpdatePhase.Receptor).Select(state => state.Symbol).ToHashSet();
        isEarly = tape.Inputs.Select(input => input is Symbol { Kind: SymbolKind.State } state && !late.Contains(state)).ToArray();
        if (tape.Inputs.Any(input => input is Symbol state && late.Contains(state)))
        {
            Lag = 1;
            kept = new double[isEarly.Contains(true) ? isEarly.Length * (cells?.Length ?? range.Count) : 0];
        }

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

    /// <summary>Numbers in one sample.</summary>
    public int Width => Cells?.Length ?? 1;

    /// <summary>Samples one after another, in kernel units.</summary>
    public NativeList<double> Samples { get; } = new();

    /// <summary>The step at which the first sample was taken.</summary>
    public long StartStep { get; set; }

    /// <summary>What is sampled, for comparing two runs.</summary>
    public string Description
        => $"{expression} of population {Population} every {Interval} steps, "
            + $"{(Cells is null ? $"sum of {CellCount} cells from {First}" : $"cells {string.Join(' ', Cells)}")}";

    private int Blocks => block.PaddedSize / StateBlock.Granularity;

    /// <summary>Whether a sample of the time after so many steps can be taken.</summary>
    public bool IsDue(long stepsDone) => stepsDone >= StartStep && stepsDone % Interval == 0;

    /// <summary>Where the sample of the time after so many steps begins.</summary>
    public long Offset(long stepsDone) => ((stepsDone / Interval) - ((StartStep + Interval - 1) / Interval)) * Width;

    /// <summary>Where workers put the sums of the blocks in a step of a batch.</summary>
    public double* BlockSums(int batchStep, int parity) => (double*)blockSums!.Address + ((((long)parity * batchSteps) + batchStep) * Blocks);

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

    /// <summary>A sampler for one worker.</summary>
    public ProbeReader NewReader() => new(this, block, expression, columns, fixedInputs, isEarly, kept);

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

    // The values of an input that does not change while running; null for a column and for the time.
    private static double[]? FixedInput(Expr input, CellValues values) => input switch
    {
        ParameterExpr parameter => values.Of(parameter.Parameter),
        Symbol { Kind: SymbolKind.TimeStep } => [values.TimeStep],
        Symbol { Kind: SymbolKind.State or SymbolKind.Time } => null,
        _ => throw new InvalidOperationException($"'{input}' exists only within a step."),
    };
}
