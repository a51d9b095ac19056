using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>A clock of a projection on one worker: at each tick first the variables of both ends change, then all synapses, row by row.</summary>
internal sealed unsafe class EdgeClock : IDisposable
{
    private readonly EdgeBlock edges;
    private readonly int period;
    private readonly EndEvents? sourceEvents;
    private readonly EndEvents? targetEvents;
    private readonly EdgeRows? rows;
    private readonly NativeList<int> numbers = new();
    private readonly NativeList<double> handed = new();
    private readonly NativeList<double> unused = new();

    /// <summary>The clock, which ticks every so many steps.</summary>
    public EdgeClock(ClockPlan plan, int period, EngineState state, EdgeBlock edges)
    {
        (this.period, this.edges) = (period, edges);
        sourceEvents = plan.Source is { } source ? new EndEvents(source, state, edges.Sources, cells: null) : null;
        targetEvents = plan.Target is { } target ? new EndEvents(target, state, edges.Targets, edges.Target) : null;
        rows = plan.Edge is { } edge ? new EdgeRows(edge, plan.Tick, state, edges, sourceEvents) : null;
    }

    /// <summary>Whether it ticks at the beginning of a step.</summary>
    public bool IsDue(long step) => step > 0 && step % period == 0;

    /// <summary>A tick.</summary>
    /// <returns>The source and target of the first faulty synapse, or null.</returns>
    public (int Source, int Target)? Tick(long step)
    {
        // The synapses see both ends as they were before.
        (int Source, int Target)? fault = null;
        handed.Count = 0;
        sourceEvents?.RunAll(step, numbers, handed);
        for (int source = 0; rows is not null && source < edges.Store.Sources; source++)
        {
            int delays = edges.Store.AxonalDelays.Length;
            double* given = sourceEvents is null ? null : handed.Items + ((long)source * sourceEvents.Outputs);
            long faulty = rows.Run(step, source, edges.Store.RowStart[(long)source * delays], edges.Store.RowStart[((long)source + 1) * delays], occurrence: 0,
                given, amounts: null);
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
