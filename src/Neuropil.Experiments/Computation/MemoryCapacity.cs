using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Neuropil.Experiments;

/// <summary>
/// How much of its past input can be read out of a network's state by a weighted sum: for each delay the squared correlation of the input so long ago with the
/// sum that fits it best, on data that the weights were not fitted to, less 1/n, which chance gives with n samples.
/// </summary>
/// <remarks>Jaeger, Short term memory in echo state networks, GMD report 152 (2001): the sum over delays is at most the number of units.</remarks>
internal sealed class MemoryCapacity
{
    // So little of the states' variance is added to that of each unit that a silent one does no harm.
    private const double Ridge = 1e-9;

    private readonly Matrix<double> train, test;
    private readonly Cholesky<double> factor;
    private readonly int first;

    /// <summary>A network's states, a row for each time step and a column for each unit; the first half is fitted, the second one measured.</summary>
    public MemoryCapacity(double[,] states, int longestDelay)
    {
        int steps = states.GetLength(0), units = states.GetLength(1), half = (steps - longestDelay) / 2;
        (LongestDelay, first) = (longestDelay, longestDelay);
        Matrix<double> Part(int from) => Matrix<double>.Build.Dense(half, units + 1, (i, j) => j == units ? 1 : states[from + i, j]);
        (train, test) = (Part(first), Part(first + half));
        var squares = train.TransposeThisAndMultiply(train);
        factor = (squares + Matrix<double>.Build.DenseDiagonal(units + 1, units + 1, Ridge * squares.Trace())).Cholesky();
    }

    /// <summary>The longest delay.</summary>
    public int LongestDelay { get; }

    /// <summary>The samples that are measured.</summary>
    public int Samples => test.RowCount;

    /// <summary>The capacity at each delay, from 0 on, for an input with as many values as there are time steps.</summary>
    public double[] Of(double[] input)
    {
        Matrix<double> Past(int from) => Matrix<double>.Build.Dense(Samples, LongestDelay + 1, (i, delay) => input[from + i - delay]);
        var weights = factor.Solve(train.TransposeThisAndMultiply(Past(first)));
        Matrix<double> read = test * weights, wanted = Past(first + Samples);
        return [.. Enumerable.Range(0, LongestDelay + 1).Select(delay =>
        {
            double r = MathNet.Numerics.Statistics.Correlation.Pearson(read.Column(delay), wanted.Column(delay));
            return (double.IsFinite(r) ? r * r : 0) - (1.0 / Samples);
        })];
    }
}
