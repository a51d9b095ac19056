using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// Where spikes come from: a range of cells of each population, and their last spikes. A worker of this process writes its own; those of another rank are
/// written when they arrive.
/// </summary>
internal sealed class SpikeSender(EngineState state, (int Begin, int End)[] ranges) : IDisposable
{
    /// <summary>The cells of each population.</summary>
    public (int Begin, int End)[] Ranges => ranges;

    /// <summary>Their last spikes, by population.</summary>
    public SpikeHistory[] Histories { get; }
        = [.. ranges.Select((range, population) => new SpikeHistory(state.StepsKept(population), range.End - range.Begin))];

    /// <summary>Those of some consecutive cells of a population that spiked in a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SpikeRange SpikesOf(int population, long step, int first, int count) => Histories[population].Of(step).Within(first, first + count);

    /// <summary>Takes the spikes before a step, of all cells in order of steps and cells, in place of those it knows.</summary>
    public void Restore(int population, IReadOnlyList<(long Step, int Cell)> spikes)
    {
        var (begin, end) = ranges[population];
        Histories[population].Clear();
        foreach (var step in spikes.Where(spike => spike.Cell >= begin && spike.Cell < end).GroupBy(spike => spike.Step))
        {
            Histories[population].EndStep(step.Key, step.Select(spike => spike.Cell).ToArray());
        }
    }

    public void Dispose() => Array.ForEach(Histories, history => history.Dispose());
}
