using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// The step loop. A batch is as many steps as no spike can bridge (the shortest delay plus one). In each batch every worker adds what the
/// last batch's spikes bring to its own cells, then advances its cells, and then all meet, once.
/// </summary>
internal sealed class StepLoop(EngineState state) : IDisposable
{
    private readonly List<Thread> threads = [];
    private readonly SemaphoreSlim done = new(0);
    private readonly List<SemaphoreSlim> go = [];
    private StepBarrier barrier = new(1);
    private Segment segment = new(0, 0, 1);
    private long stopAfterBatch;
    private volatile bool ending;

    /// <summary>Called on the caller's thread after each batch, with the first step, the number of steps and the parity of its outboxes.</summary>
    public Action<long, int, int>? BatchDone { get; set; }

    /// <summary>
    /// Advances from step <paramref name="from"/> to step <paramref name="to"/> on so many threads, or until <paramref name="shouldStop"/> says
    /// so after a batch. At the end all spikes have been delivered, so that the state is complete without the outboxes.
    /// </summary>
    /// <returns>The step that was reached.</returns>
    public long Run(long from, long to, int threadCount, Func<bool> shouldStop)
    {
        threadCount = Math.Min(threadCount, state.Workers.Count);
        EnsureThreads(threadCount - 1);
        segment = new Segment(from, to, threadCount);
        barrier = new StepBarrier(threadCount);
        Volatile.Write(ref stopAfterBatch, long.MaxValue);
        for (int i = 0; i < threadCount - 1; i++)
        {
            go[i].Release();
        }

        long reached = RunShare(0, shouldStop);
        for (int i = 0; i < threadCount - 1; i++)
        {
            done.Wait();
        }

        return reached;
    }

    public void Dispose()
    {
        ending = true;
        go.ForEach(semaphore => semaphore.Release());
        threads.ForEach(thread => thread.Join());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long RunShare(int thread, Func<bool>? shouldStop)
    {
        var (from, to, threadCount) = segment;
        long step = from;
        int previousSteps = 0;
        for (long batch = 0; ; batch++)
        {
            int parity = (int)(batch & 1);
            int steps = (int)Math.Min(state.BatchSteps, to - step);
            Deliver(thread, threadCount, step - previousSteps, previousSteps, parity ^ 1);
            if (steps == 0 || Volatile.Read(ref stopAfterBatch) < batch)
            {
                return step;
            }

            Integrate(thread, threadCount, step, steps, parity);
            if (thread == 0 && (shouldStop!() || state.NotFinite is not null))
            {
                Volatile.Write(ref stopAfterBatch, batch);
            }

            barrier.Wait();
            if (thread == 0)
            {
                BatchDone?.Invoke(step, steps, parity);
            }

            step += steps;
            previousSteps = steps;
        }
    }

    private void Deliver(int thread, int threadCount, long firstStep, int steps, int parity)
    {
        for (int worker = thread; worker < state.Workers.Count; worker += threadCount)
        {
            state.Workers[worker].Deliver(firstStep, steps, parity);
        }
    }

    private void Integrate(int thread, int threadCount, long firstStep, int steps, int parity)
    {
        for (int worker = thread; worker < state.Workers.Count; worker += threadCount)
        {
            state.Workers[worker].Integrate(firstStep, steps, parity);
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
