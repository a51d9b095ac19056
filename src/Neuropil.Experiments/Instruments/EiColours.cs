namespace Neuropil.Experiments;

/// <summary>The colours of excitation and inhibition, the same in all figures: those of the two populations of a raster.</summary>
internal static class EiColours
{
    /// <summary>Excitatory cells, their currents and rates.</summary>
    public static Colour Excitation { get; } = Palette.At(0);

    /// <summary>Inhibitory cells, their currents and rates.</summary>
    public static Colour Inhibition { get; } = Palette.At(1);

    /// <summary>What belongs to neither: sums, the whole network.</summary>
    public static Colour Both { get; } = Palette.At(6);
}
