namespace Neuropil.Tests.Analysis;

public class HistogramTests
{
    [Fact]
    public void Every_finite_value_is_counted_once()
    {
        double[] values = [0.1, 0.25, 0.3, 0.3, -0.2, 1.0, double.NaN, double.PositiveInfinity];
        Histogram histogram = Histogram.Of(values, binWidth: 0.1);
        Assert.Equal(6, histogram.Counts.Sum());
        for (int bin = 0; bin < histogram.Counts.Count; bin++)
        {
            int inside = values.Count(value => Math.Floor(value / 0.1) * 0.1 == histogram.Edges[bin]);
            Assert.Equal(inside, histogram.Counts[bin]);
        }
    }

    [Fact]
    public void An_exponential_distribution_keeps_its_shape()
    {
        var random = new RandomStream(5, RandomPurpose.Noise, 0);
        double[] values = new double[20_000];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextExponential();
        }

        Histogram histogram = Histogram.Of(values);
        double width = histogram.Edges[1] - histogram.Edges[0];
        Assert.Contains(width, new[] { 0.05, 0.1, 0.2 }); // the rule's 2 ln 3 / 27 = 0.081 becomes a readable number
        double expected = values.Length * (1 - Math.Exp(-width));
        Assert.Equal(expected, histogram.Counts[0], 4.5 * Math.Sqrt(expected));
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN })]
    public void Without_values_there_is_one_empty_bin(double[] values) => Assert.Equal([0], Histogram.Of(values).Counts);

    [Theory]
    [InlineData(new[] { -65.0, -65.0, -65.0 })]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { 1.0, 1.0, 1.0, 1.0, 1.0, 1e6 })]
    public void Equal_and_outlying_values_make_a_sensible_number_of_bins(double[] values)
    {
        Histogram histogram = Histogram.Of(values);
        Assert.Equal(values.Length, histogram.Counts.Sum());
        Assert.InRange(histogram.Counts.Count, 1, 300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e-6)]
    public void A_width_that_is_not_positive_or_too_small_is_refused(double width)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.Of([1, 2, 3], width));
}
