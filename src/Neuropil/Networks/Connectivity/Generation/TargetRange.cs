namespace Neuropil.Networks;

/// <summary>Consecutive targets of a projection, counted from the beginning of the target slice.</summary>
/// <param name="Begin">The first.</param>
/// <param name="End">The one behind the last.</param>
internal readonly record struct TargetRange(int Begin, int End)
{
    /// <summary>All of so many targets.</summary>
    public static TargetRange All(int targets) => new(0, targets);

    public int Length => End - Begin;

    /// <summary>Whether all of so many targets are within.</summary>
    public bool HoldsAll(int targets) => Begin <= 0 && End >= targets;

    /// <summary>How many of ascending targets are below a bound.</summary>
    public static int CountBelow(ReadOnlySpan<int> targets, int bound)
    {
        int low = 0;
        int high = targets.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = targets[middle] < bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

/// <summary>The targets of a projection that are this process's, where others have the rest.</summary>
/// <param name="Range">The targets.</param>
/// <param name="Complete">
/// Takes how many synapses onto these targets each source has, and gives how many it has onto those of processes before, and in all. All processes call it
/// together.
/// </param>
internal sealed record OwnTargets(TargetRange Range, Func<int[], (int[] Before, int[] InAll)> Complete);
