using Neuropil.Plotting;

namespace Neuropil;

/// <summary>A shaded area between two curves over the same x, as for a mean ± its standard deviation.</summary>
public sealed class Band : PlotLayer
{
    private const double Opacity = 0.25;
    private readonly double[] x;
    private readonly double[] lower;
    private readonly double[] upper;

    /// <summary>The area between <paramref name="lower"/> and <paramref name="upper"/>; points that are not finite interrupt it.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Band(string name, IReadOnlyList<double> x, IReadOnlyList<double> lower, IReadOnlyList<double> upper)
        : base(name)
    {
        if (lower.Count != x.Count || upper.Count != x.Count)
        {
            throw new ArgumentException($"Band '{name}' has {x.Count} x values, {lower.Count} lower and {upper.Count} upper ones.", nameof(lower));
        }

        (this.x, this.lower, this.upper) = ([.. x], [.. lower], [.. upper]);
    }

    internal override DataRange HorizontalRange(bool positiveOnly) => DataRange.Of(x, positiveOnly);

    internal override DataRange VerticalRange(bool positiveOnly)
        => DataRange.Of(lower, positiveOnly).Including(DataRange.Of(upper, positiveOnly));

    internal override void Draw(SvgWriter svg, PlotArea area, Colour colour)
    {
        svg.Raw("<path stroke=\"none\"").Attribute("fill", colour).Attribute("fill-opacity", Opacity).Raw(" d=\"");
        for (int i = 0; i < x.Length; i++)
        {
            int from = i;
            while (i < x.Length && area.CanShow(x[i], lower[i]) && area.CanShow(x[i], upper[i]))
            {
                i++;
            }

            for (int k = from; k < i; k++)
            {
                svg.Raw(k == from ? 'M' : 'L').Number(area.X(x[k])).Raw(' ').Number(area.Y(upper[k]));
            }

            for (int k = i - 1; k >= from; k--)
            {
                svg.Raw('L').Number(area.X(x[k])).Raw(' ').Number(area.Y(lower[k]));
            }

            svg.Raw(i > from ? "Z" : "");
        }

        svg.Raw("\"/>\n");
    }

    internal override void DrawSample(SvgWriter svg, double x, double y, double width, Colour colour)
        => svg.Raw("<rect stroke=\"none\"").Attribute("x", x - (width / 2)).Attribute("y", y - 2.5).Attribute("width", width).Attribute("height", 5)
            .Attribute("fill", colour).Attribute("fill-opacity", Opacity).Raw("/>\n");
}
