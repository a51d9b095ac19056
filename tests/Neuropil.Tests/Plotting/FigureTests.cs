using System.Globalization;
using System.Xml.Linq;
using static Neuropil.Units;

namespace Neuropil.Tests.Plotting;

public sealed class FigureTests
{
    private static readonly Figure Curve = Sample.Figure("f-I", new Series("cell", [0, 1, 2, 3, 4], [0, 10, 17, 22, 25]) { Marker = Marker.Circle });

    public static TheoryData<string> Kinds => [.. Sample.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_figure_is_XML_with_a_title_and_a_description(string kind)
    {
        var svg = new SvgFigure(Sample.Kinds[kind]());
        Assert.Equal("title", svg.Root.Elements().First().Name.LocalName);
        Assert.NotEmpty(svg.Root.Element(SvgFigure.Svg + "title")!.Value);
        Assert.NotNull(svg.Root.Element(SvgFigure.Svg + "desc"));
        Assert.DoesNotContain(svg.Root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "id" or "class" or "style");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void All_data_lie_inside_the_axes_and_all_text_inside_the_figure(string kind)
    {
        var svg = new SvgFigure(Sample.Kinds[kind]());
        foreach (var area in svg.Areas)
        {
            (double width, double height) = (SvgFigure.Attribute(area, "width"), SvgFigure.Attribute(area, "height"));
            Assert.InRange(SvgFigure.Attribute(area, "x") + width, 0, svg.Width);
            Assert.InRange(SvgFigure.Attribute(area, "y") + height, 0, svg.Height);
            if (area.Attribute("overflow")!.Value == "hidden")
            {
                continue; // an end cuts data off, which the area then hides
            }

            foreach ((double x, double y) in area.Descendants(SvgFigure.Svg + "path").SelectMany(SvgFigure.Points))
            {
                Assert.InRange(x, -0.01, width + 0.01);
                Assert.InRange(y, -0.01, height + 0.01);
            }
        }

        foreach (var text in svg.Texts.Where(text => text.Attribute("transform") is null))
        {
            Assert.InRange(SvgFigure.Attribute(text, "x"), 0, svg.Width);
            Assert.InRange(SvgFigure.Attribute(text, "y"), 0, svg.Height);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Numbers_along_an_axis_do_not_overlap(string kind)
    {
        var svg = new SvgFigure(Sample.Kinds[kind]());
        foreach (var line in svg.Ticks("middle").GroupBy(tick => tick.Y))
        {
            double right = double.NegativeInfinity;
            foreach ((string label, double x, _) in line.OrderBy(tick => tick.X))
            {
                double half = 0.6 * 7 * label.Length / 2;
                Assert.True(x - half > right, $"{label} overlaps its neighbour.");
                right = x + half;
            }
        }

        foreach (var column in svg.Ticks("end").GroupBy(tick => tick.X))
        {
            double[] heights = [.. column.Select(tick => tick.Y).Order()];
            Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 7));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_data_give_the_same_bytes_in_any_culture(string kind)
    {
        string first = Sample.Kinds[kind]().ToSvg();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            strange.NumberFormat.NumberDecimalSeparator = ",";
            strange.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = strange;
            Assert.Equal(first, Sample.Kinds[kind]().ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Points_stand_where_the_ticks_say()
    {
        var svg = new SvgFigure(Curve);
        var area = svg.Areas.Single();
        var line = SvgFigure.Points(area.Elements(SvgFigure.Svg + "path").First());
        var across = svg.HorizontalTicks();
        double left = SvgFigure.Attribute(area, "x");
        Assert.Equal(across["2.0"], left + line[2].X, 0.02);
        Assert.Equal(across["3.0"], left + line[3].X, 0.02);

        var up = svg.VerticalTicks().ToDictionary(tick => tick.Label, tick => tick.Y, StringComparer.Ordinal);
        double perHertz = (up["0"] - up["20"]) / 20;
        Assert.Equal(perHertz * 12, line[1].Y - line[3].Y, 0.05);
    }

    [Fact]
    public void Names_of_any_kind_are_escaped_and_read_back()
    {
        const string Wild = "a<b & \"c\" 'd' ]]> é λ 神经 \U0001F9E0";
        var figure = Sample.Figure(Wild, new Series(Wild, [0, 1], [0, 1])) with { Description = Wild };
        var svg = new SvgFigure(figure);
        Assert.Equal(Wild, svg.Root.Element(SvgFigure.Svg + "title")!.Value);
        Assert.Equal(Wild, svg.Root.Element(SvgFigure.Svg + "desc")!.Value);
        Assert.Contains(Wild, svg.Labels);
    }

    [Fact]
    public void The_text_of_a_figure_is_ASCII_so_that_no_encoding_changes_it()
        => Assert.True(System.Text.Ascii.IsValid(Sample.Figure("神经 −1 µA", new Series("é", [-1, 1], [0, 1])).ToSvg()));

    [Fact]
    public void Characters_that_XML_forbids_are_replaced()
    {
        var svg = new SvgFigure(Sample.Figure("a\0b\u0001c\ud800d\uffffe\tf", new Series("", [0, 1], [0, 1])));
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe f", svg.Root.Element(SvgFigure.Svg + "title")!.Value);
    }

    [Fact]
    public void Axes_are_labelled_with_units_and_only_the_last_of_stacked_panels_shows_time()
    {
        Traces traces = new([0, 0.1], [new("V", "mV", [-65.0, -60], 0), new("g", "nS", [1.0, 2], 0)]);
        var svg = new SvgFigure(traces.Plot());
        Assert.Contains("V (mV)", svg.Labels);
        Assert.Contains("g (nS)", svg.Labels);
        Assert.Single(svg.Labels, label => label == "Time (ms)");
    }

    [Fact]
    public void Panels_with_axes_of_their_own_each_show_theirs()
    {
        var svg = new SvgFigure(Curve with { SharedX = false, Panels = [Curve.Panels[0], Curve.Panels[0]] });
        Assert.Equal(2, svg.Labels.Count(label => label == "x (nA)"));
    }

    [Fact]
    public void A_legend_names_the_series_in_their_colours()
    {
        var svg = new SvgFigure(Sample.Figure("", new Series("one", [0, 1], [0, 1]), new Series("two", [0, 1], [1, 0])));
        Assert.Contains("one", svg.Labels);
        string[] colours = [.. svg.Areas[0].Elements(SvgFigure.Svg + "path").Select(path => path.Attribute("stroke")!.Value)];
        Assert.Equal([Palette.At(0).ToString(), Palette.At(1).ToString()], colours);
        Assert.All(colours, colour => Assert.Contains(svg.Root.Elements(SvgFigure.Svg + "path"), sample => sample.Attribute("stroke")!.Value == colour));
    }

    [Fact]
    public void Another_ending_than_those_of_the_formats_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Curve.Save("figure.jpg"));
        Assert.Contains(".svg, .pdf or .png, not '.jpg'", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists("figure.jpg"));
    }

    [Fact]
    public void A_saved_figure_is_the_SVG_text()
    {
        using var folder = new Recording.TemporaryFolder();
        Curve.Save(folder["figures/curve.SVG"]);
        Assert.Equal(Curve.ToSvg(), File.ReadAllText(folder["figures/curve.SVG"]));
    }

    [Theory]
    [InlineData(5.0, 1.0)]
    [InlineData(0.0, double.PositiveInfinity)]
    [InlineData(double.NaN, 1.0)]
    public void Axis_ends_that_make_no_range_are_refused(double minimum, double maximum)
    {
        var figure = Curve with { Panels = [Curve.Panels[0] with { X = new Axis("x", "nA") { Minimum = minimum, Maximum = maximum } }] };
        var error = Assert.Throws<ArgumentException>(() => figure.ToSvg());
        Assert.Contains("'x (nA)'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_too_narrow_for_its_labels_is_refused()
        => Assert.Contains("20 mm", Assert.Throws<ArgumentException>(() => (Curve with { Width = 20 * mm }).ToSvg()).Message, StringComparison.Ordinal);
}
