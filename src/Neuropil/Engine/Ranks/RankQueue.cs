using Neuropil.Engine;

namespace Neuropil;

/// <summary>
/// Numbers from 0 on that go to whichever rank asks first, each once: for work whose parts take different times, such as the points of a sweep. Made by
/// <see cref="RankGroup.Deal"/>.
/// </summary>
/// <remarks>Rank 0 hands them out, on a thread of its own. Until it is disposed, ranks must do nothing else together.</remarks>
public sealed class RankQueue : IDisposable
{
    private const int MillisecondsBetweenLooks = 1;
    private const long NoMore = -1;

    private readonly RankGroup ranks;
    private readonly int count;
    private readonly int queue; // which of the group's
    private readonly Lock asking = new();
    private readonly Thread? server;
    private int next;
    private bool isClosed;
    private bool isDisposed;

    internal RankQueue(RankGroup ranks, int count, int queue)
    {
        (this.ranks, this.count, this.queue) = (ranks, count, queue);
        next = IsDealt || ranks.Count == 1 ? 0 : ranks.Rank;
        if (IsDealt && ranks.Rank == 0)
        {
            server = new Thread(Serve) { IsBackground = true, Name = "neuropil queue of ranks" };
            server.Start();
        }
    }

    /// <summary>At rank 0, how many have been handed out; elsewhere the last that was taken here and those before it.</summary>
    public int Dealt => Math.Min(count, Volatile.Read(ref next));

    // Ranks that send no messages to each other take numbers in turn.
    private bool IsDealt => ranks.Count > 1 && ranks.SendsMessages;

    /// <summary>The next number for this rank; null where there is none left, or where a rank has closed the queue. Any thread may ask.</summary>
    public int? Next()
    {
        lock (asking)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (isClosed)
            {
                return null;
            }

            if (!IsDealt)
            {
                int own = next;
                next += ranks.Count;
                return own < count ? own : null;
            }

            return ranks.Rank == 0 ? Take() : Ask();
        }
    }

    /// <summary>Lets nobody have more: something has failed here, or was stopped.</summary>
    public void Close()
    {
        lock (asking)
        {
            if (IsDealt && ranks.Rank != 0 && !isClosed)
            {
                ranks.Send(0, Message(isLast: true));
            }

            isClosed = true;
            if (ranks.Rank == 0)
            {
                Volatile.Write(ref next, Math.Max(count, next));
            }
        }
    }

    /// <summary>Ends it: rank 0 waits until all others know that there is no more.</summary>
    public void Dispose()
    {
        if (!isDisposed)
        {
            Close();
            isDisposed = true;
            server?.Join();
        }
    }

    private int? Take()
    {
        int taken = Interlocked.Increment(ref next) - 1;
        if (taken < count)
        {
            return taken;
        }

        Volatile.Write(ref next, count);
        return null;
    }

    private int? Ask()
    {
        ranks.Send(0, Message(isLast: false));
        long answer;
        while (!ranks.TryReceive(out answer))
        {
            Thread.Sleep(MillisecondsBetweenLooks);
        }

        isClosed = answer == NoMore;
        next = isClosed ? next : (int)answer + 1;
        return isClosed ? null : (int)answer;
    }

    private long Message(bool isLast) => ((long)queue << 32) | ((long)ranks.Rank << 1) | (isLast ? 1L : 0);

    // Until all others have been told that there is no more, or have said that they want none.
    private void Serve()
    {
        int left = ranks.Count - 1;
        while (left > 0)
        {
            if (!TryTakeMessage(out long message))
            {
                Thread.Sleep(MillisecondsBetweenLooks);
                continue;
            }

            if ((message & 1) != 0)
            {
                Volatile.Write(ref next, count);
                left--;
                continue;
            }

            int? number = Take();
            ranks.Send((int)(message & int.MaxValue) >> 1, number ?? NoMore);
            left -= number is null ? 1 : 0;
        }
    }

    // A rank that is through with this queue may ask for the next already.
    private bool TryTakeMessage(out long message)
    {
        int known = ranks.EarlyMessages.FindIndex(early => early >> 32 == queue);
        if (known >= 0)
        {
            message = ranks.EarlyMessages[known];
            ranks.EarlyMessages.RemoveAt(known);
            return true;
        }

        if (!ranks.TryReceive(out message))
        {
            return false;
        }

        if (message >> 32 == queue)
        {
            return true;
        }

        ranks.EarlyMessages.Add(message);
        return false;
    }
}
