using System.Diagnostics;

namespace Neuropil.Engine;

/// <summary>
/// How many threads to use for the next stretch of steps. A fixed number stays; automatic tries all workers on threads of their own against
/// one thread for a short stretch each, keeps the faster for a longer one, and tries again, because other programs come and go.
/// </summary>
internal sealed class ThreadPolicy(int workers, bool automatic)
{
    private const int TrialSteps = 100;
    private const int KeptSteps = 4000;

    private readonly double[] trialSeconds = [0, 0];
    private int stage;
    private long started;

    /// <summary>The number of threads and of steps of the next stretch.</summary>
    public (int Threads, long Steps) Next(long stepsLeft)
    {
        if (!automatic || workers == 1)
        {
            return (workers, stepsLeft);
        }

        started = Stopwatch.GetTimestamp();
        int threads = stage switch { 0 => workers, 1 => 1, _ => trialSeconds[0] <= trialSeconds[1] ? workers : 1 };
        return (threads, Math.Min(stepsLeft, stage < 2 ? TrialSteps : KeptSteps));
    }

    /// <summary>Takes note of how long the stretch took.</summary>
    public void Done()
    {
        if (stage < 2)
        {
            trialSeconds[stage] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        stage = (stage + 1) % 3;
    }
}
