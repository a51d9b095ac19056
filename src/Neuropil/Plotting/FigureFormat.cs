namespace Neuropil;

/// <summary>A kind of file that a figure is saved as.</summary>
public enum FigureFormat
{
    /// <summary>Scalable, text stays text, the same bytes on every machine; browsers and drawing programs read it.</summary>
    Svg,

    /// <summary>Scalable, for LaTeX and for journals.</summary>
    Pdf,

    /// <summary>A picture of dots, for slides and word processors.</summary>
    Png,
}
