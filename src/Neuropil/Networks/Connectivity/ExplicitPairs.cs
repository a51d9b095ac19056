using System.Runtime.InteropServices;
using Neuropil.Networks;

namespace Neuropil;

/// <summary>
/// Exactly the given pairs, as (source, target), each counted from 0 within its end. A pair given twice is two synapses. The synapses of a source
/// are ordered by target, and those of one pair as given.
/// </summary>
public sealed record ExplicitPairs : ConnectionRule
{
    private readonly (int Source, int Target)[] pairs;

    /// <summary>The rule with a copy of <paramref name="pairs"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A pair has a negative index.</exception>
    public ExplicitPairs(IReadOnlyList<(int Source, int Target)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        this.pairs = [.. pairs];
        for (int i = 0; i < this.pairs.Length; i++)
        {
            if (this.pairs[i].Source < 0 || this.pairs[i].Target < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(pairs), $"ExplicitPairs: pair {i} is {this.pairs[i]}; expected indices of 0 or more.");
            }
        }
    }

    /// <summary>The pairs, in the order given.</summary>
    public IReadOnlyList<(int Source, int Target)> Pairs => ImmutableCollectionsMarshal.AsImmutableArray(pairs);

    /// <summary>The pairs without a copy, for the generator.</summary>
    internal ReadOnlySpan<(int Source, int Target)> Span => pairs;

    /// <summary>Whether the other has the same pairs in the same order.</summary>
    public bool Equals(ExplicitPairs? other) => base.Equals(other) && pairs.AsSpan().SequenceEqual(other.pairs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), pairs.Length, pairs.FirstOrDefault());

    internal override void RequireFits(ConnectionEnds ends)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            (int source, int target) = pairs[i];
            if (source >= ends.Sources)
            {
                throw Outside(i, "source", ends.SourceName, ends.Sources);
            }

            if (target >= ends.Targets)
            {
                throw Outside(i, "target", ends.TargetName, ends.Targets);
            }

            if (!SelfConnections && ends.TargetOfSelf(source) == target)
            {
                throw new ArgumentException(
                    $"ExplicitPairs: pair {i} is {pairs[i]}, which connects a neuron to itself, but SelfConnections is false.");
            }
        }
    }

    private ArgumentException Outside(int pair, string end, string name, int count)
    {
        string expected = count == 0 ? "no pairs" : $"a {end} from 0 to {count - 1}";
        return new ArgumentException($"ExplicitPairs: pair {pair} is {pairs[pair]}, but '{name}' has {count} neurons; expected {expected}.");
    }
}
