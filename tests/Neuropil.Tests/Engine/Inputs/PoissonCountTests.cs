using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Inputs;

/// <summary>Counts of events: their distribution at all means, their independence, and that form, threads and width change none.</summary>
public class PoissonCountTests
{
    private const int Cells = 20_000;

    // 4.5 standard errors: 1 false alarm in 150 000 at another seed.
    private const double Sigmas = 4.5;

    // Of a chi-square at another seed.
    private const double FalseAlarms = 1e-5;

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.2)]
    [InlineData(2)]
    [InlineData(9.99)]
    [InlineData(20)]
    [InlineData(200)]
    public void Counts_have_the_distribution_of_Poisson(double mean)
    {
        foreach (bool isEachItsOwn in new[] { false, true })
        {
            Parameter<Frequency> rate = isEachItsOwn ? Enumerable.Repeat(mean * kHz, Cells).ToArray() : mean * kHz;
            double[] counts = [.. CountingCell.Counts(new CountingCell { Rate = rate }, Cells, 3).SelectMany(step => step)];
            RequirePoisson(counts, mean);
        }
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(2)]
    [InlineData(9.99)]
    [InlineData(50)]
    public void Numbers_of_a_stream_have_the_distribution_of_Poisson(double mean)
    {
        var random = new RandomStream(3, RandomPurpose.SpikeSource, 7);
        double[] counts = new double[50_000];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = random.NextPoisson(mean);
        }

        RequirePoisson(counts, mean);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(3, RandomPurpose.SpikeSource, 7).NextPoisson(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(3, RandomPurpose.SpikeSource, 7).NextPoisson(double.NaN));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    [InlineData(2)]
    [InlineData(9.99)]
    [InlineData(200)]
    public void A_rate_for_all_and_the_same_rate_for_each_give_the_same_counts(double mean)
    {
        var all = new CountingCell { Rate = mean * kHz };
        var each = new CountingCell { Rate = Enumerable.Repeat(mean * kHz, 700).ToArray() };
        Assert.Equal(CountingCell.Counts(all, 700, 20), CountingCell.Counts(each, 700, 20));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    [InlineData(2)]
    [InlineData(9.5)]
    [InlineData(40)]
    public unsafe void Each_count_is_what_one_number_of_the_cell_makes(double mean)
    {
        // The slow, obvious twin: cell by cell, all bits of each number, by the scalar generator. At mean 2 some 17 of these cells need more than their 16 bits.
        const int first = 64;
        const int cells = 100_032;
        var table = new PoissonTable();
        table.Fill(mean, Math.Exp(-mean));
        double[] alike = new double[cells];
        double[] each = new double[cells];
        fixed (double* counts = alike, own = each, means = Enumerable.Repeat(mean, cells).ToArray(), none = Enumerable.Repeat(Math.Exp(-mean), cells).ToArray())
        {
            PoissonColumns.Fill(11, 5, 3, first, first + cells, means, none, own);
            if (mean > PoissonTable.LargestMean)
            {
                PoissonColumns.FillLarge(11, 5, 3, first, first + cells, mean, counts);
            }
            else
            {
                PoissonColumns.Fill(11, 5, 3, first, first + cells, table, counts);
            }
        }

        double[] expected = [.. Enumerable.Range(first, cells).Select(cell => mean > PoissonTable.LargestMean
            ? PoissonColumns.OneLarge(11, 5, 3, cell, mean)
            : PoissonColumns.One(11, 5, 3, cell, table))];
        Assert.Equal(expected, alike);
        Assert.Equal(expected, each);
    }

    [Fact]
    public void Numbers_are_uniform_in_their_first_bits_and_in_what_these_leave_open()
    {
        double[] numbers = [.. Enumerable.Range(0, Cells).Select(cell => PoissonColumns.Number(11, 5, 3, cell))];
        double[] rest = [.. numbers.Select(number => (number / PoissonColumns.ShortStep) % 1)];
        RequireUniform(numbers);
        RequireUniform(rest);
        RequireUncorrelated(numbers, rest);
    }

    [Fact]
    public unsafe void Counts_too_rare_for_the_first_bits_of_a_number_come_as_often_as_they_should()
    {
        // P(N > 2) is 1.313e-6 at a mean of .02: the first 16 bits alone cannot make it, nor even say that N is 2.
        const double mean = 0.02;
        const int cells = 1 << 20;
        const int steps = 100;
        var table = new PoissonTable();
        table.Fill(mean, Math.Exp(-mean));
        double[] counts = new double[cells];
        int more = 0;
        fixed (double* address = counts)
        {
            for (uint step = 0; step < steps; step++)
            {
                PoissonColumns.Fill(11, 5, step, 0, cells, table, address);
                more += counts.Count(count => count > 2);
            }
        }

        double expected = (double)cells * steps * (1 - new Poisson(mean).CumulativeDistribution(2));
        Assert.InRange((more - expected) / Math.Sqrt(expected), -Sigmas, Sigmas);
    }

    [Fact]
    public void Cells_steps_and_kinds_of_events_are_independent()
    {
        var cell = new CountingCell { Rate = 2 * kHz };
        double[][] counts = CountingCell.Counts(cell, Cells, 2);
        double[] other = CountingCell.Counts(cell, Cells, 1, variable: "other")[0];
        RequireUncorrelated(counts[0], counts[1]);
        RequireUncorrelated(counts[0], other);
        foreach (int distance in new[] { 1, 2, 3, 4, 32, 64 }) // 1, 2, 3 and 32: within a random block
        {
            RequireUncorrelated(counts[0][distance..], counts[0][..^distance]);
        }
    }

    [Fact]
    public void A_rate_may_change_with_time_and_differ_between_cells()
    {
        // 2 events a step, times 1 and 3 in turn, times a factor of each cell.
        var rates = new[] { 0, 1, 10 }.SelectMany(factor => Enumerable.Repeat(2.0 * factor * kHz, 5000)).ToArray();
        var turn = Functions.Samples<Number>([1, 3, 1, 3], 1 * ms, Symbol.Time);
        double[][] counts = CountingCell.Counts(new CountingCell { Rate = rates, Modulation = turn }, rates.Length, 4);
        for (int step = 0; step < 4; step++)
        {
            double mean = step % 2 == 0 ? 2 : 6;
            Assert.All(counts[step][..5000], count => Assert.Equal(0, count));
            Assert.InRange((counts[step][5000..10_000].Average() - mean) / Math.Sqrt(mean / 5000), -Sigmas, Sigmas);
            Assert.InRange((counts[step][10_000..].Average() - (10 * mean)) / Math.Sqrt(10 * mean / 5000), -Sigmas, Sigmas);
        }

        double[][] alike = CountingCell.Counts(new CountingCell { Rate = 2 * kHz, Modulation = turn }, 5000, 2);
        Assert.InRange((alike[1].Average() - 6) / Math.Sqrt(6.0 / 5000), -Sigmas, Sigmas);
    }

    [Fact]
    public void What_is_shared_is_the_same_in_all_cells_and_populations()
    {
        var network = new Network();
        var first = network.Add(new Population("first", 70, new CountingCell { SharedBy = "afferents" }));
        var second = network.Add(new Population("second", 3, new CountingCell { SharedBy = "afferents" }));
        var third = network.Add(new Population("third", 3, new CountingCell { SharedBy = "others" }));
        var counts = new[] { first, second, third }.Select(population => CountingCell.Counts(network, population, 400)).ToArray();
        Assert.All(counts[0].Zip(counts[1]), pair => Assert.Single(pair.First.Concat(pair.Second).Distinct()));
        RequirePoisson([.. counts[0].Select(step => step[0])], 1);
        RequireUncorrelated([.. counts[0].Select(step => step[0])], [.. counts[2].Select(step => step[0])]);
    }

    [Fact]
    public void A_logarithm_of_a_factorial_is_that_of_the_gamma_function()
    {
        for (int k = 0; k < 3000; k++)
        {
            double expected = MathNet.Numerics.SpecialFunctions.GammaLn(k + 1.0);
            Assert.Equal(expected, PoissonRejection.LogFactorial(k), 1e-12 * Math.Max(1, expected));
        }
    }

    private static void RequireUncorrelated(double[] a, double[] b)
        => Assert.InRange(Correlation.Pearson(a, b) * Math.Sqrt(a.Length), -Sigmas, Sigmas);

    // Kolmogorov and Smirnov: 2 exp(-2 n d^2) false alarms at another seed.
    private static void RequireUniform(double[] numbers)
    {
        double[] sorted = [.. numbers.Order()];
        double distance = sorted.Select((number, i) => Math.Max(number - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - number)).Max();
        Assert.InRange(distance, 0, Math.Sqrt(-Math.Log(FalseAlarms / 2) / (2 * sorted.Length)));
    }

    // Chi-square over the counts that are expected ten times or more; the rest is joined to the outermost.
    private static void RequirePoisson(double[] counts, double mean)
    {
        var distribution = new Poisson(mean);
        int low = 0;
        while (counts.Length * distribution.CumulativeDistribution(low) < 10)
        {
            low++;
        }

        int high = low;
        while (counts.Length * (1 - distribution.CumulativeDistribution(high)) >= 10)
        {
            high++;
        }

        double statistic = 0;
        for (int k = low; k <= high; k++)
        {
            double expected = counts.Length * (k == low && k == high ? 1
                : k == low ? distribution.CumulativeDistribution(k)
                : k == high ? 1 - distribution.CumulativeDistribution(k - 1)
                : distribution.Probability(k));
            int seen = counts.Count(count => Math.Clamp(count, low, high) == k);
            statistic += (seen - expected) * (seen - expected) / expected;
        }

        Assert.True(high > low);
        Assert.InRange(statistic, ChiSquared.InvCDF(high - low, FalseAlarms), ChiSquared.InvCDF(high - low, 1 - FalseAlarms));
        Assert.All(counts, count => Assert.Equal(Math.Floor(count), count));
    }
}
