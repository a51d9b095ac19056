namespace Neuropil;

/// <summary>
/// Eight colours that people with any of the common forms of colour blindness tell apart (Okabe and Ito, "Color universal design", 2008),
/// ordered so that the first ones also stand out on white paper.
/// </summary>
public static class Palette
{
    private static readonly Colour[] Colours =
    [
        new(0x00, 0x72, 0xB2), // blue
        new(0xD5, 0x5E, 0x00), // vermilion
        new(0x00, 0x9E, 0x73), // bluish green
        new(0xCC, 0x79, 0xA7), // reddish purple
        new(0xE6, 0x9F, 0x00), // orange
        new(0x56, 0xB4, 0xE9), // sky blue
        new(0x00, 0x00, 0x00), // black
        new(0xF0, 0xE4, 0x42), // yellow, last because it is faint on white
    ];

    /// <summary>How many colours there are before they repeat.</summary>
    public static int Count => Colours.Length;

    /// <summary>The colour of the series number <paramref name="index"/>, counted from 0; the colours repeat after <see cref="Count"/>.</summary>
    public static Colour At(int index) => Colours[(int)((uint)index % (uint)Colours.Length)];
}
