using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Engine;

/// <summary>
/// The spikes of one worker's cells of one population in the last steps, as many as the longest delay reaches back: a list of cells for each step. One worker
/// writes the present batch's steps while the others read those before; lists never move, so that nobody waits.
/// </summary>
internal sealed unsafe class SpikeHistory : IDisposable
{
    private const int SmallestPage = 4096;

    private readonly AlignedMemory steps;
    private readonly long kept;
    private readonly long mask;
    private readonly int cells;
    private readonly Queue<SpikePage> full = new();
    private SpikePage? page;

    /// <summary>A history of <paramref name="kept"/> steps beside the present one, of so many cells.</summary>
    public SpikeHistory(int kept, int cells)
    {
        (this.kept, this.cells) = (kept, cells);
        mask = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)kept + 1) - 1;
        steps = new AlignedMemory((mask + 1) * sizeof(SpikeRange));
    }

    /// <summary>The last step in which a source stood more often than the headroom of sums allows for, or -2. Step -1 is that of spikes at time zero.</summary>
    public long LastCrowdedStep { get; private set; } = -2;

    /// <summary>Bytes held.</summary>
    public long Bytes => steps.Bytes + (page?.Bytes ?? 0) + full.Sum(old => old.Bytes);

    /// <summary>The spikes of one of the last steps, none for one before the first.</summary>
    public SpikeRange Of(long step) => ((SpikeRange*)steps.Address)[step & mask];

    /// <summary>Where up to <paramref name="count"/> spikes of the present step may be written; the end of the step takes them.</summary>
    public int* Room(long step, long count)
    {
        if (page is null || page.Left < count)
        {
            Turn(step, count);
        }

        return page!.Next;
    }

    /// <summary>Closes a step: the first <paramref name="count"/> cells written since <see cref="Room"/> spiked in it, in ascending order.</summary>
    public void EndStep(long step, long count)
    {
        ((SpikeRange*)steps.Address)[step & mask] = count == 0 ? default : page!.Take(step, count);
    }

    /// <summary>Closes a step in which the given cells spiked, each perhaps more than once.</summary>
    /// <exception cref="InvalidOperationException">A cell spiked more often than can be counted.</exception>
    public void EndStep(long step, ReadOnlySpan<int> spikes)
    {
        if (spikes.Length > 0)
        {
            if (HasRepeats(spikes))
            {
                NoteRepeats(step, spikes);
            }

            spikes.CopyTo(new Span<int>(Room(step, spikes.Length), spikes.Length));
        }

        EndStep(step, spikes.Length);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        steps.Clear();
        LastCrowdedStep = -2;
        page?.Dispose();
        page = null;
        while (full.TryDequeue(out var old))
        {
            old.Dispose();
        }
    }

    public void Dispose()
    {
        Clear();
        steps.Dispose();
    }

    // Cells come in ascending order: one that stands more often than the headroom allows stands again as many places further on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HasRepeats(ReadOnlySpan<int> spikes)
    {
        const int Apart = 1 << Resolution.HeadroomBits;
        ref int first = ref MemoryMarshal.GetReference(spikes);
        nuint place = 0;
        nuint end = (nuint)Math.Max(0, spikes.Length - Apart);
        for (; place + (nuint)Vector512<int>.Count <= end; place += (nuint)Vector512<int>.Count)
        {
            if (Vector512.EqualsAny(Vector512.LoadUnsafe(ref first, place), Vector512.LoadUnsafe(ref first, place + Apart)))
            {
                return true;
            }
        }

        for (; place < end; place++)
        {
            if (Unsafe.Add(ref first, place) == Unsafe.Add(ref first, place + Apart))
            {
                return true;
            }
        }

        return false;
    }

    private void NoteRepeats(long step, ReadOnlySpan<int> spikes)
    {
        int repeats = 0;
        for (int i = 0; i < spikes.Length; i++)
        {
            repeats = i > 0 && spikes[i] == spikes[i - 1] ? repeats + 1 : 1;
            if (repeats > 1 << Resolution.HeadroomBits)
            {
                LastCrowdedStep = step;
            }

            if (repeats > Resolution.MostRepeats)
            {
                throw new InvalidOperationException(
                    $"Source cell {spikes[i]} spikes more than {Resolution.MostRepeats} times in one step: use a shorter time step.");
            }
        }
    }

    // The oldest page is written again when nobody can ask for its steps any more.
    private void Turn(long step, long count)
    {
        if (page is not null)
        {
            full.Enqueue(page);
        }

        page = null;
        while (page is null && full.TryPeek(out var oldest) && oldest.LastStep < step - kept)
        {
            full.Dequeue();
            if (oldest.Capacity >= count)
            {
                page = oldest;
                page.Clear();
            }
            else
            {
                oldest.Dispose();
            }
        }

        page ??= new SpikePage(Math.Max(count, Math.Max(SmallestPage, 2L * cells)));
    }
}
