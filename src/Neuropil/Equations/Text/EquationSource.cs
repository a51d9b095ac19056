namespace Neuropil;

/// <summary>A text of equations and what it is for ("equations", "threshold", "initial value of w"), which errors name with line and column.</summary>
internal sealed record EquationSource(string Purpose, string Text)
{
    private const int WidestExcerpt = 120;

    /// <summary>The error for a fault at an index of the text, with the line and a caret under the place.</summary>
    public EquationFormatException Fault(string message, int position)
    {
        var (line, column) = Place(position);
        return new EquationFormatException($"{Purpose}, line {line}, column {column}: {message}", line, column, Excerpt(position));
    }

    /// <summary>The line and the column of an index, both from 1.</summary>
    public (int Line, int Column) Place(int position)
    {
        int at = Math.Clamp(position, 0, Text.Length);
        int start = LineStart(at);
        return (Text.AsSpan(0, start).Count('\n') + 1, at - start + 1);
    }

    /// <summary>A piece of the text on one line and in quotes, for messages.</summary>
    public string Quote(int start, int end) => $"'{QuantityParser.Shorten(Text[start..end])}'";

    private int LineStart(int at) => at == 0 ? 0 : Text.LastIndexOf('\n', at - 1) + 1;

    // A long line is cut at both sides of the place; what would not take one column becomes a space.
    private string Excerpt(int position)
    {
        int at = Math.Clamp(position, 0, Text.Length);
        int start = LineStart(at);
        int end = Text.IndexOf('\n', at);
        end = end < 0 ? Text.Length : end;
        start = Math.Max(start, at - (WidestExcerpt / 2));
        var part = Text[start..Math.Min(end, start + WidestExcerpt)];
        string shown = string.Concat(part.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return $"    {shown.TrimEnd()}\n    {new string(' ', at - start)}^";
    }
}
