using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// Where the workers of all ranks meet: those of this one first, among themselves; then one of them meets the other ranks, while the rest wait.
/// </summary>
/// <param name="barrier">Where the workers of this rank meet.</param>
/// <param name="traffic">What ranks tell each other.</param>
/// <param name="stops">Whether this rank is to stop after the present batch; called when its workers have met.</param>
/// <param name="stopAfter">Takes the number of the batch after which all ranks stop.</param>
/// <param name="fail">Takes why the ranks cannot go on, and the number of the batch.</param>
internal sealed class RankExchange(StepBarrier barrier, RankTraffic traffic, Func<bool> stops, Action<long> stopAfter, Action<Exception, long> fail) : IExchange
{
    private long batch;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Meet(int worker, long firstStep, int steps)
    {
        barrier.Meet(worker, firstStep, steps);
        if (worker == 0)
        {
            try
            {
                if (traffic.Exchange(firstStep, steps, (int)(batch & 1), stops()))
                {
                    stopAfter(batch);
                }
            }
            catch (Exception exception)
            {
                fail(exception, batch);
            }

            batch++;
        }

        barrier.Meet(worker, firstStep, steps);
    }
}
