using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>One worker's part of a <see cref="Probe"/>: it reads the cells that the worker owns.</summary>
internal sealed unsafe class ProbeReader(Probe probe, StateBlock block, Expr expression, int[] columns, double[]?[] fixedInputs, bool[] isEarly, double[] kept)
{
    private readonly ExpressionTape tape = new([expression]);
    private readonly bool isColumn = expression is Symbol { Kind: SymbolKind.State };
    private readonly double[] inputs = new double[columns.Length];
    private readonly double[] output = new double[1];

    public Probe Probe => probe;

    /// <summary>
    /// Takes the sample of the time after <paramref name="stepsDone"/> steps for the cells from <paramref name="begin"/> to <paramref name="end"/>.
    /// </summary>
    public void Sample(long stepsDone, double time, int begin, int end, int batchStep, int parity)
    {
        if (probe.Cells is { } cells)
        {
            SampleCells(cells, probe.Samples.Items + probe.Offset(stepsDone), time, begin, end);
            return;
        }

        double* sums = probe.BlockSums(batchStep, parity);
        int first = Math.Max(begin, probe.First);
        int last = Math.Min(end, probe.First + probe.CellCount);
        for (int start = first / StateBlock.Granularity * StateBlock.Granularity; start < last; start += StateBlock.Granularity)
        {
            sums[start / StateBlock.Granularity] = Sum(Math.Max(start, first), Math.Min(start + StateBlock.Granularity, last), time);
        }
    }

    /// <summary>Keeps what a sample that is taken a step later needs of the present, for some of the cells.</summary>
    public void Keep(int begin, int end)
    {
        if (kept.Length == 0)
        {
            return;
        }

        int count = probe.Cells?.Length ?? probe.CellCount;
        for (int i = 0; i < count; i++)
        {
            int cell = probe.Cells is { } cells ? cells[i] : probe.First + i;
            for (int k = 0; k < inputs.Length && cell >= begin && cell < end; k++)
            {
                kept[(i * inputs.Length) + k] = isEarly[k] ? block[columns[k], cell] : 0;
            }
        }
    }

    private void SampleCells(int[] cells, double* sample, double time, int begin, int end)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i] >= begin && cells[i] < end)
            {
                sample[i] = Value(cells[i], i, time);
            }
        }
    }

    private double Sum(int begin, int end, double time)
    {
        if (isColumn && end - begin == StateBlock.Granularity)
        {
            return block.SumOfGroup(columns[0], begin);
        }

        double sum = 0;
        for (int cell = begin; cell < end; cell++)
        {
            sum += Value(cell, cell - probe.First, time);
        }

        return sum;
    }

    private double Value(int cell, int place, double time)
    {
        if (isColumn)
        {
            return block[columns[0], cell];
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = kept.Length > 0 && isEarly[i] ? kept[(place * inputs.Length) + i]
                : columns[i] >= 0 ? block[columns[i], cell]
                : fixedInputs[i] is { } values ? values[values.Length == 1 ? 0 : cell]
                : time;
        }

        tape.Evaluate(inputs, output);
        return output[0];
    }
}
