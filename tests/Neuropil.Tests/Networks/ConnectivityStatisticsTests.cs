using Neuropil.Networks;

namespace Neuropil.Tests.Networks;

/// <summary>The random rules draw from the distributions they promise; each check fails by chance for one seed in ten thousand.</summary>
public class ConnectivityStatisticsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fixed_total_number_is_exact_and_its_pairs_are_uniform(bool selfConnections)
    {
        // The targets are the second half of the sources; several chunks of streams.
        var ends = new ConnectionEnds(1000, 500, -500);
        var rule = new FixedTotalNumber(300_000) { SelfConnections = selfConnections };
        Connectivity built = ConnectivityBuilder.Build(rule, ends, seed: 14, projection: 1, threads: 3);
        Assert.Equal(300_000, built.SynapseCount);
        int[] sent = new int[1000];
        int[] received = new int[500];
        int[] distance = new int[1000];
        for (int source = 0; source < 1000; source++)
        {
            sent[source] = built.Row(source).Length;
            foreach (int target in built.Row(source))
            {
                received[target]++;
                distance[(source - (target + 500) + 1000) % 1000]++;
            }
        }

        ChiSquare.AssertUniform(received);
        ChiSquare.AssertUniform(selfConnections ? distance : distance[1..]);
        Assert.True(selfConnections || distance[0] == 0);

        // Without itself a source of the second half has 499 candidates in place of 500: 250 000 and 249 500 pairs.
        ChiSquare.AssertUniform(selfConnections ? sent : sent[..500]);
        ChiSquare.AssertUniform(sent[500..]);
        double share = sent[..500].Sum() / 300_000.0;
        double expected = selfConnections ? 0.5 : 250_000.0 / 499_500;
        Assert.InRange(share, expected - (4 * Math.Sqrt(0.25 / 300_000)), expected + (4 * Math.Sqrt(0.25 / 300_000)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_fixed_out_degree_is_exact_and_its_targets_are_uniform(bool withRepetition, bool selfConnections)
    {
        var ends = new ConnectionEnds(4000, 4000, 0);
        var rule = new FixedOutDegree(80) { WithRepetition = withRepetition, SelfConnections = selfConnections };
        Connectivity built = ConnectivityBuilder.Build(rule, ends, seed: 11, projection: 1);
        int[] received = new int[4000];
        int[] distance = new int[4000]; // from source to target around the ring: it shows a preference for or against neighbours
        int repetitions = 0;
        for (int source = 0; source < 4000; source++)
        {
            ReadOnlySpan<int> row = built.Row(source);
            Assert.Equal(80, row.Length);
            repetitions += 80 - row.ToArray().Distinct().Count();
            foreach (int target in row)
            {
                received[target]++;
                distance[(target - source + 4000) % 4000]++;
            }
        }

        ChiSquare.AssertUniform(received);
        ChiSquare.AssertUniform(selfConnections ? distance : distance[1..]);
        Assert.True(selfConnections || distance[0] == 0);

        // Pairs of equal draws: 80 * 79 / 2 / 4000 = 0.79 a row, 3160 in all, Poisson but for triples.
        Assert.InRange(repetitions, withRepetition ? 3160 - (4 * 56) : 0, withRepetition ? 3160 + (4 * 56) : 0);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_fixed_in_degree_is_exact_and_its_sources_are_uniform(bool withRepetition, bool selfConnections)
    {
        // The targets are the second half of the sources.
        var ends = new ConnectionEnds(1000, 500, -500);
        var rule = new FixedInDegree(100) { WithRepetition = withRepetition, SelfConnections = selfConnections };
        Connectivity built = ConnectivityBuilder.Build(rule, ends, seed: 12, projection: 1);
        int[] received = new int[500];
        int[] distance = new int[1000];
        int repetitions = 0;
        for (int source = 0; source < 1000; source++)
        {
            int[] row = built.Row(source).ToArray();
            repetitions += row.Length - row.Distinct().Count();
            foreach (int target in row)
            {
                received[target]++;
                distance[(source - (target + 500) + 1000) % 1000]++;
            }
        }

        Assert.All(received, count => Assert.Equal(100, count));
        Assert.Equal(withRepetition, repetitions > 0);
        ChiSquare.AssertUniform(selfConnections ? distance : distance[1..]);
        Assert.True(selfConnections || distance[0] == 0);
        if (selfConnections)
        {
            // Without, the sources that are targets too have one chance fewer.
            ChiSquare.AssertUniform([.. Enumerable.Range(0, 1000).Select(source => built.Row(source).Length)]);
        }
    }

    [Fact]
    public void Every_set_drawn_without_repetition_is_equally_likely()
    {
        // The 20 sets of 3 among 6, drawn by 20 000 sources.
        Connectivity built = ConnectivityBuilder.Build(new FixedOutDegree(3) { WithRepetition = false }, new(20_000, 6), seed: 13, projection: 1);
        var counts = new Dictionary<string, int>();
        for (int source = 0; source < 20_000; source++)
        {
            string set = string.Join(' ', built.Row(source).ToArray());
            counts[set] = counts.GetValueOrDefault(set) + 1;
        }

        Assert.Equal(20, counts.Count);
        ChiSquare.AssertUniform(counts.Values);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.4)]
    [InlineData(0.97)]
    public void A_fixed_probability_is_met_by_rows_columns_and_the_whole(double probability)
    {
        const int sources = 1200;
        const int targets = 800;
        Connectivity built = ConnectivityBuilder.Build(new FixedProbability(probability), new(sources, targets), seed: 14, projection: 1);
        double pairs = (double)sources * targets;
        Assert.Equal(0, (built.SynapseCount - (pairs * probability)) / Math.Sqrt(pairs * probability * (1 - probability)), 3.9); // 1e-4, two-sided

        // Degrees of rows and of columns are binomial: their index of dispersion is a chi-square.
        double[] rows = [.. Enumerable.Range(0, sources).Select(source => (double)built.Row(source).Length)];
        double[] columns = new double[targets];
        foreach (int target in built.Targets)
        {
            columns[target]++;
        }

        ChiSquare.AssertFits(Dispersion(rows, targets, probability), sources);
        ChiSquare.AssertFits(Dispersion(columns, sources, probability), targets);

        // And not too even either: the mirrored test of the same false-alarm rate.
        Assert.True(Dispersion(rows, targets, probability) > sources - (3.9 * Math.Sqrt(2 * sources)));
        Assert.True(Dispersion(columns, sources, probability) > targets - (3.9 * Math.Sqrt(2 * targets)));
    }

    [Fact]
    public void Pairs_of_a_fixed_probability_are_independent_coins()
    {
        // All 2^8 outcomes of a row of eight pairs, each as likely as eight coins make it.
        const double probability = 0.4;
        const int sources = 60_000;
        Connectivity built = ConnectivityBuilder.Build(new FixedProbability(probability), new(sources, 8), seed: 15, projection: 1);
        int[] counts = new int[256];
        for (int source = 0; source < sources; source++)
        {
            int outcome = 0;
            foreach (int target in built.Row(source))
            {
                Assert.Equal(0, outcome & (1 << target));
                outcome |= 1 << target;
            }

            counts[outcome]++;
        }

        double[] expected =
            [.. Enumerable.Range(0, 256)
                .Select(outcome => sources * Math.Pow(probability, int.PopCount(outcome)) * Math.Pow(1 - probability, 8 - int.PopCount(outcome)))];
        ChiSquare.AssertExpected(counts, expected);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void A_fixed_probability_without_self_connections_keeps_its_probability_for_the_others(double probability)
    {
        Connectivity built = ConnectivityBuilder.Build(
            new FixedProbability(probability) { SelfConnections = false }, new(1000, 1000, 0), seed: 16, projection: 1);
        for (int source = 0; source < 1000; source++)
        {
            Assert.False(built.Row(source).Contains(source));
        }

        const double pairs = 1000.0 * 999;
        Assert.InRange(built.SynapseCount - (pairs * probability), -3.9 * Math.Sqrt(pairs * probability * (1 - probability)),
            3.9 * Math.Sqrt(pairs * probability * (1 - probability)));
    }

    private static double Dispersion(double[] degrees, int trials, double probability)
        => degrees.Sum(degree => Math.Pow(degree - (trials * probability), 2)) / (trials * probability * (1 - probability));
}
