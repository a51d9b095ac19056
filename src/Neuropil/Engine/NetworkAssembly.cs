using System.Diagnostics;
using System.Runtime.CompilerServices;
using Neuropil.Compiler;
using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>Makes the running form of a described network: equations with their receptors, columns with their values, workers with their synapses.</summary>
internal sealed class NetworkAssembly
{
    // For so little nobody is asked: it takes some time.
    private const long SmallNetwork = 1 << 24;

    private readonly Network network;
    private readonly RunOptions options;
    private readonly double timeStep;
    private readonly PopulationEquations closing;
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
        closing = new PopulationEquations(network);
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
            Backend = interpreted ? new InterpreterBackend() : new SimdBackend(options.Width),
            NoiseSeed = network.NoiseSeed ?? network.Seed,
            PathRefinement = options.PathRefinement,
            Blocks = network.Populations.Select((population, i) => population.Cell is Neuron neuron ? BuildBlock(population, i, neuron) : null).ToArray(),
            Generators = network.Populations.Select(BuildGenerator).ToArray(),
            LongestDelays = new int[network.Populations.Count],
            OutDegrees = network.Populations.Select(population => new int[population.Size]).ToArray(),
        };
        CompileSeconds = watch.Elapsed.TotalSeconds;
        var shares = new WorkerShares(network.Populations, options.Threads);
        RequireMemory(state, shares);
        foreach (var block in state.Blocks.OfType<StateBlock>())
        {
            block.Allocate();
            Values[block.Index]!.FillColumns(block);
            block.FillOutputs(output => Values[block.Index]!.Of(output)); // what the first step reads
        }

        var rows = new RowBuilder(network, options, state, shares, PortOf);
        rows.Build();
        Warnings.AddRange(rows.Warnings);
        Warnings.AddRange(network.Projections.Select(WeightSigns.Fault).OfType<string>());
        AddCouplings(state, shares);
        watch.Restart();
        for (int worker = 0; worker < shares.Ranges.Length; worker++)
        {
            state.Workers.Add(new Worker(state, worker, shares.Ranges[worker], rows.Spaces[worker], [.. rows.Tables[worker]], [.. rows.Regenerated[worker]]));
            state.Workers[worker].AddEdges(rows.Edges.EventsOf(worker));
        }

        SpikeAtStart(state);
        CompileSeconds += watch.Elapsed.TotalSeconds;
        return state;
    }

    /// <summary>What the network would take, without making it.</summary>
    public MemoryEstimate Estimate()
    {
        var blocks = network.Populations.Select((population, i) => population.Cell is Neuron neuron ? BuildBlock(population, i, neuron) : null).ToArray();
        return new MemoryEstimation(network, options, blocks, new WorkerShares(network.Populations, options.Threads)).Estimate();
    }

    private void RequireMemory(EngineState state, WorkerShares shares)
    {
        var estimate = new MemoryEstimation(network, options, state.Blocks, shares).Estimate();
        long free = options.MemoryLimit ?? (estimate.Bytes > SmallNetwork ? AvailableMemory.Bytes() : long.MaxValue);
        if (estimate.Bytes > free)
        {
            throw new MemoryLimitException(estimate, free, isGiven: options.MemoryLimit is not null);
        }
    }

    // What spikes at time zero does so at the end of the step before the first: it is known before the run begins.
    private static void SpikeAtStart(EngineState state)
    {
        foreach (var listed in state.Generators.OfType<ListedGenerator>())
        {
            var spikes = listed.BeforeStart;
            state.Workers.ForEach(worker => worker.RestoreSpikes(listed.Index, spikes));
        }
    }

    private Port PortOf(Projection projection, EngineState state)
    {
        var target = state.Blocks[network.IndexOf(projection.Target.Population)]!;
        return new Port(target.Index, closing.PortOf(projection, target.Equations));
    }

    private StateBlock BuildBlock(Population population, int index, Neuron neuron)
    {
        var equations = closing.Close(population, neuron);
        Values[index] = new CellValues(network, population, index, equations, timeStep);
        Warnings.AddRange(GridTimeCheck.Warnings(population, equations, Values[index]!, new TimeGrid(options.TimeStep)));
        return new StateBlock(population, index, equations, neuron.Method ?? options.Method, options.Precision == Precision.Single,
            Outputs(population, equations), port => closing.IsCoupled(population, port));
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
        RenewalSource renewal => new RenewalGenerator(population, index, renewal, network.Seed, network.NoiseSeed ?? network.Seed, timeStep),
        ListedSource listed => new ListedGenerator(
            population, index, listed, network.Seed, network.NoiseSeed ?? network.Seed, new TimeGrid(options.TimeStep), Warnings),
        _ => null,
    };

    private void AddCouplings(EngineState state, WorkerShares shares)
    {
        foreach (var projection in network.Projections.Where(projection => projection.Receptor is ICoupling))
        {
            var (edges, count, hash) = CouplingBuilder.Build(projection, network.Seed, shares.Ranges.Length);
            state.CouplingBytes += edges.Bytes;
            state.Synapses += count;
            state.BatchSteps = 1; // what a source gives out at a step's end acts in the next
            state.WiringHash = (state.WiringHash * 31) + hash;
            var source = state.Blocks[network.IndexOf(projection.Source.Population)]!;
            var target = state.Blocks[network.IndexOf(projection.Target.Population)]!;
            var (firstOutput, outputs) = outputsOf[projection].GetOffsetAndLength(source.Outputs.Count);
            int firstPort = closing.PortOf(projection, target.Equations);
            int arrivals = target.Equations.Ports.Count(port => port.Receptor == projection.Receptor.Name);
            if (outputs != arrivals)
            {
                throw new ArgumentException(
                    $"Coupling '{projection.Receptor.Name}' gives out {outputs} quantities and declares {arrivals} arrivals; expected as many.");
            }

            for (int i = 0; i < outputs; i++)
            {
                state.Couplings.Add(new CouplingLink(edges, projection.Source, projection.Target, target.Index, source.Outputs[firstOutput + i],
                    target.ColumnAddress[target.ColumnOf(new Port(target.Index, firstPort + i))]));
            }
        }
    }
}
