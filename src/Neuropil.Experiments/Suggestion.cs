namespace Neuropil.Experiments;

/// <summary>The end of a message about a name that does not exist.</summary>
internal static class Suggestion
{
    private const int LongestList = 12;

    /// <summary>The nearest name, or all of them where none is near and they are few; begins with a space, or is empty.</summary>
    public static string For(string typed, IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => " There is none.",
        _ when NearestName.Suggest(typed.ToLowerInvariant(), names) is { } nearest => $" Did you mean '{nearest}'?",
        <= LongestList => $" There is {string.Join(", ", names)}.",
        _ => "",
    };
}
