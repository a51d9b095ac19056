using System.Xml.Linq;

namespace Neuropil.Tests.Plotting;

public sealed class OutlierTests
{
    private static readonly double[] x = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly double[] ruled = [1, 2, 3, 2, 1, 2, 500, 2, 1];

    [Fact]
    public void A_point_that_rules_the_axis_stands_at_its_edge_with_its_value()
    {
        var svg = new SvgFigure(Of(ruled, new Axis("y")));
        XElement area = svg.Areas.Single();
        Assert.Equal("3.0", svg.VerticalTicks()[0].Label);
        Assert.Equal("500", area.Elements(SvgFigure.Svg + "text").Single().Value);
        XElement head = area.Elements(SvgFigure.Svg + "path").Last();
        double left = SvgFigure.Attribute(area, "x");
        Assert.Equal(svg.HorizontalTicks()["6"], left + SvgFigure.Points(head)[0].X, 0.02);
        Assert.All(SvgFigure.Points(head), point => Assert.InRange(point.Y, 0, 5));
        Assert.Equal("hidden", area.Attribute("overflow")!.Value);
    }

    [Fact]
    public void One_below_is_marked_below()
    {
        var area = new SvgFigure(Of([.. ruled.Select(y => -y)], new Axis("y"))).Areas.Single();
        Assert.Equal("-500", area.Elements(SvgFigure.Svg + "text").Single().Value.Replace('−', '-'));
        Assert.All(SvgFigure.Points(area.Elements(SvgFigure.Svg + "path").Last()), point => Assert.True(point.Y > SvgFigure.Attribute(area, "height") - 5));
    }

    [Fact]
    public void An_error_bar_that_rules_the_axis_is_cut_and_its_point_stays()
    {
        var series = new Series("", x, [.. ruled.Select(y => Math.Min(y, 2))]) { Marker = Marker.Circle, Error = [.. ruled.Select(y => y == 500 ? 400 : 0.1)] };
        var svg = new SvgFigure(new Figure { Panels = [new Panel { X = new Axis("x"), Y = new Axis("y"), Layers = [series] }] });
        Assert.DoesNotContain(svg.VerticalTicks(), tick => tick.Label.Contains("00", StringComparison.Ordinal));
        Assert.Empty(svg.Areas.Single().Elements(SvgFigure.Svg + "text"));
    }

    public static TheoryData<string> Whole => ["asked for", "its own end", "few points", "line only", "two", "logarithmic", "constant but one", "ninefold"];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Otherwise_the_axis_holds_all_points(string why)
    {
        var figure = why switch
        {
            "asked for" => Of(ruled, new Axis("y") { HoldsOutliers = true }),
            "its own end" => Of(ruled, new Axis("y") { Maximum = 510 }),
            "few points" => Of([1, 2, 3, 2, 1, 2, 500], new Axis("y")),
            "line only" => Of(ruled, new Axis("y"), Marker.None),
            "two" => Of([1, 2, 3, 2, 1, 500, 500, 2, 1], new Axis("y")),
            "logarithmic" => Of(ruled, new Axis("y") { Scale = AxisScale.Logarithmic }),
            "constant but one" => Of([0, 0, 0, 0, 0, 0, 500, 0, 0], new Axis("y")),
            _ => Of([1, 2, 3, 2, 1, 2, 18.9, 2, 1], new Axis("y")),
        };
        var area = new SvgFigure(figure).Areas.Single();
        Assert.Empty(area.Elements(SvgFigure.Svg + "text"));
        Assert.Equal("visible", area.Attribute("overflow")!.Value);
    }

    private static Figure Of(double[] y, Axis axis, Marker marker = Marker.Circle)
        => new() { Panels = [new Panel { X = new Axis("x"), Y = axis, Layers = [new Series("", x[..y.Length], y) { Marker = marker }] }] };
}
