namespace Neuropil.Experiments;

/// <summary>
/// Something with free parameters that predicts data: what <see cref="FitEstimate"/> fits. Another kind of data (the amplitudes of a depressing
/// synapse, say) is another class that implements this.
/// </summary>
public interface IFitProblem
{
    /// <summary>The free parameters with their bounds and starts.</summary>
    IReadOnlyList<FreeParameter> Parameters { get; }

    /// <summary>The number of data points.</summary>
    int PointCount { get; }

    /// <summary>
    /// The predictions for several sets of parameter values (in SI units), one array of points for each set, in one go: the differences of a Jacobian
    /// and the trial steps of several fits are one simulation.
    /// </summary>
    double[][] Predict(IReadOnlyList<double[]> parameterSets);
}
