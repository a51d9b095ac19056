using Neuropil.Plotting;

namespace Neuropil;

/// <summary>
/// A figure for a paper or a report: panels one below the other or side by side, as SVG with text that stays text. The same data give the same
/// bytes. Texts are set as <see cref="PrintedText"/> says, and <c>V_m</c> or <c>tau_m</c> with a lowered index.
/// </summary>
public sealed record Figure
{
    /// <summary>A heading above all panels, also the name that screen readers tell; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the figure shows in a sentence, for those who cannot see it; by default made from the axes and names.</summary>
    public string? Description { get; init; }

    /// <summary>The width of the whole figure; a column of a journal is 85 to 90 mm wide, a page 170 to 185 mm.</summary>
    public Length Width { get; init; } = 120 * Units.mm;

    /// <summary>The panels from top to bottom; where there are <see cref="Columns"/>, row by row.</summary>
    public IReadOnlyList<Panel> Panels { get; init; } = [];

    /// <summary>How many panels stand side by side.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below one.</exception>
    public int Columns
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A figure has one column of panels at least.");
    } = 1;

    /// <summary>Whether panels have letters, A, B, C, ..., by which a text can name them.</summary>
    public bool Letters { get; init; }

    /// <summary>
    /// Whether panels whose vertical axes have the same label have the same range too, which holds the data of all: deflections in two panels can be
    /// compared by eye. An end that an axis sets itself stays its own.
    /// </summary>
    public bool SharedY { get; init; }

    /// <summary>
    /// Whether all panels have the same horizontal axis, drawn once below the last one of each column: its range holds the data of all, its label
    /// is the last panel's. Otherwise each panel has its own.
    /// </summary>
    public bool SharedX { get; init; } = true;

    /// <summary>
    /// The same figure with its words, those of title, axes and names of data, passed through <paramref name="translate"/>: for a page in another language.
    /// Numbers stay, and so do words that it returns as they are.
    /// </summary>
    public Figure Reworded(Func<string, string> translate)
    {
        ArgumentNullException.ThrowIfNull(translate);
        return FigureWords.Of(this, translate);
    }

    /// <summary>The figure as an SVG document.</summary>
    /// <exception cref="ArgumentException">An axis has ends that are not finite and ascending, or the figure is too narrow for its labels.</exception>
    public string ToSvg() => new FigureLayout(this).Draw();

    /// <summary>
    /// Writes the figure to a file, whose name ends in <c>.svg</c>, <c>.pdf</c> or <c>.png</c>; folders are made as needed, a former file is replaced.
    /// PDF and PNG need a program that converts (<see cref="FigureConverter"/>).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="dotsPerInch">The resolution of a PNG.</param>
    /// <exception cref="ArgumentException">The name has another ending, or the resolution is not 10 to 2400.</exception>
    /// <exception cref="InvalidOperationException">No program is installed that makes this format, or it failed.</exception>
    public void Save(string path, double dotsPerInch = FigureConverter.DotsPerInch)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] content = FigureConverter.Convert(ToSvg(), FigureConverter.FormatOf(path), dotsPerInch);
        CompleteFile.Write(path, stream => stream.Write(content));
    }
}
