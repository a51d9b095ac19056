using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>Where the workers of one process meet that has the whole network: they see each other's memory and only wait.</summary>
/// <param name="barrier">Where they wait.</param>
/// <param name="stopAfter">Takes the number of the batch after which they stop.</param>
internal sealed class ThreadExchange(StepBarrier barrier, Action<long> stopAfter) : IExchange
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(int worker, long batch, long firstStep, int steps) => barrier.Meet(worker);

    public void End(int worker, long batch)
    {
    }

    public void Stop(long batch) => stopAfter(batch);
}
