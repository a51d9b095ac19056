namespace Neuropil.Engine;

/// <summary>Passes on how far a run has come, seldom enough to cost nothing.</summary>
internal sealed class ProgressReporter(Progress progress, long begin, long end, double timeStepSeconds)
{
    private const int BatchesBetweenReports = 64;

    private int countdown = BatchesBetweenReports;

    /// <summary>Reports where the run begins.</summary>
    public void Begin() => Report(begin);

    /// <summary>Called once a batch with the step that it reaches.</summary>
    public void Tick(long step)
    {
        if (--countdown <= 0)
        {
            countdown = BatchesBetweenReports;
            if (step < end)
            {
                Report(step);
            }
        }
    }

    /// <summary>Reports where the run ended.</summary>
    public void End(long reached)
    {
        Report(reached);
        if (reached < end)
        {
            progress.Stop();
        }
    }

    private void Report(long step) => progress.Report(step * timeStepSeconds, end * timeStepSeconds);
}
