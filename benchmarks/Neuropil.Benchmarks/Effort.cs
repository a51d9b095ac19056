using System.Diagnostics;

namespace Neuropil.Benchmarks;

/// <summary>What a piece of work took, on the clock and of the processor.</summary>
/// <param name="Seconds">Wall time, s.</param>
/// <param name="CpuSeconds">Processor time of all threads of this process, user and system, s: what other programs take meanwhile is not in it.</param>
/// <param name="Work">How many units of work were done: cells times steps, synaptic events, edges.</param>
internal readonly record struct Effort(double Seconds, double CpuSeconds, long Work)
{
    /// <summary>Processor time per unit of work, ns.</summary>
    public double Nanoseconds => (HasFineClock ? CpuSeconds : Seconds) * 1e9 / Work;

    // Windows counts processor time in ticks of 16 ms, too coarse for one turn of a loop.
    private static bool HasFineClock => !OperatingSystem.IsWindows();

    /// <summary>Does the work, which says how much it was.</summary>
    public static Effort Of(Func<long> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        long done = work();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Effort(seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, done);
    }

    /// <summary>
    /// Measures several loops against each other: they run in turns, so that a busy machine disturbs all alike, and the cheapest turn of each
    /// counts.
    /// </summary>
    public static Effort[] LeastOf(IReadOnlyList<Func<long>> loops, int turns)
    {
        var least = new Effort[loops.Count];
        for (int turn = 0; turn < turns; turn++)
        {
            for (int i = 0; i < loops.Count; i++)
            {
                var effort = Of(loops[i]);
                least[i] = turn == 0 || effort.Nanoseconds < least[i].Nanoseconds ? effort : least[i];
            }
        }

        return least;
    }
}
