namespace Neuropil.Engine;

/// <summary>Passes on how far a run has come, seldom enough to cost nothing.</summary>
internal sealed class ProgressReporter(Progress progress, long begin, long end, double timeStepSeconds, int batchSteps)
{
    private const int BatchesBetweenReports = 64;

    private long step = begin;
    private int countdown;

    /// <summary>Called once a batch.</summary>
    /// <returns>False: it never asks to stop.</returns>
    public bool Tick()
    {
        step += batchSteps;
        if (--countdown <= 0)
        {
            countdown = BatchesBetweenReports;
            progress.Report(Math.Min(step, end) * timeStepSeconds, end * timeStepSeconds);
        }

        return false;
    }

    /// <summary>Reports where the run ended.</summary>
    public void End(long reached)
    {
        progress.Report(reached * timeStepSeconds, end * timeStepSeconds);
        if (reached < end)
        {
            progress.Stop();
        }
    }
}
