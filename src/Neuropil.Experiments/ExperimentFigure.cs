namespace Neuropil.Experiments;

/// <summary>A figure of the report, saved as <c>NAME.svg</c> beside it.</summary>
/// <param name="Name">The file's name without extension: lower-case letters, digits and hyphens.</param>
/// <param name="Title">A few words above the figure.</param>
/// <param name="Caption">What is drawn, of which cells, and what it shows.</param>
/// <param name="Figure">The figure; it is drawn once, when the folder is written.</param>
public sealed record ExperimentFigure(string Name, string Title, string Caption, Figure Figure)
{
    /// <summary>The figure as it was drawn when the point of a sweep was found; null for one that is drawn from <see cref="Figure"/>.</summary>
    internal string? Drawn { get; init; }

    /// <summary>The drawing.</summary>
    internal string ToSvg() => Drawn ?? Figure.ToSvg();
}
