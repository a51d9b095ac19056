namespace Neuropil.Networks;

/// <summary>
/// Numbers the partners a neuron may have: without itself they are one fewer, and those from its own index on move up by one. Drawing among the
/// candidates is uniform over the others with no draw thrown away, and keeps the order.
/// </summary>
internal static class Candidates
{
    /// <summary>The number of candidates among <paramref name="count"/> when <paramref name="self"/> is left out (or absent).</summary>
    public static int Count(int count, int self) => self == ConnectionEnds.Absent ? count : count - 1;

    /// <summary>Turns candidate numbers into neuron indices.</summary>
    public static void SkipSelf(Span<int> candidates, int self)
    {
        if (self == ConnectionEnds.Absent)
        {
            return;
        }

        foreach (ref int candidate in candidates)
        {
            candidate += candidate >= self ? 1 : 0;
        }
    }
}
