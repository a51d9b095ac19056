using System.Text.RegularExpressions;
using System.Xml.Linq;
using Neuropil.Experiments;
using Neuropil.Tests.Plotting;

namespace Neuropil.Tests.Experiments;

/// <summary>What the figures of a report have to show.</summary>
internal static class FigureAsserts
{
    /// <summary>The report has these figures, in this order, with so many panels each, and in every panel something is drawn.</summary>
    public static void Draws(this ExperimentResult result, params (string Name, int Panels)[] figures)
    {
        Assert.Equal(figures.Select(each => each.Name), result.Figures.Select(figure => figure.Name));
        foreach (var (figure, (name, panels)) in result.Figures.Zip(figures))
        {
            var areas = new SvgFigure(figure.Figure).Areas;
            Assert.Equal((name, panels), (name, areas.Count));
            Assert.All(areas, area => Assert.NotEmpty(area.Descendants(SvgFigure.Svg + "path").SelectMany(SvgFigure.Points)));
            IsReadable(figure);
        }
    }

    /// <summary>
    /// Several panels have letters, and potentials one scale; a caption that names a letter names one that is there; no text but a name is in ASCII's
    /// stead for a sign.
    /// </summary>
    private static void IsReadable(ExperimentFigure figure)
    {
        var svg = new SvgFigure(figure.Figure);
        string[] letters = [.. svg.Texts.Where(text => text.Attribute("font-weight") is not null).Select(text => text.Value)];
        int panels = figure.Figure.Panels.Count;
        Assert.Equal(panels > 1 ? Enumerable.Range(0, panels).Select(i => $"{(char)('A' + i)}") : [], letters);
        Assert.All(Regex.Matches(figure.Caption, @"\(([A-Z])(?:, ([A-Z]))?\)").SelectMany(match => match.Groups.Values.Skip(1).Where(group => group.Success)),
            named => Assert.Contains(named.Value, letters));
        Assert.DoesNotContain(svg.Labels, label => Regex.IsMatch(label, @"\bu[AMFS]\b|\b[kM]?Ohm\b|\bchi\b|(^|[ (])-\d"));

        // The ends of a potential's axis: the same numbers at the same heights above its foot.
        bool arePotentials = figure.Figure.Panels.All(panel => panel.Y.Unit == "mV" && panel.Y.Minimum is null);
        var scales = svg.Areas.Where(_ => arePotentials).GroupBy(area => Panel(area).Y.Label).Select(group => group.Select(area => string.Join(' ',
            svg.VerticalTicks().Where(tick => IsBeside(tick.Y, area)).Select(tick => tick.Label).Order(StringComparer.Ordinal).Distinct())).Distinct());
        Assert.All(scales, scale => Assert.True(scale.Count() == 1 || figure.Figure.Columns > 1, string.Join(" | ", scale)));

        Panel Panel(XElement area) => figure.Figure.Panels[svg.Areas.IndexOf(area)];
        static bool IsBeside(double y, XElement area)
            => y >= SvgFigure.Attribute(area, "y") && y <= SvgFigure.Attribute(area, "y") + SvgFigure.Attribute(area, "height") + 4;
    }

    /// <summary>The legends and labels of a figure contain these.</summary>
    public static void Labels(this ExperimentResult result, string name, params string[] labels)
        => Assert.Superset(labels.ToHashSet(), new SvgFigure(result.Figures.Single(figure => figure.Name == name).Figure).Labels.ToHashSet());
}
