using System.Diagnostics;
using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Makes the running form of a described network: equations with their receptors, columns with their values, workers with their synapses.</summary>
internal sealed class NetworkAssembly
{
    // With long delays workers could run far between meetings; beyond this many steps nothing is gained.
    private const int LongestBatch = 32;

    private readonly Network network;
    private readonly RunOptions options;
    private readonly double timeStep;
    private readonly ReceptorPorts ports;
    private readonly List<(Projection Projection, CouplingEdges Edges)> couplings = [];
    private readonly Dictionary<Projection, Range> outputsOf = []; // of a coupling, among the outputs of its source

    /// <summary>Prepares the assembly of a network.</summary>
    /// <exception cref="ArgumentException">The network has no population, or receptors contradict each other.</exception>
    public NetworkAssembly(Network network, RunOptions options)
    {
        if (network.Populations.Count == 0)
        {
            throw new ArgumentException("The network has no population.");
        }

        (this.network, this.options) = (network, options);
        timeStep = KernelUnits.FromSi(options.TimeStep.SiValue, Time.Dimension);
        ports = new ReceptorPorts(network);
        Values = new CellValues?[network.Populations.Count];
    }

    public List<string> Warnings { get; } = [];

    /// <summary>The values before the run of each population; null for sources.</summary>
    public CellValues?[] Values { get; }

    public double CompileSeconds { get; private set; }

    public EngineState Assemble()
    {
        var watch = Stopwatch.StartNew();
        bool interpreted = options.Backend == Backend.Interpreter
            || (options.Backend == Backend.Auto && !RuntimeFeature.IsDynamicCodeCompiled);
        if (interpreted && options.Backend == Backend.Auto)
        {
            InterpreterWarning.ShowOnce(Console.Error);
        }

        var state = new EngineState
        {
            TimeStep = timeStep,
            IsInterpreted = interpreted,
            NoiseSeed = network.NoiseSeed ?? network.Seed,
            PathRefinement = options.PathRefinement,
            Width = LaneSet.Of(options.Width, options.Precision == Precision.Single).Width,
            Blocks = network.Populations.Select((population, i) => population.Cell is Neuron neuron ? BuildBlock(population, i, neuron) : null).ToArray(),
            Generators = network.Populations.Select(BuildGenerator).ToArray(),
        };
        CompileSeconds = watch.Elapsed.TotalSeconds;
        foreach (var block in state.Blocks.OfType<StateBlock>())
        {
            Values[block.Index]!.FillColumns(block);
            block.FillOutputs(output => Values[block.Index]!.Of(output)); // what the first step reads
        }

        var shares = new WorkerShares(network.Populations, options.Threads);
        var synapses = network.Projections.Select(projection => BuildSynapses(projection, state, shares)).ToList();
        AddRings(state, synapses);
        AddCouplings(state);
        watch.Restart();
        AddWorkers(state, shares, synapses);
        CompileSeconds += watch.Elapsed.TotalSeconds;
        return state;
    }

    private StateBlock BuildBlock(Population population, int index, Neuron neuron)
    {
        var builder = neuron.Build();
        ports.Declare(population, builder);
        var equations = builder.Close();
        ports.RequireArrivals(population, equations);
        Values[index] = new CellValues(network, population, index, equations, timeStep);
        return new StateBlock(population, index, equations, neuron.Method ?? options.Method, options.Precision == Precision.Single, Outputs(population, equations));
    }

    // What the cells give out to all couplings of which they are the source.
    private List<Expr> Outputs(Population population, EquationSystem equations)
    {
        var outputs = new List<Expr>();
        foreach (var projection in network.Projections.Where(projection => projection.Source.Population == population))
        {
            if (projection.Receptor is ICoupling coupling)
            {
                int first = outputs.Count;
                outputs.AddRange(coupling.OutputsOf(equations));
                outputsOf[projection] = first..outputs.Count;
            }
        }

        return outputs;
    }

    private SpikeGenerator? BuildGenerator(Population population, int index) => population.Cell switch
    {
        PoissonSource poisson => new PoissonGenerator(population, index, poisson, network.Seed, network.NoiseSeed ?? network.Seed, timeStep),
        SpikeTimes times => new GivenTimesGenerator(population, index, times, options.TimeStep.SiValue),
        Neuron => null,
        _ => throw new NotSupportedException($"Population '{population.Name}': a {population.Cell.GetType().Name} cannot be simulated."),
    };

    // One projection after another, so that only one's connectivity is held beside the tiles.
    private ProjectionSynapses BuildSynapses(Projection projection, EngineState state, WorkerShares shares)
    {
        var target = state.Blocks[network.IndexOf(projection.Target.Population)]!;
        var built = projection.Receptor is ICoupling
            ? BuildCoupling(projection, state, shares)
            : SynapseTileBuilder.Build(projection, network.Seed, options.TimeStep.SiValue, shares.Of(target.Index), target.PaddedSize, options.TileSize);
        if (built.Warning is not null)
        {
            Warnings.Add(built.Warning);
        }

        state.Synapses += built.Count;
        state.WiringHash = (state.WiringHash * 31) + built.Hash;
        return built;
    }

    // A coupling has edges, no tiles: nothing is delivered for it at spikes.
    private ProjectionSynapses BuildCoupling(Projection projection, EngineState state, WorkerShares shares)
    {
        var (edges, count, hash) = CouplingBuilder.Build(projection, network.Seed, shares.Ranges.Length);
        couplings.Add((projection, edges));
        state.CouplingBytes += edges.Bytes;
        return new ProjectionSynapses
        {
            Tiles = Array.ConvertAll(shares.Ranges, _ => new List<SynapseTile>()), Count = count, ShortestDelay = 0, LongestDelay = 0, Hash = hash, Warning = null,
        };
    }

    private void AddCouplings(EngineState state)
    {
        foreach (var (projection, edges) in couplings)
        {
            var source = state.Blocks[network.IndexOf(projection.Source.Population)]!;
            var target = state.Blocks[network.IndexOf(projection.Target.Population)]!;
            var (firstOutput, outputs) = outputsOf[projection].GetOffsetAndLength(source.Outputs.Count);
            int firstPort = ports.Of(projection, target.Equations);
            int arrivals = target.Equations.Ports.Count(port => port.Receptor == projection.Receptor.Name);
            if (outputs != arrivals)
            {
                throw new ArgumentException($"Coupling '{projection.Receptor.Name}' gives out {outputs} quantities and declares {arrivals} arrivals; expected as many.");
            }

            for (int i = 0; i < outputs; i++)
            {
                state.Couplings.Add(new CouplingLink(edges, projection.Source, projection.Target, target.Index, source.Outputs[firstOutput + i], target.Rings[firstPort + i]));
            }
        }
    }

    private void AddRings(EngineState state, List<ProjectionSynapses> synapses)
    {
        foreach (var block in state.Blocks.OfType<StateBlock>())
        {
            for (int port = 0; port < block.Equations.Ports.Count; port++)
            {
                string receptor = block.Equations.Ports[port].Receptor;
                int longest = network.Projections
                    .Where(projection => projection.Target.Population == block.Population && projection.Receptor.Name == receptor)
                    .Max(projection => synapses[projection.Index].LongestDelay);
                block.Rings.Add(new StepRing(longest, block.PaddedSize, block.ElementSize));
            }
        }

        foreach (var projection in network.Projections)
        {
            var source = projection.Source;
            var target = state.Blocks[network.IndexOf(projection.Target.Population)]!;
            var ring = target.Rings[ports.Of(projection, target.Equations)];
            state.Links.Add(new EngineLink(network.IndexOf(source.Population), source.Start, source.Start + source.Count, ring));
        }
    }

    private static void AddWorkers(EngineState state, WorkerShares shares, List<ProjectionSynapses> synapses)
    {
        int shortest = synapses.Where(built => built.Count > 0).Select(built => built.ShortestDelay).DefaultIfEmpty(LongestBatch).Min();
        state.BatchSteps = Math.Clamp(shortest + 1, 1, LongestBatch);
        for (int worker = 0; worker < shares.Ranges.Length; worker++)
        {
            state.Workers.Add(new Worker(state, worker, shares.Ranges[worker]));
            state.Workers[worker].Tiles.AddRange(synapses.Select(built => built.Tiles[worker]));
        }
    }
}
