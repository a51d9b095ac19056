using MathNet.Numerics.Statistics;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Renewal sources: intervals, equilibrium from the start, and what is refused.</summary>
public class RenewalSourceTests
{
    // 4.5 standard errors: 1 false alarm in 150 000 at another seed.
    private const double Sigmas = 4.5;

    public static TheoryData<string> Kinds => ["gamma", "dead time", "Poisson"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Trains_are_in_equilibrium_from_the_start(string kind)
    {
        // 50 Hz: in every window of 2 ms a spike of one cell in ten, also in the first. A process that spiked at time zero would have none there.
        const int cells = 20_000;
        var trains = Run(Source(kind), cells, 0.04);
        for (int window = 0; window < 20; window++)
        {
            int first = 20 * window;
            double count = Enumerable.Range(0, cells).Sum(cell => trains.StepsOf(cell).ToArray().Count(step => step >= first && step < first + 20));
            Assert.InRange((count - 2000) / Math.Sqrt(2000), -Sigmas, Sigmas); // the variance of a more regular process is less
        }
    }

    [Theory]
    [InlineData("gamma", 0.5, 0.25)]
    [InlineData("dead time", 0.8, 0.64)]
    [InlineData("Poisson", 1, 1)]
    public void Intervals_and_counts_have_the_irregularity_of_theory(string kind, double cv, double fano)
    {
        const int cells = 2000;
        var trains = Run(Source(kind), cells, 4);
        double[] intervals = [.. Enumerable.Range(0, cells)
            .SelectMany(cell => trains.TimesSeconds(cell).Skip(1).Zip(trains.TimesSeconds(cell), (b, a) => b - a))];

        // Means of what fits into 4 s are shorter by about 1/(r T) of a standard deviation; 400 000 intervals.
        Assert.InRange(intervals.StandardDeviation() / intervals.Mean(), cv - 0.01, cv + 0.01);
        double[] counts = [.. trains.Counts().Select(count => (double)count)];
        double error = fano * Math.Sqrt(2.0 / cells);
        double beginning = 1 / (6 * 200.0); // of a renewal process in equilibrium, (1 - cv^4)/6 spikes squared, and less
        Assert.InRange(counts.Variance() / counts.Mean(), fano - (Sigmas * error) - beginning, fano + (Sigmas * error) + beginning);
    }

    [Fact]
    public void Exponential_numbers_are_those_of_the_stream()
    {
        var random = new RandomStream(1, RandomPurpose.SpikeSource, 5, 9);
        Assert.Equal(random.NextExponential(), Exponential(5, 9), 1e-15);
        for (ulong entity = 0; entity < 4000; entity++)
        {
            random = new RandomStream(1, RandomPurpose.SpikeSource, entity * 0x9E3779B97F4A7C15UL, 3);
            double expected = random.NextExponential();
            Assert.Equal(expected, Exponential(entity * 0x9E3779B97F4A7C15UL, 3), Math.BitIncrement(expected) - expected + (3e-16 * expected));
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.70710678118654752)]
    [InlineData(0.70710678118654746)]
    [InlineData(1.4142135623730951)]
    [InlineData(1.1102230246251565e-16)]
    [InlineData(0.9999999999999999)]
    [InlineData(2.5e-300)]
    [InlineData(3e300)]
    public void A_logarithm_is_right_to_the_last_place_but_one(double x)
    {
        double expected = Math.Log(x);
        Assert.Equal(expected, ExponentialColumns.Logarithm(System.Runtime.Intrinsics.Vector512.Create(x))[3], 3e-16 * Math.Abs(expected));
    }

    [Fact]
    public void A_dead_time_as_long_as_the_interval_and_a_shape_of_zero_are_refused()
    {
        Assert.Contains("The dead time of cell 0 of population 'cells' is 20 ms at a rate of 50 Hz; expected 0 ms or more, and less than the mean interval.",
            Assert.Throws<ArgumentException>(() => Run(new RefractoryPoissonSource { Rate = 50 * Hz, DeadTime = 20 * ms }, 3, 0.1)).Message);
        Assert.Contains("The shape of cell 1 of population 'cells' is 0",
            Assert.Throws<ArgumentException>(() => Run(new GammaSource { Shape = new[] { 1.0, 0, 2 } }, 3, 0.1)).Message);
    }

    private static unsafe double Exponential(ulong entity, uint step)
    {
        ulong* entities = stackalloc ulong[ExponentialColumns.Group];
        ulong* steps = stackalloc ulong[ExponentialColumns.Group];
        double* numbers = stackalloc double[ExponentialColumns.Group];
        (entities[0], steps[0]) = (entity, step);
        ExponentialColumns.Fill(RandomStream.Key(1, RandomPurpose.SpikeSource), entities, steps, 1, numbers);
        return numbers[0];
    }

    private static RenewalSource Source(string kind) => kind switch
    {
        "gamma" => new GammaSource { Rate = 50 * Hz },
        "dead time" => new RefractoryPoissonSource { Rate = 50 * Hz, DeadTime = 4 * ms },
        _ => new PoissonSource { Rate = 50 * Hz },
    };

    private static SpikeTrains Run(RenewalSource source, int cells, double seconds)
    {
        var network = new Network { Seed = 3 };
        var population = network.Add(new Population("cells", cells, source));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var record = run.Record(population.Spikes);
        run.Advance(seconds * second);
        return record.Trains();
    }
}
