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
    private readonly List<Receptor>[] receptors;

    public NetworkAssembly(Network network, RunOptions options)
    {
        (this.network, this.options) = (network, options);
        timeStep = KernelUnits.FromSi(options.TimeStep.SiValue, Time.Dimension);
        receptors = network.Populations.Select(_ => new List<Receptor>()).ToArray();
    }

    public List<string> Warnings { get; } = [];

    /// <summary>The values before the run of each population; null for sources.</summary>
    public CellValues?[] Values { get; private set; } = [];

    public double CompileSeconds { get; private set; }

    public EngineState Assemble()
    {
        if (network.Populations.Count == 0)
        {
            throw new ArgumentException("The network has no population.");
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        bool interpreted = options.Backend == Backend.Interpreter
            || (options.Backend == Backend.Auto && !RuntimeFeature.IsDynamicCodeCompiled);
        var ports = network.Projections.Select(PortOf).ToList();
        Values = new CellValues?[network.Populations.Count];
        var state = new EngineState
        {
            TimeStep = timeStep,
            IsInterpreted = interpreted,
            Width = LaneSet.Of(options.Width, options.Precision == Precision.Single).Width,
            Blocks = network.Populations.Select((population, i) => population.Cell is Neuron neuron ? BuildBlock(population, i, neuron) : null).ToArray(),
            Generators = network.Populations.Select(BuildGenerator).ToArray(),
        };
        CompileSeconds = watch.Elapsed.TotalSeconds;
        Populate(state, ports);
        watch.Restart();
        AddWorkers(state);
        CompileSeconds += watch.Elapsed.TotalSeconds;
        return state;
    }

    // Receptors that are equal on one population are one port.
    private int PortOf(Projection projection)
    {
        var known = receptors[PopulationIndex(projection.Target.Population)];
        int same = known.FindIndex(receptor => ReceptorEquality.AreEqual(receptor, projection.Receptor));
        if (same >= 0)
        {
            return same;
        }

        if (known.Exists(receptor => receptor.Name == projection.Receptor.Name))
        {
            throw new ArgumentException(
                $"Projection '{projection.Name}': population '{projection.Target.Population.Name}' already has a receptor '{projection.Receptor.Name}' with other parameters. Give one of them another name.");
        }

        known.Add(projection.Receptor);
        return known.Count - 1;
    }

    private StateBlock BuildBlock(Population population, int index, Neuron neuron)
    {
        var builder = neuron.Build();
        foreach (var receptor in receptors[index])
        {
            var voltage = builder.Voltage
                ?? throw new ArgumentException($"Population '{population.Name}' has no membrane potential for receptor '{receptor.Name}'.");
            builder.InReceptor(receptor.Name, receptor, () => receptor.Declare(builder, voltage));
        }

        var equations = builder.Close();
        foreach (string name in population.Initial.Keys)
        {
            equations.FindState(name);
        }

        var block = new StateBlock(population, index, equations, neuron.Method ?? options.Method, options.Precision == Precision.Single);
        Values[index] = new CellValues(network, population, index, equations, timeStep);
        return block;
    }

    private SpikeGenerator? BuildGenerator(Population population, int index)
    {
        switch (population.Cell)
        {
            case PoissonSource poisson:
                if (poisson.Rate.Count is { } count && count != population.Size)
                {
                    throw new ArgumentException($"Population '{population.Name}' has {population.Size} cells, but the list of rates has {count} values.");
                }

                ulong seed = network.NoiseSeed ?? network.Seed;
                var rates = new double[population.Size];
                poisson.Rate.Fill(rates, network.Seed, RandomPurpose.Parameter, RandomStream.Entity((ulong)index, 0), 0);
                return new PoissonGenerator(population, index, Array.ConvertAll(rates, rate => KernelUnits.FromSi(rate, Frequency.Dimension)), timeStep, seed);
            case SpikeTimes times:
                return new GivenTimesGenerator(population, index, times, options.TimeStep.SiValue);
            case Neuron:
                return null;
            default:
                throw new NotSupportedException($"Population '{population.Name}': a {population.Cell.GetType().Name} cannot be simulated.");
        }
    }

    private void Populate(EngineState state, List<int> ports)
    {
        foreach (var block in state.Blocks)
        {
            if (block is not null)
            {
                FillColumns(block, Values[block.Index]!);
            }
        }

        int workers = WorkerCount();
        var builders = network.Projections
            .Select(projection => new SynapseTileBuilder(projection, network.Seed, options.TimeStep.SiValue, workers))
            .ToList();
        Warnings.AddRange(builders.Select(builder => builder.Warning).OfType<string>());
        AddRings(state, ports, builders);
        for (int i = 0; i < network.Projections.Count; i++)
        {
            var projection = network.Projections[i];
            var ring = state.Blocks[PopulationIndex(projection.Target.Population)]!.Rings[ports[i]];
            state.Links.Add(new EngineLink(
                PopulationIndex(projection.Source.Population), projection.Source.Start, projection.Source.Start + projection.Source.Count, ring));
        }

        state.BatchSteps = builders.Count == 0 ? LongestBatch : Math.Clamp(builders.Min(builder => builder.ShortestDelay) + 1, 1, LongestBatch);
        state.Synapses = builders.Sum(builder => builder.SynapseCount);
        ranges = Enumerable.Range(0, workers).Select(worker => network.Populations.Select(population => Share(population.Size, worker, workers)).ToArray()).ToList();
        tiles = builders.Select((builder, i) =>
        {
            int target = PopulationIndex(network.Projections[i].Target.Population);
            return builder.Build(ranges.ConvertAll(range => range[target]), state.Links[i].Ring.Stride, options.TileSize);
        }).ToList();
    }

    private List<(int Begin, int End)[]> ranges = [];
    private List<List<SynapseTile>[]> tiles = [];

    private void AddWorkers(EngineState state)
    {
        for (int worker = 0; worker < ranges.Count; worker++)
        {
            state.Workers.Add(new Worker(state, worker, ranges[worker]));
            foreach (var perWorker in tiles)
            {
                state.Workers[worker].Tiles.Add(perWorker[worker]);
            }
        }
    }

    private void AddRings(EngineState state, List<int> ports, List<SynapseTileBuilder> builders)
    {
        foreach (var block in state.Blocks.OfType<StateBlock>())
        {
            for (int port = 0; port < block.Equations.Ports.Count; port++)
            {
                int longest = network.Projections
                    .Select((projection, i) => (projection, i))
                    .Where(pair => pair.projection.Target.Population == block.Population && ports[pair.i] == port)
                    .Max(pair => builders[pair.i].LongestDelay);
                block.Rings.Add(new ArrivalRing(longest, block.PaddedSize, block.ElementSize));
            }
        }
    }

    private static void FillColumns(StateBlock block, CellValues values)
    {
        for (int column = 0; column < block.Plan.Columns.Count; column++)
        {
            var description = block.Plan.Columns[column];
            switch (description.Kind)
            {
                case ColumnKind.State:
                    block.Fill(column, values.Initial(block.Equations.States.First(state => state.Symbol.Name == description.Name)));
                    break;
                case ColumnKind.Parameter:
                    block.Fill(column, values.Of(((ParameterExpr)description.Source!).Parameter));
                    break;
                case ColumnKind.Derived:
                    block.Fill(column, values.Of(description.Source!));
                    break;
            }
        }
    }

    private int WorkerCount()
    {
        // Below a few hundred cells a meeting of threads costs more than the step.
        const int CellsWorthAThread = 500;
        int cells = network.Populations.Sum(population => population.Size);
        int wanted = options.Threads > 0 ? options.Threads : Math.Min(Environment.ProcessorCount, cells / CellsWorthAThread);
        return Math.Clamp(wanted, 1, Math.Max(1, (cells + StateBlock.Granularity - 1) / StateBlock.Granularity));
    }

    private static (int Begin, int End) Share(int size, int worker, int workers)
    {
        long groups = StateBlock.Padded(size) / StateBlock.Granularity;
        return ((int)(groups * worker / workers) * StateBlock.Granularity, (int)(groups * (worker + 1) / workers) * StateBlock.Granularity);
    }

    private int PopulationIndex(Population population)
    {
        for (int i = 0; i < network.Populations.Count; i++)
        {
            if (ReferenceEquals(network.Populations[i], population))
            {
                return i;
            }
        }

        throw new ArgumentException($"Population '{population.Name}' has not been added to this network.");
    }
}
