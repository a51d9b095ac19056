namespace Neuropil;

/// <summary>
/// The mean over pairs of cells of Pearson's correlation, of spike counts in windows or of sampled signals such as membrane potentials, with its standard
/// error.
/// </summary>
/// <remarks>
/// With z_i what cell i does less its mean, over its standard deviation, and S = Σ z_i, the mean over the pairs of N cells is (mean of S² - N) / (N (N -
/// 1)), and that over the pairs of two populations the mean of S_A S_B / (N_A N_B): no pair is drawn and none enumerated. The error takes into account that
/// pairs share cells and that each deviation is itself estimated: the influence of a window on a correlation r of x and y is z_x z_y - r (z_x² + z_y²)/2,
/// and the means of its sum in twenty batches of windows give the standard error. Correlations of counts grow with the window up to the time over which
/// cells are correlated (Bair, Zohary and Newsome, J. Neurosci. 21 (2001) 1676): ask for several windows. Cells that never change are left out.
/// </remarks>
public static class PairCorrelations
{
    private const string Statistic = "a pair correlation";

    /// <summary>The mean correlation of counts over the pairs of a population; it needs two cells that change, twenty spikes and twenty windows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive or longer than the recording.</exception>
    public static Estimate PairCorrelation(this SpikeTrains spikes, Time window)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        int steps = spikes.StepsWithin(window, nameof(window));
        return TooFew(spikes) ?? Within(StandardisedCells.Of(spikes, steps), $"windows of {window}");
    }

    /// <summary>The mean correlation of counts over the pairs of a cell of one population and a cell of another one.</summary>
    /// <exception cref="ArgumentException">The populations were not recorded over the same steps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive or longer than the recording.</exception>
    public static Estimate PairCorrelation(this SpikeTrains spikes, SpikeTrains others, Time window)
    {
        RecordChecks.RequireSameRecord(spikes, others);
        int steps = spikes.StepsWithin(window, nameof(window));
        return TooFew(spikes) ?? TooFew(others) ?? Between(StandardisedCells.Of(spikes, steps), StandardisedCells.Of(others, steps), $"windows of {window}");
    }

    /// <summary>The mean correlation over pairs of signals recorded at the same times, such as the membrane potentials of a few cells.</summary>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public static Estimate PairCorrelation(this Traces traces)
    {
        double[,] samples = new double[traces.TimesSeconds.Count, traces.Columns.Count];
        for (int time = 0; time < samples.GetLength(0); time++)
        {
            for (int cell = 0; cell < samples.GetLength(1); cell++)
            {
                samples[time, cell] = traces.Columns[cell].Values[time];
            }
        }

        return OfSamples(samples);
    }

    /// <summary>The mean correlation over pairs of cells of a matrix of samples.</summary>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public static Estimate PairCorrelation(this TraceMatrix matrix) => OfSamples(matrix.InUsualUnit());

    /// <summary>The mean correlation over pairs of columns: a row for each time, a column for each cell.</summary>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public static Estimate OfSamples(double[,] samples) => Within(StandardisedCells.Of(samples), "samples");

    /// <summary>The mean correlation over pairs of a column of one matrix and a column of another one with the same times.</summary>
    /// <exception cref="ArgumentException">A sample is not finite, or the matrices have not as many rows.</exception>
    public static Estimate OfSamples(double[,] samples, double[,] others)
    {
        SampleChecks.RequireSameLength(samples.GetLength(0), others.GetLength(0), nameof(others));
        return Between(StandardisedCells.Of(samples), StandardisedCells.Of(others), "samples");
    }

    private static Estimate Within(StandardisedCells cells, string windows)
    {
        if (TooFew(cells.Cells, 2, cells.Windows, windows) is { } missing)
        {
            return missing;
        }

        double[] sums = cells.Sums();
        double pairs = (double)cells.Cells * (cells.Cells - 1);

        // The mean product of a cell with the sum is one more than the sum of its correlations.
        double[] shares = cells.MeanProducts(sums);
        double[] squares = cells.WeightedSquares(shares);
        double[] influence = [.. sums.Select((sum, window) => ((sum * sum) - squares[window]) / pairs)];
        return Estimate.Of((shares.Sum() - cells.Cells) / pairs, BatchMeans.StandardError(influence), BatchMeans.Batches - 1);
    }

    private static Estimate Between(StandardisedCells first, StandardisedCells second, string windows)
    {
        if (TooFew(Math.Min(first.Cells, second.Cells), 1, first.Windows, windows) is { } missing)
        {
            return missing;
        }

        double pairs = (double)first.Cells * second.Cells;
        double[] sums = first.Sums(), others = second.Sums();
        double[] shares = first.MeanProducts(others);
        double[] squares = first.WeightedSquares(shares), otherSquares = second.WeightedSquares(second.MeanProducts(sums));
        double[] influence =
            [.. sums.Select((sum, window) => ((sum * others[window]) - ((squares[window] + otherSquares[window]) / 2)) / pairs)];
        return Estimate.Of(shares.Sum() / pairs, BatchMeans.StandardError(influence), BatchMeans.Batches - 1);
    }

    private static Estimate? TooFew(SpikeTrains spikes) => SpikeEstimates.TooFew(Statistic, spikes);

    private static Estimate? TooFew(int cells, int neededCells, int windows, string things)
    {
        if (windows < BatchMeans.Batches)
        {
            return Estimate.TooFew(Statistic, BatchMeans.Batches, things, windows);
        }

        return cells >= neededCells ? null : Estimate.TooFew(Statistic, neededCells, "cells that change in each population", cells);
    }
}
