using System.Runtime.CompilerServices;
using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// One thread's way through a projection's rows to store them, as far as they lead to this rank's cells, and what it learns of them. A source's synapses are
/// made once, counted by class with those of the other projections in the same row, and stored.
/// </summary>
internal sealed class RowFiller(BundleMember member, MemberTable[] tables, RowCursor[] cursors, int[] bounds, SynapseReader reader)
{
    private const uint MagnitudeBits = 0x7FFFFFFF;

    private readonly int[] inDegree = new int[member.Projection.Target.Count];
    private readonly int[] firsts = new int[tables.Length + 1]; // of each worker, among the present row
    private int rowLength;
    private uint largest = member.WeightsDiffer ? 0 : BitConverter.SingleToUInt32Bits(member.Rows.Weights.KernelValue) & MagnitudeBits;

    public BundleMember Member => member;

    /// <summary>Synapses of each target.</summary>
    public ReadOnlySpan<int> InDegree => inDegree;

    /// <summary>The largest magnitude of a weight.</summary>
    public float LargestWeight => BitConverter.UInt32BitsToSingle(largest);

    /// <summary>A sum over synapses of a number of each one's source, target, delay and weight: whatever their order, and whoever has which.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Makes the synapses of a source and counts them by class.</summary>
    /// <returns>The number of all synapses of the source, those onto other ranks' cells included.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(int source)
    {
        var targets = reader.Targets(source);
        rowLength = targets.Length;
        var delays = member.DelaysDiffer ? reader.Delays(source, targets.Length) : [];
        var weights = member.WeightsDiffer ? reader.Weights(source, targets.Length) : [];
        Note(source, targets, delays, weights);
        firsts[0] = tables.Length == 0 || bounds[0] <= 0 ? 0 : TargetRange.CountBelow(targets, bounds[0]);
        for (int worker = 0; worker < tables.Length; worker++)
        {
            firsts[worker + 1] = bounds[worker + 1] >= member.Projection.Target.Count ? targets.Length
                : firsts[worker] + TargetRange.CountBelow(targets[firsts[worker]..], bounds[worker + 1]);
            var (table, next) = (tables[worker], cursors[worker].Next);
            if (delays.IsEmpty)
            {
                next[table.ClassOf[0]] += (uint)(firsts[worker + 1] - firsts[worker]);
                continue;
            }

            int[] classOf = table.ClassOf;
            int first = table.FirstDelay;
            foreach (int delay in delays[firsts[worker]..firsts[worker + 1]])
            {
                next[classOf[delay - first]]++;
            }
        }

        return reader.RowLength(source);
    }

    /// <summary>Stores the synapses that were read last; a weight as the bits of a float, until the resolution is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Store()
    {
        var targets = reader.LastTargets(rowLength);
        var delays = member.DelaysDiffer ? reader.LastDelays(rowLength) : [];
        var weights = member.WeightsDiffer ? reader.LastWeights(rowLength) : [];
        for (int worker = 0; worker < tables.Length; worker++)
        {
            var (table, next) = (tables[worker], cursors[worker].Next);
            var (classOf, originOf) = (table.ClassOf, table.OriginOf);
            int first = table.FirstDelay;
            byte* words = table.Table.Words;
            bool isCoded = table.Table.Form.IsCoded;
            float scale = MathF.ScaleB(1, table.Table.WeightPlaces);
            for (int i = firsts[worker]; i < firsts[worker + 1]; i++)
            {
                int delay = delays.IsEmpty ? 0 : delays[i] - first;
                uint place = next[classOf[delay]]++;
                uint arrival = (uint)(originOf[delay] + targets[i]);
                if (weights.IsEmpty)
                {
                    ((uint*)words)[place] = arrival;
                }
                else if (isCoded)
                {
                    ((uint*)words)[place] = arrival | ((uint)(int)(weights[i] * scale) << 16); // whole already
                }
                else
                {
                    ((ulong*)words)[place] = arrival | ((ulong)BitConverter.SingleToUInt32Bits(weights[i]) << 32);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Note(int source, ReadOnlySpan<int> targets, ReadOnlySpan<int> delays, ReadOnlySpan<float> weights)
    {
        int delay = member.Survey.Shortest;
        ulong sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            delay = delays.IsEmpty ? delay : delays[i];
            uint bits = weights.IsEmpty ? 0 : BitConverter.SingleToUInt32Bits(weights[i]);
            largest = Math.Max(largest, bits & MagnitudeBits); // in the order of magnitudes, and above all of them what is no number
            inDegree[targets[i]]++;
            sum += SynapseHash.Of(source, targets[i], delay, bits);
        }

        RequireFinite(source, targets, weights);
        Hash += sum;
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
