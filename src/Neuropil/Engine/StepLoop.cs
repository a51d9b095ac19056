using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Neuropil.Engine;

/// <summary>
/// The step loop. A batch is as many steps as no spike can bridge (the shortest delay plus one). In each step of it every worker adds what the
/// spikes of earlier batches bring to its own cells, and advances them; after the batch all meet, once.
/// </summary>
internal sealed class StepLoop(EngineState state) : IDisposable
{
    private readonly List<Thread> threads = [];
    private readonly List<SemaphoreSlim> go = [];
    private readonly SemaphoreSlim done = new(0);
    private IExchange exchange = new StepBarrier(1);
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
            int steps = Volatile.Read(ref lastBatch) < batch ? 0 : (int)Math.Min(state.BatchSteps, to - step);
            int parity = (int)(batch & 1);
            try
            {
                if (failure is null)
                {
                    if (thread == 0)
                    {
                        BatchDone(step - previousSteps, previousSteps, parity ^ 1);
                    }

                    bool finite = Advance(thread, threadCount, step, steps, parity);
                    if (!finite || (thread == 0 && steps > 0 && shouldStop!(step + steps)))
                    {
                        StopAfter(batch);
                    }
                }
            }
            catch (Exception exception)
            {
                // The others wait at the meeting: all stop there, and the caller's thread throws.
                Fail(exception, batch);
            }

            if (steps == 0)
            {
                return step;
            }

            exchange.Meet(thread, step, steps);
            step += steps;
            previousSteps = steps;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Advance(int thread, int threadCount, long firstStep, int steps, int parity)
    {
        bool finite = true;
        for (int worker = thread; worker < state.Workers.Count; worker += threadCount)
        {
            finite &= state.Workers[worker].Advance(firstStep, steps, parity);
        }

        return finite;
    }

    private IExchange NewExchange(int threadCount)
    {
        var barrier = new StepBarrier(threadCount);
        return Traffic is null ? barrier : new RankExchange(barrier, Traffic, () => Volatile.Read(ref lastBatch) != long.MaxValue, StopAfter, Fail);
    }

    private void Fail(Exception exception, long batch)
    {
        Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
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
}
