namespace Neuropil;

/// <summary>
/// What each cell does in each window less its mean, over its standard deviation, z; cells that never change are left out. Kept as z = base + value, with
/// values only where they are not zero, so that counts of spikes take room by their spikes.
/// </summary>
internal sealed class StandardisedCells
{
    private readonly double[] bases;
    private readonly double[] deviations;
    private readonly double[] means;
    private readonly int[] offsets; // of each cell's values
    private readonly int[] windows;
    private readonly double[] values;

    private StandardisedCells(
        int windowCount, double[] bases, double[] deviations, double[] means, int[] offsets, int[] windows, double[] values)
    {
        (Windows, this.bases, this.deviations, this.means) = (windowCount, bases, deviations, means);
        (this.offsets, this.windows, this.values) = (offsets, windows, values);
    }

    /// <summary>The number of windows.</summary>
    public int Windows { get; }

    /// <summary>The number of cells that change.</summary>
    public int Cells => bases.Length;

    /// <summary>The standard deviation of each cell that changes, over windows and divided by their number.</summary>
    public ReadOnlySpan<double> Deviations => deviations;

    /// <summary>The mean of each cell that changes.</summary>
    public ReadOnlySpan<double> Means => means;

    /// <summary>Counts of spikes in whole windows.</summary>
    public static StandardisedCells Of(SpikeTrains spikes, int windowSteps)
    {
        int windowCount = (spikes.StopStep - spikes.StartStep) / windowSteps;
        var (bases, deviations, means) = (new List<double>(), new List<double>(), new List<double>());
        var (offsets, windows, values) = (new List<int> { 0 }, new List<int>(), new List<double>());
        for (int cell = 0; cell < spikes.NeuronCount; cell++)
        {
            int first = windows.Count;
            var (total, squares) = (0.0, 0.0);
            foreach (int step in spikes.StepsOf(cell))
            {
                int window = Math.Max(0, step - spikes.StartStep) / windowSteps;
                if (window >= windowCount)
                {
                    break;
                }

                if (windows.Count > first && windows[^1] == window)
                {
                    values[^1]++;
                }
                else
                {
                    windows.Add(window);
                    values.Add(1);
                }
            }

            for (int i = first; i < values.Count; i++)
            {
                (total, squares) = (total + values[i], squares + (values[i] * values[i]));
            }

            // Whole numbers below 2^53: no cancellation.
            double deviation = Math.Sqrt((windowCount * squares) - (total * total)) / windowCount;
            if (!(deviation > 0))
            {
                windows.RemoveRange(first, windows.Count - first);
                values.RemoveRange(first, values.Count - first);
                continue;
            }

            for (int i = first; i < values.Count; i++)
            {
                values[i] /= deviation;
            }

            means.Add(total / windowCount);
            deviations.Add(deviation);
            bases.Add(-means[^1] / deviation);
            offsets.Add(windows.Count);
        }

        return new StandardisedCells(windowCount, [.. bases], [.. deviations], [.. means], [.. offsets], [.. windows], [.. values]);
    }

    /// <summary>Samples, a row for each time and a column for each cell.</summary>
    public static StandardisedCells Of(double[,] samples)
    {
        var (times, cells) = (samples.GetLength(0), samples.GetLength(1));
        var (deviations, means) = (new List<double>(), new List<double>());
        var (kept, windows, values) = (new List<int> { 0 }, new List<int>(), new List<double>());
        for (int cell = 0; cell < cells; cell++)
        {
            double mean = 0, squares = 0;
            for (int time = 0; time < times; time++)
            {
                double value = samples[time, cell];
                mean += double.IsFinite(value) ? value / times
                    : throw new ArgumentException($"Sample {time} of cell {cell} is {value}; expected finite numbers.", nameof(samples));
            }

            for (int time = 0; time < times; time++)
            {
                squares += (samples[time, cell] - mean) * (samples[time, cell] - mean);
            }

            double deviation = Math.Sqrt(squares / times);
            if (deviation > 0)
            {
                for (int time = 0; time < times; time++)
                {
                    windows.Add(time);
                    values.Add((samples[time, cell] - mean) / deviation);
                }

                kept.Add(windows.Count);
                deviations.Add(deviation);
                means.Add(mean);
            }
        }

        return new StandardisedCells(times, new double[means.Count], [.. deviations], [.. means], [.. kept], [.. windows], [.. values]);
    }

    /// <summary>Σ z over cells, in each window.</summary>
    public double[] Sums() => WeightedSums([.. Enumerable.Repeat(1.0, Cells)]);

    /// <summary>Σ weight z over cells, in each window.</summary>
    public double[] WeightedSums(double[] weights)
    {
        double[] sums = new double[Windows];
        double silent = 0;
        for (int cell = 0; cell < Cells; cell++)
        {
            silent += weights[cell] * bases[cell];
            for (int i = offsets[cell]; i < offsets[cell + 1]; i++)
            {
                sums[windows[i]] += weights[cell] * values[i];
            }
        }

        return Array.ConvertAll(sums, sum => sum + silent);
    }

    /// <summary>For each cell the mean over windows of z times a signal whose own mean is 0.</summary>
    public double[] MeanProducts(double[] signal)
    {
        double[] products = new double[Cells];
        for (int cell = 0; cell < Cells; cell++)
        {
            for (int i = offsets[cell]; i < offsets[cell + 1]; i++)
            {
                products[cell] += values[i] * signal[windows[i]] / Windows;
            }
        }

        return products;
    }

    /// <summary>Σ weight z² over cells, in each window.</summary>
    public double[] WeightedSquares(double[] weights)
    {
        double[] sums = new double[Windows];
        double silent = 0;
        for (int cell = 0; cell < Cells; cell++)
        {
            silent += weights[cell] * bases[cell] * bases[cell];
            for (int i = offsets[cell]; i < offsets[cell + 1]; i++)
            {
                sums[windows[i]] += weights[cell] * values[i] * ((2 * bases[cell]) + values[i]);
            }
        }

        return Array.ConvertAll(sums, sum => sum + silent);
    }
}
