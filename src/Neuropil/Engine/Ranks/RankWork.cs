using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Neuropil.Engine;

/// <summary>What ranks do together outside the step loop. With one rank there is nothing to it.</summary>
internal static class RankWork
{
    // So much of a large array at once.
    private const int Chunk = 1 << 26;

    // What stands before all that ranks say to each other while they build.
    private const long Fine = 0;
    private const long Failed = 1;

    /// <summary>Does what may fail at one rank and not at others, so that all fail then.</summary>
    /// <exception cref="RankException">It has failed at another rank.</exception>
    public static void Together(RankGroup ranks, MeetingKind kind, Action work)
    {
        if (ranks.Count == 1)
        {
            work();
            return;
        }

        ExceptionDispatchInfo? failure = null;
        try
        {
            work();
        }
        catch (Exception exception) when (exception is not RankException)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        var meeting = ranks.Meeting;
        meeting.Begin(kind, 0);
        meeting.Write(failure is null ? Fine : Failed);
        meeting.Write<byte>(Encoding.UTF8.GetBytes(failure?.SourceException.Message ?? ""));
        meeting.End();
        failure?.Throw();
        ThrowIfAnyFailed(ranks);
    }

    /// <summary>
    /// Gives numbers to all ranks while a network is built: <see cref="Told"/> has theirs. It is called within what ranks do <see cref="Together"/>, of the
    /// kind <see cref="MeetingKind.Building"/>: what fails at one before it comes here fails at all.
    /// </summary>
    /// <exception cref="RankException">It has failed at another rank.</exception>
    public static void Tell<T>(RankGroup ranks, ReadOnlySpan<T> own)
        where T : unmanaged
    {
        ranks.Meeting.Begin(MeetingKind.Building, 0);
        ranks.Meeting.Write(Fine);
        ranks.Meeting.Write(own);
        ranks.Meeting.End();
        ThrowIfAnyFailed(ranks);
    }

    /// <summary>What a rank has given, until the next meeting.</summary>
    public static ReadOnlySpan<T> Told<T>(RankGroup ranks, int rank)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(ranks.Meeting.Of(rank)[sizeof(long)..]);

    /// <summary>The numbers that any rank has, ascending; as <see cref="Tell"/>.</summary>
    public static int[] Union(RankGroup ranks, int[] own)
    {
        if (ranks.Count == 1)
        {
            return own;
        }

        Tell<int>(ranks, own);
        return [.. Enumerable.Range(0, ranks.Count).SelectMany(rank => Told<int>(ranks, rank).ToArray()).Distinct().Order()];
    }

    /// <summary>The sums of the numbers that the ranks have, modulo 2^64; as <see cref="Tell"/>.</summary>
    public static void Add(RankGroup ranks, Span<ulong> own)
    {
        if (ranks.Count == 1)
        {
            return;
        }

        Tell<ulong>(ranks, own);
        own.Clear();
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            var told = Told<ulong>(ranks, rank);
            for (int i = 0; i < own.Length; i++)
            {
                own[i] += told[i];
            }
        }
    }

    /// <summary>Requires that all ranks have the same text.</summary>
    /// <exception cref="RankException">One has another.</exception>
    /// <param name="ranks">The ranks.</param>
    /// <param name="text">What this one has.</param>
    /// <param name="fault">Says in what the text of rank 0 and that of another differ.</param>
    public static void RequireSame(RankGroup ranks, string text, Func<string, int, string, string> fault)
    {
        if (ranks.Count == 1)
        {
            return;
        }

        var meeting = ranks.Meeting;
        meeting.Begin(MeetingKind.Comparing, 0);
        meeting.Write<byte>(Encoding.UTF8.GetBytes(text));
        meeting.End();
        for (int rank = 1; rank < ranks.Count; rank++)
        {
            if (!meeting.Of(rank).SequenceEqual(meeting.Of(0)))
            {
                string why = fault(Encoding.UTF8.GetString(meeting.Of(0)), rank, Encoding.UTF8.GetString(meeting.Of(rank)));
                meeting.Close(why);
                throw new RankException(why);
            }
        }
    }

    /// <summary>The largest of the numbers that the ranks have; as <see cref="Tell"/>.</summary>
    public static double Largest(RankGroup ranks, double own)
    {
        Span<double> one = [own];
        Largest(ranks, one);
        return one[0];
    }

    /// <summary>The same for several numbers.</summary>
    public static void Largest(RankGroup ranks, Span<double> own)
    {
        if (ranks.Count == 1)
        {
            return;
        }

        Tell<double>(ranks, own);
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            var told = Told<double>(ranks, rank);
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = Math.Max(own[i], told[i]);
            }
        }
    }

    /// <summary>Completes an array of which each rank has the entries of its own cells.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="kind">What for.</param>
    /// <param name="number">The step.</param>
    /// <param name="values">The array.</param>
    /// <param name="rangeOf">The entries of a rank; those of rank after rank lie one after another.</param>
    public static void Complete<T>(RankGroup ranks, MeetingKind kind, long number, Span<T> values, Func<int, (int Begin, int End)> rangeOf)
        where T : unmanaged
    {
        int most = 0;
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            most = Math.Max(most, rangeOf(rank).End - rangeOf(rank).Begin);
        }

        int some = Chunk / System.Runtime.CompilerServices.Unsafe.SizeOf<T>() / ranks.Count;
        for (int done = 0; done < most; done += some)
        {
            ranks.Meeting.Begin(kind, number);
            ranks.Meeting.Write<T>(Part(values, rangeOf(ranks.Rank), done, some));
            ranks.Meeting.End();
            for (int rank = 0; rank < ranks.Count; rank++)
            {
                if (rank != ranks.Rank)
                {
                    ranks.Meeting.Of<T>(rank).CopyTo(Part(values, rangeOf(rank), done, some));
                }
            }
        }
    }

    private static void ThrowIfAnyFailed(RankGroup ranks)
    {
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            if (MemoryMarshal.Read<long>(ranks.Meeting.Of(rank)) == Failed)
            {
                throw new RankException($"Rank {rank}: {Encoding.UTF8.GetString(Told<byte>(ranks, rank))}");
            }
        }
    }

    private static Span<T> Part<T>(Span<T> values, (int Begin, int End) range, int done, int some)
    {
        int begin = Math.Min(range.Begin + done, range.End);
        return values[begin..Math.Min(begin + some, range.End)];
    }
}
