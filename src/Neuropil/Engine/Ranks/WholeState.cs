using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Gives every rank the state of all cells, as it is between two steps: each has advanced its own. What reads, changes or saves cells goes on as in one
/// process then.
/// </summary>
internal static unsafe class WholeState
{
    /// <summary>All that changes in steps.</summary>
    public static void Complete(EngineState state, RunRecords records, long step)
    {
        if (!state.IsDivided)
        {
            return;
        }

        foreach (var block in state.Blocks.OfType<StateBlock>())
        {
            Complete(state, block, step);
        }

        foreach (var generator in state.Generators.OfType<RenewalGenerator>())
        {
            Complete(state, generator, step);
        }

        records.Probes.ForEach(probe => probe.CompleteKept(state.Ranks, step, RangeOf(state, probe.Population)));
    }

    /// <summary>The variables of a population.</summary>
    public static void Complete(EngineState state, StateBlock block, long step)
    {
        if (!state.IsDivided)
        {
            return;
        }

        for (int column = 0; column < block.Plan.Columns.Count; column++)
        {
            if (block.Plan.Columns[column].Kind is ColumnKind.State or ColumnKind.Refractory or ColumnKind.Coupled)
            {
                Complete(state, block, (void*)block.ColumnAddress[column], step);
            }
        }

        foreach (var output in block.Outputs)
        {
            Complete(state, block, output.Row(step), step);
        }
    }

    /// <summary>The next spikes of a source.</summary>
    public static void Complete(EngineState state, RenewalGenerator generator, long step)
    {
        if (state.IsDivided)
        {
            generator.Complete(state.Ranks, step, RangeOf(state, generator.Index));
        }
    }

    /// <summary>The cells of each rank.</summary>
    public static Func<int, (int Begin, int End)> RangeOf(EngineState state, int population) => rank => state.RangesOfRanks[rank][population];

    private static void Complete(EngineState state, StateBlock block, void* column, long step)
    {
        if (block.IsSingle)
        {
            RankWork.Complete(state.Ranks, MeetingKind.Reading, step, new Span<float>(column, block.PaddedSize), RangeOf(state, block.Index));
        }
        else
        {
            RankWork.Complete(state.Ranks, MeetingKind.Reading, step, new Span<double>(column, block.PaddedSize), RangeOf(state, block.Index));
        }
    }
}
