namespace Neuropil;

/// <summary>
/// A text is no equation, names something unknown, or combines units that do not fit. The message is one line that says where, what was found
/// and what was expected.
/// </summary>
public sealed class EquationFormatException : FormatException
{
    /// <summary>An error at a place of the text that was read.</summary>
    public EquationFormatException(string message, int line, int column)
        : base(message)
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line of the text, from 1.</summary>
    public int Line { get; }

    /// <summary>The column in that line, from 1.</summary>
    public int Column { get; }
}
