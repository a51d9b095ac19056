namespace Neuropil.Experiments;

/// <summary>An f-I curve: currents, rates and, if they are known, the standard deviations of the rates.</summary>
/// <param name="Currents">The injected currents, in ampere.</param>
/// <param name="Rates">The rates, in hertz.</param>
/// <param name="Deviations">The standard deviations, in hertz; null where the data have none.</param>
internal sealed record FitData(double[] Currents, double[] Rates, double[]? Deviations);
