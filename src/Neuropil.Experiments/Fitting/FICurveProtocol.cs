namespace Neuropil.Experiments;

/// <summary>How rates are measured: a constant current flows all the time, and the intervals that begin after the cell has settled count.</summary>
/// <param name="TimeStep">The time step.</param>
/// <param name="Settle">What is left out at the beginning.</param>
/// <param name="Duration">How long intervals are collected.</param>
public sealed record FICurveProtocol(Time TimeStep, Time Settle, Time Duration)
{
    /// <summary>The number of steps.</summary>
    public int Steps => (int)Math.Round((Settle + Duration) / TimeStep);
}
