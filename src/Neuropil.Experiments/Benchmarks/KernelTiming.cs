using System.Diagnostics;

namespace Neuropil.Experiments.Benchmarks;

/// <summary>
/// Measures several loops against each other: they run in turns, so that a busy machine disturbs all alike, and the fastest turn of each
/// counts.
/// </summary>
internal static class KernelTiming
{
    /// <summary>The fastest time of each loop in nanoseconds per unit of work.</summary>
    public static double[] Fastest(IReadOnlyList<Action> loops, double workPerTurn, int turns)
    {
        var fastest = new double[loops.Count];
        Array.Fill(fastest, double.PositiveInfinity);
        for (int turn = 0; turn < turns; turn++)
        {
            for (int i = 0; i < loops.Count; i++)
            {
                long start = Stopwatch.GetTimestamp();
                loops[i]();
                double elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / workPerTurn;
                fastest[i] = Math.Min(fastest[i], elapsed);
            }
        }

        return fastest;
    }
}
