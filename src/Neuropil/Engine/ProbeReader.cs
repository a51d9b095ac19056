namespace Neuropil.Engine;

/// <summary>One worker's part of a <see cref="Probe"/>: it reads the cells that the worker owns.</summary>
internal sealed unsafe class ProbeReader(Probe probe, StateBlock block, CellFormula formula, double[] kept)
{
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
            if (cell >= begin && cell < end)
            {
                var room = Kept(i);
                for (int k = 0; k < room.Length; k++)
                {
                    room[k] = block[formula.EarlyColumns[k], cell];
                }
            }
        }
    }

    private void SampleCells(int[] cells, double* sample, double time, int begin, int end)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i] >= begin && cells[i] < end)
            {
                sample[i] = formula.Value(cells[i], time, Kept(i));
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
            sum += formula.Value(cell, time, Kept(cell - probe.First));
        }

        return sum;
    }

    private Span<double> Kept(int place) => kept.Length == 0 ? default : kept.AsSpan(place * formula.EarlyColumns.Count, formula.EarlyColumns.Count);
}
