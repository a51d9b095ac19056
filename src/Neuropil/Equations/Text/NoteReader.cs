namespace Neuropil;

/// <summary>Reads what stands behind the colon of an <see cref="EquationLine"/>, which differs between kinds of texts.</summary>
internal abstract class NoteReader(EquationSource source)
{
    protected EquationSource Source => source;

    /// <summary>Reads the note.</summary>
    /// <param name="tokens">The words of the text.</param>
    /// <param name="position">The index of the colon, or of the line's end where there is none; afterwards that of the word behind the note.</param>
    /// <param name="name">The name that the line defines.</param>
    /// <param name="isDifferential">Whether it is dX/dt.</param>
    /// <param name="isVariable">Whether the line declares a variable.</param>
    /// <exception cref="EquationFormatException">Something is missing, or means nothing here.</exception>
    public abstract EquationNote Read(IReadOnlyList<EquationToken> tokens, ref int position, EquationToken name, bool isDifferential, bool isVariable);

    /// <summary>The unit at a word; it ends before an index of the text. Read from the text, because "cm-2" is several words.</summary>
    protected Dimension Unit(IReadOnlyList<EquationToken> tokens, ref int position, int end)
    {
        int at = tokens[position - 1].End;
        if (!UnitParser.TryParse(source.Text[..end], ref at, out var unit, out string? error))
        {
            throw source.Fault($"{error!.TrimEnd('.')}{(error.EndsWith('?') ? "" : ".")}", at);
        }

        while (tokens[position].Kind != EquationTokenKind.End && tokens[position].Start < at)
        {
            position++;
        }

        return unit.Dimension;
    }

    /// <summary>The index in the text at which the line of a word ends, without a comment.</summary>
    protected int LineEnd(EquationToken word)
    {
        int stop = source.Text.AsSpan(word.End).IndexOfAny('\n', ';', '#');
        return stop < 0 ? source.Text.Length : word.End + stop;
    }
}
