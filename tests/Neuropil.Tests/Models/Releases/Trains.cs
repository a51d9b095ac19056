using Neuropil.Experiments;
using Neuropil.Tests.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Releases;

/// <summary>Releases under given spikes.</summary>
internal static class Trains
{
    /// <summary>What a release lets out at each of some spikes, ms, on a grid of 0.1 ms.</summary>
    public static double[] Of(Release release, params double[] spikes)
        => ReleaseTrials.Of([new SynapseUnderTest(release, [.. spikes.Select(time => time * ms)])], (spikes[^1] + 1) * ms, 0.1 * ms, Session()).AtSpikes(0);

    /// <summary>The same at equal intervals from 10 ms on.</summary>
    public static double[] Regular(Release release, int count, double interval)
        => Of(release, [.. Enumerable.Range(0, count).Select(i => 10 + (i * interval))]);

    /// <summary>Irregular spikes on the grid, ms.</summary>
    public static double[] Irregular(int count, double meanInterval, int seed)
    {
        var random = new Random(seed);
        double[] times = new double[count];
        double time = 5;
        for (int i = 0; i < count; i++)
        {
            times[i] = Math.Round(time, 1);
            time += 0.1 + Math.Round(-meanInterval * Math.Log(1 - random.NextDouble()), 1);
        }

        return times;
    }

    public static Session Session(ulong seed = 1) => TestSession.With(new ExperimentContext { Seed = seed });

    public static void Same(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"spike {i + 1}: {found[i]:R}, expected {expected[i]:R}");
        }
    }
}
