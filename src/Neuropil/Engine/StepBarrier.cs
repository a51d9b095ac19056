using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// Where all workers meet once a batch. It spins for a moment, then yields, and never sleeps: with a third thread on the machine pure spinning
/// costs milliseconds, and sleeping costs a hundred microseconds even without (docs/decisions/0004-delivery.md).
/// </summary>
internal sealed class StepBarrier(int workers) : IExchange
{
    private const int Spins = 100;

    private int arrived;
    private volatile int generation;

    /// <summary>Waits until all workers have arrived; what they wrote before is then visible to all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Meet(long firstStep, int steps)
    {
        if (workers == 1)
        {
            return;
        }

        int mine = generation;
        if (Interlocked.Increment(ref arrived) == workers)
        {
            arrived = 0;
            generation = mine + 1;
            return;
        }

        for (int spin = 0; generation == mine; spin++)
        {
            if (spin < Spins)
            {
                Thread.SpinWait(10);
            }
            else
            {
                Thread.Yield();
            }
        }
    }
}
