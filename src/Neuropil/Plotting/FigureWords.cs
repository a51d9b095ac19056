namespace Neuropil.Plotting;

/// <summary>The words of a figure in another language.</summary>
internal static class FigureWords
{
    // Where letters of Chinese, Japanese and Korean begin in Unicode.
    private const char FirstWide = '\u2E80';

    /// <summary>Whether a text has Chinese, Japanese or Korean signs, which fonts of Latin letters do not hold.</summary>
    public static bool AreWide(string text) => text.Any(sign => sign >= FirstWide && !char.IsSurrogate(sign));

    /// <summary>The figure with all its words passed through a translation.</summary>
    public static Figure Of(Figure figure, Func<string, string> translate)
    {
        string Word(string word) => word.Length == 0 ? word : translate(word);
        Axis Axis(Axis axis) => axis with { Quantity = Word(axis.Quantity), Unit = Word(axis.Unit) };
        return figure with
        {
            Title = Word(figure.Title),
            Description = figure.Description is { } description ? Word(description) : null,
            Panels = [.. figure.Panels.Select(panel => panel with
            {
                Title = Word(panel.Title),
                X = Axis(panel.X),
                Y = Axis(panel.Y),
                Layers = [.. panel.Layers.Select(layer => layer.Name.Length == 0 ? layer : layer.Renamed(Word(layer.Name)))],
            })],
        };
    }
}
