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
        .Select(form => new FormDelivery(form.Key.Form, [.. form]))];

    public long Bytes => tables.Sum(table => table.Bytes);

    /// <summary>Bytes of what tells which groups spikes on their way are still to bring.</summary>
    public long WaitingBytes => forms.Sum(form => form.Calendar?.Bytes ?? 0);

    /// <summary>Adds what arrives at the beginning of a step: the groups of delay d of the cells that spiked d + 1 steps before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Deliver(List<SpikeSender> senders, long step)
    {
        foreach (var form in forms)
        {
            form.Calendar?.Enter(senders, step);
            while (form.Calendar is { } calendar && calendar.Take(step, form.Due))
            {
                form.Due.AddTo(ring, step, shift);
            }

            foreach (var table in form.LookedUp)
            {
                for (int rowClass = 0; rowClass < table.Classes.Length; rowClass++)
                {
                    List(form.Due, table, rowClass, senders, step - 1 - table.Classes[rowClass].Delay);
                }
            }

            form.Due.AddTo(ring, step, shift);
            laps?.End(form.Tables[0]);
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
        Array.ForEach(forms, form => form.Calendar?.Restore(senders, step));
        foreach (var table in tables.Where(table => table.Form.IsRing))
        {
            for (int rowClass = 0; rowClass < table.Classes.Length; rowClass++)
            {
                int shortest = table.Classes[rowClass].Delay;
                for (long sent = Math.Max(-1, step - 1 - shortest - table.Reach); sent + 1 + shortest < step; sent++)
                {
                    foreach (var sender in senders)
                    {
                        table.AddLater(rowClass, table.SpikesOf(sender, sent), ring, sent + 1 + shortest, step, shift);
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
    public void Release() => Array.ForEach(forms, form => form.Dispose());

    public void Dispose()
    {
        Release();
        Array.ForEach(tables, table => table.Dispose());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void List(DueRows due, RowTable table, int rowClass, List<SpikeSender> senders, long sent)
    {
        foreach (var sender in senders)
        {
            var spikes = table.SpikesOf(sender, sent);
            if (spikes.Count > 0)
            {
                due.Add(table, rowClass, spikes);
            }
        }
    }

    private static bool IsCrowded(SpikeSender sender, int population, long step, int longestDelay)
        => sender.Histories[population].LastCrowdedStep >= Math.Max(-1, step - 1 - longestDelay);

    private static SpikeRange Of(RegeneratedRows rows, SpikeSender sender, long step)
        => sender.SpikesOf(rows.Population, step, rows.FirstSource, rows.Sources);

    // The tables of one form, and how their groups are found: entered into a calendar at the spike, or looked up when they are due.
    private sealed class FormDelivery : IDisposable
    {
        public FormDelivery(RowForm form, RowTable[] tables)
        {
            Tables = tables;
            Due = new DueRows(form);
            var entered = DueCalendar.Choose(tables);
            Calendar = entered.Count > 0 ? new DueCalendar(entered) : null;
            LookedUp = [.. tables.Except(entered)];
        }

        public RowTable[] Tables { get; }

        public DueRows Due { get; }

        public DueCalendar? Calendar { get; }

        public RowTable[] LookedUp { get; }

        public void Dispose()
        {
            Due.Dispose();
            Calendar?.Dispose();
        }
    }
}
