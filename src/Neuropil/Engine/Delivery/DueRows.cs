using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Engine;

/// <summary>
/// The groups of synapses, all of one form, that are to be added in a step. They are listed first, and then added one after another: they lie anywhere in
/// memory, so that the lines some way ahead are asked for while one is added (docs/decisions/0004-delivery.md).
/// </summary>
internal sealed unsafe class DueRows(RowForm form) : IDisposable
{
    private const int IndexAhead = 8;

    private readonly NativeList<DueRow> rows = new();

    public RowForm Form => form;

    /// <summary>Lists the groups of a class of the given sources.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(RowTable table, int rowClass, SpikeRange spikes)
    {
        rows.EnsureRoom(spikes.Count);
        long classes = table.Classes.Length;
        int* cells = spikes.Cells;
        uint* groups = table.Index + rowClass - (table.FirstSource * classes);
        byte* words = table.Words;
        long amount = table.Amounts[rowClass];
        DueRow* next = rows.Items + rows.Count;
        for (long i = 0; i < spikes.Count; i++)
        {
            if (i + IndexAhead < spikes.Count && Sse.IsSupported)
            {
                Sse.Prefetch0(groups + (cells[i + IndexAhead] * classes));
            }

            uint* group = groups + (cells[i] * classes);
            uint begin = group[0];
            uint end = group[1];
            *next = new DueRow(words + ((long)begin * form.WordBytes), words + ((long)end * form.WordBytes), amount);
            next += begin == end ? 0 : 1;
        }

        rows.Count = next - rows.Items;
    }

    /// <summary>Lists groups that a calendar has kept, of its classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(DueClass* classes, DueGroup* groups, long count)
    {
        rows.EnsureRoom(count);
        DueRow* next = rows.Items + rows.Count;
        int wordBytes = form.WordBytes;
        for (DueGroup* group = groups; group < groups + count; group++)
        {
            ref readonly DueClass common = ref classes[group->Class];
            byte* begin = common.Words + ((long)group->Begin * wordBytes);
            *next++ = new DueRow(begin, begin + ((long)group->Words * wordBytes), common.Amount);
        }

        rows.Count += count;
    }

    /// <summary>Adds all that is listed to the ring's row of the present step, or from there on, and empties the list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(ArrivalRing ring, long step, int shift)
    {
        if (rows.Count == 0)
        {
            return;
        }

        long* present = ring.Row(step);
        if (form.IsCoded)
        {
            AddCoded(present);
            rows.Count = 0;
            return;
        }

        switch (form.WeightsDiffer, form.IsRing)
        {
            case (false, false):
                AddShared(present);
                break;
            case (true, false):
                AddOwn(present, shift);
                break;
            case (false, true):
                AddShared(ring.Address, ring.Origin(step), ring.Places);
                break;
            default:
                AddOwn(ring.Address, ring.Origin(step), ring.Places, shift);
                break;
        }

        rows.Count = 0;
    }

    public void Dispose() => rows.Dispose();

    // All loops take a line of words at a time, however these lie in lines, and then what is left of the row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddShared(long* arrivals)
    {
        var ahead = new RowsAhead(rows.Items, rows.Count);
        for (DueRow* row = rows.Items; row < rows.Items + rows.Count; row++)
        {
            long amount = row->Amount;
            uint* synapse = (uint*)row->Begin;
            uint* end = (uint*)row->End;
            for (; end - synapse >= RowsAhead.Line / sizeof(uint); synapse += RowsAhead.Line / sizeof(uint))
            {
                ahead.Next();
                for (int k = 0; k < RowsAhead.Line / sizeof(uint); k++)
                {
                    arrivals[synapse[k]] += amount;
                }
            }

            ahead.Next();
            for (; synapse < end; synapse++)
            {
                arrivals[*synapse] += amount;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddOwn(long* arrivals, int shift)
    {
        var ahead = new RowsAhead(rows.Items, rows.Count);
        for (DueRow* row = rows.Items; row < rows.Items + rows.Count; row++)
        {
            ulong* synapse = (ulong*)row->Begin;
            ulong* end = (ulong*)row->End;
            for (; end - synapse >= RowsAhead.Line / sizeof(ulong); synapse += RowsAhead.Line / sizeof(ulong))
            {
                ahead.Next();
                for (int k = 0; k < RowsAhead.Line / sizeof(ulong); k++)
                {
                    ulong packed = synapse[k];
                    arrivals[(uint)packed] += (long)packed >> 32 << shift;
                }
            }

            ahead.Next();
            for (; synapse < end; synapse++)
            {
                ulong packed = *synapse;
                arrivals[(uint)packed] += (long)packed >> 32 << shift;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddCoded(long* present)
    {
        var ahead = new RowsAhead(rows.Items, rows.Count);
        for (DueRow* row = rows.Items; row < rows.Items + rows.Count; row++)
        {
            long* arrivals = present + (uint)row->Amount;
            int shift = (int)(row->Amount >> 32);
            uint* synapse = (uint*)row->Begin;
            uint* end = (uint*)row->End;
            for (; end - synapse >= RowsAhead.Line / sizeof(uint); synapse += RowsAhead.Line / sizeof(uint))
            {
                ahead.Next();
                for (int k = 0; k < RowsAhead.Line / sizeof(uint); k++)
                {
                    uint packed = synapse[k];
                    arrivals[packed & 0xFFFF] += (long)((int)packed >> 16) << shift;
                }
            }

            ahead.Next();
            for (; synapse < end; synapse++)
            {
                uint packed = *synapse;
                arrivals[packed & 0xFFFF] += (long)((int)packed >> 16) << shift;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddShared(long* ring, long origin, long places)
    {
        var ahead = new RowsAhead(rows.Items, rows.Count);
        for (DueRow* row = rows.Items; row < rows.Items + rows.Count; row++)
        {
            long amount = row->Amount;
            uint* synapse = (uint*)row->Begin;
            uint* end = (uint*)row->End;
            for (; end - synapse >= RowsAhead.Line / sizeof(uint); synapse += RowsAhead.Line / sizeof(uint))
            {
                ahead.Next();
                for (int k = 0; k < RowsAhead.Line / sizeof(uint); k++)
                {
                    ring[Wrapped(origin + synapse[k], places)] += amount;
                }
            }

            ahead.Next();
            for (; synapse < end; synapse++)
            {
                ring[Wrapped(origin + *synapse, places)] += amount;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddOwn(long* ring, long origin, long places, int shift)
    {
        var ahead = new RowsAhead(rows.Items, rows.Count);
        for (DueRow* row = rows.Items; row < rows.Items + rows.Count; row++)
        {
            ulong* synapse = (ulong*)row->Begin;
            ulong* end = (ulong*)row->End;
            for (; end - synapse >= RowsAhead.Line / sizeof(ulong); synapse += RowsAhead.Line / sizeof(ulong))
            {
                ahead.Next();
                for (int k = 0; k < RowsAhead.Line / sizeof(ulong); k++)
                {
                    ulong packed = synapse[k];
                    ring[Wrapped(origin + (uint)packed, places)] += (long)packed >> 32 << shift;
                }
            }

            ahead.Next();
            for (; synapse < end; synapse++)
            {
                ulong packed = *synapse;
                ring[Wrapped(origin + (uint)packed, places)] += (long)packed >> 32 << shift;
            }
        }
    }

    // A branch would be mispredicted where delays differ.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Wrapped(long place, long places)
    {
        place -= places;
        return place + (places & (place >> 63));
    }
}
