using System.Collections.Concurrent;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>
/// Ranks that are threads of one process, which exchange bytes through an array: the slow, obvious twin of a library that reaches other processes. Everything
/// above the exchange of bytes is the same. What others give comes as late as it may, and until then there are other bytes in its place.
/// </summary>
internal sealed class ThreadRanks : RankGroup
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly Shared shared;
    private unsafe byte* taken; // where what others give is to go
    private int lengthTaken;

    private ThreadRanks(int rank, Shared shared) => (Rank, this.shared) = (rank, shared);

    public override int Rank { get; }

    public override int Count => shared.Given.Length;

    /// <summary>Runs a program as so many ranks, and gives what each comes to.</summary>
    public static T[] Run<T>(int count, Func<RankGroup, T> program, bool sendsMessages = true)
    {
        var outcomes = RunAll(count, program, sendsMessages);
        return Array.ConvertAll(outcomes, outcome => outcome.Error is { } error ? throw new InvalidOperationException("A rank has failed.", error)
            : outcome.Value!);
    }

    /// <summary>Runs a program as so many ranks, and gives what each throws; null for nothing.</summary>
    public static Exception?[] Errors(int count, Action<RankGroup> program)
        => Array.ConvertAll(RunAll(count, group =>
        {
            program(group);
            return 0;
        }), outcome => outcome.Error);

    protected internal override bool SendsMessages => shared.SendsMessages;

    public override void Abort(int exitCode) => throw new NotSupportedException();

    protected internal override void Send(int rank, long message) => shared.Messages[rank].Enqueue(message);

    protected internal override bool TryReceive(out long message) => shared.Messages[Rank].TryDequeue(out message);

    protected internal override void Gather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> counts)
    {
        shared.Given[Rank] = own.ToArray();
        Meet();
        for (int rank = 0, place = 0; rank < Count; place += counts[rank++])
        {
            Assert.Equal(counts[rank], shared.Given[rank].Length);
            shared.Given[rank].CopyTo(all[place..]);
        }

        Meet();
    }

    protected internal override unsafe void BeginGather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        shared.Given[Rank] = own.ToArray();
        all.Fill(0xA5);
        fixed (byte* to = all)
        {
            taken = to;
            lengthTaken = all.Length;
        }
    }

    protected internal override unsafe void EndGather()
    {
        Meet();
        var all = new Span<byte>(taken, lengthTaken);
        for (int rank = 0; rank < Count; rank++)
        {
            Assert.Equal(lengthTaken / Count, shared.Given[rank].Length);
            shared.Given[rank].CopyTo(all[(rank * lengthTaken / Count)..]);
        }

        Meet();
    }

    private static (T? Value, Exception? Error)[] RunAll<T>(int count, Func<RankGroup, T> program, bool sendsMessages = true)
    {
        var common = new Shared(
            new byte[count][], new MeetingPlace(count), [.. Enumerable.Range(0, count).Select(_ => new ConcurrentQueue<long>())], sendsMessages);
        var outcomes = new (T?, Exception?)[count];
        var threads = Enumerable.Range(0, count).Select(rank => new Thread(() =>
        {
            var group = new ThreadRanks(rank, common);
            try
            {
                outcomes[rank] = (program(group), null);
            }
            catch (Exception error)
            {
                outcomes[rank] = (default, error);
            }

            try
            {
                // As where a process ends.
                group.Meeting.Leave();
            }
            catch (RankException error)
            {
                outcomes[rank].Item2 ??= error; // the others have it too
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return outcomes;
    }

    private void Meet() => Assert.True(shared.Place.HaveMet(patience), "A rank waits for others, which do not come.");

    private sealed record Shared(byte[][] Given, MeetingPlace Place, ConcurrentQueue<long>[] Messages, bool SendsMessages);

    // Where all wait for the last. A barrier of the base library looks again and again before it sleeps, and takes a processor from what it waits for.
    private sealed class MeetingPlace(int ranks)
    {
        private readonly int all = ranks;
        private readonly object gate = new();
        private int missing = ranks;
        private long held;

        public bool HaveMet(TimeSpan patience)
        {
            lock (gate)
            {
                if (--missing == 0)
                {
                    (missing, held) = (all, held + 1);
                    Monitor.PulseAll(gate);
                    return true;
                }

                long before = held;
                long until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
                while (held == before)
                {
                    if (Environment.TickCount64 >= until)
                    {
                        return false;
                    }

                    Monitor.Wait(gate, patience);
                }

                return true;
            }
        }
    }
}
