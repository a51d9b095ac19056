using System.Xml.Linq;
using static Neuropil.Units;

namespace Neuropil.Tests.Plotting;

/// <summary>Panels side by side, their letters, scales in common.</summary>
public sealed class FigureColumnTests
{
    private static readonly Figure Five = new()
    {
        Width = 170 * mm, Columns = 2, Letters = true, SharedX = false,
        Panels =
        [
            PanelOf("V", "mV", -80, -60) with { Title = "low" }, PanelOf("V", "mV", -20, 40), PanelOf("Rate", "Hz", 0, 10_000), PanelOf("V", "mV", -1, 1),
            PanelOf("Rate", "Hz", 0, 1) with { Height = 20 * mm },
        ],
    };

    [Fact]
    public void Panels_fill_rows_of_equally_wide_axes_that_begin_at_one_height()
    {
        var areas = new SvgFigure(Five).Areas;
        double Left(int panel) => SvgFigure.Attribute(areas[panel], "x");
        double Top(int panel) => SvgFigure.Attribute(areas[panel], "y");
        Assert.Equal((Left(0), Left(0), Left(1)), (Left(2), Left(4), Left(3)));
        Assert.Equal((Top(0), Top(2)), (Top(1), Top(3)));
        Assert.True(Top(2) > Top(0) && Top(4) > Top(2));
        Assert.Single(areas.Select(area => SvgFigure.Attribute(area, "width")).Distinct());
        Assert.True(Left(1) > Left(0) + SvgFigure.Attribute(areas[0], "width"));
    }

    [Fact]
    public void Each_panel_has_its_letter_left_of_its_axes_and_above_them()
    {
        var svg = new SvgFigure(Five);
        XElement[] letters = [.. svg.Texts.Where(text => text.Attribute("font-weight") is not null)];
        Assert.Equal(["A", "B", "C", "D", "E"], letters.Select(letter => letter.Value));
        Assert.All(letters.Zip(svg.Areas), pair =>
        {
            Assert.True(SvgFigure.Attribute(pair.First, "x") < SvgFigure.Attribute(pair.Second, "x") - 15);
            Assert.InRange(SvgFigure.Attribute(pair.First, "y"), SvgFigure.Attribute(pair.Second, "y") - 20, SvgFigure.Attribute(pair.Second, "y"));
        });
        Assert.Equal(["A", "Z", "AA", "AB", "BA"], new[] { 0, 25, 26, 27, 52 }.Select(Neuropil.Plotting.FigureLayout.Letter));
    }

    [Fact]
    public void With_one_scale_the_same_potential_stands_at_the_same_height()
    {
        var areas = new SvgFigure(Five with { SharedY = true }).Areas;
        double[] Heights(int panel) => [.. SvgFigure.Points(areas[panel].Elements(SvgFigure.Svg + "path").Single()).Select(point => point.Y)];
        double perMillivolt = (Heights(0)[0] - Heights(0)[1]) / 20;
        Assert.Equal(perMillivolt * 60, Heights(1)[0] - Heights(1)[1], 0.05);
        Assert.Equal(perMillivolt * 2, Heights(3)[0] - Heights(3)[1], 0.05);
        Assert.Equal(perMillivolt * 40, Heights(0)[1] - Heights(1)[0], 0.05);

        // Each of its own otherwise: data fill the axes but for the margins.
        var own = new SvgFigure(Five).Areas;
        Assert.All(own, area => Assert.True(
            SvgFigure.Points(area.Elements(SvgFigure.Svg + "path").Single()).Max(point => point.Y) > 0.85 * SvgFigure.Attribute(area, "height")));
    }

    [Fact]
    public void A_shared_horizontal_axis_is_labelled_below_the_last_panel_of_each_column()
    {
        var svg = new SvgFigure(Five with { SharedX = true });
        XElement[] labels = [.. svg.Texts.Where(text => text.Value == "Time (ms)")];
        Assert.Equal(2, labels.Length);
        Assert.True(SvgFigure.Attribute(labels[0], "y") < SvgFigure.Attribute(labels[1], "y")); // the right column has a panel less
        Assert.Equal(5, new SvgFigure(Five).Labels.Count(label => label == "Time (ms)"));
    }

    [Fact]
    public void More_columns_than_panels_are_as_many_as_there_are()
        => Assert.Equal((Five with { Columns = 5 }).ToSvg(), (Five with { Columns = 100 }).ToSvg());

    [Fact]
    public void No_column_is_refused_with_the_number()
        => Assert.Contains("one column", Assert.Throws<ArgumentOutOfRangeException>(() => Five with { Columns = 0 }).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_many_columns_for_the_width_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => (Five with { Columns = 5, Width = 60 * mm }).ToSvg());
        Assert.Contains("60 mm", error.Message, StringComparison.Ordinal);
    }

    private static Panel PanelOf(string quantity, string unit, double from, double to)
        => new() { X = new Axis("Time", "ms"), Y = new Axis(quantity, unit), Layers = [new Series("", [0, 100], [from, to])] };
}
