using System.Xml.Linq;
using static Neuropil.Units;

namespace Neuropil.Tests.Plotting;

public sealed class DrawnSpikesTests
{
    private static readonly SpikeTrains spikes = new("cells", 2, 1 * ms, 0, 10, [3, 6], [1, 1]);

    // Neuron 1 climbs to −50 mV at 3 ms, fires in the step that ends at 4 ms, and again in that which ends at 7 ms.
    private static readonly Traces traces = new(
        [0, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009],
        [new("V", "mV", [-70, -65, -60, -50, -70, -60, -52, -70, -60, -55], 1), new("g", "nS", [.. Enumerable.Repeat(1.0, 10)], 1)]);

    [Fact]
    public void Each_goes_from_the_potential_before_the_reset_to_the_peak()
    {
        var svg = new SvgFigure(traces.Plot(spikes: spikes, spikePeak: 30 * mV));
        XElement area = svg.Areas[0];
        var line = SvgFigure.Points(area.Elements(SvgFigure.Svg + "path").First());
        var drawn = SvgFigure.Points(area.Elements(SvgFigure.Svg + "path").Last());
        double perMillivolt = (line[0].Y - line[3].Y) / 20;
        Assert.Equal(4, drawn.Count);
        Assert.Equal((line[4].X, line[3].Y), drawn[0]);
        Assert.Equal(line[3].Y - (80 * perMillivolt), drawn[1].Y, 0.05);
        Assert.Equal((line[7].X, line[6].Y), drawn[2]);
        Assert.Equal(drawn[1].Y, drawn[3].Y);
        Assert.Single(area.Elements(SvgFigure.Svg + "path").Select(path => path.Attribute("stroke")!.Value).Distinct());
        Assert.Single(svg.Areas[1].Elements(SvgFigure.Svg + "path")); // a conductance has no spikes
    }

    [Fact]
    public void Volts_or_millivolts_are_one_height()
    {
        double[] volts = [.. traces.Columns[0].Values.Select(value => value / 1000)];
        var inVolts = new Traces(traces.TimesSeconds, [new("V", "V", volts, 1)]);
        Assert.Equal(Drawn(new Traces(traces.TimesSeconds, [traces.Columns[0]])), Drawn(inVolts));

        double[] Drawn(Traces of)
            => [.. SvgFigure.Points(new SvgFigure(of.Plot(spikes: spikes)).Areas[0].Elements(SvgFigure.Svg + "path").Last()).Select(point => point.Y)];
    }

    [Fact]
    public void None_are_drawn_onto_others_than_potentials_of_the_population()
    {
        Assert.Null(traces.DrawSpikes(traces.Columns[1], spikes, 20 * mV, TimeUnit.Milliseconds));
        Assert.Null(traces.DrawSpikes(traces.Columns[0] with { Neuron = null }, spikes, 20 * mV, TimeUnit.Milliseconds));
        Assert.Null(traces.DrawSpikes(traces.Columns[0] with { Neuron = 2 }, spikes, 20 * mV, TimeUnit.Milliseconds));
        Assert.Null(traces.DrawSpikes(traces.Columns[0] with { Unit = "" }, spikes, 20 * mV, TimeUnit.Milliseconds));
    }

    [Fact]
    public void Those_outside_the_recording_are_left_out()
    {
        var stretch = traces.Window(5 * ms, 9 * ms);
        var points = SvgFigure.Points(new SvgFigure(stretch.Plot(spikes: spikes)).Areas[0].Elements(SvgFigure.Svg + "path").Skip(1).First());
        Assert.Equal(2, points.Count);
    }

    [Fact]
    public void Stacked_traces_have_a_panel_each_and_one_scale()
    {
        var two = new Traces(traces.TimesSeconds, [traces.Columns[0], traces.Columns[0] with { Neuron = 0, Values = [.. Enumerable.Repeat(-60.0, 10)] }]);
        var svg = new SvgFigure(two.Plot(stacked: true));
        var lines = svg.Areas.Select(area => SvgFigure.Points(area.Elements(SvgFigure.Svg + "path").Single())).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(lines[0][2].Y, lines[1][0].Y); // both −60 mV
        Assert.Contains("neuron 1", svg.Labels);
    }

    [Fact]
    public void Bad_lists_and_peaks_are_refused()
    {
        Assert.Contains("not 1", Assert.Throws<ArgumentException>(() => new DrawnSpikes([1, 2], [0], 20)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => new DrawnSpikes([1], [0], double.NaN)).Message, StringComparison.Ordinal);
    }
}
