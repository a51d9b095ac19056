namespace Neuropil.Engine;

/// <summary>
/// What the synapses of a group have in common, so that it is not stored with each: the delay and, where it is shared, the weight. In the ring
/// form the delay is the first of some consecutive ones.
/// </summary>
/// <param name="Delay">In steps.</param>
/// <param name="Port">Where a shared weight arrives; null where each synapse has its weight.</param>
/// <param name="Weight">A shared weight, in kernel units; zero where each synapse has its own.</param>
internal sealed record RowClass(int Delay, Port? Port, float Weight);
