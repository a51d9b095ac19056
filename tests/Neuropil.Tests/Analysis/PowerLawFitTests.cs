namespace Neuropil.Tests.Analysis;

public class PowerLawFitTests
{
    // SciPy 1.10, scipy.special.zeta(s, q).
    [Theory]
    [InlineData(1.5, 1, 2.612375348685488)]
    [InlineData(2, 1, 1.6449340668482266)]
    [InlineData(2.5, 7, 0.04008175793366071)]
    [InlineData(3.5, 0.3, 68.10265605243227)]
    [InlineData(1.01, 1, 100.5779433384968)]
    [InlineData(1.5, 1000, 0.06326136854451492)]
    [InlineData(6, 20, 7.07022183846519e-08)]
    public void The_zeta_function_is_that_of_others(double s, double q, double expected) => Assert.Equal(1, HurwitzZeta.Of(s, q) / expected, 1e-14);

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(2.5, 4)]
    public void The_exponent_of_counts_is_found(double exponent, long smallest)
    {
        long[] values = Counts(5000, exponent, smallest, 1);
        var fit = PowerLawFit.OfCounts(values, smallest);
        Assert.InRange(Math.Abs(fit.Exponent.StandardErrorsAbove(exponent)), 0, 4);
        Assert.Equal(5000, fit.TailCount);

        // The likelihood itself, by a sum over the values, is highest there.
        double Likelihood(double alpha) => values.Sum(value => -alpha * Math.Log(value)) - (values.Length * Math.Log(HurwitzZeta.Of(alpha, smallest)));
        Assert.True(Likelihood(fit.Exponent.Value) > Likelihood(fit.Exponent.Value + 1e-3));
        Assert.True(Likelihood(fit.Exponent.Value) > Likelihood(fit.Exponent.Value - 1e-3));
    }

    [Fact]
    public void Its_errors_are_those_of_repeats()
    {
        RandomSignals.AreCalibrated(1.5, Enumerable.Range(0, 300).Select(repeat => PowerLawFit.OfCounts(Counts(400, 1.5, 1, (ulong)repeat + 1), 1).Exponent));
        RandomSignals.AreCalibrated(2.5, Enumerable.Range(0, 300).Select(repeat => PowerLawFit.OfNumbers(Numbers(400, 2.5, (ulong)repeat + 1), 3).Exponent));
    }

    [Fact]
    public void Sizes_of_critical_avalanches_that_a_network_ends_have_their_exponent_up_to_there()
    {
        // Only values up to 200 are left of a law with the exponent 1.5: without saying so the fit is too steep.
        long[] cut = [.. Counts(20_000, 1.5, 1, 2).Where(value => value <= 200)];
        Assert.InRange(Math.Abs(PowerLawFit.OfCounts(cut, 1, 200).Exponent.StandardErrorsAbove(1.5)), 0, 4);
        Assert.True(PowerLawFit.OfCounts(cut, 1).Exponent.StandardErrorsAbove(1.5) > 10);
        Assert.Equal(PowerLawFit.OfCounts([.. cut, 5000, 7000], 1, 200).Exponent, PowerLawFit.OfCounts(cut, 1, 200).Exponent);
    }

    [Fact]
    public void The_smallest_value_is_found()
    {
        // Below 10 there are ten times as many as the law would have; from 10 on it holds, and the published method finds that within a few values.
        long[] law = Counts(3000, 2.5, 10, 3);
        var random = new RandomStream(1, RandomPurpose.Noise, 4);
        long[] values = [.. law, .. Enumerable.Range(0, 30_000).Select(_ => 1L + random.NextInt32(9))];
        var fit = PowerLawFit.OfCounts(values);
        Assert.InRange(fit.Smallest, 10, 20);
        Assert.InRange(Math.Abs(fit.Exponent.StandardErrorsAbove(2.5)), 0, 4);
    }

    // Some seconds: hundreds of sets of values are drawn and fitted.
    [Fact]
    public void Values_of_a_law_are_described_by_it_and_others_are_not()
    {
        // Of true laws the probability is uniform, with the mean 1/2 and the deviation 0.29.
        double[] ofLaws = [.. Enumerable.Range(0, 12).Select(i => PowerLawFit.OfCounts(Counts(500, 2, 1, (ulong)i + 1), 1).GoodnessOfFit(100).Value)];
        Assert.InRange(ofLaws.Average(), 0.5 - (4 * 0.29 / Math.Sqrt(12)), 0.5 + (4 * 0.29 / Math.Sqrt(12)));
        var random = new RandomStream(1, RandomPurpose.Noise, 4);
        long[] exponential = [.. Enumerable.Range(0, 2000).Select(_ => 1 + (long)(10 * random.NextExponential()))];
        Assert.InRange(PowerLawFit.OfCounts(exponential, 1).GoodnessOfFit(100).Value, 0, 0.02);
        double[] numbers = [.. Enumerable.Range(0, 500).Select(_ => 3 + random.NextExponential())];
        Assert.InRange(PowerLawFit.OfNumbers(numbers, 3).GoodnessOfFit(100).Value, 0, 0.05); // ruled out below 0.1
        Assert.True(PowerLawFit.OfNumbers(Numbers(500, 2.5, 8)).GoodnessOfFit(50).Value > 0.01);
    }

    [Fact]
    public void Drawn_values_have_the_law_s_distribution()
    {
        var law = PowerLawTail.MostLikely(true, 2, double.PositiveInfinity, 1000, 1000 * 1.6);
        var random = new RandomStream(5, RandomPurpose.Noise, 4);
        double[] drawn = new double[20_000];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = law.Draw(ref random);
        }

        foreach (double x in new[] { 2.0, 3, 10, 100, 5000, 20_000 })
        {
            double expected = law.Distribution(x);
            Assert.Equal(expected, drawn.Count(value => value <= x) / 20_000.0, 4 * Math.Sqrt(expected * (1 - expected) / 20_000));
        }
    }

    [Fact]
    public void Too_few_values_and_impossible_ones_are_said()
    {
        Assert.Equal("a power law needs at least 50 values from 3 to 90; there are 2", PowerLawFit.OfCounts([1, 5, 7], 3, 90).Exponent.Reason);
        Assert.Equal("a power law needs at least 50 values; there are 3", PowerLawFit.OfCounts([1, 5, 7]).GoodnessOfFit().Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerLawFit.OfCounts([0, 5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerLawFit.OfCounts([1, 5], 7, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerLawFit.OfNumbers([1, double.NaN]));
        Assert.StartsWith("the likelihood has no maximum", PowerLawFit.OfCounts(Enumerable.Repeat(4L, 100), 4).Exponent.Reason);
    }

    // By the sum of the probabilities, one value after the other; beyond a million by the continuous law.
    private static long[] Counts(int count, double exponent, long smallest, ulong seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Noise, 12);
        double all = HurwitzZeta.Of(exponent, smallest);
        long[] values = new long[count];
        for (int i = 0; i < count; i++)
        {
            double left = random.NextDouble() * all;
            long value = smallest;
            while (value < 100_000 && (left -= Math.Pow(value, -exponent)) > 0)
            {
                value++;
            }

            values[i] = value < 100_000 ? value : (long)(99_999.5 * Math.Pow(1 - random.NextDouble(), -1 / (exponent - 1)));
        }

        return values;
    }

    private static double[] Numbers(int count, double exponent, ulong seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Noise, 13);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = 3 * Math.Pow(1 - random.NextDouble(), -1 / (exponent - 1));
        }

        return values;
    }
}
