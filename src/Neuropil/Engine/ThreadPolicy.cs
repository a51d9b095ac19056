using System.Diagnostics;

namespace Neuropil.Engine;

/// <summary>
/// How many threads to use for the next stretch of steps (room for records is made between stretches). A fixed number stays; automatic tries all workers on
/// threads of their own against one thread for a short stretch each, keeps the faster for a longer time, and tries again, because other programs come and go.
/// Where they come, threads wait for one another up to a hundred times longer than a step takes: what loses is tried again so rarely that trials stay cheap.
/// </summary>
internal sealed class ThreadPolicy(int workers, bool automatic)
{
    private const int TrialSteps = 100;
    private const int LongestStretch = 4000;

    // Of the time that the faster one takes, trials of the other take at most this part.
    private const double TrialPart = 0.02;

    // Whatever a trial says that another program has interrupted.
    private const int MostStepsBetweenTrials = 1_000_000;

    // The first stretch compiles code and touches memory for the first time: it measures nothing.
    private const int WarmUpSteps = 20;

    private readonly double[] secondsPerStep = [0, 0];
    private Stage stage = Stage.WarmUp;
    private long started;
    private long stepsToTrial;

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
        if (!automatic || workers == 1)
        {
            return (workers, Math.Min(stepsLeft, LongestStretch));
        }

        started = Stopwatch.GetTimestamp();
        return stage switch
        {
            Stage.WarmUp => (workers, Math.Min(stepsLeft, WarmUpSteps)),
            Stage.AllThreads => (workers, Math.Min(stepsLeft, TrialSteps)),
            Stage.OneThread => (1, Math.Min(stepsLeft, TrialSteps)),
            _ => (secondsPerStep[0] <= secondsPerStep[1] ? workers : 1, Math.Min(stepsLeft, Math.Min(stepsToTrial, LongestStretch))),
        };
    }

    /// <summary>Takes note of how long the stretch of so many steps took.</summary>
    public void Done(long steps)
    {
        if (!automatic || workers == 1 || steps == 0)
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
                stepsToTrial = StepsBetweenTrials(secondsPerStep.Max() / secondsPerStep.Min());
                break;
            case Stage.Faster:
                stepsToTrial -= steps;
                break;
        }

        stage = stage < Stage.Faster ? stage + 1 : stepsToTrial > 0 ? Stage.Faster : Stage.AllThreads;
    }

    /// <summary>For how many steps the faster is kept, where the other takes so many times longer.</summary>
    internal static long StepsBetweenTrials(double slower)
        => (long)Math.Clamp(TrialSteps * slower / TrialPart, LongestStretch, MostStepsBetweenTrials);
}
