using Neuropil.Compiler;
using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// Makes the running form of a network's projections with state: their equations and kernels, and on each worker their synapses. The units of
/// what arrives are known only when all projections have been made: <see cref="Resolve"/> comes last.
/// </summary>
internal sealed unsafe class EdgeAssembly(Network network, RunOptions options, EngineState state, WorkerShares shares, Func<Projection, Port> portOf)
{
    // A plastic weight without bounds, or with such as variables move, has room to grow to so many times the largest that it begins with.
    private const double RoomToGrow = 64;

    private readonly List<BuiltEdges> built = [];

    /// <summary>What the user should know.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The shortest axonal delay, in steps; null where there is no projection with state.</summary>
    public int? ShortestDelay => built.Count == 0 ? null : built.Min(one => one.Projection.AxonalDelays[0]);

    /// <summary>Makes the synapses of all projections with state, and takes note of what arrives where.</summary>
    /// <exception cref="ArgumentException">A declaration, a value or a delay is at fault; the message names it.</exception>
    public void Build(IReadOnlyDictionary<Port, PortLoad> loads, ulong[] hashes)
    {
        foreach (var projection in network.Projections.Where(projection => projection.IsDynamic))
        {
            Build(projection, loads, hashes);
        }
    }

    /// <summary>Gives projections the units of their ports, and weights that never change their form.</summary>
    public void Resolve()
    {
        foreach (var (projection, blocks, port) in built)
        {
            var resolution = state.Resolutions[port];
            projection.Scale = Math.ScaleB(1, resolution.Bits);
            foreach (var block in blocks)
            {
                var store = block.Store;
                store.WeightUnit = Math.ScaleB(1, -resolution.WeightBits);
                if (store.Weights == null)
                {
                    store.Weight = projection.Equations.IsWeightPlastic ? 0 : resolution.Count(projection.SharedWeight);
                    continue;
                }

                for (long edge = 0; edge < store.Count; edge++)
                {
                    store.Weights[edge] = resolution.Count(BitConverter.Int32BitsToSingle(store.Weights[edge]));
                }
            }
        }
    }

    /// <summary>The events of one worker's synapses.</summary>
    public IEnumerable<(EdgeEvents Events, Port Port)> EventsOf(int worker) => built.Select(one => (new EdgeEvents(state, one.Blocks[worker]), one.Port));

    private void Build(Projection projection, IReadOnlyDictionary<Port, PortLoad> loads, ulong[] hashes)
    {
        int targetPopulation = network.IndexOf(projection.Target.Population);
        int sourcePopulation = network.IndexOf(projection.Source.Population);
        var target = state.Blocks[targetPopulation]!;
        var equations = ProjectionEquations.Of(projection, target.Equations)!;
        var rows = new ProjectionRows(projection, network.Seed, options.TimeStep.SiValue, shares.Ranges.Length);
        var survey = rows.Survey();
        var dendrites = rows.SurveyDendrites();
        Warnings.AddRange(new[] { survey.Warning, dendrites.Warning }.OfType<string>());
        state.Synapses += survey.Synapses;
        var edges = new EdgeProjection
        {
            Projection = projection,
            Equations = equations,
            Plans = SynapsePlans.Of(equations),
            SourcePopulation = sourcePopulation,
            TargetPopulation = targetPopulation,
            AxonalDelays = survey.Delays.Length == 0 ? [0] : survey.Delays,
            LongestDendriticDelay = dendrites.Longest,
            SharedWeight = rows.Weights.AreEqual ? rows.Weights.KernelValue : 0,
            ClockSteps = [.. equations.Clocks.Select(clock => ClockSteps(projection, clock.Period))],
        };
        state.LongestDelays[sourcePopulation] = Math.Max(state.LongestDelays[sourcePopulation], edges.AxonalDelays[^1]);
        state.LongestDelays[targetPopulation] = Math.Max(state.LongestDelays[targetPopulation], dendrites.Longest);
        var builder = new EdgeBuilder(edges, rows, shares.Of(targetPopulation));
        var stores = builder.Build();
        hashes[projection.Index] = builder.Hash;
        var values = new EdgeValues(edges, rows, network.Seed, state.TimeStep);
        var blocks = stores.Select((store, worker) => BlockOf(edges, store, builder.Ranges[worker], target, values)).ToArray();
        Array.ForEach(blocks, values.FillVariables);
        edges.LargestWeight = LargestWeight(edges, blocks, values);
        for (int worker = 0; worker < blocks.Length; worker++)
        {
            TakeNote(edges, blocks[worker], builder.Ranges[worker], loads[portOf(projection)]);
        }

        built.Add(new BuiltEdges(edges, blocks, portOf(projection)));
    }

    private static EdgeBlock BlockOf(EdgeProjection edges, EdgeStore store, (int Begin, int End) range, StateBlock target, EdgeValues values) => new()
    {
        Projection = edges,
        Store = store,
        Sources = new EndVariables(edges.Equations.In(Scope.Source), edges.Projection.Source.Start, edges.Projection.Source.Count),
        Targets = new EndVariables(edges.Equations.In(Scope.Target), range.Begin, range.End - range.Begin),
        Target = target,
        Reverse = edges.Plans.PostsynapticEdge is null ? null : new ReverseIndex(store, range.Begin, range.End - range.Begin),
        Dendrites = edges.LongestDendriticDelay == 0 ? null : new DendriteRing(edges.LongestDendriticDelay, range.Begin, range.End - range.Begin),
        FillParameter = (block, expression, column) => values.Fill(block, expression, (double*)column),
    };

    private void TakeNote(EdgeProjection edges, EdgeBlock block, (int Begin, int End) range, PortLoad load)
    {
        var inDegree = new int[range.End - range.Begin];
        for (long edge = 0; edge < block.Store.Count; edge++)
        {
            inDegree[block.Store.Targets[edge] - range.Begin]++;
        }

        load.Add(inDegree, range.Begin, (float)(edges.LargestWeight * edges.Equations.LargestEmission * (1 + 1e-7)));
        int classes = edges.AxonalDelays.Length;
        for (int source = 0; source < block.Store.Sources; source++)
        {
            state.OutDegrees[edges.SourcePopulation][edges.Projection.Source.Start + source]
                += (int)(block.Store.RowStart[((long)source + 1) * classes] - block.Store.RowStart[(long)source * classes]);
        }
    }

    private static double LargestWeight(EdgeProjection edges, EdgeBlock[] blocks, EdgeValues values)
    {
        if (!edges.Equations.IsWeightPlastic)
        {
            double largest = Math.Abs((double)edges.SharedWeight);
            foreach (var store in blocks.Select(block => block.Store).Where(store => store.Weights != null))
            {
                for (long edge = 0; edge < store.Count; edge++)
                {
                    largest = Math.Max(largest, Math.Abs(RequireFinite(BitConverter.Int32BitsToSingle(store.Weights[edge]), edges)));
                }
            }

            return RequireFinite(largest, edges);
        }

        if (edges.Equations.WeightBounds is { } bounds && !ReadsVariables(bounds.Minimum) && !ReadsVariables(bounds.Maximum))
        {
            return Math.Max(blocks.Max(block => values.LargestOf(block, bounds.Minimum)), blocks.Max(block => values.LargestOf(block, bounds.Maximum)));
        }

        return RoomToGrow * blocks.Max(block => values.LargestOf(block, edges.Equations.Find(edges.Equations.Weight)!.Initial));
    }

    private static bool ReadsVariables(Expr bound) => Dependence.Symbols(bound).Any(symbol => symbol.Kind != SymbolKind.TimeStep);

    private static double RequireFinite(double weight, EdgeProjection edges) => double.IsFinite(weight)
        ? weight
        : throw new ArgumentException($"A weight of '{edges.Projection.Name}' is {weight}; expected a finite number.");

    private int ClockSteps(Projection projection, Time period)
    {
        string name = $"The period of a clock of '{projection.Name}'";
        double steps = new TimeGrid(options.TimeStep).Duration(period.SiValue, name, Warnings);
        return steps <= DelayGrid.MostSteps ? (int)steps
            : throw new ArgumentException($"{name} is {period}, which is {steps:G6} time steps of {options.TimeStep}; expected at most {DelayGrid.MostSteps}.");
    }

    // A projection, its synapses on each worker, and where they arrive.
    private sealed record BuiltEdges(EdgeProjection Projection, EdgeBlock[] Blocks, Port Port);
}
