namespace Neuropil;

/// <summary>An opaque colour of a figure: red, green and blue from 0 to 255.</summary>
/// <param name="Red">The red part.</param>
/// <param name="Green">The green part.</param>
/// <param name="Blue">The blue part.</param>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static Colour Black => default;

    /// <summary>The grey used for reference lines and other things of second rank.</summary>
    public static Colour Grey => new(0x80, 0x80, 0x80);

    /// <summary>The colour as SVG and CSS write it, for example <c>#0072b2</c>.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
