using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Draws a count of events for a chunk of one worker's cells at a step. Where all cells have one rate, one table serves them, made anew only when the rate
/// changes; where each has its own, means come from a kernel: once before the run, or chunk by chunk where they change with time.
/// </summary>
internal sealed unsafe class CountDraw : IDisposable
{
    private readonly CountRates rates;
    private readonly ulong key;
    private readonly ulong source;
    private readonly int chunk;
    private readonly int firstCell;
    private readonly PoissonTable table = new();
    private readonly ExpressionTape? tape;
    private readonly double[] tapeInputs = [];
    private readonly double[] tapeValues = new double[2];
    private readonly int timeInput = -1;
    private readonly IKernel? kernel;
    private readonly UniformTable? uniforms;
    private readonly AlignedMemory? columns;
    private readonly AlignedMemory? means; // means, then e^-mean of each: of a chunk, or of all cells where they do not change
    private readonly int stride;
    private long tableStep = -1;

    /// <summary>A draw for the cells of a range.</summary>
    /// <param name="state">The running network.</param>
    /// <param name="population">The population's place in it.</param>
    /// <param name="rates">The rates.</param>
    /// <param name="range">The cells.</param>
    /// <param name="chunk">How many are asked for at a time.</param>
    public CountDraw(EngineState state, int population, CountRates rates, (int Begin, int End) range, int chunk)
    {
        (this.rates, this.chunk, firstCell) = (rates, chunk, range.Begin);
        key = RandomStream.Key(state.NoiseSeed, RandomPurpose.Count);
        source = rates.Count.SharedBy is { } name
            ? RandomStream.Entity(ulong.MaxValue, StableHash.Of(name))
            : RandomStream.Entity((ulong)population, StableHash.Of(rates.Count.Symbol.Name));
        if (rates.Plan is not { } plan)
        {
            tape = new ExpressionTape([rates.Count.Mean, Functions.Exp(-rates.Count.Mean)]);
            tapeInputs = [.. tape.Inputs.Select(input => ReferenceEquals(input, Symbol.TimeStep) ? state.TimeStep : 0)];
            timeInput = tape.Inputs.FindIndex(input => ReferenceEquals(input, Symbol.Time));
            return;
        }

        kernel = state.Backend.Compile(plan);
        uniforms = new UniformTable(plan, state.TimeStep);
        columns = new AlignedMemory((long)plan.Columns.Count * sizeof(long));
        rates.Addresses.CopyTo(new Span<long>(columns.Address, plan.Columns.Count));
        stride = rates.IsTimed ? chunk : range.End - range.Begin;
        means = new AlignedMemory(2L * stride * sizeof(double));
        if (!rates.IsTimed)
        {
            Compute(range.Begin, range.End, 0);
        }
    }

    /// <summary>The place of the count's column, in the plan of the population's step.</summary>
    public required int Column { get; init; }

    public long Bytes => means?.Bytes ?? 0;

    /// <summary>The counts of the cells from <paramref name="begin"/> to <paramref name="end"/>.</summary>
    /// <param name="step">The step.</param>
    /// <param name="now">The time at its beginning.</param>
    /// <param name="begin">The first cell.</param>
    /// <param name="end">The cell behind the last.</param>
    /// <param name="counts">Where they go, that of the first cell first.</param>
    /// <exception cref="ArgumentException">A rate is negative or not finite.</exception>
    public void Fill(long step, double now, int begin, int end, double* counts)
    {
        if (kernel is null)
        {
            FillAlike(step, now, begin, end, counts);
            return;
        }

        var own = (double*)means!.Address + (begin - firstCell);
        if (rates.IsTimed)
        {
            own = (double*)means.Address;
            Compute(begin, end, now);
        }

        PoissonColumns.Fill(key, source, (uint)step, begin, end, own, own + stride, counts);
    }

    public void Dispose()
    {
        columns?.Dispose();
        means?.Dispose();
    }

    private void FillAlike(long step, double now, int begin, int end, double* counts)
    {
        if (tableStep != step && (rates.IsTimed || tableStep < 0))
        {
            FillTable(now);
        }

        tableStep = step;
        bool isLarge = table.Mean > PoissonTable.LargestMean;
        if (rates.Count.SharedBy is not null)
        {
            double shared = isLarge ? PoissonColumns.OneLarge(key, source, (uint)step, 0, table.Mean) : PoissonColumns.One(key, source, (uint)step, 0, table);
            new Span<double>(counts, end - begin).Fill(shared);
        }
        else if (isLarge)
        {
            PoissonColumns.FillLarge(key, source, (uint)step, begin, end, table.Mean, counts);
        }
        else
        {
            PoissonColumns.Fill(key, source, (uint)step, begin, end, table, counts);
        }
    }

    private void FillTable(double now)
    {
        if (timeInput >= 0)
        {
            tapeInputs[timeInput] = now;
        }

        tape!.Evaluate(tapeInputs, tapeValues);
        rates.Require(tapeValues[0], 0, now);
        table.Fill(tapeValues[0], tapeValues[1]);
    }

    private void Compute(int begin, int end, double now)
    {
        // So that the first cell's mean is the first of the memory.
        var addresses = (long*)columns!.Address;
        addresses[0] = (long)((double*)means!.Address - begin);
        addresses[1] = addresses[0] + ((long)stride * sizeof(double));
        uniforms!.SetTime(now);
        kernel!.Run(addresses, uniforms, begin, end, sink: null);
        for (int i = 0; i < end - begin; i++)
        {
            rates.Require(((double*)means.Address)[i], begin + i, now);
        }
    }
}
