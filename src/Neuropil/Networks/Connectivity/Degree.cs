namespace Neuropil.Networks;

/// <summary>What <see cref="FixedInDegree"/> and <see cref="FixedOutDegree"/> require of their number of partners.</summary>
internal static class Degree
{
    /// <summary>The count, when it is not negative.</summary>
    public static int RequireCount(string rule, int count)
        => count >= 0
            ? count
            : throw new ArgumentOutOfRangeException(nameof(count), $"{rule}: the count is {count}; expected 0 or more.");

    /// <summary>Throws when <paramref name="available"/> neurons cannot give every drawer its <paramref name="count"/> partners.</summary>
    public static void RequireCandidates(
        string rule, ConnectionRule options, int count, bool withRepetition, string partner, string partnerName, int available, int drawers, ConnectionEnds ends)
    {
        bool selfLeftOut = !options.SelfConnections && ends.ShareNeurons;
        int candidates = selfLeftOut ? available - 1 : available;
        int needed = withRepetition ? Math.Min(count, 1) : count;
        if (drawers > 0 && candidates < needed)
        {
            throw new ArgumentException(
                $"{rule} {(withRepetition ? "needs at least one" : $"without repetition needs {count} different")} {partner}{(needed == 1 ? "" : "s")} for each neuron, "
                + $"but '{partnerName}' has {available}{(selfLeftOut ? $", {candidates} without the neuron itself" : "")}.");
        }
    }
}
