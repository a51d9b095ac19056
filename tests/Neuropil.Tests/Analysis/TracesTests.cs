using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class TracesTests
{
    private static readonly Traces Two = new([0, 0.001, 0.002], [new("V", "mV", [1.0, 2, 3], 0), new("V", "mV", [4.0, 5, 6], 7)]);

    [Fact]
    public void Traces_are_found_by_name_and_neuron()
    {
        Assert.Equal(0, Two["V"].Neuron);
        Assert.Equal([4, 5, 6], Two["V", 7].Values);
        Assert.Equal("V[7]", Two["V", 7].Label);
        var error = Assert.Throws<KeyNotFoundException>(() => Two["m", 3]);
        Assert.Contains("'m[3]'", error.Message, StringComparison.Ordinal);
        Assert.Contains("V[0], V[7]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_includes_both_ends()
    {
        Traces window = Two.Window(0.001 * s, 0.002 * s);
        Assert.Equal([0.001, 0.002], window.TimesSeconds);
        Assert.Equal([5, 6], window["V", 7].Values);
    }

    [Fact]
    public void Values_and_times_must_fit_and_times_ascend()
    {
        Assert.Throws<ArgumentException>(() => new Traces([0, 1], [new("V", "mV", [1.0])]));
        Assert.Throws<ArgumentException>(() => new Traces([0, 0], []));
        Assert.Throws<ArgumentException>(() => new Traces([double.NaN], []));
    }
}
