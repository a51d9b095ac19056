using System.Globalization;

namespace Neuropil;

/// <summary>
/// Cuts a text of equations into words. A comment goes from '#' to the end of its line; a line that ends within parentheses or in an operator goes on.
/// </summary>
internal sealed class EquationLexer
{
    // Far more than any model needs: it bounds the depth of the trees that recursive passes walk.
    private const int LargestText = 5000;

    // Longer signs first. On the right the plain form.
    private static readonly (string Written, string Plain)[] signs =
    [
        ("**", "^"), ("<=", "<="), (">=", ">="), ("==", "=="), ("!=", "!="), ("+=", "+="), ("-=", "-="), ("*=", "*="), ("/=", "/="), ("&&", "and"),
            ("||", "or"),
        ("+", "+"), ("-", "-"), ("−", "-"), ("*", "*"), ("·", "*"), ("×", "*"), ("/", "/"), ("^", "^"), ("(", "("), (")", ")"), (",", ","),
        ("<", "<"), (">", ">"), ("≤", "<="), ("≥", ">="), ("≠", "!="), ("=", "="), (":", ":"), ("&", "and"), ("|", "or"), ("!", "not"),
    ];

    private readonly EquationSource source;
    private readonly List<EquationToken> tokens = [];
    private int position;
    private readonly Stack<int> open = new(); // where the parentheses that are not closed yet begin

    private EquationLexer(EquationSource source) => this.source = source;

    private string Text => source.Text;

    /// <summary>The words of the text; the last one is its end.</summary>
    /// <exception cref="EquationFormatException">
    /// A character does not belong in equations, parentheses are not closed where an expression must end, or the text is too long.
    /// </exception>
    public static List<EquationToken> Read(EquationSource source)
    {
        var lexer = new EquationLexer(source);
        while (lexer.Next())
        {
        }

        lexer.tokens.Add(new EquationToken(EquationTokenKind.End, "", source.Text.Length, source.Text.Length));
        lexer.RequireClosed(lexer.tokens[^1]);
        return lexer.tokens;
    }

    /// <summary>Whether a name may begin with this character.</summary>
    public static bool StartsName(char c) => char.IsLetter(c) || c is '_' or '°';

    private bool Next()
    {
        while (position < Text.Length && char.IsWhiteSpace(Text[position]) && Text[position] != '\n')
        {
            position++;
        }

        if (position == Text.Length)
        {
            return false;
        }

        char c = Text[position];
        if (c == '#')
        {
            int end = Text.IndexOf('\n', position);
            position = end < 0 ? Text.Length : end;
        }
        else if (c is '\n' or ';')
        {
            Break(c);
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(At(position + 1))))
        {
            Number();
        }
        else if (StartsName(c))
        {
            Name();
        }
        else
        {
            Sign();
        }

        return tokens.Count <= LargestText
            ? true
            : throw source.Fault($"the text is too long: more than {LargestText} words.", position);
    }

    private void Break(char c)
    {
        if (c == ';' || (open.Count == 0 && !GoesOn()))
        {
            tokens.Add(new EquationToken(EquationTokenKind.Break, c.ToString(), position, position + 1));
            RequireClosed(tokens[^1]);
        }

        position++;
    }

    // An operator wants another operand: the line goes on.
    private bool GoesOn() => tokens.Count > 0 && tokens[^1] is
    {
        Kind: EquationTokenKind.Sign, Text: "+" or "-" or "*" or "/" or "^" or "," or "<" or "<=" or ">" or ">=" or "==" or "!=",
    } or { Kind: EquationTokenKind.Name, Text: "and" or "or" or "not" };

    private void Number()
    {
        int start = position;
        SkipDigits();
        if (At(position) == '.')
        {
            position++;
            SkipDigits();
        }

        if (At(position) is 'e' or 'E')
        {
            int sign = At(position + 1) is '+' or '-' ? 1 : 0;
            if (char.IsAsciiDigit(At(position + 1 + sign)))
            {
                position += 1 + sign;
                SkipDigits();
            }
        }

        tokens.Add(new EquationToken(EquationTokenKind.Number, Text[start..position], start, position));
    }

    // A dot joins the parts of a path, sodium.traubMiles.m.
    private void Name()
    {
        int start = position;
        while (StartsName(At(position)) || char.IsAsciiDigit(At(position)) || (At(position) == '.' && StartsName(At(position + 1))))
        {
            position++;
        }

        tokens.Add(new EquationToken(EquationTokenKind.Name, Text[start..position], start, position));
    }

    private void Sign()
    {
        foreach (var (written, plain) in signs)
        {
            if (string.CompareOrdinal(Text, position, written, 0, written.Length) == 0)
            {
                bool isWord = char.IsLetter(plain[0]);
                tokens.Add(new EquationToken(isWord ? EquationTokenKind.Name : EquationTokenKind.Sign, plain, position, position + written.Length));
                Parenthesis(plain);
                position += written.Length;
                return;
            }
        }

        char c = Text[position];
        string shown = char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.OtherNotAssigned ? $"U+{(int)c:X4}" : $"'{c}'";
        throw source.Fault($"the character {shown} has no meaning in equations.", position);
    }

    // Lines go on within parentheses: where these are not closed, the next lines are not what was meant to be in them, whatever they say.
    private void Parenthesis(string sign)
    {
        switch (sign)
        {
            case "(":
                open.Push(position);
                break;
            case ")":
                open.TryPop(out _);
                break;
            case ":":
                RequireClosed(tokens[^1]);
                break;
            case "=" or "+=" or "-=" or "*=" or "/=":
                int line = Text.LastIndexOf('\n', position) + 1;
                var first = tokens.First(token => token.Start >= line);
                RequireClosed(open.TryPeek(out int opening) && first.Start > opening ? first : tokens[^1]);
                break;
        }
    }

    private void RequireClosed(EquationToken found)
    {
        if (open.TryPeek(out int opening))
        {
            var (line, column) = source.Place(opening);
            throw source.Fault($"')' was expected instead of {found.Describe()}: the '(' of line {line}, column {column} is not closed.", found.Start);
        }
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(position)))
        {
            position++;
        }
    }

    private char At(int index) => index < Text.Length ? Text[index] : '\0';
}
