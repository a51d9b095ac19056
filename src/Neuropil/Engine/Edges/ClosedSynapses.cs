using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>The equations of synapses with state, each closed once: the estimate of memory reads them before the synapses are made.</summary>
internal sealed class ClosedSynapses
{
    private readonly Dictionary<Projection, SynapseEquations> known = [];

    /// <summary>The equations of a projection with release or plasticity.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="source">Its source population; null where that only sends spikes.</param>
    /// <param name="target">Its target population.</param>
    /// <exception cref="ArgumentException">A declaration is at fault; the message names the projection.</exception>
    public SynapseEquations Of(Projection projection, StateBlock? source, StateBlock target)
    {
        if (!known.TryGetValue(projection, out var equations))
        {
            equations = ProjectionEquations.Of(projection, source?.Equations, target.Equations)!;
            known[projection] = equations;
        }

        return equations;
    }
}
