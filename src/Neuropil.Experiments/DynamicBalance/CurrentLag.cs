using MathNet.Numerics.Statistics;

namespace Neuropil.Experiments;

/// <summary>Excitation and inhibition of cells over time, cut into windows: how alike they are, and by how much inhibition is later.</summary>
/// <param name="Excitation">The excitatory current of each cell, pA.</param>
/// <param name="Inhibition">The inhibitory current, reversed, pA.</param>
/// <param name="Interval">The time between samples, ms.</param>
/// <param name="Windows">The number of windows.</param>
internal sealed record CurrentLag(double[][] Excitation, double[][] Inhibition, double Interval, int Windows)
{
    private const double Longest = 15; // ms

    /// <summary>The lags, ms; positive: inhibition is later.</summary>
    public double[] Lags => [.. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(lag => lag * Interval)];

    private int Reach => (int)(Longest / Interval);

    private int Length => Excitation[0].Length / Windows;

    /// <summary>The mean correlation of the two currents of a cell in each window.</summary>
    public double[] Correlations => [.. Enumerable.Range(0, Windows).Select(window => MeanOverCells(window, window, 0))];

    /// <summary>The same with inhibition of the next window: what is left where nothing follows.</summary>
    public double[] Shuffled => [.. Enumerable.Range(0, Windows).Select(window => MeanOverCells(window, (window + 1) % Windows, 0))];

    /// <summary>The mean correlation at each lag, for each window.</summary>
    public double[][] Curves => [.. Enumerable.Range(0, Windows).Select(window => Enumerable.Range(-Reach, (2 * Reach) + 1)
        .Select(lag => MeanOverCells(window, window, lag)).ToArray())];

    /// <summary>Where a curve is highest, ms: a parabola through three points.</summary>
    public double Peak(double[] curve)
    {
        int top = Math.Clamp(Array.IndexOf(curve, curve.Max()), 1, curve.Length - 2);
        double bend = curve[top - 1] - (2 * curve[top]) + curve[top + 1];
        return (top - Reach + ((curve[top - 1] - curve[top + 1]) / (2 * bend))) * Interval;
    }

    private double MeanOverCells(int first, int second, int lag)
    {
        int from = Math.Max(0, -lag), count = Length - Math.Abs(lag);
        return Excitation.Zip(Inhibition, (e, i) => Correlation.Pearson(
            new ArraySegment<double>(e, (first * Length) + from, count), new ArraySegment<double>(i, (second * Length) + from + lag, count))).Average();
    }
}
