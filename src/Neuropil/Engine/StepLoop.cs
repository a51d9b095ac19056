using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Neuropil.Engine;

/// <summary>
/// The step loop. A batch is as many steps as no spike can bridge (<see cref="BatchPlan"/>). In each step of it every worker adds what the spikes of earlier
/// batches bring to its own cells, and advances them; after the batch all meet, once.
/// </summary>
internal sealed class StepLoop(EngineState state) : IDisposable
{
    private readonly List<Thread> threads = [];
    private readonly List<SemaphoreSlim> go = [];
    private readonly SemaphoreSlim done = new(0);
    private IExchange exchange = new ThreadExchange(new StepBarrier(1), _ => { });
    private Segment segment = new(0, 0, 1);
    private long lastBatch;
    private ExceptionDispatchInfo? failure;
    private volatile bool ending;

    /// <summary>What this rank tells others after each batch; null where there are no others.</summary>
    public RankTraffic? Traffic { get; init; }

    /// <summary>Called on the caller's thread after each batch, with the first step, the number of steps and the parity of the batch.</summary>
    public required Action<long, int, int> BatchDone { get; init; }

    /// <summary>
    /// Advances from step <paramref name="from"/> to step <paramref name="to"/> on so many threads, or until a state is not finite or
    /// <paramref name="shouldStop"/>, asked in each batch with the step after it, says so.
    /// </summary>
    /// <returns>The step that was reached.</returns>
    public long Run(long from, long to, int threadCount, Func<long, bool> shouldStop)
    {
        threadCount = Math.Min(threadCount, state.Workers.Count);
        EnsureThreads(threadCount - 1);
        segment = new Segment(from, to, threadCount);
        state.Workers.ForEach(worker => worker.IsHalted = false);
        exchange = NewExchange(threadCount);
        lastBatch = long.MaxValue;
        for (int i = 0; i < threadCount - 1; i++)
        {
            go[i].Release();
        }

        long reached = RunShare(0, shouldStop);
        for (int i = 0; i < threadCount - 1; i++)
        {
            done.Wait();
        }

        failure?.Throw();
        return reached;
    }

    public void Dispose()
    {
        ending = true;
        go.ForEach(semaphore => semaphore.Release());
        threads.ForEach(thread => thread.Join());
        go.ForEach(semaphore => semaphore.Dispose());
        done.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long RunShare(int thread, Func<long, bool>? shouldStop)
    {
        var (from, to, threadCount) = segment;
        long step = from;
        int previousSteps = 0;
        for (long batch = 0; ; batch++)
        {
            // Every thread sees the same value here: a later one is set only by threads that have passed the last meeting, for this batch.
            int steps = Volatile.Read(ref lastBatch) < batch ? 0 : (int)Math.Min(state.Batch.Steps, to - step);
            int ahead = Math.Min(state.Batch.Ahead, steps);
            var share = new Share(thread, threadCount, batch);

            Advance(share, step, 0, ahead);
            exchange.End(thread, batch);
            Collect(share, step, previousSteps, steps, shouldStop);
            Advance(share, step, ahead, steps);
            if (steps == 0)
            {
                return step;
            }

            exchange.Begin(thread, batch, step, steps);
            step += steps;
            previousSteps = steps;
        }
    }

    // Some steps of a batch.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Advance(Share share, long firstStep, int begin, int end)
    {
        try
        {
            for (int worker = share.Thread; begin < end && failure is null && worker < state.Workers.Count; worker += share.Threads)
            {
                if (!state.Workers[worker].Advance(firstStep, begin, end, share.Parity))
                {
                    exchange.Stop(share.Batch);
                }
            }
        }
        catch (Exception exception)
        {
            // The others wait at the meeting: all stop there, and the caller's thread throws.
            Fail(exception, share.Batch);
        }
    }

    // What the batch before has come to, on the caller's thread.
    private void Collect(Share share, long step, int previousSteps, int steps, Func<long, bool>? shouldStop)
    {
        if (share.Thread != 0 || failure is not null)
        {
            return;
        }

        try
        {
            BatchDone(step - previousSteps, previousSteps, share.Parity ^ 1);
            if (steps > 0 && shouldStop!(step + steps))
            {
                exchange.Stop(share.Batch);
            }
        }
        catch (Exception exception)
        {
            Fail(exception, share.Batch);
        }
    }

    private IExchange NewExchange(int threadCount)
    {
        var barrier = new StepBarrier(threadCount);
        return Traffic is null ? new ThreadExchange(barrier, StopAfter) : new RankExchange(barrier, Traffic, StopAfter, Part);
    }

    private void Fail(Exception exception, long batch)
    {
        Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
        exchange.Stop(batch);
    }

    // Ranks that cannot tell each other anything any more cannot settle when to stop.
    private void Part(Exception exception, long batch)
    {
        Fail(exception, batch);
        StopAfter(batch);
    }

    // The earliest batch that any thread names.
    private void StopAfter(long batch)
    {
        long seen;
        while (batch < (seen = Volatile.Read(ref lastBatch)) && Interlocked.CompareExchange(ref lastBatch, batch, seen) != seen)
        {
        }
    }

    private void EnsureThreads(int count)
    {
        while (threads.Count < count)
        {
            int index = threads.Count;
            var start = new SemaphoreSlim(0);
            go.Add(start);
            var thread = new Thread(() =>
            {
                for (start.Wait(); !ending; start.Wait())
                {
                    RunShare(index + 1, shouldStop: null);
                    done.Release();
                }
            })
            { IsBackground = true, Name = $"neuropil worker {index + 1}" };
            threads.Add(thread);
            thread.Start();
        }
    }

    private readonly record struct Segment(long From, long To, int Threads);

    private readonly record struct Share(int Thread, int Threads, long Batch)
    {
        public int Parity => (int)(Batch & 1);
    }
}
