using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// Where the workers of all ranks meet: those of this one first, among themselves; then one of them tells the other ranks of their spikes. While these are on
/// their way, all go on with the steps that need none of them.
/// </summary>
/// <param name="barrier">Where the workers of this rank meet.</param>
/// <param name="traffic">What ranks tell each other.</param>
/// <param name="stopAfter">Takes the number of the batch after which all ranks stop.</param>
/// <param name="fail">Takes why the ranks cannot go on, and the number of the batch.</param>
internal sealed class RankExchange(StepBarrier barrier, RankTraffic traffic, Action<long> stopAfter, Action<Exception, long> fail) : IExchange
{
    private volatile bool stops;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(int worker, long batch, long firstStep, int steps)
    {
        barrier.Meet(worker);
        if (worker != 0)
        {
            return;
        }

        try
        {
            traffic.Begin(firstStep, steps, (int)(batch & 1), stops);
        }
        catch (Exception exception)
        {
            fail(exception, batch + 1); // other workers may have begun with that
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End(int worker, long batch)
    {
        if (worker == 0)
        {
            try
            {
                // Others may be at a step of the present batch already.
                if (traffic.End())
                {
                    stopAfter(batch);
                }
            }
            catch (Exception exception)
            {
                fail(exception, batch);
            }
        }

        barrier.Meet(worker);
    }

    /// <summary>The others learn it with the spikes of a batch, while the next has begun: all stop after that.</summary>
    public void Stop(long batch) => stops = true;
}
