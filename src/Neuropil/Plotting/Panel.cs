namespace Neuropil;

/// <summary>One pair of axes of a figure with the data drawn in it.</summary>
public sealed record Panel
{
    /// <summary>The horizontal axis.</summary>
    public Axis X { get; init; } = Axis.Unlabelled;

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; init; } = Axis.Unlabelled;

    /// <summary>The data, drawn in this order.</summary>
    public IReadOnlyList<PlotLayer> Layers { get; init; } = [];

    /// <summary>A short heading above the panel.</summary>
    public string Title { get; init; } = "";

    /// <summary>The height of the axes.</summary>
    public Length Height { get; init; } = 45 * Units.mm;

    /// <summary>The layers as they are drawn beside each other.</summary>
    internal IReadOnlyList<PlotLayer> Drawn
        => [.. Layers.Select(layer => Layers.Any(other => other != layer && other.GetType() == layer.GetType()) ? layer.AmongOthers : layer)];

    /// <summary>The colour of a layer: its own, or the palette's next one.</summary>
    internal Colour ColourOf(int layer)
    {
        int index = 0;
        for (int i = 0; i < layer; i++)
        {
            index += Layers[i].TakesPaletteColour ? 1 : 0;
        }

        return Layers[layer].Colour ?? (Layers[layer].TakesPaletteColour ? Palette.At(index) : Neuropil.Colour.Grey);
    }
}
