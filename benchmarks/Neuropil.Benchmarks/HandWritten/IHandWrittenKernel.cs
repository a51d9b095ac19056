namespace Neuropil.Benchmarks;

/// <summary>An update loop written by hand.</summary>
internal interface IHandWrittenKernel : IDisposable
{
    /// <summary>Advances all cells; the drive is constant, so that the work is that of an active network.</summary>
    /// <returns>The number of spikes.</returns>
    long Run(int steps);
}
