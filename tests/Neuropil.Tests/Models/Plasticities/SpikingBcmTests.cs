using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>BCM by rates that are estimated from spikes: against sums over all spikes, where cells come to rest, the same bits, and what cannot be.</summary>
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

    // Forty cells that spike by chance, at a rate that is linear in their input, from far below and far above the target. Weights rest where x y (y - theta) is
    // zero on average. With X the mean of the inputs' estimates, and all moments relative to the target, that is <y^2> = y <y^2> + cov(y, theta)
    // - (2 - <y^2>) cov(X, y). The estimate is shot noise: its second and third cumulants are 1/(2 n) and 1/(3 n^2) with n = nu0 tau_r. The threshold is its
    // square, passed on by ticks, of which the last is the one before; the estimate forgets with tau_r meanwhile.
    [Theory]
    [InlineData(4)]
    [InlineData(14)]
    public void A_cell_that_spikes_by_chance_rests_where_the_moments_of_its_estimate_say(double start)
    {
        const int Cells = 40, Inputs = 200;
        const double Rate = 0.02, Source = 0.01, Interval = 50, RateTime = 500, ThresholdTime = 5000; // per ms, ms
        var network = new Network { Seed = 5 };
        var inputs = network.Add(new Population("inputs", Inputs, new PoissonSource { Rate = Source * kHz }));
        var cells = network.Add(new Population("cells", Cells, new EquationCell("dV/dt = (E - V)/tau + I/C : mV")
        {
            // 10 pA bring 5 mV on average, and 20 Hz in steps of 1 ms.
            Threshold = "while chance < k*(V - E)", Parameters = { ["E"] = -70 * mV, ["tau"] = 10 * ms, ["C"] = 200 * pF, ["k"] = 0.004 / mV },
        }));
        var rule = new SpikingBcmPlasticity<Current>("bcm")
        {
            LargestWeight = 40 * pA, SourceRate = Source * kHz, TargetRate = Rate * kHz, LearningRate = 0.01 * Hz, RateTime = RateTime * ms,
            ThresholdTime = ThresholdTime * ms, Interval = Interval * ms,
        };
        network.Connect(inputs, cells, new AllToAll(), new ExponentialCurrent("e") { Decay = 5 * ms }, start * pA, plasticity: rule);
        using var run = new Simulation(network, new RunOptions { TimeStep = 1 * ms });
        double RateOver(Time duration)
        {
            long counted = run.SpikeCounts[1];
            run.Advance(duration);
            return (run.SpikeCounts[1] - counted) / (duration / ms) / Cells;
        }

        Assert.Equal(Rate * start / 10, RateOver(1 * second), 0.3 * Rate);
        run.Advance(250 * second);
        var duration = 250 * second;
        double measured = RateOver(duration) / Rate;

        double n = Rate * RateTime, square = 1 + (1 / (2 * n)), third = (1 / n) + (1 / (3 * n * n)); // <y^2>, cov(y^2, y)
        double kept = Math.Exp(-Interval / ThresholdTime), remembered = Math.Exp(-Interval / RateTime);
        double lagging = third * (1 - kept) * remembered / (1 - (kept * remembered));
        double common = 1 / (2 * Inputs * Source * RateTime);
        double expected = 1 - (lagging / square) + ((2 - square) * common / square);
        double error = 1 / Math.Sqrt(Rate * Cells * (duration / ms));
        Assert.Equal(expected, measured, 4 * error);
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
