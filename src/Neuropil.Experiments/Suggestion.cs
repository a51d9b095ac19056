namespace Neuropil.Experiments;

/// <summary>The end of a message about a name that does not exist.</summary>
internal static class Suggestion
{
    private const int LongestList = 12;

    // Fewer letters begin too many names by chance.
    private const int ShortestBeginning = 4;

    /// <summary>
    /// The nearest name, or the only one that begins so, or all of them where none is near and they are few; begins with a space, or is empty.
    /// </summary>
    public static string For(string typed, IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => " There is none.",
        _ when NearestName.Suggest(typed.ToLowerInvariant(), names) is { } nearest => $" Did you mean '{nearest}'?",
        _ when OnlyOneThatBegins(typed.ToLowerInvariant(), names) is { } whole => $" Did you mean '{whole}'?",
        <= LongestList => $" There is {string.Join(", ", names)}.",
        _ => "",
    };

    private static string? OnlyOneThatBegins(string typed, IReadOnlyCollection<string> names)
    {
        string[] found = [.. names.Where(name => name.StartsWith(typed, StringComparison.Ordinal)).Take(2)];
        return typed.TrimStart('-').Length >= ShortestBeginning && found.Length == 1 ? found[0] : null;
    }
}
