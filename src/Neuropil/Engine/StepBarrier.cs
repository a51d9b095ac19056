using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// Where all workers meet once a batch. It spins for a moment, then yields, and never sleeps: with a third thread on the machine pure spinning
/// costs milliseconds, and sleeping costs a hundred microseconds even without (docs/decisions/0004-delivery.md).
/// </summary>
internal sealed class StepBarrier(int workers)
{
    // About 40 us. A pause is as short as the machine has one: what a worker waits for comes at any moment.
    private const int Spins = 1000;

    // Each worker's number is in lines of its own, in pairs of which processors fetch: it is written by one and read by the others, without a locked operation.
    private const int Apart = 128 / sizeof(long);

    private readonly long[] meetings = new long[(workers + 1) * Apart];

    /// <summary>Waits until all workers have arrived; what they wrote before is then visible to all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Meet(int worker)
    {
        if (workers == 1)
        {
            return;
        }

        long mine = NumberOf(worker) + 1;
        Volatile.Write(ref NumberOf(worker), mine);
        for (int other = 0; other < workers; other++)
        {
            // One who is ahead waits at the next meeting.
            for (int spin = 0; Volatile.Read(ref NumberOf(other)) < mine; spin++)
            {
                if (spin < Spins)
                {
                    Thread.SpinWait(1);
                }
                else
                {
                    Thread.Yield();
                }
            }
        }
    }

    private ref long NumberOf(int worker) => ref meetings[(worker + 1) * Apart];
}
