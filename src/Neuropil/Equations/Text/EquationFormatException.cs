namespace Neuropil;

/// <summary>
/// A text is no equation, names something unknown, or combines units that do not fit. The message is one line that says where, what was found
/// and what was expected; the excerpt, which stands below the message where the error is printed as a whole, points at the place.
/// </summary>
public sealed class EquationFormatException : FormatException
{
    /// <summary>An error at a place of the text that was read.</summary>
    public EquationFormatException(string message, int line, int column)
        : this(message, line, column, "")
    {
    }

    internal EquationFormatException(string message, int line, int column, string excerpt)
        : base(message)
    {
        Line = line;
        Column = column;
        Excerpt = excerpt;
    }

    /// <summary>The line of the text, from 1.</summary>
    public int Line { get; }

    /// <summary>The column in that line, from 1.</summary>
    public int Column { get; }

    /// <summary>That line of the text, and below it a caret under the column.</summary>
    public string Excerpt { get; }

    /// <summary>The message, the excerpt, and where in the program the error was found.</summary>
    public override string ToString() => $"{GetType()}: {Message}{(Excerpt.Length > 0 ? $"\n{Excerpt}" : "")}\n{StackTrace}";

    /// <summary>The same error, saying first in what it was found.</summary>
    internal EquationFormatException In(string whole) => new($"{whole}, {Message}", Line, Column, Excerpt);
}
