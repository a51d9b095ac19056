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
    public static string For(string typed, IReadOnlyCollection<string> names)
    {
        string near = Nearest(typed, names);
        return names.Count == 0 ? " There is none." : near.Length > 0 ? near : names.Count <= LongestList ? List(names) : "";
    }

    /// <summary>The nearest name, if one is near, and all of them, where what is asked for is a model that may have any name; begins with a space.</summary>
    public static string WithAll(string typed, IReadOnlyCollection<string> names) => Nearest(typed, names) + List(names);

    private static string List(IReadOnlyCollection<string> names) => $" These exist: {string.Join(", ", names)}.";

    private static string Nearest(string typed, IReadOnlyCollection<string> names)
    {
        string lower = typed.ToLowerInvariant();
        string? nearest = NearestName.Suggest(lower, names) ?? OnlyOneThatBegins(lower, names)
            ?? names.FirstOrDefault(name => Abbreviates(lower, name.Split('-')));
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    private static string? OnlyOneThatBegins(string typed, IReadOnlyCollection<string> names)
    {
        string[] found = [.. names.Where(name => name.StartsWith(typed, StringComparison.Ordinal)).Take(2)];
        return typed.TrimStart('-').Length >= ShortestBeginning && found.Length == 1 ? found[0] : null;
    }

    // lif for leaky-integrate-and-fire, adex for adaptive-exponential: beginnings of the words, "and" left out or not.
    private static bool Abbreviates(string typed, ReadOnlySpan<string> words)
    {
        if (words.Length == 0 || typed.Length == 0)
        {
            return words.Length == 0 && typed.Length == 0;
        }

        for (int length = words[0] == "and" ? 0 : 1; length <= Math.Min(words[0].Length, typed.Length); length++)
        {
            if (string.CompareOrdinal(typed, 0, words[0], 0, length) == 0 && Abbreviates(typed[length..], words[1..]))
            {
                return true;
            }
        }

        return false;
    }
}
