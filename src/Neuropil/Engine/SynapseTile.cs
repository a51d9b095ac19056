using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Engine;

/// <summary>
/// The synapses of one projection onto a range of targets, by source. A synapse is a word: where its weight goes in the ring, relative to the
/// row of the earliest arrival; behind it the weight (32 bits, kernel units) where weights differ. Equal delays and weights are not stored.
/// </summary>
internal sealed unsafe class SynapseTile : IDisposable
{
    // Rows are short and lie anywhere in memory: the next ones are asked for while this one is added (docs/decisions/0004-delivery.md).
    private const int RowsAhead = 2;
    private const int StartsAhead = 6;

    private readonly SynapseForm form;
    private readonly int sources;
    private readonly AlignedMemory rowStarts;
    private AlignedMemory? synapses;

    /// <summary>A tile without synapses, whose rows are to be counted: the length of row s goes to <see cref="RowStart"/>[s + 1].</summary>
    public SynapseTile(int sources, SynapseForm form)
    {
        (this.sources, this.form) = (sources, form);
        rowStarts = new AlignedMemory((sources + 1L) * sizeof(uint));
    }

    public long Bytes => rowStarts.Bytes + (synapses?.Bytes ?? 0);

    /// <summary>Where the row of each source begins; one more entry than sources.</summary>
    public uint* RowStart => (uint*)rowStarts.Address;

    /// <summary>The words, where weights are equal.</summary>
    public uint* Words => (uint*)synapses!.Address;

    /// <summary>Word in the low half, weight in the high half, where weights differ.</summary>
    public ulong* Packed => (ulong*)synapses!.Address;

    /// <summary>Turns the lengths of rows into their beginnings and makes room for their synapses.</summary>
    public void Allocate()
    {
        for (int source = 0; source < sources; source++)
        {
            RowStart[source + 1] += RowStart[source];
        }

        synapses = new AlignedMemory((long)RowStart[sources] * form.SynapseBytes);
    }

    public void Dispose()
    {
        rowStarts.Dispose();
        synapses?.Dispose();
    }

    /// <summary>Adds the weights of the given sources' synapses to the ring, in order. The spikes were found in <paramref name="step"/>.</summary>
    /// <returns>The number of synaptic events.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Deliver<T>(int* cells, long spikes, int firstCell, StepRing ring, long step)
        where T : unmanaged, INumber<T>
    {
        long events = 0;
        long total = (long)ring.Slots * ring.Stride;
        long origin = (step + 1 + (form.DelaysDiffer ? 0 : form.Delay)) % ring.Slots * ring.Stride;
        var target = (T*)ring.Address;
        uint* starts = RowStart;
        for (long i = 0; i < spikes; i++)
        {
            int row = cells[i] - firstCell;
            Prefetch(cells, i, spikes, firstCell);
            uint start = starts[row];
            uint end = starts[row + 1];
            events += end - start;
            if (form.WeightsDiffer)
            {
                AddWeights(target, origin, total, Packed + start, Packed + end);
            }
            else
            {
                AddWeight(target, origin, total, Words + start, Words + end, T.CreateTruncating(form.Weight));
            }
        }

        return events;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddWeight<T>(T* target, long origin, long total, uint* synapse, uint* end, T weight)
        where T : unmanaged, INumber<T>
    {
        if (!form.DelaysDiffer)
        {
            T* row = target + origin;
            for (; synapse < end; synapse++)
            {
                row[*synapse] += weight;
            }

            return;
        }

        for (; synapse < end; synapse++)
        {
            target[Wrapped(origin + *synapse, total)] += weight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWeights<T>(T* target, long origin, long total, ulong* synapse, ulong* end)
        where T : unmanaged, INumber<T>
    {
        for (; synapse < end; synapse++)
        {
            ulong packed = *synapse;
            float weight = BitConverter.UInt32BitsToSingle((uint)(packed >> 32));
            target[Wrapped(origin + (uint)packed, total)] += T.CreateTruncating(weight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Wrapped(long place, long total) => place >= total ? place - total : place;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(int* cells, long i, long spikes, int firstCell)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        if (i + StartsAhead < spikes)
        {
            Sse.Prefetch0(RowStart + (cells[i + StartsAhead] - firstCell));
        }

        if (i + RowsAhead < spikes)
        {
            uint start = RowStart[cells[i + RowsAhead] - firstCell];
            byte* row = synapses!.Address + ((long)start * form.SynapseBytes);
            Sse.Prefetch0(row);
            Sse.Prefetch0(row + 64);
            Sse.Prefetch0(row + 128);
        }
    }
}
