using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// The equations of synapses with state, each declared and closed once: cells give out what synapses read of their sources, and the estimate of memory reads
/// the equations, before the synapses are made.
/// </summary>
internal sealed class ClosedSynapses
{
    private readonly Dictionary<Projection, SynapseBuilder> declared = [];
    private readonly Dictionary<Projection, SynapseEquations> known = [];

    /// <summary>The names of what a projection's synapses read of their source cells, without repetition.</summary>
    /// <exception cref="ArgumentException">A declaration is at fault; the message names the projection.</exception>
    public IReadOnlyList<string> ReadOfSource(Projection projection)
        => projection.IsDynamic ? [.. Declared(projection).SourceNames.Values.Distinct(StringComparer.Ordinal)] : [];

    /// <summary>The equations of a projection with release or plasticity.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="source">Its source population; null where that only sends spikes.</param>
    /// <param name="target">Its target population.</param>
    /// <exception cref="ArgumentException">A declaration is at fault; the message names the projection.</exception>
    public SynapseEquations Of(Projection projection, StateBlock? source, StateBlock target)
    {
        if (!known.TryGetValue(projection, out var equations))
        {
            equations = ProjectionEquations.Of(projection, Declared(projection), source?.Equations, target.Equations);
            known[projection] = equations;
        }

        return equations;
    }

    private SynapseBuilder Declared(Projection projection)
    {
        if (!declared.TryGetValue(projection, out var builder))
        {
            builder = ProjectionEquations.Declared(projection);
            declared[projection] = builder;
        }

        return builder;
    }
}
