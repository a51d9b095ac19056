using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Benchmarks;

/// <summary>
/// Synapses written by hand. A source's synapses lie sorted by delay in groups of so many delays; each step takes all groups (source, delays) whose
/// first delay has passed, and adds their weights to the columns of the steps in which they arrive. With one delay a group this is a calendar: all that
/// is due goes into one column. With all delays in one group whole rows go into a ring.
/// </summary>
/// <remarks>
/// A synapse is eight bytes: the place in the columns, above it the weight. Groups begin on cache lines, filled up with weights of zero, so that no
/// line is fetched for two groups, and eight synapses are added at a time.
/// </remarks>
internal sealed unsafe class HandWrittenSynapses : IDisposable
{
    private const int LineSynapses = 64 / sizeof(ulong);

    // Lines asked for before they are added; the processor does not find them by itself. Measured: none 1.65 ns per event of whole rows in one column, 8
    // lines 1.45, 16 1.28, 32 and 64 1.17.
    private const int LinesAhead = 32;

    private readonly IDrawnRows rows;
    private readonly int delaysOfGroup;
    private readonly int groups;
    private readonly int stride;
    private readonly LargeBlock synapses;
    private readonly LargeBlock groupStarts;
    private readonly LargeBlock columns;
    private uint[] due = [];
    private int mostLines;

    /// <summary>Lays out the rows, in groups of so many delays.</summary>
    public HandWrittenSynapses(IDrawnRows rows, int delaysOfGroup)
    {
        int delays = rows.LongestDelay - rows.ShortestDelay + 1;
        (this.rows, this.delaysOfGroup) = (rows, Math.Min(delays, delaysOfGroup));
        groups = (delays + this.delaysOfGroup - 1) / this.delaysOfGroup;
        stride = HandWrittenCells.Padded(rows.Targets);
        columns = new LargeBlock((long)this.delaysOfGroup * stride * sizeof(long));
        groupStarts = new LargeBlock((((long)rows.Sources * groups) + 1) * sizeof(uint));
        synapses = new LargeBlock(LayOut() * LineSynapses * sizeof(ulong));
        Fill();
    }

    /// <summary>Adds what is due in a step, which is asked for step by step, and gives what arrives at each cell: whoever takes it clears it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long* Deliver(int step, ISpikesOfSteps spikes)
    {
        long* present = columns.Of<long>() + ((long)(step % delaysOfGroup) * stride);
        int count = ListDue(step, spikes);
        if (count > 0 && delaysOfGroup == 1)
        {
            AddToColumn(count, present);
        }
        else if (count > 0)
        {
            AddToRing(count, present);
        }

        return present;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        synapses.Dispose();
        groupStarts.Dispose();
        columns.Dispose();
    }

    // The numbers of all lines that are due. A spike found in step n arrives at the beginning of step n + 1 + delay.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ListDue(int step, ISpikesOfSteps spikes)
    {
        int count = 0;
        for (int group = 0; group < groups; group++)
        {
            var sources = spikes[step - 1 - rows.ShortestDelay - (group * delaysOfGroup)];
            int room = count + (sources.Length * mostLines) + LinesAhead;
            if (room > due.Length)
            {
                Array.Resize(ref due, 2 * room);
            }

            fixed (uint* list = due)
            {
                count = ListLines(sources, groupStarts.Of<uint>() + group, list, count);
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ListLines(ReadOnlySpan<int> sources, uint* starts, uint* list, int count)
    {
        foreach (int source in sources)
        {
            uint* start = starts + ((long)source * groups);
            int lines = (int)(start[1] - start[0]);

            // Sixteen at a time, without a branch for most groups; what is too much is written over by the next.
            var numbers = Vector512<uint>.Indices + Vector512.Create(start[0]);
            Vector512.Store(numbers, list + count);
            for (int i = Vector512<uint>.Count; i < lines; i += Vector512<uint>.Count)
            {
                numbers += Vector512.Create((uint)Vector512<uint>.Count);
                Vector512.Store(numbers, list + count + i);
            }

            count += lines;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddToColumn(int count, long* arrived)
    {
        ulong* all = synapses.Of<ulong>();
        fixed (uint* lines = due)
        {
            for (int i = 0; i < count; i++)
            {
                Prefetch(all + ((long)lines[Math.Min(i + LinesAhead, count - 1)] * LineSynapses));
                ulong* line = all + ((long)lines[i] * LineSynapses);
                for (int k = 0; k < LineSynapses; k++)
                {
                    ulong packed = line[k];
                    arrived[(uint)packed] += ((long)packed >> 32) << IDrawnRows.WeightShift;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddToRing(int count, long* present)
    {
        ulong* all = synapses.Of<ulong>();
        long total = (long)delaysOfGroup * stride;
        long* ringEnd = columns.Of<long>() + total;
        long beforeEnd = present - ringEnd;
        fixed (uint* lines = due)
        {
            for (int i = 0; i < count; i++)
            {
                Prefetch(all + ((long)lines[Math.Min(i + LinesAhead, count - 1)] * LineSynapses));
                ulong* line = all + ((long)lines[i] * LineSynapses);
                for (int k = 0; k < LineSynapses; k++)
                {
                    // Counted from the ring's end; what would lie behind it goes on at the beginning. A branch here would be mispredicted.
                    ulong packed = line[k];
                    long place = beforeEnd + (uint)packed;
                    place -= total & ~(place >> 63);
                    ringEnd[place] += ((long)packed >> 32) << IDrawnRows.WeightShift;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    // The first line of each group; behind the last the number of lines.
    private long LayOut()
    {
        int[] lengths = new int[groups];
        uint* start = groupStarts.Of<uint>();
        long lines = 0;
        for (int source = 0; source < rows.Sources; source++)
        {
            Array.Clear(lengths);
            foreach (var synapse in rows.Draw(source))
            {
                lengths[GroupOf(synapse)]++;
            }

            foreach (int length in lengths)
            {
                *start++ = checked((uint)lines);
                int ofGroup = (length + LineSynapses - 1) / LineSynapses;
                lines += ofGroup;
                mostLines = Math.Max(mostLines, ofGroup);
            }
        }

        *start = checked((uint)lines);
        return lines;
    }

    private void Fill()
    {
        ulong*[] next = new ulong*[groups];
        for (int source = 0; source < rows.Sources; source++)
        {
            uint* starts = groupStarts.Of<uint>() + ((long)source * groups);
            for (int group = 0; group < groups; group++)
            {
                next[group] = synapses.Of<ulong>() + ((long)starts[group] * LineSynapses);
            }

            foreach (var synapse in rows.Draw(source))
            {
                uint place = (uint)((((synapse.Delay - rows.ShortestDelay) % delaysOfGroup) * stride) + synapse.Target);
                *next[GroupOf(synapse)]++ = place | ((ulong)(uint)synapse.Weight << 32);
            }

            // A weight of zero may go anywhere, but not always to the same place: each addition would wait for the one before.
            for (int group = 0; group < groups; group++)
            {
                ulong* end = synapses.Of<ulong>() + ((long)starts[group + 1] * LineSynapses);
                for (uint place = 0; next[group] < end; place++)
                {
                    *next[group]++ = place;
                }
            }
        }
    }

    private int GroupOf(DrawnSynapse synapse) => (synapse.Delay - rows.ShortestDelay) / delaysOfGroup;
}
