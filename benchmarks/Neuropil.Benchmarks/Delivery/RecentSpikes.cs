using System.Runtime.InteropServices;

namespace Neuropil.Benchmarks;

/// <summary>The spikes of the last steps, written by the loop that finds them.</summary>
internal sealed class RecentSpikes : ISpikesOfSteps
{
    private readonly List<int>[] steps;
    private int last = -1;

    /// <summary>Keeps so many steps.</summary>
    public RecentSpikes(int kept) => steps = [.. Enumerable.Range(0, kept).Select(_ => new List<int>())];

    /// <inheritdoc/>
    public ReadOnlySpan<int> this[int step]
        => step < 0 || step > last || step <= last - steps.Length ? [] : CollectionsMarshal.AsSpan(steps[step % steps.Length]);

    /// <summary>Begins the next step: the list takes its spikes.</summary>
    public List<int> Begin()
    {
        last++;
        var list = steps[last % steps.Length];
        list.Clear();
        return list;
    }
}
