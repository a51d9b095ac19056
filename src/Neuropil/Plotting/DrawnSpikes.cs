using Neuropil.Plotting;

namespace Neuropil;

/// <summary>
/// Spikes of an integrate-and-fire cell drawn onto its membrane potential, as papers do: a model that resets has no action potential to record. At
/// each time a vertical line goes from the potential before the reset up to a peak that is the drawing's, not the model's.
/// </summary>
public sealed class DrawnSpikes : PlotLayer
{
    private readonly double[] times;
    private readonly double[] from;
    private readonly double peak;

    /// <summary>Lines at <paramref name="times"/> from the potentials before each spike up to <paramref name="peak"/>; without a name in the legend.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, or the peak is not finite.</exception>
    public DrawnSpikes(IReadOnlyList<double> times, IReadOnlyList<double> from, double peak)
        : base("")
    {
        if (times.Count != from.Count)
        {
            throw new ArgumentException($"{times.Count} drawn spikes need as many potentials before them, not {from.Count}.", nameof(from));
        }

        if (!double.IsFinite(peak))
        {
            throw new ArgumentException($"The peak of drawn spikes is {peak}; it must be finite.", nameof(peak));
        }

        (this.times, this.from, this.peak) = ([.. times], [.. from], peak);
    }

    internal override DataRange HorizontalRange(bool positiveOnly) => DataRange.Empty; // the trace's is the panel's

    internal override DataRange VerticalRange(bool positiveOnly)
        => times.Length == 0 ? DataRange.Empty : DataRange.Of(from, positiveOnly).Including(positiveOnly && peak <= 0 ? double.NaN : peak);

    internal override void Draw(SvgWriter svg, PlotArea area, Colour colour)
    {
        svg.Raw("<path fill=\"none\"").Attribute("stroke", colour).Attribute("stroke-width", FigureStyle.DataLine).Raw(" stroke-linecap=\"butt\" d=\"");
        for (int i = 0; i < times.Length; i++)
        {
            double x = area.CanShow(times[i], from[i]) && area.Vertical.CanShow(peak) ? area.X(times[i]) : double.NaN;
            if (x >= 0 && x <= area.Width && from[i] < peak)
            {
                svg.Raw('M').Number(x).Raw(' ').Number(area.Y(from[i])).Raw('V').Number(area.Y(peak));
            }
        }

        svg.Raw("\"/>\n");
    }

    internal override void DrawSample(SvgWriter svg, double x, double y, double width, Colour colour)
        => svg.Raw("<path d=\"M").Number(x).Raw(' ').Number(y + 3).Raw("v-6\"").Attribute("stroke", colour).Raw(" fill=\"none\"/>\n");
}
