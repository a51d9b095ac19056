using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuropil.Engine;

/// <summary>
/// Where the ranks of a group exchange bytes, as many as each has. All that they exchange goes the same way: a block of the same length from each, which says
/// what the rank is at and holds its bytes, and a second exchange of what did not fit. So ranks that do different things, or of which one has ended, always
/// find out. The length of the block follows what there was to say before, which all know.
/// </summary>
internal sealed class RankMeeting(RankGroup group)
{
    private const int SmallestBlock = 64;
    private const int LargestBlock = 1 << 16;
    private const int Granularity = 16;

    // A block shrinks when as many meetings have left a third of it empty.
    private const int Patience = 64;

    private readonly int[] counts = new int[group.Count];
    private readonly int[] lengths = new int[group.Count];
    private readonly long[] begins = new long[group.Count];

    // These stay where they are: a library reads and writes them while the program goes on.
    private byte[] own = Pinned(SmallestBlock);
    private byte[] blocks = Pinned(SmallestBlock * group.Count);
    private byte[] rests = [];
    private byte[] joined = [];
    private int block = SmallestBlock;
    private int pending = SmallestBlock; // the block of the next meeting
    private int small; // meetings since the block was chosen or looked at
    private int most; // what the longest of these would have wanted
    private int used;
    private int sequence;
    private int isBusy;
    private bool isWhole;
    private MeetingKind kind;
    private long number;

    /// <summary>A number of this build of the program, which others hardly have.</summary>
    public ushort Build { get; init; } = (ushort)StableHash.Of($"{typeof(RankMeeting).Assembly.ManifestModule.ModuleVersionId:N}");

    /// <summary>Why these ranks cannot meet any more; null while they can.</summary>
    public string? Fault { get; private set; }

    /// <summary>Bytes that this rank has given so far.</summary>
    public long BytesGiven { get; private set; }

    /// <summary>Bytes of these that the blocks did not need.</summary>
    public long BytesOfPadding { get; private set; }

    /// <summary>How often the ranks have met.</summary>
    public long Meetings { get; private set; }

    /// <summary>Begins a meeting.</summary>
    /// <param name="what">What for.</param>
    /// <param name="which">A number that is the same for all, such as the step.</param>
    /// <exception cref="RankException">The ranks are apart, or another thread is at a meeting.</exception>
    public void Begin(MeetingKind what, long which)
    {
        if (Fault is not null)
        {
            throw new RankException(Fault);
        }

        if (Interlocked.Exchange(ref isBusy, 1) != 0)
        {
            throw new RankException(
                "Two threads of one rank use simulations at the same time: ranks exchange spikes in the order in which all make their calls. Let one thread do "
                + "so, or give these simulations Ranks = RankGroup.Alone.");
        }

        (kind, number, used, block) = (what, which, Unsafe.SizeOf<Head>(), pending);
    }

    /// <summary>Room for more bytes of this rank.</summary>
    public Span<byte> Room(int bytes)
    {
        if (own.Length - used < bytes)
        {
            byte[] larger = Pinned((int)BitOperations.RoundUpToPowerOf2((uint)checked(used + bytes)));
            own.AsSpan(0, used).CopyTo(larger);
            own = larger;
        }

        return own.AsSpan(used);
    }

    /// <summary>States that so many bytes have been written to <see cref="Room"/>.</summary>
    public void Take(int bytes) => used += bytes;

    /// <summary>Adds a number, or a structure of such.</summary>
    public void Write<T>(T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(Room(Unsafe.SizeOf<T>()), value);
        Take(Unsafe.SizeOf<T>());
    }

    /// <summary>Adds numbers.</summary>
    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(Room(bytes.Length));
        Take(bytes.Length);
    }

    /// <summary>Meets. What each rank has given is then at <see cref="Of"/>, until the next begins.</summary>
    /// <exception cref="RankException">Ranks do different things.</exception>
    public void End()
    {
        SetOut();
        Arrive();
    }

    /// <summary>Gives the others what this rank has, without waiting for what they give: <see cref="Arrive"/> ends the meeting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetOut()
    {
        Room(Math.Max(0, block - used));
        MemoryMarshal.Write(own, new Head { Kind = (byte)kind, Build = Build, Length = used, Number = (int)number, Sequence = sequence++ });
        Grow(ref blocks, (long)block * group.Count);
        try
        {
            group.BeginGather(own.AsSpan(0, block), blocks.AsSpan(0, block * group.Count));
        }
        catch
        {
            Volatile.Write(ref isBusy, 0);
            throw;
        }
    }

    /// <summary>Waits for what the others give. It is then at <see cref="Of"/>, until the next meeting begins.</summary>
    /// <exception cref="RankException">Ranks do different things.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Arrive()
    {
        try
        {
            group.EndGather();
            RequireSame();
            TakeLengths();
            if (!isWhole)
            {
                GatherRests();
            }

            (Meetings, BytesGiven, BytesOfPadding) = (Meetings + 1, BytesGiven + Math.Max(used, block), BytesOfPadding + Math.Max(0, block - used));
            Adapt();
        }
        finally
        {
            Volatile.Write(ref isBusy, 0);
        }
    }

    /// <summary>What a rank has given at the last meeting.</summary>
    public ReadOnlySpan<byte> Of(int rank)
    {
        int head = Unsafe.SizeOf<Head>();
        return (isWhole ? blocks : joined).AsSpan((int)begins[rank] + head, lengths[rank] - head);
    }

    /// <summary>Numbers that a rank has given at the last meeting.</summary>
    public ReadOnlySpan<T> Of<T>(int rank)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Of(rank));

    /// <summary>Ends the meeting of a rank whose program ends in good order: others that are at something else find out.</summary>
    public void Leave()
    {
        if (Fault is null)
        {
            Begin(MeetingKind.End, 0);
            End();
        }
    }

    /// <summary>States that these ranks cannot meet any more.</summary>
    public void Close(string why) => Fault ??= why;

    private static void Grow(ref byte[] bytes, long length)
    {
        if (bytes.Length < length)
        {
            bytes = Pinned((int)Math.Min((ulong)Array.MaxLength, BitOperations.RoundUpToPowerOf2((ulong)length)));
        }
    }

    private static byte[] Pinned(int length) => GC.AllocateArray<byte>(length, pinned: true);

    private Head HeadOf(int rank) => MemoryMarshal.Read<Head>(blocks.AsSpan(rank * block));

    private void RequireSame()
    {
        var first = HeadOf(0);
        for (int rank = 1; rank < group.Count; rank++)
        {
            var other = HeadOf(rank);
            if (other.Build != first.Build)
            {
                // What they say may have another form, so that nothing of it is read.
                Close($"Rank {rank} runs another build of Neuropil than rank 0; expected the same program everywhere.");
                throw new RankException(Fault!);
            }

            if ((other.Kind, other.Number, other.Sequence) != (first.Kind, first.Number, first.Sequence))
            {
                Close($"The ranks do different things: rank 0 {first.Text}, and rank {rank} {other.Text}. All must make the same calls in the same order.");
                throw new RankException(Fault!);
            }
        }
    }

    private void TakeLengths()
    {
        isWhole = true;
        for (int rank = 0; rank < group.Count; rank++)
        {
            lengths[rank] = HeadOf(rank).Length;
            begins[rank] = (long)rank * block;
            isWhole &= lengths[rank] <= block;
        }
    }

    // What did not fit into the blocks comes after, and both are put together.
    private void GatherRests()
    {
        long rest = 0;
        long all = 0;
        for (int rank = 0; rank < group.Count; rank++)
        {
            counts[rank] = Math.Max(0, lengths[rank] - block);
            begins[rank] = all;
            rest += counts[rank];
            all += lengths[rank];
        }

        if (all > Array.MaxLength)
        {
            throw new RankException($"The ranks have {ByteText.Of(all)} to say at once; expected less than 2 GiB.");
        }

        Grow(ref rests, rest);
        Grow(ref joined, all);
        group.Gather(own.AsSpan(block, counts[group.Rank]), rests.AsSpan(0, (int)rest), counts);
        int from = 0;
        for (int rank = 0; rank < group.Count; rank++)
        {
            int some = Math.Min(lengths[rank], block);
            blocks.AsSpan(rank * block, some).CopyTo(joined.AsSpan((int)begins[rank]));
            rests.AsSpan(from, counts[rank]).CopyTo(joined.AsSpan((int)begins[rank] + some));
            from += counts[rank];
        }
    }

    // Only batches of steps are so many that a second exchange matters.
    private void Adapt()
    {
        if (kind != MeetingKind.Batch)
        {
            return;
        }

        int longest = 0;
        foreach (int length in lengths)
        {
            longest = Math.Max(longest, length);
        }

        // A little more than was needed, since the number of spikes is never quite the same.
        int wanted = Math.Clamp((longest + (longest / 16) + Granularity) / Granularity * Granularity, SmallestBlock, LargestBlock);
        if (longest > block)
        {
            (pending, small, most) = (wanted, 0, 0);
            return;
        }

        most = Math.Max(most, wanted);
        if (++small >= Patience)
        {
            (pending, small, most) = (most * 3 <= block * 2 ? most : block, 0, 0);
        }
    }

    private struct Head
    {
        public byte Kind;
        public ushort Build;
        public int Length;
        public int Number;
        public int Sequence; // of meetings

        public readonly string Text => (MeetingKind)Kind switch
        {
            MeetingKind.End => "has ended",
            MeetingKind.Building => "builds a network",
            MeetingKind.Comparing => "has built a network",
            MeetingKind.Beginning => "begins a simulation",
            MeetingKind.Batch => $"goes on from step {Number} of a simulation",
            MeetingKind.Agreeing => $"pauses at step {Number} of a simulation",
            MeetingKind.Sampling => $"takes samples at step {Number}",
            MeetingKind.Reading => $"reads or saves at step {Number}",
            MeetingKind.Loading => "loads a checkpoint",
            MeetingKind.Recording => "moves recorded spikes to files",
            _ => "does work of its own with the others",
        };
    }
}
