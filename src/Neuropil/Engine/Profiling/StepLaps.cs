using System.Diagnostics;

namespace Neuropil.Engine;

/// <summary>
/// What one thread's parts of a step take, by a clock that runs from one part to the next: what has passed since the part before belongs to the part that has
/// just ended. A part is the object that did the work; only the report gives it a name.
/// </summary>
internal sealed class StepLaps
{
    private readonly Dictionary<object, long> ticks = new(System.Collections.Generic.ReferenceEqualityComparer.Instance);
    private long last;

    /// <summary>What each part has taken, in seconds.</summary>
    public IEnumerable<(object Part, double Seconds)> Seconds => ticks.Select(each => (each.Key, (double)each.Value / Stopwatch.Frequency));

    /// <summary>Begins with a part: what went before belongs to none.</summary>
    public void Begin() => last = Stopwatch.GetTimestamp();

    /// <summary>A part has ended.</summary>
    public void End(object part)
    {
        long now = Stopwatch.GetTimestamp();
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(ticks, part, out _) += now - last;
        last = now;
    }
}
