namespace Neuropil.Benchmarks;

/// <summary>A step loop that delivers the spikes of a <see cref="SpikeSchedule"/> and then advances the cells, as a simulation does.</summary>
internal interface IDeliveryLoop : IDisposable
{
    /// <summary>Advances by so many steps.</summary>
    /// <returns>The number of synaptic events.</returns>
    long Run(int steps);
}
