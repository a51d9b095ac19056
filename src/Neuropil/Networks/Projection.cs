using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Neuropil.Networks;

namespace Neuropil;

/// <summary>
/// Synapses from one slice to another: who connects to whom, with what weight and delay, onto which receptor. A <see cref="Projection{TWeight}"/> is what
/// <see cref="Network.Add(Projection)"/> takes; <see cref="Network.Connect{TWeight}"/> is its short form. Projections compare by identity, as populations do.
/// </summary>
public abstract record Projection
{
    // A copy holds the one that it was copied from, and so has not been added itself.
    private Projection? added;

    private protected Projection()
    {
    }

    /// <summary>The name; by default "source to target".</summary>
    [AllowNull]
    public string Name { get => field ?? $"{Source.Name} to {Target.Name}"; init; }

    /// <summary>The presynaptic cells.</summary>
    public required PopulationSlice Source { get; init; }

    /// <summary>The postsynaptic cells.</summary>
    public required PopulationSlice Target { get; init; }

    /// <summary>Who connects to whom.</summary>
    public required ConnectionRule Rule { get; init; }

    /// <summary>
    /// The delay from a spike to its arrival: one for all, or drawn per synapse; for explicit pairs also a list in their order. None by default: a spike
    /// found in one step acts in the next.
    /// </summary>
    public Parameter<Time> Delay { get; init; } = Time.FromSi(0);

    /// <summary>
    /// The dendritic part of the delay, from the synapse to the soma and from a spike of the target back to the synapse; it comes behind
    /// <see cref="Delay"/>. It is zero unless given, and matters apart from its sum only where synapses see spikes of their targets.
    /// </summary>
    public Parameter<Time> DendriticDelay { get; init; } = Time.FromSi(0);

    /// <summary>What a spike lets out; null for the weight alone.</summary>
    public Release? Release { get; init; }

    /// <summary>How the weight changes; null for weights that do not.</summary>
    public Plasticity? Plasticity { get; init; }

    /// <summary>How synapses are lost and new ones grow while the network runs; null where who connects to whom stays.</summary>
    public StructuralPlasticity? Structure { get; init; }

    /// <summary>
    /// Whether the synapses are held in memory. Where they are not, a source's are made again at each of its spikes, the same to the bit: nothing is held, and
    /// each event costs what making a synapse does, 20 to 100 ns. Only synapses without state can be made again.
    /// </summary>
    public bool IsStored { get; init; } = true;

    /// <summary>
    /// Whether weights are rounded to 16 bits: to multiples of 2^-q of the unit mV, nS, pA, ..., with the largest q for which the largest weight that is
    /// drawn, or can be where the distribution has bounds, is less than 2^15 of them. The error is at most a 32768th of the largest weight. A synapse
    /// then takes 4 bytes in place of 8, where a worker has at most 65 536 targets of the projection; results are the same where it has more. For synapses
    /// without state.
    /// </summary>
    public bool HasCodedWeights { get; init; }

    /// <summary>
    /// A name under which projections share who connects to whom: all of that name have the same pairs, and must have the same rule between the
    /// same cells. Null where this one draws pairs of its own.
    /// </summary>
    public string? Wiring { get; init; }

    /// <summary>The projection whose pairs these are, seen from the other end, with the same weights; null for pairs of its own.</summary>
    internal Projection? Mirrored { get; init; }

    /// <summary>Throws where this is the second direction of joined cells, whose pairs are those of the first.</summary>
    /// <exception cref="ArgumentException">It is; the message names the first.</exception>
    internal void RequireFirstHalf()
    {
        if (Mirrored is { } first)
        {
            throw new ArgumentException($"'{Name}' joins the pairs of '{first.Name}' the other way round: read and set those, for both directions.");
        }
    }

    /// <summary>Whether the synapses have state beside their weight, or a weight that changes.</summary>
    internal bool IsDynamic => Release is not null || Plasticity is not null;

    /// <summary>The order of declaration, which fixes the order in which weights are added and the random numbers of the wiring.</summary>
    internal int Index { get; private set; }

    /// <summary>The family of random numbers by which pairs are drawn: that of the wiring's name, or of this projection alone.</summary>
    internal ulong WiringFamily => Wiring is { } name ? StableHash.Of(name) : (ulong)Index;

    internal ConnectionEnds Ends => new(
        Source.Count,
        Target.Count,
        ReferenceEquals(Source.Population, Target.Population) ? Source.Start - Target.Start : null,
        Source.Name,
        Target.Name);

    // Not public: a property that hides another one of its name is none for F#.
    internal Receptor Receptor => ReceptorOfAnyWeight;

    internal Parameter Weight => WeightOfAnyUnit;

    private protected abstract Receptor ReceptorOfAnyWeight { get; }

    private protected abstract Parameter WeightOfAnyUnit { get; }

    /// <inheritdoc/>
    public virtual bool Equals(Projection? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>Whether this very one, and not one that it was copied from, has its place in a network.</summary>
    internal bool IsPlaced => ReferenceEquals(added, this);

    /// <summary>Takes its place in a network.</summary>
    internal void Place(int index) => (added, Index) = (this, index);

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
