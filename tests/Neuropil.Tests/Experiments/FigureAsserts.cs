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
        }
    }

    /// <summary>The legends and labels of a figure contain these.</summary>
    public static void Labels(this ExperimentResult result, string name, params string[] labels)
        => Assert.Superset(labels.ToHashSet(), new SvgFigure(result.Figures.Single(figure => figure.Name == name).Figure).Labels.ToHashSet());
}
