using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// Takes the amounts that synapses send on: rounded to the port's resolution, a half to the even, and added to the arrivals of the step, or of
/// the step at which the dendrite has carried them to the soma. Whole numbers: their order does not matter.
/// </summary>
internal sealed unsafe class EdgeAmounts(EdgeBlock edges)
{
    // 1.5 * 2^52: adding it rounds to a whole number, which is then in the low bits (for |x| < 2^51).
    private const double Rounding = 6755399441055744.0;

    private readonly EdgeStore store = edges.Store;
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

    /// <summary>Sends given amounts of synapses from <paramref name="begin"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Send(long begin, int count, double* amounts)
    {
        int* targets = store.Targets + begin;
        if (edges.Dendrites is null)
        {
            long* sums = arrivals;
            for (int i = 0; i < count; i++)
            {
                sums[targets[i]] += Whole(amounts[i]);
            }

            return;
        }

        for (int i = 0; i < count; i++)
        {
            *Place(begin + i) += Whole(amounts[i]);
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
            long amount = Whole(store.Weight * unit);
            for (long i = begin; i < end; i++)
            {
                *Place(i) += amount;
            }
        }
        else
        {
            for (long i = begin; i < end; i++)
            {
                *Place(i) += Whole(store.Weights[i] * unit);
            }
        }

        return -1;
    }

    private long SendPlastic(long begin, long end, double unit)
    {
        double* weights = store[edges.Projection.Equations.Weight];
        for (long i = begin; i < end; i++)
        {
            double amount = weights[i] * unit;
            if (!(Math.Abs(amount) <= edges.LargestAmount))
            {
                return i;
            }

            *Place(i) += Whole(amount);
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long* Place(long edge)
    {
        int target = store.Targets[edge];
        if (edges.Dendrites is not { } ring)
        {
            return arrivals + target;
        }

        int delay = store.DendriticDelays == null ? store.DendriticDelay : store.DendriticDelays[edge];
        return ring.Row(step + delay) + (target - ring.First);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Whole(double amount) => BitConverter.DoubleToInt64Bits(amount + Rounding) - BitConverter.DoubleToInt64Bits(Rounding);
}
