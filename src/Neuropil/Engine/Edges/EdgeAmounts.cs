using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Takes the amounts that synapses send on: rounded to the port's resolution, a half to the even, and added to the arrivals of the step, or of
/// the step at which the dendrite has carried them to the soma. Whole numbers: their order does not matter.
/// </summary>
internal sealed unsafe class EdgeAmounts(EdgeBlock edges)
{
    private const double Rounding = SynapsePlans.Rounding;

    private const long RoundingBits = 0x4338_0000_0000_0000; // of Rounding

    private readonly EdgeStore store = edges.Store;
    private readonly double* plastic = edges.Projection.Equations.IsWeightPlastic ? edges.Store[edges.Projection.Equations.Weight] : null;
    private long* arrivals;
    private long step;

    /// <summary>The step whose arrivals are taken, of which element 0 is cell 0 of the target population.</summary>
    public void Begin(long step, long* arrivals)
    {
        this.step = step;
        this.arrivals = arrivals;
    }

    /// <summary>What dendrites bring in this step arrives.</summary>
    public void End()
    {
        if (edges.Dendrites is { } ring)
        {
            ring.Arrive(step, arrivals + ring.First);
        }
    }

    /// <summary>
    /// Sends given amounts of synapses from <paramref name="begin"/> on, to which <see cref="SynapsePlans.Rounding"/> has been added: the whole number stands
    /// in the low bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Send(long begin, int count, double* amounts, NextRow next)
    {
        int* targets = store.Targets + begin;
        if (edges.Dendrites is null)
        {
            AddAll(arrivals, targets, (long*)amounts, count, next);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            *Place(begin + i) += ((long*)amounts)[i] - RoundingBits;
        }
    }

    /// <summary>Sends weight times factor for the synapses from <paramref name="begin"/> up to <paramref name="end"/>.</summary>
    /// <returns>The first synapse whose amount is beyond the port's room, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long SendWeights(long begin, long end, double factor)
    {
        if (edges.Projection.Equations.IsWeightPlastic)
        {
            return SendPlastic(begin, end, factor * edges.Scale);
        }

        double unit = factor * edges.Scale * store.WeightUnit;
        if (store.Weights == null)
        {
            SendEqual(begin, end, Whole(store.Weight * unit));
            return -1;
        }

        int* weights = store.Weights;
        if (edges.Dendrites is not null)
        {
            for (long i = begin; i < end; i++)
            {
                *Place(i) += Whole(weights[i] * unit);
            }

            return -1;
        }

        int* targets = store.Targets;
        long* sums = arrivals;
        for (long i = begin; i < end; i++)
        {
            sums[targets[i]] += Whole(weights[i] * unit);
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddAll(long* sums, int* targets, long* amounts, int count, NextRow next)
    {
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            next.AskValues(i);
            sums[targets[i]] += amounts[i] - RoundingBits;
            sums[targets[i + 1]] += amounts[i + 1] - RoundingBits;
            sums[targets[i + 2]] += amounts[i + 2] - RoundingBits;
            sums[targets[i + 3]] += amounts[i + 3] - RoundingBits;
            sums[targets[i + 4]] += amounts[i + 4] - RoundingBits;
            sums[targets[i + 5]] += amounts[i + 5] - RoundingBits;
            sums[targets[i + 6]] += amounts[i + 6] - RoundingBits;
            sums[targets[i + 7]] += amounts[i + 7] - RoundingBits;
        }

        for (; i < count; i++)
        {
            sums[targets[i]] += amounts[i] - RoundingBits;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SendEqual(long begin, long end, long amount)
    {
        if (edges.Dendrites is not null)
        {
            for (long i = begin; i < end; i++)
            {
                *Place(i) += amount;
            }

            return;
        }

        int* target = store.Targets + begin;
        int* behind = store.Targets + end;
        long* sums = arrivals;
        for (; target < behind; target++)
        {
            sums[*target] += amount;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long SendPlastic(long begin, long end, double unit)
    {
        double* weights = plastic;
        double largest = edges.LargestAmount;
        bool isDirect = edges.Dendrites is null;
        int* targets = store.Targets;
        long* sums = arrivals;
        for (long i = begin; i < end; i++)
        {
            double amount = weights[i] * unit;
            if (!(Math.Abs(amount) <= largest))
            {
                return i;
            }

            *(isDirect ? sums + targets[i] : Place(i)) += Whole(amount);
        }

        return -1;
    }

    private long* Place(long edge)
    {
        var ring = edges.Dendrites!;
        int delay = store.DendriticDelays == null ? store.DendriticDelay : store.DendriticDelays[edge];
        return ring.Row(step + delay) + (store.Targets[edge] - ring.First);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Whole(double amount) => BitConverter.DoubleToInt64Bits(amount + Rounding) - RoundingBits;
}
