namespace Neuropil.Tests.Plotting;

public class SeriesTests
{
    [Fact]
    public void A_long_line_keeps_the_extremes_of_every_column()
    {
        // A million samples of noise with one spike up and one down: both must survive the thinning, and the path must be short.
        double[] times = [.. Enumerable.Range(0, 1_000_000).Select(i => i * 1e-4)];
        double[] values = [.. times.Select((_, i) => (i * 7919L % 1000) / 1000.0)];
        (values[333_333], values[777_777]) = (5, -4);
        var svg = new SvgFigure(Sample.Figure("", new Series("", times, values)));
        var path = svg.Areas[0].Elements(SvgFigure.Svg + "path").Single();
        Assert.InRange(path.Attribute("d")!.Value.Length, 1000, 100_000);
        var points = SvgFigure.Points(path);
        (double width, double height) = (SvgFigure.Attribute(svg.Areas[0], "width"), SvgFigure.Attribute(svg.Areas[0], "height"));
        Assert.Equal(height * 0.04 / 1.08, points.MinBy(p => p.Y).Y, 0.02 * height);
        Assert.Equal(width / 3, points.MinBy(p => p.Y).X, 0.3);
        Assert.Equal(width * 7 / 9, points.MaxBy(p => p.Y).X, 0.3);
        Assert.Equal(points.Order().Select(p => p.X), points.Select(p => p.X));
    }

    [Fact]
    public void Gaps_interrupt_the_line_and_lonely_points_become_dots()
    {
        var svg = new SvgFigure(Sample.Figure("", new Series("", [0, 1, 2, 3, 4, 5], [1, 2, double.NaN, 4, double.NaN, 6])));
        string path = svg.Areas[0].Elements(SvgFigure.Svg + "path").Single().Attribute("d")!.Value;
        Assert.Equal(3, path.Count(letter => letter == 'M'));
        Assert.Equal(2, path.Split("h0").Length - 1);
    }

    [Fact]
    public void On_a_logarithmic_axis_equal_ratios_take_equal_space_and_zeros_are_left_out()
    {
        var panel = new Panel { X = new Axis("n") { Scale = AxisScale.Logarithmic }, Layers = [new Series("", [1, 10, 0, 100, 1000], [1, 2, 3, 4, 5])] };
        var svg = new SvgFigure(new Figure { Panels = [panel] });
        var points = SvgFigure.Points(svg.Areas[0].Elements(SvgFigure.Svg + "path").Single());
        Assert.Equal(4, points.Count);
        Assert.Equal(points[1].X - points[0].X, points[3].X - points[2].X, 0.02);
    }

    [Fact]
    public void Error_bars_reach_from_minus_to_plus()
    {
        var svg = new SvgFigure(Sample.Figure("", new Series("", [1, 2], [10, 20]) { Error = [3, double.NaN], Line = LineStyle.None, Marker = Marker.Circle }));
        var bar = SvgFigure.Points(svg.Areas[0].Elements(SvgFigure.Svg + "path").First());
        var up = svg.VerticalTicks();
        double perHertz = (up[^1].Y - up[0].Y) / (SvgFigure.Number(up[0].Label) - SvgFigure.Number(up[^1].Label));
        Assert.Equal(6 * perHertz, bar.Max(p => p.Y) - bar.Min(p => p.Y), 0.05);
        Assert.Equal(6, bar.Count); // two caps and a stem: the point without an error has none
    }

    [Fact]
    public void Data_beyond_ends_that_the_user_set_are_clipped()
    {
        var series = new Series("", [0, 1, 2], [0, 1, 2]);
        var free = new SvgFigure(Sample.Figure("", series));
        var bound = new SvgFigure(new Figure { Panels = [new Panel { X = new Axis("x") { Maximum = 1.5 }, Layers = [series] }] });
        Assert.Equal(("visible", "hidden"), (free.Areas[0].Attribute("overflow")!.Value, bound.Areas[0].Attribute("overflow")!.Value));
    }

    [Fact]
    public void A_marker_on_an_end_that_the_user_set_is_whole()
    {
        var series = new Series("", [0, 1, 2], [0, 1, 2]) { Marker = Marker.Circle };
        var panel = new Panel { X = new Axis("x") { Maximum = 2 }, Y = new Axis("y") { Minimum = 0 }, Layers = [series] };
        Assert.Equal("visible", new SvgFigure(new Figure { Panels = [panel] }).Areas[0].Attribute("overflow")!.Value);
    }

    [Fact]
    public void Bars_that_share_a_panel_are_outlines_unless_asked_otherwise()
    {
        Assert.Equal(1, Fillings(new Bars("a", [0, 1], [1])));
        Assert.Equal(0, Fillings(new Bars("a", [0, 1], [1]), new Bars("b", [0, 1], [2])));
        Assert.Equal(1, Fillings(new Bars("a", [0, 1], [1]) { Filled = true }, new Bars("b", [0, 1], [2])));
        Assert.Equal(0, Fillings(new Bars("a", [0, 1], [1]) { Filled = false }));

        static int Fillings(params PlotLayer[] layers) => new SvgFigure(Sample.Figure("", layers)).Areas[0].Elements(SvgFigure.Svg + "path")
            .Count(path => path.Attribute("fill")!.Value != "none");
    }

    [Fact]
    public void Lists_of_different_length_are_refused_by_name()
    {
        string points = Assert.Throws<ArgumentException>(() => new Series("cell", [0, 1], [0])).Message;
        Assert.Contains("'cell' has 2 x values but 1 y", points, StringComparison.Ordinal);
        string errors = Assert.Throws<ArgumentException>(() => new Series("cell", [0, 1], [0, 1]) { Error = [1, 2, 3] }).Message;
        Assert.Contains("3 error bars", errors, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Bars("b", [0, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Bars("b", [0, 1, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Band("b", [0, 1], [1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReferenceLine.AtX(double.NaN));
    }
}
