using Neuropil.Compiler;
using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// Makes the running form of a network's projections with state: their equations and kernels, and on each worker their synapses. The units of
/// what arrives are known only when all projections have been made: <see cref="Resolve"/> comes last.
/// </summary>
internal sealed unsafe class EdgeAssembly(Network network, RunOptions options, EngineState state, WorkerShares shares, RankTargets? own,
    Func<Projection, Port> portOf,
    Func<Projection, string, OutputRows> sourceOutputOf, ClosedSynapses closed)
{
    // A plastic weight without bounds, or with such as variables move, has room to grow to so many times the largest that it begins with.
    public const double RoomToGrow = 64;

    private readonly List<BuiltEdges> built = [];
    private readonly List<(int Place, BuiltEdges Before, int[] LengthsBefore)> replaced = []; // by the change that is being made

    /// <summary>What the user should know.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The shortest axonal delay, in steps; null where there is no projection with state.</summary>
    public int? ShortestDelay => built.Count == 0 ? null : built.Min(one => one.Projection.AxonalDelays[0]);

    /// <summary>Makes the synapses of all projections with state.</summary>
    /// <exception cref="ArgumentException">A declaration, a value or a delay is at fault; the message names it.</exception>
    public void Build(ulong[] hashes)
    {
        foreach (var projection in network.Projections.Where(projection => projection.IsDynamic))
        {
            Build(projection, hashes);
        }
    }

    /// <summary>Takes note of what can arrive by the synapses of all ranks.</summary>
    public void TakeNote(PortLoad[] loads)
    {
        foreach (var one in built)
        {
            one.Projection.LargestWeight = LargestWeight(one.Projection, one.Rows, one.Blocks, one.Values!);
            TakeNote(one.Projection, one.Blocks, one.Ranges, loads[one.Projection.Projection.Index]);
        }
    }

    /// <summary>Gives projections the units of their ports, and weights that never change their form.</summary>
    public void Resolve(IEnumerable<Projection> projections)
    {
        foreach (var (projection, rows, blocks, port, _, _) in BuiltOf(projections).Where(one => !one.Projection.IsCoupling))
        {
            var resolution = state.Resolutions[port];
            projection.Scale = Math.ScaleB(1, resolution.Bits);
            foreach (var block in blocks)
            {
                block.Store.WeightUnit = Math.ScaleB(1, -resolution.WeightBits);
                block.Store.Weight = projection.Equations.IsWeightPlastic ? 0 : resolution.Count(projection.SharedWeight);
            }

            if (blocks[0].Store.Weights != null)
            {
                FillWeights(rows, blocks, resolution);
            }
        }
    }

    /// <summary>
    /// Takes other synapses, other weights that never change, and other room for those that do; and notes what then arrives. <see cref="Keep"/> or
    /// <see cref="Undo"/> ends it.
    /// </summary>
    public void Renew(RunChanges changes, IEnumerable<Projection> projections, PortLoad[] loads, long step)
    {
        foreach (int place in projections.Select(projection => built.FindIndex(one => one.Projection.Projection == projection)).ToList())
        {
            int index = built[place].Projection.Projection.Index;
            if (!ReferenceEquals(built[place].Wiring, changes.Wirings.GetValueOrDefault(index)))
            {
                Regrow(place, changes, step);
            }

            var (edges, rows, blocks, _, ranges, wiring) = built[place];
            edges.IsCut = changes.CutProjections.Contains(index);
            if (!edges.Equations.IsWeightPlastic)
            {
                rows = new ProjectionRows(edges.Projection, network.Seed, options.TimeStep.SiValue, shares.Ranges.Length,
                    changes.Weights.GetValueOrDefault(index), wiring, own);
                built[place] = built[place] with { Rows = rows };
                edges.SharedWeight = rows.Weights.AreEqual ? rows.Weights.KernelValue : 0;
                Array.ForEach(blocks, block => block.Store.HoldWeights(!rows.Weights.AreEqual));
            }

            edges.LargestWeight = LargestWeight(edges, rows, blocks, new EdgeValues(edges, rows, network.Seed, state.TimeStep),
                changes.Rooms.TryGetValue(index, out double room) ? room : null);
            loads[index] = new PortLoad(edges.Projection.Target.Population.Size);
            TakeNote(edges, blocks, ranges, loads[index]);
        }
    }

    /// <summary>Lets go of the synapses that the last change has replaced.</summary>
    public void Keep()
    {
        replaced.ForEach(one => Array.ForEach(one.Before.Blocks, block => block.DisposeSynapses()));
        replaced.Clear();
    }

    /// <summary>Takes back the synapses that the last change has replaced.</summary>
    public void Undo()
    {
        foreach (var (place, before, lengths) in replaced)
        {
            before.Projection.RowLengths = lengths;
            Array.ForEach(built[place].Blocks, block => block.DisposeSynapses());
            built[place] = before;
        }

        replaced.Clear();
    }

    /// <summary>The synapses of a projection onto the cells of a worker.</summary>
    public EdgeBlock BlockOf(Projection projection, int worker) => built.Find(one => one.Projection.Projection == projection)!.Blocks[worker];

    /// <summary>Turns what dendrites carry to the soma into the units that the ports of projections are to have.</summary>
    public void ShiftDendrites(IEnumerable<Projection> projections, IReadOnlyDictionary<Port, Resolution> resolutions)
    {
        foreach (var (_, _, blocks, port, _, _) in BuiltOf(projections).Where(one => !one.Projection.IsCoupling))
        {
            int bits = resolutions[port].Bits - state.Resolutions[port].Bits;
            foreach (var ring in blocks.Select(block => block.Dendrites).OfType<DendriteRing>().Where(_ => bits != 0))
            {
                ring.Shift(bits);
            }
        }
    }

    /// <summary>Adds the synapses of projections that are not cut to the numbers of synapses of their sources.</summary>
    public void CountOutDegrees()
    {
        foreach (var (edges, _, blocks, _, _, _) in built.Where(one => !one.Projection.IsCut && !one.Projection.IsCoupling))
        {
            var degrees = state.OutDegrees[edges.SourcePopulation].AsSpan(edges.Projection.Source.Start);
            if (state.IsDivided)
            {
                for (int source = 0; source < edges.RowLengths.Length; source++)
                {
                    degrees[source] += edges.RowLengths[source];
                }

                continue;
            }

            int classes = edges.AxonalDelays.Length;
            foreach (var store in blocks.Select(block => block.Store))
            {
                for (int source = 0; source < store.Sources; source++)
                {
                    degrees[source] += (int)(store.RowStart[((long)source + 1) * classes] - store.RowStart[(long)source * classes]);
                }
            }
        }
    }

    /// <summary>A projection with state.</summary>
    public EdgeProjection Of(Projection projection) => built.Find(one => one.Projection.Projection == projection)!.Projection;

    /// <summary>The events of one worker's synapses.</summary>
    public IEnumerable<(EdgeEvents Events, Port Port)> EventsOf(int worker) => built.Select(one => (new EdgeEvents(state, one.Blocks[worker]), one.Port));

    private void Build(Projection projection, ulong[] hashes)
    {
        int targetPopulation = network.IndexOf(projection.Target.Population);
        int sourcePopulation = network.IndexOf(projection.Source.Population);
        var target = state.Blocks[targetPopulation]!;
        var equations = closed.Of(projection, state.Blocks[sourcePopulation], target);
        var rows = new ProjectionRows(projection, network.Seed, options.TimeStep.SiValue, shares.Ranges.Length, own: own);
        var survey = rows.Survey();
        var dendrites = rows.SurveyDendrites();
        Warnings.AddRange(new[] { survey.Warning, dendrites.Warning }.OfType<string>());
        Warnings.AddRange(GrowthCheck.Warnings(projection.Name, equations));
        var edges = new EdgeProjection
        {
            Projection = projection,
            Ranks = state.Ranks,
            Declared = equations,
            Equations = equations,
            Plans = SynapsePlans.Of(equations, EdgeProjection.AgesTogether(projection, equations)),
            SourcePopulation = sourcePopulation,
            TargetPopulation = targetPopulation,
            AxonalDelays = survey.Delays.Length == 0 ? [0] : survey.Delays,
            LongestDendriticDelay = dendrites.Longest,
            SharedWeight = rows.Weights.AreEqual ? rows.Weights.KernelValue : 0,
            ClockSteps = [.. equations.Clocks.Select(clock => Steps(clock.Period, $"The period of a clock of '{projection.Name}'"))],
            LateSteps = [.. equations.LateSpikes.Select(late => Steps(late.Delay, $"A time after presynaptic spikes of '{projection.Name}'"))],
        };
        state.LongestDelays[sourcePopulation] = Math.Max(state.LongestDelays[sourcePopulation],
            edges.AxonalDelays[^1] + edges.LateSteps.DefaultIfEmpty(0).Max());
        state.LongestDelays[targetPopulation] = Math.Max(state.LongestDelays[targetPopulation], dendrites.Longest);
        var builder = new EdgeBuilder(edges, rows, shares.Of(targetPopulation));
        var stores = builder.Build();
        hashes[projection.Index] = builder.Hash;
        edges.RowLengths = state.IsDivided ? builder.RowLengths : [];
        var values = new EdgeValues(edges, rows, network.Seed, state.TimeStep);
        var blocks = stores.Select((store, worker) => BlockOf(edges, store, builder.Ranges[worker], target, values)).ToArray();
        Array.ForEach(blocks, values.FillVariables);
        EdgeBounds.RequireAtStart(edges, blocks, state.TimeStep);
        built.Add(new BuiltEdges(edges, rows, blocks, portOf(projection), [.. builder.Ranges], Wiring: null) { Values = values });
    }

    // Other synapses of the same projection: those that stay keep what they have.
    private void Regrow(int place, RunChanges changes, long step)
    {
        var before = built[place];
        var edges = before.Projection;
        int index = edges.Projection.Index;
        var wiring = changes.Wirings.GetValueOrDefault(index);
        var rows = new ProjectionRows(edges.Projection, network.Seed, options.TimeStep.SiValue, shares.Ranges.Length,
            changes.Weights.GetValueOrDefault(index), wiring, own);
        var values = new EdgeValues(edges, rows, network.Seed, state.TimeStep);
        var builder = new EdgeBuilder(edges, rows, shares.Of(edges.TargetPopulation));
        var stores = builder.Build();
        (int[] lengthsBefore, edges.RowLengths) = (edges.RowLengths, state.IsDivided ? builder.RowLengths : []);
        var blocks = before.Blocks.Zip(stores, (block, store) => EdgeRegrowth.Next(block, store, values)).ToArray();
        replaced.Add((place, before, lengthsBefore));
        built[place] = before with { Rows = rows, Blocks = blocks, Wiring = wiring };
        Array.ForEach(blocks, values.FillEdgeVariables);
        for (int worker = 0; worker < blocks.Length; worker++)
        {
            EdgeRegrowth.Carry(before.Blocks[worker], before.Rows.Wiring, blocks[worker], rows.Wiring, step);
        }
    }

    private EdgeBlock BlockOf(EdgeProjection edges, EdgeStore store, (int Begin, int End) range, StateBlock target, EdgeValues values) => new()
    {
        Projection = edges,
        Store = store,
        Sources = new EndVariables(edges.Equations.In(Scope.Source), edges.Projection.Source.Start, edges.Projection.Source.Count),
        Targets = new EndVariables(edges.Equations.In(Scope.Target), range.Begin, range.End - range.Begin),
        Target = target,
        SourceOutput = symbol => sourceOutputOf(edges.Projection, edges.Equations.SourceNames[symbol]),
        Reverse = edges.Plans.PostsynapticEdge is null ? null : new ReverseIndex(store, range.Begin, range.End - range.Begin),
        Dendrites = edges.LongestDendriticDelay == 0 ? null : new DendriteRing(edges.LongestDendriticDelay, range.Begin, range.End - range.Begin),
        FillParameter = (block, expression, column) => values.Fill(block, expression, (double*)column),
    };

    private void TakeNote(EdgeProjection edges, EdgeBlock[] blocks, (int Begin, int End)[] ranges, PortLoad load)
    {
        for (int worker = 0; worker < blocks.Length; worker++)
        {
            TakeNote(edges, blocks[worker], ranges[worker], load);
        }
    }

    private static void TakeNote(EdgeProjection edges, EdgeBlock block, (int Begin, int End) range, PortLoad load)
    {
        var inDegree = new int[range.End - range.Begin];
        for (long edge = 0; edge < block.Store.Count; edge++)
        {
            inDegree[block.Store.Targets[edge] - range.Begin]++;
        }

        load.Add(inDegree, range.Begin, (float)(edges.LargestWeight * edges.Equations.LargestEmissionOfStep * (1 + 1e-7)));
    }

    // What is drawn is the same for any number of workers; a weight is what a float holds.
    private static double LargestWeight(EdgeProjection edges, ProjectionRows rows, EdgeBlock[] blocks, EdgeValues values, double? room = null)
        => RankWork.Largest(edges.Ranks, LargestOwnWeight(edges, rows, blocks, values, room));

    private static double LargestOwnWeight(EdgeProjection edges, ProjectionRows rows, EdgeBlock[] blocks, EdgeValues values, double? room)
    {
        if (!edges.Equations.IsWeightPlastic)
        {
            return rows.Weights.AreEqual ? Math.Abs(RequireFinite(rows.Weights.KernelValue, edges)) : LargestDrawn(edges, rows);
        }

        if (HasFixedBounds(edges.Equations) && edges.Equations.WeightBounds is { } bounds)
        {
            return Math.Max(blocks.Max(block => values.LargestOf(block, bounds.Minimum)), blocks.Max(block => values.LargestOf(block, bounds.Maximum)));
        }

        return room ?? RoomToGrow * blocks.Max(block => values.LargestOf(block, edges.Equations.Find(edges.Equations.Weight)!.Initial));
    }

    /// <summary>Whether the bounds of the weight say how large it can be.</summary>
    public static bool HasFixedBounds(SynapseEquations equations)
        => equations.WeightBounds is { } bounds && !ReadsVariables(bounds.Minimum) && !ReadsVariables(bounds.Maximum);

    private static double LargestDrawn(EdgeProjection edges, ProjectionRows rows)
    {
        double largest = 0;
        var merging = new Lock();
        rows.Run((reader, first, end) =>
        {
            double own = 0;
            for (int source = first; source < end; source++)
            {
                foreach (float weight in reader.WeightsOf(source))
                {
                    own = Math.Max(own, Math.Abs(RequireFinite(weight, edges)));
                }
            }

            lock (merging)
            {
                largest = Math.Max(largest, own);
            }
        });
        return largest;
    }

    private static void FillWeights(ProjectionRows rows, EdgeBlock[] blocks, Resolution resolution)
        => rows.Run((reader, first, end) =>
        {
            for (int source = first; source < end; source++)
            {
                var weights = reader.WeightsOf(source);
                int firstRead = reader.First;
                foreach (var store in Array.ConvertAll(blocks, block => block.Store))
                {
                    long begin = store.RowStart[(long)source * store.AxonalDelays.Length];
                    for (long edge = begin; edge < store.RowStart[((long)source + 1) * store.AxonalDelays.Length]; edge++)
                    {
                        uint ordinal = store.Ordinals == null ? store.FirstOrdinals[source] + (uint)(edge - begin) : store.Ordinals[edge];
                        store.Weights[edge] = resolution.Count(weights[(int)ordinal - firstRead]);
                    }
                }
            }
        });

    private IEnumerable<BuiltEdges> BuiltOf(IEnumerable<Projection> projections)
        => projections.Select(projection => built.Find(one => one.Projection.Projection == projection)).OfType<BuiltEdges>();

    private static bool ReadsVariables(Expr bound) => Dependence.Symbols(bound).Any(symbol => symbol.Kind != SymbolKind.TimeStep);

    private static double RequireFinite(double weight, EdgeProjection edges) => double.IsFinite(weight)
        ? weight
        : throw new ArgumentException($"A weight of '{edges.Projection.Name}' is {weight}; expected a finite number.");

    private int Steps(Time period, string name)
    {
        double steps = new TimeGrid(options.TimeStep).Duration(period.SiValue, name, Warnings);
        return steps <= DelayGrid.MostSteps ? (int)steps
            : throw new ArgumentException($"{name} is {period}, which is {steps:G6} time steps of {options.TimeStep}; expected at most {DelayGrid.MostSteps}.");
    }

    // A projection, its synapses on each worker, where they arrive, and who connects to whom where that is not what the rule makes.
    private sealed record BuiltEdges(
        EdgeProjection Projection, ProjectionRows Rows, EdgeBlock[] Blocks, Port Port, (int Begin, int End)[] Ranges, GrownWiring? Wiring)
    {
        public EdgeValues? Values { get; init; } // with which they were built
    }
}
