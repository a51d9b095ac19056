using static Neuropil.Units;

namespace Neuropil.Tests.Plotting;

/// <summary>Figures of every kind, the awkward ones included.</summary>
internal static class Sample
{
    public static readonly Dictionary<string, Func<Figure>> Kinds = new(StringComparer.Ordinal)
    {
        ["raster of one population"] = () => Spikes("cells", 100, 1000, 7).Raster("One"),
        ["raster of two populations"] = () => new[] { Spikes("excitatory", 80, 1000, 7), Spikes("inhibitory", 20, 1000, 3) }.Raster("Two"),
        ["raster as a bitmap"] = () => Spikes("cells", 1000, 60_000, 1).Raster(),
        ["raster of one spike"] = () => new SpikeTrains("cell", 1, 0.1 * ms, 0, 1000, [500], [0]).Raster(),
        ["raster without spikes"] = () => new SpikeTrains("silent", 50, 0.1 * ms, 0, 1000, [], []).Raster(),
        ["raster without neurons"] = () => new SpikeTrains("none", 0, 0.1 * ms, 0, 0, [], []).Raster(),
        ["raster that starts late"] = () => Spikes("cells", 10, 1000, 7).Window(0.05 * second, 0.0833 * second).Raster(),
        ["traces"] = () => new Traces(Times(1000), [Sine("V", "mV", 0), Sine("V", "mV", 1), Sine("g", "nS", 0)]).Plot("Traces"),
        ["constant trace"] = () => new Traces(Times(100), [new Trace("V", "mV", [.. Enumerable.Repeat(-65.0, 100)], 0)]).Plot(),
        ["zero trace"] = () => new Traces(Times(100), [new Trace("I", "nA", new double[100], 0)]).Plot(),
        ["trace with gaps"] = () => new Traces([0, 1, 2, 3, 4, 5], [new Trace("V", "mV", [1, double.NaN, 3, double.NaN, 5, 6])]).Plot(),
        ["trace of gaps only"] = () => new Traces([0, 1], [new Trace("V", "mV", [double.NaN, double.NaN])]).Plot(),
        ["trace without samples"] = () => new Traces([], [new Trace("V", "mV", [])]).Plot(),
        ["no traces"] = () => new Traces([], []).Plot(),
        ["long trace"] = () => new Traces(Times(100_000), [new Trace("I", "pA", [.. Times(100_000).Select(t => Math.Sin(1e5 * t * t))], 0)]).Plot(),
        ["histogram"] = () => Histogram.Of([1, 2, 2, 3, 3, 3, 8.5], 1).Plot(new Axis("Interval", "ms")),
        ["spectrum"] = () => PowerSpectrum.Of([.. Times(4096).Select(t => Math.Sin(300 * t) + (0.01 * Math.Sin(7e3 * t)))], 1e-4 * second, 0.1 * second).Plot(),
        ["empty spectrum"] = () => PowerSpectrum.Of([], 1e-4 * second).Plot(),
        ["points with errors"] = () => Figure(
            "f-I", new Series("data", [0, 1, 2, 3], [0, 10, 15, 17]) { Line = LineStyle.None, Marker = Marker.Square, Error = [1, 2, double.NaN, 3] }),
        ["reference lines and a band"] = () => Figure(
            "Theory", new Band("SD", [0, 1, 2], [1, 2, 1], [3, 5, 3]), new Series("mean", [0, 1, 2], [2, 3.5, 2]) { Line = LineStyle.Dashed },
            ReferenceLine.AtY(7, "bound"), ReferenceLine.AtX(-1)),
        ["large numbers"] = () => Figure("Events", new Series("n", [1e6, 2e6, 3e6], [-3e9, 1e9, 2e9])),
        ["small numbers"] = () => Figure("Weights", new Series("w", [1e-7, 2e-7], [3e-12, 4e-12])),
        ["logarithmic axes"] = () => new Figure
        {
            Panels = [Logarithmic(new Series("cost", [10, 1e3, 1e5], [1e-6, 0, 2e-3]) { Marker = Marker.Circle, Error = [5e-7, 1, 1] })],
        },
        ["side by side"] = () => new Figure
        {
            Columns = 2, Letters = true, SharedY = true, Width = 170 * mm,
            Panels = [.. Enumerable.Range(1, 3).SelectMany(i => Figure("", new Series("tau_m", [0, 1], [0, i])).Panels)],
        },
        ["stacked traces with drawn spikes"] = () => new Traces(Times(1000), [Sine("V", "mV", 0), Sine("V", "mV", 1)])
            .Plot(stacked: true, spikes: Spikes("cells", 2, 10, 1)),
        ["an outlier"] = () => Figure("", new Series("", [.. Times(20)], [.. Times(20).Select((t, i) => i == 7 ? 1e3 : i % 3)]) { Marker = Marker.Circle }),
        ["overlapping histograms"] = () => Figure("", new Bars("a", [0, 1, 2], [1, 2]), new Bars("b", [0, 1, 2], [2, 1])),
        ["long names"] = () => Figure(
            "A heading that is a good deal longer than the figure is wide, and then some more of it, to be sure",
            [.. Enumerable.Range(0, 9).Select(i => new Series($"a series with a long name, number {i}", [0, 1], [i, i + 1]))]),
    };

    public static Figure Figure(string title, params PlotLayer[] layers)
        => new() { Title = title, Panels = [new Panel { X = new Axis("x", "nA"), Y = new Axis("y", "Hz"), Layers = layers }] };

    public static SpikeTrains Spikes(string name, int neurons, int count, int stride)
    {
        int[] steps = [.. Enumerable.Range(0, count).Select(i => i * 997 / count)];
        var spikes = steps.Select((step, i) => (step, neuron: i * stride % neurons)).Distinct().Order().ToList();
        return new SpikeTrains(name, neurons, 0.1 * ms, 0, 1000, spikes.Select(s => s.step).ToArray(), spikes.Select(s => s.neuron).ToArray());
    }

    private static double[] Times(int count) => [.. Enumerable.Range(0, count).Select(i => i * 1e-4)];

    private static Trace Sine(string name, string unit, int neuron) => new(name, unit, [.. Times(1000).Select(t => Math.Sin((300 * t) + neuron))], neuron);

    private static Panel Logarithmic(params PlotLayer[] layers)
        => new() { X = new Axis("Neurons") { Scale = AxisScale.Logarithmic }, Y = new Axis("Time", "s") { Scale = AxisScale.Logarithmic }, Layers = layers };
}
