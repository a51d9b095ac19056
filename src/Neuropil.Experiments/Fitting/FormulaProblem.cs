namespace Neuropil.Experiments;

/// <summary>A formula with parameters of the size of one, such as logarithms, as a fit sees it.</summary>
/// <param name="start">Where the parameters start.</param>
/// <param name="points">The number of data points.</param>
/// <param name="formula">The prediction of a point from the parameters.</param>
public sealed class FormulaProblem(double[] start, int points, Func<double[], int, double> formula) : IFitProblem
{
    /// <inheritdoc/>
    public IReadOnlyList<FreeParameter> Parameters { get; } = [.. start.Select((value, i)
        => new FreeParameter($"parameter {i}", Number.Dimension, value, double.NegativeInfinity, double.PositiveInfinity) { Scale = 1 })];

    /// <inheritdoc/>
    public int PointCount => points;

    /// <inheritdoc/>
    public double[][] Predict(IReadOnlyList<double[]> parameterSets)
        => [.. parameterSets.Select(set => Enumerable.Range(0, points).Select(point => formula(set, point)).ToArray())];
}
