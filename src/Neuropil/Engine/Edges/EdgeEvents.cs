using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// What happens to the synapses of one projection on one worker at the beginning of a step: spikes of the sources reach them, then spikes of
/// their targets, then clocks tick; amounts go on to the soma.
/// </summary>
internal sealed unsafe class EdgeEvents : IDisposable
{
    private readonly EngineState state;
    private readonly EdgeBlock edges;
    private readonly EdgeProjection projection;
    private readonly EndEvents? sourceEvents;
    private readonly EndEvents? targetEvents;
    private readonly EndSteps? sourceSteps;
    private readonly EndSteps? targetSteps;
    private readonly EdgeRows? rows;
    private readonly List<(EdgeRows Rows, int Steps)> lateRows = [];
    private readonly EdgeColumns? columns;
    private readonly EdgeAmounts amounts;
    private readonly List<EdgeClock> clocks = [];
    private NativeList<double>[] handedBySources; // of the steps that slower spikes are still on their way from
    private readonly NativeList<double> handedByTargets = new();
    private readonly NativeList<int> dueCells = new();
    private readonly EdgeCoupling? coupling;
    private readonly int[] dendriticDelays;
    private bool isSound = true;

    public EdgeEvents(EngineState state, EdgeBlock edges)
    {
        (this.state, this.edges, projection) = (state, edges, edges.Projection);
        var plans = projection.Plans;
        sourceEvents = plans.PresynapticSource is { } source ? new EndEvents(source, state, edges.Sources, cells: null) : null;
        targetEvents = plans.PostsynapticTarget is { } target ? new EndEvents(target, state, edges.Targets, edges.Target) : null;
        sourceSteps = plans.SourceStep is { } sourceStep ? new EndSteps(sourceStep, state, edges.Sources, cells: null) : null;
        targetSteps = plans.TargetStep is { } targetStep ? new EndSteps(targetStep, state, edges.Targets, edges.Target) : null;
        amounts = new EdgeAmounts(edges);
        coupling = projection.IsCoupling ? new EdgeCoupling(edges) : null;
        rows = plans.PresynapticEdge is { } row ? new EdgeRows(row, projection.Equations.PresynapticSpike, state, edges, sourceEvents) : null;
        columns = plans.PostsynapticEdge is { } column ? new EdgeColumns(column, projection.Equations.PostsynapticSpike, state, edges, targetEvents) : null;
        for (int late = 0; late < plans.LateEdges.Count; late++)
        {
            if (plans.LateEdges[late] is { } lateRow)
            {
                lateRows.Add((new EdgeRows(lateRow, projection.Equations.LateSpikes[late].Event, state, edges, sourceEvents: null),
                    projection.LateSteps[late]));
            }
        }

        for (int clock = 0; clock < plans.Clocks.Count; clock++)
        {
            clocks.Add(new EdgeClock(plans.Clocks[clock], projection.ClockSteps[clock], state, edges));
        }

        dendriticDelays = edges.Reverse?.DendriticDelays ?? [edges.Store.DendriticDelay];
        int window = projection.AxonalDelays[^1] - projection.AxonalDelays[0] + 1;
        handedBySources = [.. Enumerable.Range(0, sourceEvents is null ? 0 : window).Select(_ => new NativeList<double>())];
    }

    /// <summary>The projection's memory on this worker.</summary>
    public EdgeBlock Block => edges;

    /// <summary>All that reaches the synapses at the beginning of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="arrivals">The arrivals of the step at the projection's port; element 0 is cell 0 of the target population. Nothing for a coupling.</param>
    /// <returns>Whether all states and amounts are finite and within what was declared.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Run(long step, long* arrivals)
    {
        isSound = true;
        amounts.Begin(step, arrivals);
        for (int delay = 0; coupling is null && delay < projection.AxonalDelays.Length; delay++)
        {
            ReachFromSources(step, step - 1 - projection.AxonalDelays[delay], delay);
        }

        foreach (var (late, steps) in lateRows)
        {
            ReachLate(step, late, steps);
        }

        if (columns is not null || targetEvents is not null)
        {
            ReachFromTargets(step);
        }

        foreach (var clock in clocks)
        {
            if (clock.IsDue(step) && clock.Tick(step, amounts) is { } fault)
            {
                Report(step, fault.Source, fault.Target);
            }
        }

        amounts.End();
        return isSound;
    }

    /// <summary>Whether, in one of the steps from which amounts arrive, a source stands more often than resolutions allow for.</summary>
    public bool IsCrowded(long step)
    {
        if (coupling is not null)
        {
            return false;
        }

        bool isCrowded = false;
        foreach (var sender in state.Senders)
        {
            isCrowded |= sender.Histories[projection.SourcePopulation].LastCrowdedStep >= Math.Max(-1, step - 1 - projection.LongestDelay);
        }

        return isCrowded;
    }

    /// <summary>What a coupling brings in a step.</summary>
    public void Couple(long step) => coupling?.Add(step);

    /// <summary>Advances what is stepped by a step, while cells stand where they were at its beginning.</summary>
    public void Step()
    {
        sourceSteps?.Run();
        targetSteps?.Run();
    }

    /// <summary>Writes what sources have handed to spikes that have still synapses to reach, step by step.</summary>
    public void SaveHanded(BinaryWriter writer, long step) => ForEachHanded(step, handed => handed.Save(writer));

    /// <summary>Reads what <see cref="SaveHanded"/> wrote.</summary>
    public void LoadHanded(BinaryReader reader, long step) => ForEachHanded(step, handed => handed.Load(reader));

    /// <summary>Takes what sources have handed to spikes on their way, from the events that these replace.</summary>
    public void TakeOver(EdgeEvents before)
    {
        Array.ForEach(handedBySources, handed => handed.Dispose());
        (handedBySources, before.handedBySources) = (before.handedBySources, []);
    }

    /// <summary>Lets go of all but the synapses.</summary>
    public void Release()
    {
        sourceEvents?.Dispose();
        targetEvents?.Dispose();
        sourceSteps?.Dispose();
        targetSteps?.Dispose();
        rows?.Dispose();
        columns?.Dispose();
        coupling?.Dispose();
        lateRows.ForEach(late => late.Rows.Dispose());
        clocks.ForEach(clock => clock.Dispose());
        Array.ForEach(handedBySources, handed => handed.Dispose());
        handedByTargets.Dispose();
        dueCells.Dispose();
    }

    public void Dispose()
    {
        Release();
        edges.Dispose();
    }

    // The spikes that have passed the shortest delay, and not the longest.
    private void ForEachHanded(long step, Action<NativeList<double>> action)
    {
        for (long sent = step - 1 - projection.AxonalDelays[^1]; handedBySources.Length > 1 && sent < step - 1 - projection.AxonalDelays[0]; sent++)
        {
            if (sent >= -1)
            {
                action(Handed(sent));
            }
        }
    }

    // Spikes at time zero are of step -1.
    private NativeList<double> Handed(long spikeStep) => handedBySources[(spikeStep + 1) % handedBySources.Length];

    // Spikes of one step, whose part of the delay this is.
    private void ReachFromSources(long step, long spikeStep, int delay)
    {
        if (spikeStep < -1)
        {
            return;
        }

        var slice = projection.Projection.Source;
        var handed = sourceEvents is null ? null : Handed(spikeStep);
        if (handed is not null && delay == 0)
        {
            handed.Count = 0;
        }

        long place = 0;
        foreach (var sender in state.Senders)
        {
            var spikes = sender.SpikesOf(projection.SourcePopulation, spikeStep, slice.Start, slice.Count);
            if (delay == 0 && sourceEvents is not null && sourceEvents.Run(step, spikes.Cells, spikes.Count, handed!) is >= 0 and var faulty)
            {
                Report(step, faulty, target: -1);
            }

            int occurrence = 0;
            for (long i = 0; i < spikes.Count; i++, place++)
            {
                occurrence = i > 0 && spikes.Cells[i] == spikes.Cells[i - 1] ? occurrence + 1 : 0;
                double* given = handed is null ? null : handed.Items + (place * sourceEvents!.Outputs);
                long next = i + 1 < spikes.Count
                    ? edges.Store.RowStart[((long)(spikes.Cells[i + 1] - slice.Start) * projection.AxonalDelays.Length) + delay] : -1;
                Reach(step, spikes.Cells[i] - slice.Start, delay, occurrence, given, next);
            }
        }
    }

    private void Reach(long step, int source, int delay, int occurrence, double* given, long next)
    {
        if (rows is null && !projection.Plans.EmitsAtSpike)
        {
            return;
        }

        long group = ((long)source * projection.AxonalDelays.Length) + delay;
        long faulty = rows is not null
            ? rows.Run(step, source, delay, occurrence, given, amounts, next)
            : amounts.SendWeights(edges.Store.RowStart[group], edges.Store.RowStart[group + 1],
                sourceEvents is null || sourceEvents.FactorIndex < 0 ? 1 : given[sourceEvents.FactorIndex]);
        if (faulty >= 0)
        {
            Report(step, source + projection.Projection.Source.Start, edges.Store.Targets[faulty]);
        }
    }

    // What comes some steps after spikes have reached the synapses.
    private void ReachLate(long step, EdgeRows late, int steps)
    {
        var slice = projection.Projection.Source;
        for (int delay = 0; delay < projection.AxonalDelays.Length; delay++)
        {
            long spikeStep = step - 1 - projection.AxonalDelays[delay] - steps;
            if (spikeStep < -1)
            {
                continue;
            }

            foreach (var sender in state.Senders)
            {
                var spikes = sender.SpikesOf(projection.SourcePopulation, spikeStep, slice.Start, slice.Count);
                int occurrence = 0;
                for (long i = 0; i < spikes.Count; i++)
                {
                    occurrence = i > 0 && spikes.Cells[i] == spikes.Cells[i - 1] ? occurrence + 1 : 0;
                    int source = spikes.Cells[i] - slice.Start;
                    long faulty = late.Run(step, source, delay, occurrence, null, amounts);
                    if (faulty >= 0)
                    {
                        Report(step, spikes.Cells[i], edges.Store.Targets[faulty]);
                    }
                }
            }
        }
    }

    // A worker's cells alone have synapses on it: their spikes need no meeting to be known.
    private void ReachFromTargets(long step)
    {
        for (int delay = 0; delay < dendriticDelays.Length; delay++)
        {
            long spikeStep = step - 1 - dendriticDelays[delay];
            if (spikeStep < -1)
            {
                continue;
            }

            dueCells.Count = 0;
            foreach (var sender in state.Senders)
            {
                var spikes = sender.SpikesOf(projection.TargetPopulation, spikeStep, edges.Targets.First, edges.Targets.Count);
                for (long i = 0; i < spikes.Count; i++)
                {
                    dueCells.Add(spikes.Cells[i]);
                }
            }

            handedByTargets.Count = 0;
            if (targetEvents is not null && targetEvents.Run(step, dueCells.Items, dueCells.Count, handedByTargets) is >= 0 and var faulty)
            {
                Report(step, source: -1, faulty);
            }

            for (long i = 0; columns is not null && i < dueCells.Count; i++)
            {
                double* given = targetEvents is null ? null : handedByTargets.Items + (i * targetEvents.Outputs);
                if (columns.Run(step, dueCells.Items[i], delay, given, i + 1 < dueCells.Count ? dueCells.Items[i + 1] : -1) is >= 0 and var edge)
                {
                    Report(step, columns.SourceOf(edge), dueCells.Items[i]);
                }
            }
        }
    }

    private void Report(long step, int source, int target)
    {
        isSound = false;
        state.Report(new SynapseFault(step, projection.Projection.Index, source, target));
    }
}
