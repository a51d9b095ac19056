using System.Diagnostics;

namespace Neuropil.Engine;

/// <summary>
/// How many threads to use for the next stretch of steps (room for records is made between stretches). A fixed number stays; automatic tries all workers on
/// threads of their own against one thread for a short stretch each, keeps the faster for a longer one, and tries again, because other programs come and go.
/// </summary>
/// <param name="workers">The most threads.</param>
/// <param name="automatic">Whether it tries.</param>
/// <param name="isDivided">Whether other ranks advance with this one: stretches are then as long whatever the number of threads, since all end together.</param>
internal sealed class ThreadPolicy(int workers, bool automatic, bool isDivided = false)
{
    private const int TrialSteps = 100;
    private const int KeptSteps = 4000;

    // The first stretch compiles code and touches memory for the first time: it measures nothing.
    private const int WarmUpSteps = 20;

    private readonly double[] secondsPerStep = [0, 0];
    private Stage stage = Stage.WarmUp;
    private long started;

    private enum Stage
    {
        WarmUp,
        AllThreads,
        OneThread,
        Faster,
    }

    /// <summary>The number of threads and of steps of the next stretch.</summary>
    public (int Threads, long Steps) Next(long stepsLeft)
    {
        if (!automatic || (workers == 1 && !isDivided))
        {
            return (workers, Math.Min(stepsLeft, KeptSteps));
        }

        started = Stopwatch.GetTimestamp();
        return stage switch
        {
            Stage.WarmUp => (workers, Math.Min(stepsLeft, WarmUpSteps)),
            Stage.AllThreads => (workers, Math.Min(stepsLeft, TrialSteps)),
            Stage.OneThread => (1, Math.Min(stepsLeft, TrialSteps)),
            _ => (secondsPerStep[0] <= secondsPerStep[1] ? workers : 1, Math.Min(stepsLeft, KeptSteps)),
        };
    }

    /// <summary>Takes note of how long the stretch of so many steps took.</summary>
    public void Done(long steps)
    {
        if (!automatic || (workers == 1 && !isDivided) || steps == 0)
        {
            return;
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds / steps;
        switch (stage)
        {
            case Stage.AllThreads:
                secondsPerStep[0] = seconds;
                break;
            case Stage.OneThread:
                secondsPerStep[1] = seconds;
                break;
        }

        stage = stage == Stage.Faster ? Stage.AllThreads : stage + 1;
    }
}
