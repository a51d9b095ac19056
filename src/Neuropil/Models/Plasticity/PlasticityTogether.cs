namespace Neuropil;

/// <summary>
/// Two rules on the same synapses, each with the variables and events of its own: one that learns and one that keeps the cell at its target, say. On an event
/// that both have, the statements of the first come first; two that both give the weight a value on one spike are refused, since one would undo the
/// other. One of them may have bounds of the weight.
/// </summary>
/// <param name="Name">The name before the names of the rules.</param>
/// <param name="First">The rule whose statements come first.</param>
/// <param name="Second">The other.</param>
public sealed record PlasticityTogether(string Name, Plasticity First, Plasticity Second) : Plasticity(Name)
{
    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        Include(synapse, First);
        Include(synapse, Second);
    }
}
