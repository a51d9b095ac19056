using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// A clock of a projection on one worker: at each tick first the variables of both ends change, then all synapses, row by row, and let out what they declare.
/// </summary>
internal sealed unsafe class EdgeClock : IDisposable
{
    private readonly EdgeBlock edges;
    private readonly int period;
    private readonly bool emits;
    private readonly EndEvents? sourceEvents;
    private readonly EndEvents? targetEvents;
    private readonly EdgeRows? rows;
    private readonly NativeList<int> numbers = new();
    private readonly NativeList<double> handed = new();
    private readonly NativeList<double> unused = new();

    /// <summary>The clock, which ticks every so many steps.</summary>
    public EdgeClock(ClockPlan plan, int period, EngineState state, EdgeBlock edges)
    {
        (this.period, this.edges, emits) = (period, edges, plan.Emits);
        sourceEvents = plan.Source is { } source ? new EndEvents(source, state, edges.Sources, cells: null) : null;
        targetEvents = plan.Target is { } target ? new EndEvents(target, state, edges.Targets, edges.Target) : null;
        rows = plan.Edge is { } edge ? new EdgeRows(edge, plan.Tick, state, edges, sourceEvents) : null;
    }

    /// <summary>Whether it ticks at the beginning of a step.</summary>
    public bool IsDue(long step) => step > 0 && step % period == 0;

    /// <summary>A tick.</summary>
    /// <param name="step">The step.</param>
    /// <param name="amounts">Where what synapses let out goes.</param>
    /// <returns>The source and target of the first faulty synapse, or null; the target is -1 where the source's own variables are at fault.</returns>
    public (int Source, int Target)? Tick(long step, EdgeAmounts amounts)
    {
        // The synapses see both ends as they were before.
        (int Source, int Target)? fault = null;
        handed.Count = 0;
        if (sourceEvents?.RunAll(step, numbers, handed) is >= 0 and var faultySource)
        {
            fault = (faultySource, -1);
        }

        int delays = edges.Store.AxonalDelays.Length;
        for (int source = 0; (rows is not null || emits) && source < edges.Store.Sources; source++)
        {
            double* given = sourceEvents is null ? null : handed.Items + ((long)source * sourceEvents.Outputs);
            long faulty = rows is not null
                ? rows.RunAll(step, source, given, amounts)
                : amounts.SendWeights(edges.Store.RowStart[(long)source * delays], edges.Store.RowStart[((long)source + 1) * delays],
                    sourceEvents is null || sourceEvents.FactorIndex < 0 ? 1 : given[sourceEvents.FactorIndex]);
            if (faulty >= 0 && fault is null)
            {
                fault = (source + edges.Projection.Projection.Source.Start, edges.Store.Targets[faulty]);
            }
        }

        unused.Count = 0;
        targetEvents?.RunAll(step, numbers, unused);
        return fault;
    }

    public void Dispose()
    {
        sourceEvents?.Dispose();
        targetEvents?.Dispose();
        rows?.Dispose();
        numbers.Dispose();
        handed.Dispose();
        unused.Dispose();
    }
}
