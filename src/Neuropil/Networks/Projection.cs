using Neuropil.Networks;

namespace Neuropil;

/// <summary>Synapses from one slice to another: who connects to whom, with what weight and delay, onto which receptor.</summary>
public sealed class Projection
{
    internal Projection(int index, string name, PopulationSlice source, PopulationSlice target, ConnectionRule rule, Receptor receptor, Parameter weight, Parameter delay)
    {
        (Index, Name, Source, Target, Rule, Receptor, Weight, Delay) = (index, name, source, target, rule, receptor, weight, delay);
        rule.RequireFits(Ends);
    }

    /// <summary>The name; by default "source to target".</summary>
    public string Name { get; }

    /// <summary>The presynaptic cells.</summary>
    public PopulationSlice Source { get; }

    /// <summary>The postsynaptic cells.</summary>
    public PopulationSlice Target { get; }

    /// <summary>Who connects to whom.</summary>
    public ConnectionRule Rule { get; }

    /// <summary>What the target feels.</summary>
    public Receptor Receptor { get; }

    /// <summary>The weight: one for all, or drawn per synapse; for explicit pairs also a list in their order.</summary>
    public Parameter Weight { get; }

    /// <summary>The delay from a spike to its arrival: one for all, or drawn per synapse; for explicit pairs also a list in their order.</summary>
    public Parameter Delay { get; }

    /// <summary>
    /// The dendritic part of the delay, from the synapse to the soma and from a spike of the target back to the synapse; it comes behind
    /// <see cref="Delay"/>. It is zero unless given, and matters apart from its sum only where synapses see spikes of their targets.
    /// </summary>
    public Parameter DendriticDelay { get; internal init; } = Time.FromSi(0);

    /// <summary>What a spike lets out; null for the weight alone.</summary>
    public Release? Release { get; internal init; }

    /// <summary>How the weight changes; null for weights that do not.</summary>
    public Plasticity? Plasticity { get; internal init; }

    /// <summary>The name under which projections share who connects to whom; null where this one has pairs of its own.</summary>
    public string? Wiring { get; internal init; }

    /// <summary>Whether the synapses have state beside their weight, or a weight that changes.</summary>
    internal bool IsDynamic => Release is not null || Plasticity is not null;

    /// <summary>The order of declaration, which fixes the order in which weights are added and the random numbers of the wiring.</summary>
    internal int Index { get; }

    /// <summary>The family of random numbers by which pairs are drawn: that of the wiring's name, or of this projection alone.</summary>
    internal ulong WiringFamily => Wiring is { } name ? StableHash.Of(name) : (ulong)Index;

    internal ConnectionEnds Ends => new(
        Source.Count,
        Target.Count,
        ReferenceEquals(Source.Population, Target.Population) ? Source.Start - Target.Start : null,
        Source.Name,
        Target.Name);

    /// <summary>In what the pairs of two projections differ, whatever is drawn: "the sources are ... and ..."; null where they do not.</summary>
    internal string? DifferenceFrom(Projection other)
    {
        if (!AreSame(other.Source, Source))
        {
            return $"the sources are {other.Source} and {Source}";
        }

        if (!AreSame(other.Target, Target))
        {
            return $"the targets are {other.Target} and {Target}";
        }

        return Rule == other.Rule ? null : $"the rules are {other.Rule} and {Rule}";
    }

    private static bool AreSame(PopulationSlice one, PopulationSlice other)
        => ReferenceEquals(one.Population, other.Population) && (one.Start, one.Count) == (other.Start, other.Count);
}
