using System.Text;
using Neuropil.Plotting;

namespace Neuropil;

/// <summary>
/// A figure for a paper or a report: panels one below the other, as SVG with text that stays text. The same data give the same bytes.
/// </summary>
public sealed record Figure
{
    /// <summary>A heading above all panels, also the name that screen readers tell; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the figure shows in a sentence, for those who cannot see it; by default made from the axes and names.</summary>
    public string? Description { get; init; }

    /// <summary>The width of the whole figure; a column of a journal is 85 to 90 mm wide, a page 170 to 185 mm.</summary>
    public Length Width { get; init; } = 120 * Units.mm;

    /// <summary>The panels from top to bottom.</summary>
    public IReadOnlyList<Panel> Panels { get; init; } = [];

    /// <summary>
    /// Whether all panels have the same horizontal axis, drawn once below the last one: its range holds the data of all, its label is the
    /// last panel's. Otherwise each panel has its own.
    /// </summary>
    public bool SharedX { get; init; } = true;

    /// <summary>The figure as an SVG document.</summary>
    /// <exception cref="ArgumentException">An axis has ends that are not finite and ascending, or the figure is too narrow for its labels.</exception>
    public string ToSvg() => new FigureLayout(this).Draw();

    /// <summary>Writes the figure to a file, whose name must end in <c>.svg</c>; folders are made as needed, a former file is replaced.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string extension = Path.GetExtension(path);
        if (!string.Equals(extension, ".svg", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"Figures are saved as .svg, not '{extension}': '{path}'.", nameof(path));
        }

        byte[] content = Encoding.UTF8.GetBytes(ToSvg());
        CompleteFile.Write(path, stream => stream.Write(content));
    }
}
