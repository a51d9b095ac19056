namespace Neuropil;

/// <summary>
/// A text is no quantity, no unit, or one of the wrong dimension. The message is one line and names the text; <see cref="Position"/> says where.
/// </summary>
public sealed class QuantityFormatException : FormatException
{
    /// <summary>An error at a position of the text that was read.</summary>
    public QuantityFormatException(string message, int position)
        : base(message) => Position = position;

    /// <summary>The index of the character at which reading failed, from 0 to the length of the text.</summary>
    public int Position { get; }
}
