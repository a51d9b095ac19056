using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>BCM by rates that are estimated from spikes: against sums over all spikes, the same bits, and what cannot be.</summary>
public sealed class SpikingBcmTests
{
    private static readonly double[] before = [3, 20, 21, 55, 140, 150, 151.5, 300, 420];
    private static readonly double[] after = [5, 30, 60, 62, 155, 158, 310, 311, 450];

    [Theory]
    [InlineData("quadratic")]
    [InlineData("per threshold")]
    public void Weight_and_threshold_are_those_of_sums_over_all_spikes(string function)
    {
        var modification = function == "quadratic" ? ModificationFunction.Quadratic : ModificationFunction.PerThreshold;
        var rule = Rule() with { Modification = modification, InitialThreshold = 0.7 };
        using var run = Run(rule, out var synapses);
        run.Advance(500.1 * ms);

        // A slow, obvious twin: rates from all spikes so far, tick by tick; of one time spikes come before the tick.
        double w = 0.4, theta = 0.7;
        for (int tick = 1; tick <= 50; tick++)
        {
            double Rate(double[] spikes, double unit)
                => spikes.Where(time => time <= 10 * tick).Sum(time => Math.Exp(((10 * tick) - time) / -80)) / 0.08 / unit;
            double x = Rate(before, 10), y = Rate(after, 20);
            w = Math.Clamp(w + (0.3 * 0.01 * 1 * x * y * (y - theta) / (function == "quadratic" ? 1 : theta)), 0, 1);
            theta += (1 - Math.Exp(-10 / 150.0)) * ((y * y) - theta);
        }

        var table = run.SynapsesOf(synapses);
        Assert.Equal(theta, table.Numbers("theta")[0], 1e-9);
        Assert.Equal(w, table.In("w", nS)[0], 1e-9);
        Assert.NotEqual(0.4, w, 0.01);
        Assert.InRange(w, 0.01, 0.99);
    }

    [Fact]
    public void Threads_and_a_resume_change_no_bit()
    {
        double[] expected = Learned(1, resumes: false);
        Assert.Equal(expected, Learned(3, resumes: false));
        Assert.Equal(expected, Learned(2, resumes: true));

        static double[] Learned(int threads, bool resumes)
        {
            var (table, potentials) = LearningSynapses.Learned(Rule() with { LargestWeight = 8 * nS }, threads, resumes);
            Assert.True(table.In("w", nS).Distinct().Count() > 100);
            return [.. table.In("w", nS), .. table.Numbers("theta"), .. potentials];
        }
    }

    [Theory]
    [InlineData("targetRate")]
    [InlineData("sourceRate")]
    [InlineData("rateTime")]
    [InlineData("thresholdTime")]
    [InlineData("learningRate")]
    public void What_cannot_be_is_named(string name)
    {
        var rule = name switch
        {
            "targetRate" => Rule() with { TargetRate = 0 * Hz },
            "sourceRate" => Rule() with { SourceRate = 0 * Hz },
            "rateTime" => Rule() with { RateTime = 0 * ms },
            "thresholdTime" => Rule() with { ThresholdTime = -1 * ms },
            _ => Rule() with { LearningRate = -1 * Hz },
        };
        Assert.Contains($"bcm.{name}", Assert.Throws<ArgumentException>(() => Run(rule, out _)).Message, StringComparison.Ordinal);
    }

    private static SpikingBcmPlasticity<Conductance> Rule() => new("bcm")
    {
        LargestWeight = 1 * nS, LearningRate = 0.3 * Hz, TargetRate = 20 * Hz, SourceRate = 10 * Hz, RateTime = 80 * ms, ThresholdTime = 150 * ms,
        Interval = 10 * ms,
    };

    private static Simulation Run(Plasticity rule, out Projection<Conductance> synapses)
        => LearningSynapses.Pair(before, after, 0.4 * nS, rule, out synapses);
}
