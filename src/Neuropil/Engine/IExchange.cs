namespace Neuropil.Engine;

/// <summary>
/// Where all who advance a network meet after a batch of steps. Threads of one process see each other's memory and only wait (<see cref="StepBarrier"/>);
/// processes also tell each other their spikes (<see cref="RankExchange"/>).
/// </summary>
internal interface IExchange
{
    /// <summary>Waits for all others. The spikes that workers have found in these steps are then known to all.</summary>
    /// <param name="worker">Who waits: a number below that of all who meet.</param>
    /// <param name="firstStep">The first step of the batch.</param>
    /// <param name="steps">How many steps it had.</param>
    void Meet(int worker, long firstStep, int steps);
}
