namespace Neuropil;

/// <summary>
/// The short form of connections whose weights are pure numbers. It stands apart from <see cref="Network.Connect{TWeight}"/> so that the compiler speaks of a
/// receptor's own unit where a weight has another one.
/// </summary>
public static class NumberConnections
{
    /// <summary>What a network can do by pure numbers.</summary>
    /// <param name="network">The network.</param>
    extension(Network network)
    {
        /// <summary>Connects two slices by a receptor or coupling whose weights are pure numbers.</summary>
        /// <inheritdoc cref="Network.Connect{TWeight}"/>
        public Projection<Number> Connect(
            PopulationSlice source,
            PopulationSlice target,
            ConnectionRule rule,
            Receptor<Number> receptor,
            NumberParameter weight,
            Parameter<Time>? delay = null,
            string? name = null,
            Release? release = null,
            Plasticity? plasticity = null,
            Parameter<Time>? dendriticDelay = null,
            string? wiring = null)
        {
            ArgumentNullException.ThrowIfNull(network);
            return network.Connect<Number>(source, target, rule, receptor, weight, delay, name, release, plasticity, dendriticDelay, wiring);
        }
    }
}
