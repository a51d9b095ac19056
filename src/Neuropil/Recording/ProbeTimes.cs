using Neuropil.Engine;

namespace Neuropil;

/// <summary>The times of a probe's samples.</summary>
internal static class ProbeTimes
{
    public static double[] Seconds(Probe probe, Simulation run, int count)
    {
        var clock = new StepClock(run.TimeStep);
        long first = (probe.StartStep + probe.Interval - 1) / probe.Interval;
        var times = new double[count];
        for (int i = 0; i < count; i++)
        {
            times[i] = clock.Seconds((first + i) * probe.Interval);
        }

        return times;
    }
}
