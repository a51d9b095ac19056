namespace Neuropil;

/// <summary>A text of equations and what it is for ("equations", "threshold", "initial value of w"), which errors name with line and column.</summary>
internal sealed record EquationSource(string Purpose, string Text)
{
    /// <summary>The error for a fault at an index of the text.</summary>
    public EquationFormatException Fault(string message, int position)
    {
        int at = Math.Clamp(position, 0, Text.Length);
        int lineStart = at == 0 ? 0 : Text.LastIndexOf('\n', at - 1) + 1;
        int line = Text.AsSpan(0, lineStart).Count('\n') + 1;
        int column = at - lineStart + 1;
        return new EquationFormatException($"{Purpose}, line {line}, column {column}: {message}", line, column);
    }

    /// <summary>A piece of the text on one line and in quotes, for messages.</summary>
    public string Quote(int start, int end) => $"'{QuantityParser.Shorten(Text[start..end])}'";
}
