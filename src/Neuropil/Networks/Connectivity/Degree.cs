namespace Neuropil.Networks;

/// <summary>What <see cref="FixedInDegree"/> and <see cref="FixedOutDegree"/> require of their number of partners.</summary>
internal static class Degree
{
    /// <summary>The count, when it is not negative.</summary>
    public static int RequireCount(string rule, int count)
        => count >= 0
            ? count
            : throw new ArgumentOutOfRangeException(nameof(count), $"{rule}: the count is {count}; expected 0 or more.");

    /// <summary>
    /// Throws when <paramref name="available"/> neurons cannot give every one of <paramref name="drawers"/> its <paramref name="count"/>
    /// partners.
    /// </summary>
    public static void RequirePartners(
        string rule, string partner, string partnerName, int count, bool withRepetition, int drawers, int available, bool selfLeftOut)
    {
        int candidates = selfLeftOut ? available - 1 : available;
        int different = withRepetition ? Math.Min(count, 1) : count;
        if (drawers > 0 && candidates < different)
        {
            string needed = withRepetition ? "needs at least one" : $"without repetition needs {count} different";
            string others = selfLeftOut ? $", {candidates} without the neuron itself" : "";
            throw new ArgumentException(
                $"{rule} {needed} {partner}{(different == 1 ? "" : "s")} for each neuron, but '{partnerName}' has {available}{others}.");
        }
    }
}
