namespace Neuropil.Experiments;

/// <summary>What an experiment found, in the language of those who read it.</summary>
internal static class ResultTexts
{
    /// <summary>The texts of a page and its figures; names of files and populations, and what was measured, stay.</summary>
    public static ExperimentResult In(this ExperimentResult result, Language language) => language.IsEnglish ? result : result with
    {
        Answer = language.Text(result.Answer),
        Notes = [.. result.Notes.Select(language.Text)],
        Warnings = [.. result.Warnings.Select(language.Text)],
        Checks = [.. result.Checks.Select(check => check with { Name = language.Text(check.Name), Source = language.Text(check.Source) })],
        Figures = [.. result.Figures.Select(figure => figure.In(language))],
        Files = [.. result.Files.Select(file => file with { Description = language.Text(file.Description) })],
    };

    private static ExperimentFigure In(this ExperimentFigure figure, Language language) => figure with
    {
        Title = language.Text(figure.Title),
        Caption = language.Text(figure.Caption),
        Figure = figure.Drawn is null ? Described(figure.Figure.Reworded(language.Text), language) : figure.Figure,
        Drawn = figure.Drawn is { } drawn ? DrawnWords.In(drawn, language) : null,
    };

    // What screen readers tell is made from the words of the figure, by a sentence of this language.
    private static Figure Described(Figure figure, Language language) => figure.Description is not null ? figure : figure with
    {
        Description = string.Concat(figure.Panels.Select((panel, i) =>
        {
            var x = figure.SharedX ? figure.Panels[^1].X : panel.X;
            return DrawnWords.Told(panel.Y.Label, x.Label, panel.Layers.Select(layer => layer.Name).Where(name => name.Length > 0), language);
        })).TrimEnd(),
    };
}
