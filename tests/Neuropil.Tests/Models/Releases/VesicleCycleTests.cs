using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Releases;

/// <summary>The vesicle cycle against the stationary state of its chain, its own mean equations solved in small steps, and a sampler of jumps.</summary>
public class VesicleCycleTests
{
    private static readonly Time[] spikes = [5 * ms, 10 * ms, 12.3 * ms, 25 * ms, 26 * ms, 40 * ms];

    [Fact]
    public void Without_calcium_the_chain_comes_to_its_stationary_state()
    {
        var cycle = new MeanVesicleCycle("v") { SpontaneousRate = 2 * Hz, Sites = 1 };
        var trials = ReleaseTrials.Of([new SynapseUnderTest(cycle, [])], 20_000 * ms, 0.1 * ms, Trains.Session());
        double Part(string name) => trials.Numbers(0, name)[0];
        foreach (var (name, expected) in new[] { ("U", 10 / 91.0), ("D", 5 / 91.0), ("P", 25 / 91.0), ("F", 1 / 91.0), ("R", 50 / 91.0) })
        {
            Assert.Equal(expected, Part(name), 1e-7);
        }

        // 50/91 per second; one in 10 million is undocked again in the same interval, and is not seen.
        Assert.Equal(50 / 91.0, 10_000 * trials.Course(0)[^2], 2e-7);
        Assert.Equal(1, new[] { "U", "D", "P", "F", "R" }.Sum(Part), 1e-12);
    }

    [Fact]
    public void The_mean_equations_are_those_of_the_page()
    {
        // Rates are held over a period: an independent program of this scheme errs by 1.46e-4 at 0.2 ms and by 4.73e-5 at 0.1 ms.
        double coarse = ErrorOf(0.2);
        double fine = ErrorOf(0.1);
        Assert.InRange(fine, 0, 6e-5);
        Assert.InRange(coarse / fine, 2.5, 4.5);
    }

    // The largest error of parts and of what was let out at the last tick before 60 ms, against the midpoint method in steps of a microsecond with calcium in
    // closed form.
    private static double ErrorOf(double period)
    {
        var cycle = new MeanVesicleCycle("v")
        {
            Sites = 4, Period = period * ms, Priming = 100 * Hz, Undocking = 3 * Hz, Unpriming = 7 * Hz, AsynchronousRate = 5 * Hz,
        };
        var trials = ReleaseTrials.Of([new SynapseUnderTest(cycle, spikes)], 60 * ms, 0.1 * ms, Trains.Session());
        string[] names = ["U", "D", "P", "F", "R", "released", "releasedAsynchronously"];
        double[] found = [.. names.Select(name => trials.Numbers(0, name)[0])];
        Assert.Equal(4 * found[5], trials.Course(0).Sum(), 1e-9);
        const double h = 0.001;
        double[] times = [.. spikes.Select(spike => spike / ms)];
        double[] x = [0, 0, 1, 0, 0, 0, 0];
        for (int n = 0; n < Math.Round((60 - period) / h); n++)
        {
            double[] slope = Slope(n * h, x);
            slope = Slope((n + 0.5) * h, [.. x.Zip(slope, (value, by) => value + (h / 2 * by))]);
            x = [.. x.Zip(slope, (value, by) => value + (h * by))];
        }

        return found.Zip(x, (one, other) => Math.Abs(one - other)).Max();

        double[] Slope(double time, double[] at)
        {
            double c = times.Sum(spike => spike <= time + 1e-9 ? 20 * Math.Exp(-(time - spike) / 0.5) : 0);
            double r = times.Sum(spike => spike <= time + 1e-9 ? 0.5 * Math.Exp(-(time - spike) / 100) : 0);
            double slow = 0.005 * r * r * at[2];
            double fused = (1.78e-5 * Math.Pow(c, 4) * at[2]) + slow;
            return
            [
                (0.001 * at[4]) + (0.003 * at[1]) - (0.005 * at[0]), (0.005 * at[0]) + (0.007 * at[2]) - (0.103 * at[1]),
                (0.1 * at[1]) - (0.007 * at[2]) - fused, fused - (0.05 * at[3]), (0.05 * at[3]) - (0.001 * at[4]), fused, slow,
            ];
        }
    }

    [Fact]
    public void The_mean_over_trials_is_that_of_the_mean_equations()
    {
        const int count = 3000;
        var stochastic = new VesicleCycle("v") { Sites = 4, Priming = 100 * Hz, AsynchronousRate = 20 * Hz, Retrieval = 200 * Hz, Recycling = 50 * Hz };
        var mean = new MeanVesicleCycle("v") { Sites = 4, Priming = 100 * Hz, AsynchronousRate = 20 * Hz, Retrieval = 200 * Hz, Recycling = 50 * Hz };
        var trials = ReleaseTrials.Of([new SynapseUnderTest(stochastic, spikes, count), new SynapseUnderTest(mean, spikes)], 60 * ms, 0.1 * ms,
            Trains.Session());
        double[][] courses = [.. Enumerable.Range(0, count).Select(trial => trials.Course(0, trial))];
        Assert.Equal(courses.Select(course => course.Sum()), trials.Numbers(0, "released"), (a, b) => Math.Abs(a - b) < 1e-9);

        // States of all sites, and what was let out in bins of 5 ms: each within 4 standard errors (the latter at most those of Poisson numbers).
        double[] states = [.. Enumerable.Range(1, 4).SelectMany(site => trials.Numbers(0, $"site[{site}]"))];
        foreach (var (name, state) in new[] { ("U", 0), ("D", 1), ("P", 2), ("F", 3), ("R", 4) })
        {
            double p = trials.Numbers(1, name)[0];
            Assert.Equal(p, states.Count(value => value == state) / (double)states.Length, 4 * Math.Sqrt(p * (1 - p) / states.Length));
        }

        double[] course = trials.Course(1);
        for (int bin = 0; bin < 12; bin++)
        {
            double inBin = course.Skip(50 * bin).Take(50).Sum();
            double found = courses.Average(each => each.Skip(50 * bin).Take(50).Sum());
            Assert.True(Math.Abs(found - inBin) <= 4 * Math.Sqrt(inBin / count), $"bin {bin}: {found}, expected {inBin}");
        }
    }

    [Fact]
    public void Several_transitions_of_one_interval_are_sampled()
    {
        // A period as long as the times in the states: the chain by its matrix exponential (diagonalised here), not one transition a step.
        var cycle = new VesicleCycle("v")
        {
            Sites = 5, Period = 20 * ms, Docking = 60 * Hz, Priming = 80 * Hz, Retrieval = 90 * Hz, Recycling = 50 * Hz, SpontaneousRate = 70 * Hz,
        };
        var trials = ReleaseTrials.Of([new SynapseUnderTest(cycle, [], 4000)], 20.1 * ms, 0.1 * ms, Trains.Session());
        var q = Matrix<double>.Build.DenseOfArray(new double[,]
        {
            { -60, 60, 0, 0, 0 }, { 0, -80, 80, 0, 0 }, { 0, 0, -70, 70, 0 }, { 0, 0, 0, -90, 90 }, { 50, 0, 0, 0, -50 },
        }) * 0.02;
        var eigen = q.ToComplex().Evd();
        var values = Matrix<Complex>.Build.DenseOfDiagonalArray([.. eigen.EigenValues.Select(Complex.Exp)]);
        var exponential = eigen.EigenVectors * values * eigen.EigenVectors.Inverse();
        double[] states = [.. Enumerable.Range(1, 5).SelectMany(site => trials.Numbers(0, $"site[{site}]"))];
        for (int state = 0; state < 5; state++)
        {
            double p = exponential[2, state].Real;
            Assert.Equal(p, states.Count(value => value == state) / (double)states.Length, 4 * Math.Sqrt(p * (1 - p) / states.Length));
        }
    }

    [Fact]
    public void Twice_the_calcium_releases_as_its_cooperativity_says_until_little_is_left()
    {
        Release At(double calcium, double cooperativity) => new MeanVesicleCycle("v")
        {
            Sites = 1, LocalCalcium = calcium * uM, SynchronousCooperativity = cooperativity, SynchronousRate = 1e-3 * Hz, AsynchronousRate = 0 * Hz,
        };
        foreach (double n in new[] { 3.0, 4, 5 })
        {
            double[] calcium = [2, 4, 1000];
            var trials = ReleaseTrials.Of(
                [.. calcium.Select(each => new SynapseUnderTest(At(each, n), [1 * ms]))], 15 * ms, 0.1 * ms, Trains.Session());
            double[] released = [.. calcium.Select((_, i) => trials.Numbers(i, "released")[0])];
            Assert.True(released[1] < 0.01);
            Assert.Equal(Math.Pow(2, n), released[1] / released[0], 0.02 * Math.Pow(2, n));
            Assert.InRange(released[2], 0.999, 1.2); // all that is primed, and what is primed meanwhile
        }
    }
}
