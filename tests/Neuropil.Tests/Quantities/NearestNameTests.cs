namespace Neuropil.Tests.Quantities;

public class NearestNameTests
{
    private static readonly string[] names = ["excitation", "inhibition", "ei-network", "ei-long-run", "mV", "mS", "ms", "V"];

    [Theory]
    [InlineData("exitation", "excitation")]
    [InlineData("EXCITATION", "excitation")]
    [InlineData("inhibtiion", "inhibition")]
    [InlineData("ei-netwrok", "ei-network")]
    [InlineData("mv", "mV")]
    [InlineData("v", "V")]
    [InlineData("Vm", "mV")]
    [InlineData("completely different", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    public void The_nearest_name_is_suggested_and_nothing_far(string name, string? expected) => Assert.Equal(expected, NearestName.Suggest(name, names));

    [Fact]
    public void Case_decides_between_names_that_differ_only_by_case()
    {
        Assert.Equal("mS", NearestName.Suggest("mSS", ["ms", "mS"]));
        Assert.Equal("ms", NearestName.Suggest("mss", ["mS", "ms"]));
    }

    [Fact]
    public void The_sentence_is_empty_where_there_is_no_suggestion()
    {
        Assert.Equal(" Did you mean 'mV'?", NearestName.DidYouMean("mv", names));
        Assert.Equal("", NearestName.DidYouMean("qqqqqq", names));
    }
}
