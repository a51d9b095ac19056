namespace Neuropil.Engine;

/// <summary>
/// The part of a checkpoint that replaces weights on their way: of each population the spikes within its longest delay, in the order of steps and
/// cells. It knows neither workers nor the form of synapses.
/// </summary>
internal static unsafe class SpikesOnTheirWay
{
    /// <summary>Writes them, as they are at the beginning of a step.</summary>
    public static void Save(BinaryWriter writer, EngineState state, long step)
    {
        for (int population = 0; population < state.Blocks.Length; population++)
        {
            long first = First(state, population, step);
            long count = 0;
            ForEach(state, population, first, step, (_, _) => count++);
            writer.Write(count);
            ForEach(state, population, first, step, (sent, cell) =>
            {
                writer.Write(sent);
                writer.Write(cell);
            });
        }
    }

    /// <summary>Reads them, and what they have already brought to steps to come.</summary>
    public static void Load(BinaryReader reader, EngineState state, long step)
    {
        for (int population = 0; population < state.Blocks.Length; population++)
        {
            var spikes = new (long Step, int Cell)[reader.ReadInt64()];
            for (long i = 0; i < spikes.Length; i++)
            {
                spikes[i] = (reader.ReadInt64(), reader.ReadInt32());
            }

            state.Senders.ForEach(sender => sender.Restore(population, spikes));
        }

        state.Workers.ForEach(worker => worker.Rows.Restore(state.Senders, step));
    }

    // A spike found in step n with a delay of d arrives in step n + 1 + d.
    private static long First(EngineState state, int population, long step) => Math.Max(-1, step - 1 - state.LongestDelays[population]);

    private static void ForEach(EngineState state, int population, long first, long end, Action<long, int> action)
    {
        for (long sent = first; sent < end; sent++)
        {
            foreach (var sender in state.Senders)
            {
                var spikes = sender.Histories[population].Of(sent);
                for (long i = 0; i < spikes.Count; i++)
                {
                    action(sent, spikes.Cells[i]);
                }
            }
        }
    }
}
