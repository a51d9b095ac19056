using System.Xml.Linq;
using static Neuropil.Units;

namespace Neuropil.Tests.Plotting;

public class RasterTests
{
    [Fact]
    public void Every_spike_stands_at_its_time_and_neuron()
    {
        var spikes = new SpikeTrains("cells", 5, 0.1 * ms, 0, 1000, [99, 499, 499, 899], [0, 1, 4, 2]);
        var svg = new SvgFigure(spikes.Raster());
        XElement area = svg.Areas[0];
        (double left, double top) = (SvgFigure.Attribute(area, "x"), SvgFigure.Attribute(area, "y"));
        var marks = SvgFigure.Points(area.Descendants(SvgFigure.Svg + "path").Single()).Chunk(2)
            .Select(ends => (X: left + ends[0].X, Y: top + ((ends[0].Y + ends[1].Y) / 2))).ToList();
        var times = svg.HorizontalTicks();
        double perMillisecond = (times["100"] - times["0"]) / 100;
        double[] expected = [10, 50, 50, 90]; // ms
        Assert.All(marks.Zip(expected), pair => Assert.Equal(times["0"] + (perMillisecond * pair.Second), pair.First.X, 0.06));

        // The baseline of a number lies half a capital's height, 2.52 points, below its tick.
        var rows = svg.VerticalTicks().Where(tick => tick.Y < SvgFigure.Attribute(svg.Areas[1], "y"))
            .ToDictionary(tick => tick.Label, tick => tick.Y - 2.52, StringComparer.Ordinal);
        double perRow = (rows["4"] - rows["0"]) / 4;
        Assert.All(marks.Zip([0, 1, 4, 2]), pair => Assert.Equal(rows["0"] + (perRow * pair.Second), pair.First.Y, 0.06));
    }

    [Fact]
    public void Populations_are_stacked_from_below_named_and_coloured()
    {
        var svg = new SvgFigure(new[] { Sample.Spikes("E", 80, 500, 7), Sample.Spikes("I", 20, 500, 3) }.Raster());
        var paths = svg.Areas[0].Descendants(SvgFigure.Svg + "path").ToList();
        double boundary = SvgFigure.Attribute(svg.Areas[0], "height") * 0.2;
        Assert.True(SvgFigure.Points(paths[0]).Min(p => p.Y) > boundary - 1);
        Assert.True(SvgFigure.Points(paths[1]).Max(p => p.Y) < boundary + 1);
        foreach ((string name, int index) in new[] { ("E", 0), ("I", 1) })
        {
            string colour = Palette.At(index).ToString();
            Assert.Equal(colour, paths[index].Attribute("stroke")!.Value);
            Assert.Equal(colour, svg.Texts.Single(text => text.Value == name).Attribute("fill")!.Value);
        }
    }

    [Fact]
    public void The_rate_histogram_encloses_the_spikes()
    {
        SpikeTrains spikes = Sample.Spikes("cells", 10, 1000, 7);
        var svg = new SvgFigure(spikes.Raster(bin: 1 * ms));
        var outline = SvgFigure.Points(svg.Areas[1].Elements(SvgFigure.Svg + "path").Last());
        double area = 0;
        for (int i = 1; i < outline.Count; i++)
        {
            area += (outline[i].X - outline[i - 1].X) * (SvgFigure.Attribute(svg.Areas[1], "height") - outline[i].Y);
        }

        var times = svg.HorizontalTicks();
        var rates = svg.VerticalTicks().Where(tick => tick.Y > SvgFigure.Attribute(svg.Areas[1], "y") - 3).ToList();
        double pointsPerSecond = (times["100"] - times["0"]) / 0.1;
        double pointsPerHertz = (rates[^1].Y - rates[0].Y) / SvgFigure.Number(rates[0].Label);
        Assert.Equal(spikes.Count, area / pointsPerSecond / pointsPerHertz * spikes.NeuronCount, spikes.Count * 0.002);
    }

    [Theory]
    [InlineData(SpikeRows.VectorLimit, 0)]
    [InlineData(SpikeRows.VectorLimit + 1, 1)]
    public void More_spikes_than_the_limit_become_a_picture(int count, int pictures)
    {
        int[] steps = [.. Enumerable.Range(0, count).Select(i => i / 60)];
        int[] neurons = [.. Enumerable.Range(0, count).Select(i => i % 60)];
        var svg = new SvgFigure(new SpikeTrains("cells", 60, 0.1 * ms, 0, 1000, steps, neurons).Raster());
        Assert.Equal(pictures, svg.Areas[0].Elements(SvgFigure.Svg + "image").Count());
        Assert.Equal(1 - pictures, svg.Areas[0].Elements(SvgFigure.Svg + "path").Count());
    }

    [Fact]
    public void A_picture_has_its_spikes_where_a_vector_raster_has_them()
    {
        // All neurons fire between 30 and 50 ms; only the upper half between 70 and 80.
        List<(int Step, int Neuron)> spikes = [];
        for (int step = 0; step < 1000; step++)
        {
            for (int neuron = step is >= 700 and < 800 ? 500 : 0; neuron < 1000; neuron += 3)
            {
                if (step is (>= 300 and < 500) or (>= 700 and < 800))
                {
                    spikes.Add((step, neuron));
                }
            }
        }

        var trains = new SpikeTrains("cells", 1000, 0.1 * ms, 0, 1000, [.. spikes.Select(s => s.Step)], [.. spikes.Select(s => s.Neuron)]);
        XElement image = new SvgFigure(trains.Raster()).Areas[0].Elements(SvgFigure.Svg + "image").Single();
        DecodedPng png = DecodedPng.FromDataUri(image.Attribute(XName.Get("href", "http://www.w3.org/1999/xlink"))!.Value);
        double Inked(double left, double right, double top, double bottom) => png.FractionInked(left, right, top, bottom);
        Assert.Equal(0, Inked(0.00, 0.29, 0, 1));
        Assert.True(Inked(0.31, 0.49, 0.01, 0.99) > 0.2);
        Assert.Equal(0, Inked(0.51, 0.69, 0, 1));
        Assert.True(Inked(0.71, 0.79, 0.01, 0.49) > 0.2);
        Assert.Equal(0, Inked(0.71, 0.79, 0.51, 1));
        Assert.Equal(0, Inked(0.81, 1, 0, 1));
    }

    [Fact]
    public void Populations_of_equal_rate_are_equally_dark()
    {
        // In each step every fiftieth neuron, each time others.
        SpikeTrains Spikes(string name, int neurons)
        {
            var spikes = Enumerable.Range(0, 2000)
                .SelectMany(step => Enumerable.Range(0, neurons / 50).Select(i => (Step: step, Neuron: (i * 50) + (7 * step % 50)))).ToArray();
            return new(name, neurons, 0.1 * ms, 0, 2000, [.. spikes.Select(spike => spike.Step)], [.. spikes.Select(spike => spike.Neuron)]);
        }

        double[] darkness =
        [
            .. new SvgFigure(new[] { Spikes("E", 4000), Spikes("I", 1000) }.Raster()).Areas[0].Elements(SvgFigure.Svg + "image")
                .Select((image, i) => DecodedPng.FromDataUri(image.Attribute(XName.Get("href", "http://www.w3.org/1999/xlink"))!.Value)
                    .MeanOpacity(0.01, 0.99, i == 0 ? 0.22 : 0.01, i == 0 ? 0.99 : 0.19)),
        ];
        Assert.Equal(2, darkness.Length);
        Assert.Equal(darkness[0], darkness[1], 0.03 * darkness[0]);
    }

    [Fact]
    public void The_raster_of_a_late_window_begins_with_the_window()
    {
        SpikeTrains window = Sample.Spikes("cells", 10, 1000, 7).Window(0.05 * second, 0.1 * second);
        var times = new SvgFigure(window.Raster()).HorizontalTicks();
        Assert.Contains("50", times.Keys);
        Assert.DoesNotContain("40", times.Keys);
    }

    [Fact]
    public void Long_recordings_are_shown_in_seconds()
        => Assert.Contains("Time (s)", new SvgFigure(new SpikeTrains("x", 2, 1 * ms, 0, 5000, [], []).Raster()).Labels);
}
