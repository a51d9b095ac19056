namespace Neuropil.Experiments;

/// <summary>An f-I curve: currents, rates and, if they are known, the standard deviations of the rates.</summary>
/// <param name="Currents">The injected currents, in ampere.</param>
/// <param name="Rates">The rates, in hertz.</param>
/// <param name="Deviations">The standard deviations, in hertz; null where the data have none.</param>
public sealed record FitData(double[] Currents, double[] Rates, double[]? Deviations)
{
    /// <summary>Reads a CSV file with a header: columns <c>current (pA)</c>, <c>rate</c> in Hz and, if known, <c>sd</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fewest">The smallest number of rows that is of use: more than a fit has parameters.</param>
    /// <exception cref="UserErrorException">It cannot be read; the message says where.</exception>
    public static FitData Read(string path, int fewest) => FitDataFile.Read(path, ("current", "rate", "sd"), "", fewest);
}
