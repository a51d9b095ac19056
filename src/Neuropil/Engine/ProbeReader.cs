namespace Neuropil.Engine;

/// <summary>One worker's part of a <see cref="Probe"/>: it reads the cells that the worker owns.</summary>
internal sealed unsafe class ProbeReader(Probe probe, StateBlock block, CellFormula formula)
{
    public Probe Probe => probe;

    /// <summary>Takes the sample after <paramref name="stepsDone"/> steps for the cells from <paramref name="begin"/> to <paramref name="end"/>.</summary>
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

    private void SampleCells(int[] cells, double* sample, double time, int begin, int end)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i] >= begin && cells[i] < end)
            {
                sample[i] = formula.Value(cells[i], time);
            }
        }
    }

    private double Sum(int begin, int end, double time)
    {
        if (formula.Column >= 0 && end - begin == StateBlock.Granularity)
        {
            return block.SumOfGroup(formula.Column, begin);
        }

        double sum = 0;
        for (int cell = begin; cell < end; cell++)
        {
            sum += formula.Value(cell, time);
        }

        return sum;
    }
}
