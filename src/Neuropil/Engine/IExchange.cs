namespace Neuropil.Engine;

/// <summary>
/// Where all who advance a network meet after a batch of steps. Threads of one process see each other's memory and only wait (<see cref="StepBarrier"/>);
/// processes also tell each other their spikes (<see cref="RankExchange"/>), while they go on with the steps that need none of them.
/// </summary>
internal interface IExchange
{
    /// <summary>Waits for the other workers of this process: their spikes are known to it then. Those of other processes set out.</summary>
    /// <param name="worker">Who waits: a number below that of all who meet.</param>
    /// <param name="batch">The number of the batch.</param>
    /// <param name="firstStep">Its first step.</param>
    /// <param name="steps">How many steps it had.</param>
    void Begin(int worker, long batch, long firstStep, int steps);

    /// <summary>Waits until what has set out is there: the spikes of all cells in the batch before are known to all then.</summary>
    /// <param name="worker">Who waits.</param>
    /// <param name="batch">The number of the present batch.</param>
    void End(int worker, long batch);

    /// <summary>Takes that this process is to stop; called in a batch, by any of its threads.</summary>
    void Stop(long batch);
}
