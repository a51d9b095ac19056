using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Engine;

/// <summary>
/// The groups of synapses that spikes on their way are still to bring to a worker's cells, by the step in which each is due. A spike's row of the index is
/// read once, when the first of its delays has passed, and not in each step anew: between two steps of tens of thousands of cells nothing of it stays in a
/// near cache.
/// </summary>
/// <remarks>
/// It holds eight bytes for each such group, and keeps the room of the most that there have been. All of it follows from the last spikes, from which it is made
/// again (<see cref="Restore"/>).
/// </remarks>
internal sealed unsafe class DueCalendar : IDisposable
{
    // Where a table has fewer classes, looking them up is as quick.
    private const int FewestClasses = 4;

    // Beyond, a spike waits in the history instead, and its groups are looked up.
    private const int LongestSpan = 1024;

    private const int FirstRoom = 256;

    private const int GroupsAtOnce = 1024;

    private readonly RowTable[] tables;
    private readonly int[] firstClasses; // of each table, among all
    private readonly AlignedMemory classes;
    private readonly NativeList<SpikeRow> entering = new();
    private readonly long mask;
    private Day* days;

    /// <summary>A calendar of some tables of one form, as <see cref="Choose"/> finds them.</summary>
    public DueCalendar(IReadOnlyList<RowTable> tables)
    {
        this.tables = [.. tables];
        firstClasses = new int[tables.Count];
        for (int i = 1; i < tables.Count; i++)
        {
            firstClasses[i] = firstClasses[i - 1] + tables[i - 1].Classes.Length;
        }

        classes = new AlignedMemory((firstClasses[^1] + tables[^1].Classes.Length) * (long)sizeof(DueClass));
        foreach (var (table, firstClass) in tables.Zip(firstClasses))
        {
            for (int i = 0; i < table.Classes.Length; i++)
            {
                ((DueClass*)classes.Address)[firstClass + i] = new DueClass(table.Words, table.Amounts[i], table.Classes[i].Delay);
            }
        }

        mask = (long)BitOperations.RoundUpToPowerOf2((ulong)tables.Max(SpanOf)) - 1;
        days = (Day*)NativeMemory.AllocZeroed((nuint)(mask + 1), (nuint)sizeof(Day));
    }

    ~DueCalendar() => FreeDays();

    /// <summary>Bytes held.</summary>
    public long Bytes
    {
        get
        {
            long bytes = classes.Bytes + entering.Bytes + ((mask + 1) * sizeof(Day));
            for (long i = 0; days != null && i <= mask; i++)
            {
                bytes += (byte*)days[i].End - (byte*)days[i].Begin;
            }

            return bytes;
        }
    }

    /// <summary>The tables whose groups are better entered once than looked up in each step.</summary>
    public static IReadOnlyList<RowTable> Choose(IEnumerable<RowTable> tables)
    {
        List<RowTable> chosen = [];
        int count = 0;
        foreach (var table in tables.Where(table => table.Classes.Length >= FewestClasses && SpanOf(table) <= LongestSpan))
        {
            if (count + table.Classes.Length <= DueGroup.MostClasses)
            {
                chosen.Add(table);
                count += table.Classes.Length;
            }
        }

        return chosen;
    }

    /// <summary>Enters what spikes bring whose first delay ends at the beginning of a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Enter(List<SpikeSender> senders, long step)
    {
        for (int i = 0; i < tables.Length; i++)
        {
            foreach (var sender in senders)
            {
                Find(i, tables[i].SpikesOf(sender, step - 1 - tables[i].Classes[0].Delay), step - tables[i].Classes[0].Delay, from: 0);
            }
        }

        EnterFound();
    }

    /// <summary>Lists some of what is due in a step, as much as stays in the nearest cache, and forgets it here.</summary>
    /// <returns>Whether there was any.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(long step, DueRows due)
    {
        Day* day = days + (step & mask);
        long count = Math.Min(GroupsAtOnce, day->Next - day->Begin);
        day->Next -= count;
        due.Add((DueClass*)classes.Address, day->Next, count);
        return count > 0;
    }

    /// <summary>Enters, in place of all there is, what is on its way at the beginning of a step from spikes whose first delay has passed.</summary>
    public void Restore(List<SpikeSender> senders, long step)
    {
        for (Day* day = days; day <= days + mask; day++)
        {
            day->Next = day->Begin;
        }

        for (int i = 0; i < tables.Length; i++)
        {
            var table = tables[i];
            for (long sent = Math.Max(-1, step - 1 - table.Classes[^1].Delay); sent + 1 + table.Classes[0].Delay < step; sent++)
            {
                int from = Array.FindIndex(table.Classes, rowClass => sent + 1 + rowClass.Delay >= step);
                senders.ForEach(sender => Find(i, table.SpikesOf(sender, sent), sent + 1, from));
            }
        }

        EnterFound();
    }

    public void Dispose()
    {
        FreeDays();
        classes.Dispose();
        entering.Dispose();
        GC.SuppressFinalize(this);
    }

    private static int SpanOf(RowTable table) => table.Classes[^1].Delay - table.Classes[0].Delay + 1;

    // Finds the spikes' rows of the index, from a class on, and asks for them: they lie anywhere in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Find(int table, SpikeRange spikes, long setOut, int from)
    {
        if (spikes.Count == 0)
        {
            return;
        }

        entering.EnsureRoom(spikes.Count);
        long stride = tables[table].Classes.Length;
        uint* first = tables[table].Index - (tables[table].FirstSource * stride) + from;
        int count = (int)stride - from;
        for (long i = 0; i < spikes.Count; i++)
        {
            uint* groups = first + (spikes.Cells[i] * stride);
            for (byte* line = (byte*)groups; Sse.IsSupported && line < (byte*)(groups + count + 1); line += RowsAhead.Line)
            {
                Sse.Prefetch0(line);
            }

            entering.Items[entering.Count++] = new SpikeRow(groups, setOut, firstClasses[table] + from, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EnterFound()
    {
        for (SpikeRow* row = entering.Items; row < entering.Items + entering.Count; row++)
        {
            uint begin = *row->Groups;
            DueClass* common = (DueClass*)classes.Address + row->FirstClass;
            for (int i = 0; i < row->Classes; i++)
            {
                uint end = row->Groups[i + 1];
                Day* day = days + ((row->SetOut + common[i].Delay) & mask);
                uint words = end - begin;
                if (words > DueGroup.MostWords || day->Next == day->End)
                {
                    EnterAnyway(day, begin, words, (ushort)(row->FirstClass + i));
                }
                else
                {
                    *day->Next = new DueGroup(begin, (ushort)words, (ushort)(row->FirstClass + i));
                    day->Next += words == 0 ? 0 : 1;
                }

                begin = end;
            }
        }

        entering.Count = 0;
    }

    // Makes room, and divides a group of more words than an entry can tell.
    private static void EnterAnyway(Day* day, uint begin, uint words, ushort dueClass)
    {
        while (words > 0)
        {
            if (day->Next == day->End)
            {
                long count = day->Next - day->Begin;
                long room = Math.Max(FirstRoom, 2 * count);
                day->Begin = (DueGroup*)NativeMemory.Realloc(day->Begin, (nuint)(room * sizeof(DueGroup)));
                day->Next = day->Begin + count;
                day->End = day->Begin + room;
            }

            uint taken = Math.Min(words, DueGroup.MostWords);
            *day->Next++ = new DueGroup(begin, (ushort)taken, dueClass);
            begin += taken;
            words -= taken;
        }
    }

    private void FreeDays()
    {
        for (long i = 0; days != null && i <= mask; i++)
        {
            NativeMemory.Free(days[i].Begin);
        }

        NativeMemory.Free(days);
        days = null;
    }

    // What is due in one step: a growing list. All are written to in each step, so they lie side by side, and their ends are pointers.
    private struct Day
    {
        public DueGroup* Begin;
        public DueGroup* Next;
        public DueGroup* End;
    }

    // A spike's row of the index, from a class on, and the step at whose beginning the spike set out.
    private readonly struct SpikeRow(uint* groups, long setOut, int firstClass, int classes)
    {
        public readonly uint* Groups = groups;
        public readonly long SetOut = setOut;
        public readonly int FirstClass = firstClass;
        public readonly int Classes = classes;
    }
}
