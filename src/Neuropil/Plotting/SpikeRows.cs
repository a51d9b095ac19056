using Neuropil.Plotting;

namespace Neuropil;

/// <summary>
/// The spikes of one population as marks at (time, neuron): neuron i stands in row <see cref="FirstRow"/> + i. Up to
/// <see cref="VectorLimit"/> spikes are drawn as lines, more as a picture in which darker means more spikes on the same spot.
/// </summary>
public sealed class SpikeRows : PlotLayer
{
    /// <summary>The largest number of spikes drawn as vector marks: more make files that editors open slowly.</summary>
    public const int VectorLimit = 50_000;

    private const int ManyRows = 50;
    private readonly SpikeTrains spikes;
    private readonly TimeUnit unit;

    /// <summary>The spikes of a population, the times in the given unit.</summary>
    public SpikeRows(SpikeTrains spikes, TimeUnit unit)
        : base(spikes.Name)
    {
        this.spikes = spikes;
        this.unit = unit;
    }

    /// <summary>The row of neuron 0.</summary>
    public int FirstRow { get; init; }

    /// <summary>Whether the marks are drawn as a picture; by default where there are more than <see cref="VectorLimit"/> in the panel.</summary>
    public bool AsBitmap { get; init; }

    /// <summary>How many spikes the panel shows, all its layers together: marks of a picture are as large for each, so that equal rates look equal.</summary>
    internal long SpikesInPanel { get; init; }

    internal override bool WantsMarginBelow => false;

    internal override bool WantsMarginAbove => false;

    internal override bool InLegend => false;

    internal override IReadOnlyList<SideLabel> SideLabels
        => Name.Length == 0 || spikes.NeuronCount == 0
            ? []
            : [new SideLabel(FirstRow + ((spikes.NeuronCount - 1) / 2.0), Name, Colour ?? Neuropil.Colour.Black)];

    internal override DataRange HorizontalRange(bool positiveOnly)
        => DataRange.Empty.Including(unit.Of(spikes.Start)).Including(unit.Of(spikes.Stop));

    internal override DataRange VerticalRange(bool positiveOnly)
    {
        // Rows are centred on their numbers. Among many, the last half row is doubled, so that the axis ends with the number of neurons.
        double last = FirstRow + spikes.NeuronCount;
        return spikes.NeuronCount == 0 ? DataRange.Empty : new DataRange(FirstRow - 0.5, last > ManyRows ? last : last - 0.5);
    }

    internal override void Draw(SvgWriter svg, PlotArea area, Colour colour)
    {
        var grid = new SpikeGrid(spikes, unit, FirstRow, area);
        if (AsBitmap)
        {
            SpikeBitmap.Draw(svg, grid, Math.Max(SpikesInPanel, spikes.Count), colour);
        }
        else
        {
            SpikePath.Draw(svg, grid, colour);
        }
    }

    internal override void DrawSample(SvgWriter svg, double x, double y, double width, Colour colour)
        => svg.Raw("<path d=\"M").Number(x).Raw(' ').Number(y - 2.5).Raw("v5\"").Attribute("stroke", colour).Raw(" fill=\"none\"/>\n");
}
