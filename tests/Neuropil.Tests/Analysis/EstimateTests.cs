namespace Neuropil.Tests.Analysis;

public class EstimateTests
{
    [Fact]
    public void An_interval_has_the_quantile_of_its_distribution()
    {
        // Tables of the normal distribution and of Student's with 19 degrees of freedom.
        Assert.Equal(1.959964, (Estimate.Of(10, 2).Interval().High - 10) / 2, 1e-6);
        Assert.Equal(-1.959964, (Estimate.Of(10, 2).Interval().Low - 10) / 2, 1e-6);
        Assert.Equal(2.093024, (Estimate.Of(10, 2, 19).Interval().High - 10) / 2, 1e-6);
        Assert.Equal(2.860935, (Estimate.Of(10, 2, 19).Interval(0.99).High - 10) / 2, 1e-6);
    }

    [Fact]
    public void What_is_not_known_says_why()
    {
        var unknown = Estimate.TooFew("the Fano factor", 20, "windows of 50 ms", 1);
        Assert.Equal("undefined: the Fano factor needs at least 20 windows of 50 ms; there is 1", unknown.ToString());
        Assert.False(unknown.IsKnown);
        Assert.True(double.IsNaN(unknown.Value) && double.IsNaN(unknown.StandardError) && double.IsNaN(unknown.Interval().Low));
        Assert.Equal("0.25 +- 0.013", Estimate.Of(0.25, 0.0125).ToString());
        Assert.Equal((500, 25), (Estimate.Of(0.5, 0.025).Times(1000).Value, Estimate.Of(0.5, 0.025).Times(-1000).StandardError));
    }

    [Fact]
    public void A_number_that_is_not_known_cannot_be_made_without_a_reason()
    {
        Assert.StartsWith("An estimate is a finite number", Assert.Throws<ArgumentOutOfRangeException>(() => Estimate.Of(double.NaN, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Estimate.Of(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Estimate.Of(1, 1).Interval(95));
        Assert.Throws<ArgumentException>(() => Estimate.Unknown(" "));
    }
}
