namespace Neuropil;

/// <summary>What an <see cref="EquationToken"/> is.</summary>
internal enum EquationTokenKind
{
    /// <summary>A number without its unit.</summary>
    Number,

    /// <summary>A name: of a variable, a function, a unit or a word such as "and".</summary>
    Name,

    /// <summary>An operator or a bracket.</summary>
    Sign,

    /// <summary>The end of a statement: a line's end outside parentheses, or a semicolon.</summary>
    Break,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A word of a text of equations.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word in its plain form: "^" for "**", "&lt;=" for "≤".</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index behind its last character.</param>
internal readonly record struct EquationToken(EquationTokenKind Kind, string Text, int Start, int End)
{
    /// <summary>Whether it is that sign.</summary>
    public bool Is(string sign) => Kind == EquationTokenKind.Sign && Text == sign;

    /// <summary>Whether it is that word.</summary>
    public bool IsWord(string word) => Kind == EquationTokenKind.Name && Text == word;

    /// <summary>For messages: the word in quotes, or what ends here.</summary>
    public string Describe() => Kind switch
    {
        EquationTokenKind.End => "the end",
        EquationTokenKind.Break => "the end of the line",
        _ => $"'{QuantityParser.Shorten(Text)}'",
    };
}
