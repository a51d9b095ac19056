using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// Brings spikes to one worker's cells: it finds the spikes whose delays end in a step and adds the weights of their synapses to the step's
/// arrivals. Additions are of integers, so that their order does not matter.
/// </summary>
/// <remarks>Tables of one form are read together, one after the other only where each is timed for itself.</remarks>
internal sealed class RowDelivery(RowTable[] tables, RegeneratedRows[] regenerated, ArrivalRing ring, int shift, StepLaps? laps) : IDisposable
{
    private readonly FormDelivery[] forms = [.. tables.GroupBy(table => (table.Form, Alone: laps is null ? null : table))
        .Select(form => new FormDelivery(new DueRows(form.Key.Form), [.. form]))];

    public long Bytes => tables.Sum(table => table.Bytes);

    /// <summary>Adds what arrives at the beginning of a step: the groups of delay d of the cells that spiked d + 1 steps before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Deliver(List<SpikeSender> senders, long step)
    {
        foreach (var (due, own) in forms)
        {
            foreach (var table in own)
            {
                for (int rowClass = 0; rowClass < table.Classes.Length; rowClass++)
                {
                    List(due, table, rowClass, senders, step - 1 - table.Classes[rowClass].Delay);
                }
            }

            due.AddTo(ring, step, shift);
            laps?.End(own[0]);
        }

        foreach (var rows in regenerated)
        {
            foreach (var sender in senders)
            {
                rows.Add(Of(rows, sender, step - 1 - rows.ShortestDelay), ring, step, step);
            }

            laps?.End(rows.Projection);
        }
    }

    /// <summary>
    /// Whether, in one of the steps from which spikes arrive, a source stands more often than resolutions allow for: sums may then be too large to be turned
    /// into numbers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsCrowded(List<SpikeSender> senders, long step)
    {
        bool isCrowded = false;
        foreach (var table in tables)
        {
            foreach (var sender in senders)
            {
                isCrowded |= IsCrowded(sender, table.Population, step, table.LongestDelay);
            }
        }

        foreach (var rows in regenerated)
        {
            foreach (var sender in senders)
            {
                isCrowded |= IsCrowded(sender, rows.Population, step, rows.LongestDelay);
            }
        }

        return isCrowded;
    }

    /// <summary>
    /// Puts what is on its way at the beginning of a step into the cleared ring: of the spikes whose shortest delay has passed, the synapses of
    /// longer ones.
    /// </summary>
    public void Restore(List<SpikeSender> senders, long step)
    {
        ring.Clear();
        foreach (var table in tables.Where(table => table.Form.IsRing))
        {
            for (int rowClass = 0; rowClass < table.Classes.Length; rowClass++)
            {
                int shortest = table.Classes[rowClass].Delay;
                for (long sent = Math.Max(-1, step - 1 - shortest - table.Reach); sent + 1 + shortest < step; sent++)
                {
                    foreach (var sender in senders)
                    {
                        table.AddLater(rowClass, Of(table, sender, sent), ring, sent + 1 + shortest, step, shift);
                    }
                }
            }
        }

        foreach (var rows in regenerated)
        {
            for (long sent = Math.Max(-1, step - 1 - rows.LongestDelay); sent + 1 + rows.ShortestDelay < step; sent++)
            {
                foreach (var sender in senders)
                {
                    rows.Add(Of(rows, sender, sent), ring, sent + 1 + rows.ShortestDelay, step);
                }
            }
        }
    }

    /// <summary>Lets go of what is not the tables.</summary>
    public void Release() => Array.ForEach(forms, form => form.Due.Dispose());

    public void Dispose()
    {
        foreach (var (due, own) in forms)
        {
            due.Dispose();
            Array.ForEach(own, table => table.Dispose());
        }
    }

    private sealed record FormDelivery(DueRows Due, RowTable[] Tables);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void List(DueRows due, RowTable table, int rowClass, List<SpikeSender> senders, long sent)
    {
        foreach (var sender in senders)
        {
            var spikes = Of(table, sender, sent);
            if (spikes.Count > 0)
            {
                due.Add(table, rowClass, spikes);
            }
        }
    }

    private static bool IsCrowded(SpikeSender sender, int population, long step, int longestDelay)
        => sender.Histories[population].LastCrowdedStep >= Math.Max(-1, step - 1 - longestDelay);

    private static SpikeRange Of(RegeneratedRows rows, SpikeSender sender, long step)
        => sender.Histories[rows.Population].Of(step).Within(rows.FirstSource, rows.FirstSource + rows.Sources);

    private static SpikeRange Of(RowTable table, SpikeSender sender, long step)
        => sender.Histories[table.Population].Of(step).Within(table.FirstSource, table.FirstSource + table.Sources);
}
