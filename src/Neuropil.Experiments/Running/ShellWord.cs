namespace Neuropil.Experiments;

/// <summary>A text as one word of a POSIX shell.</summary>
internal static class ShellWord
{
    /// <summary>The text, in quotes where a shell would take it apart.</summary>
    public static string Of(string text)
        => text.Length > 0 && text.All(IsPlain) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c)
        => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '+' or ',' or ':' or '=' || c == Path.DirectorySeparatorChar;
}
