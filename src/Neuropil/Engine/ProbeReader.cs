using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>One worker's part of a <see cref="Probe"/>: it reads the cells that the worker owns.</summary>
internal sealed class ProbeReader(Probe probe, StateBlock block, ExpressionTape tape, int[] columns, double[]?[] fixedInputs)
{
    private readonly double[] inputs = new double[columns.Length];
    private readonly double[] output = new double[1];

    public Probe Probe => probe;

    /// <summary>Takes the sample after <paramref name="stepsDone"/> steps for the cells from <paramref name="begin"/> to <paramref name="end"/>.</summary>
    public unsafe void Sample(long stepsDone, double time, int begin, int end)
    {
        double* sample = probe.Samples.Items + probe.Offset(stepsDone);
        if (probe.Cells is { } cells)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                if (cells[i] >= begin && cells[i] < end)
                {
                    sample[i] = Value(cells[i], time);
                }
            }

            return;
        }

        for (int start = begin; start < end; start += StateBlock.Granularity)
        {
            double sum = 0;
            int last = Math.Min(start + StateBlock.Granularity, probe.First + probe.CellCount);
            for (int cell = Math.Max(start, probe.First); cell < last; cell++)
            {
                sum += Value(cell, time);
            }

            sample[start / StateBlock.Granularity] = sum;
        }
    }

    private double Value(int cell, double time)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = columns[i] >= 0 ? block[columns[i], cell]
                : fixedInputs[i] is { } values ? values[values.Length == 1 ? 0 : cell]
                : time;
        }

        tape.Evaluate(inputs, output);
        return output[0];
    }
}
