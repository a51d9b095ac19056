namespace Neuropil;

/// <summary>
/// The synchrony of a population, χ = √(variance of the population mean / mean variance of the cells): 1 when all cells do the same, about
/// 1/√N for N independent ones, between where they share a part of their fluctuations.
/// </summary>
/// <remarks>
/// Golomb and Rinzel, Physica D 72 (1994) 259, with the voltage as the signal; Golomb, Scholarpedia 2(1) (2007) 1347. Cells that never change
/// count with variance 0. Where no cell changes, or there is no cell, χ is NaN.
/// </remarks>
public static class Synchrony
{
    /// <summary>χ of spike counts in bins of <paramref name="bin"/>, rounded to a whole number of time steps; it grows with the bin.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bin width is not a positive number.</exception>
    public static double SynchronyChi(this SpikeTrains spikes, Time bin)
        => Of(WindowCounts.Of(spikes, spikes.Clock.WholeSteps(bin, nameof(bin))), spikes.NeuronCount);

    /// <summary>χ of traces, one per cell, as of the membrane voltages; times at which any trace is not finite are left out.</summary>
    public static double SynchronyChi(this Traces traces)
    {
        var cells = new RunningVariance[traces.Columns.Count];
        var population = default(RunningVariance);
        for (int sample = 0; sample < traces.TimesSeconds.Count; sample++)
        {
            double sum = 0;
            foreach (Trace column in traces.Columns)
            {
                sum += column.Values[sample];
            }

            if (!double.IsFinite(sum))
            {
                continue;
            }

            population.Add(sum / cells.Length);
            for (int cell = 0; cell < cells.Length; cell++)
            {
                cells[cell].Add(traces.Columns[cell].Values[sample]);
            }
        }

        double mean = 0;
        foreach (RunningVariance cell in cells)
        {
            mean += cell.Variance / cells.Length;
        }

        return mean > 0 ? Math.Sqrt(population.Variance / mean) : double.NaN;
    }

    /// <summary>χ of counts already made.</summary>
    internal static double Of(WindowCounts counts, int neuronCount)
    {
        double sum = 0;
        for (int neuron = 0; neuron < neuronCount; neuron++)
        {
            sum += counts.Variance(neuron);
        }

        // The population mean has 1/N² of the variance of the population's sum; the mean variance of the cells is sum / N.
        return sum > 0 ? Math.Sqrt(counts.PopulationVariance() / (neuronCount * sum)) : double.NaN;
    }

    /// <summary>Mean and variance of numbers as they come, without cancellation (Welford, Technometrics 4 (1962) 419).</summary>
    private struct RunningVariance
    {
        private long count;
        private double mean;
        private double squares;

        public readonly double Variance => count == 0 ? 0 : squares / count;

        public void Add(double value)
        {
            count++;
            double difference = value - mean;
            mean += difference / count;
            squares += difference * (value - mean);
        }
    }
}
