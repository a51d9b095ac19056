using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>One thread's way through a projection's rows to store them, and what it learns of them.</summary>
internal sealed class RowFiller(BundleMember member, MemberTable[] tables, int[] ends, SynapseReader reader)
{
    private const ulong HashPrime = 1099511628211; // of FNV-1a
    private const uint MagnitudeBits = 0x7FFFFFFF;

    private readonly int[] inDegree = new int[member.Projection.Target.Count];
    private uint largest = member.WeightsDiffer ? 0 : BitConverter.SingleToUInt32Bits(member.Rows.Weights.KernelValue) & MagnitudeBits;

    /// <summary>Synapses of each target.</summary>
    public ReadOnlySpan<int> InDegree => inDegree;

    /// <summary>The largest magnitude of a weight.</summary>
    public float LargestWeight => BitConverter.UInt32BitsToSingle(largest);

    /// <summary>A number that follows from every synapse's source, target, delay and weight, whatever the order of sources.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Stores the synapses of a source.</summary>
    /// <returns>Their number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Fill(int source)
    {
        var targets = reader.Targets(source);
        var delays = member.DelaysDiffer ? reader.Delays(source, targets.Length) : [];
        var weights = member.WeightsDiffer ? reader.Weights(source, targets.Length) : [];
        int delay = member.Survey.Shortest;
        float weight = 0;
        ulong hash = (ulong)source;
        int worker = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            int target = targets[i];
            while (target >= ends[worker])
            {
                worker++;
            }

            delay = delays.IsEmpty ? delay : delays[i];
            if (!weights.IsEmpty)
            {
                weight = weights[i];
                uint bits = BitConverter.SingleToUInt32Bits(weight);
                largest = Math.Max(largest, bits & MagnitudeBits); // in the order of magnitudes, and above all of them what is no number
                hash = (hash ^ bits) * HashPrime;
            }

            inDegree[target]++;
            tables[worker].Store(source, target, delay, weight);
            hash = (hash ^ ((uint)target | ((ulong)delay << 32))) * HashPrime;
            hash ^= hash >> 29;
        }

        RequireFinite(source, targets, weights);
        Hash += hash;
        return targets.Length;
    }

    private void RequireFinite(int source, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights)
    {
        if (float.IsFinite(LargestWeight))
        {
            return;
        }

        int bad = weights.IndexOfAnyExceptInRange(-float.MaxValue, float.MaxValue);
        string where = bad < 0 ? "" : $" from cell {source} of the source to cell {targets[bad]} of the target";
        throw new ArgumentException(
            $"Projection '{member.Projection.Name}': the weight{where} is {(bad < 0 ? LargestWeight : weights[bad])}; expected a number that single "
                + $"precision can hold.");
    }
}
