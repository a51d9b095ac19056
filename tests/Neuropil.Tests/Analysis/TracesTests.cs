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
        Traces window = Two.Window(0.001 * second, 0.002 * second);
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

    [Fact]
    public void Values_are_given_in_any_unit_of_their_dimension()
    {
        var trace = new Trace("clampCurrent", "nA", [0.1, -2]);
        Assert.Equal([100.0, -2000], trace.In(pA));
        Assert.Equal([0.1, -2], trace.In(nA));
        Assert.Equal([0.1e-9, -2e-9], trace.In(Current.FromSi(1)));
        Assert.Equal([0.05, -1], trace.In(2 * nA));
        Assert.Equal([3.0], new Trace("p", "", [3]).In((Number)1));
        string message = Assert.Throws<DimensionMismatchException>(() => trace.In(mV)).Message;
        Assert.Contains("clampCurrent is in nA, and cannot be given in 1 mV", message);
    }
}
