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

    // From here on building has thrown away so much that giving it back is worth its time: a hundredth of a second.
    private const long LargeNetwork = 1 << 28;

    private readonly Network network;
    private readonly RunOptions options;
    private readonly double timeStep;
    private readonly PopulationEquations closing;
    private readonly ClosedSynapses closedSynapses = new();
    private readonly Dictionary<Projection, Range> outputsOf = []; // of a coupling, among the outputs of its source
    private readonly Dictionary<(Projection Projection, string Name), int> readsOf = []; // what synapses read of their sources, among the outputs of these
    private RowBuilder? rows;
    private StateBlock?[] blocks = [];
    private long estimatedBytes; // of what is made
    private readonly Dictionary<(Projection Coupling, Population End), int> levelsOf = []; // what decides how open its pairs are, among the outputs of an end

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
        Declared = new EquationSystem?[network.Populations.Count];
    }

    public List<string> Warnings { get; } = [];

    /// <summary>The values before the run of each population; null for sources.</summary>
    public CellValues?[] Values { get; }

    public double CompileSeconds { get; private set; }

    /// <summary>Makes synapses, and makes some of them anew when they are changed.</summary>
    public RowBuilder Rows => rows ?? throw new InvalidOperationException("The network is not assembled.");

    /// <summary>The equations of each population as declared; null for sources.</summary>
    public EquationSystem?[] Declared { get; }

    /// <summary>Makes it; where the network is divided, with the other ranks.</summary>
    /// <exception cref="RankException">Another rank cannot make its part, or has another network.</exception>
    public EngineState Assemble()
    {
        var ranks = options.RanksOrCurrent;
        string outline = "";
        RankWork.Together(ranks, MeetingKind.Building, () => outline = ranks.Count == 1 ? "" : NetworkOutline.Of(network, options));
        RankWork.RequireSame(ranks, outline, NetworkOutline.Difference);
        EngineState? state = null;
        WorkerShares? shares = null;
        RankWork.Together(ranks, MeetingKind.Building, () => (state, shares) = Make(ranks));
        RankWork.Together(ranks, MeetingKind.Building, () => Finish(state!, shares!));
        RankWork.RequireSame(ranks, ranks.Count == 1 ? "" : NetworkFingerprint.Of(network, state!), (_, rank, _)
            => $"The ranks have different networks: parameters, synapses or sources of rank {rank} are others than those of rank 0.");
        return state!;
    }

    // Everything that a rank makes by itself.
    private (EngineState State, WorkerShares Shares) Make(RankGroup ranks)
    {
        var watch = Stopwatch.StartNew();
        bool interpreted = options.Backend == Backend.Interpreter
            || (options.Backend == Backend.Auto && !RuntimeFeature.IsDynamicCodeCompiled);
        if (interpreted && options.Backend == Backend.Auto && ranks.Writes)
        {
            InterpreterWarning.ShowOnce(Console.Error);
        }

        var state = new EngineState
        {
            TimeStep = timeStep,
            Backend = interpreted ? new InterpreterBackend() : new SimdBackend(options.Width),
            Ranks = ranks,
            NoiseSeed = network.NoiseSeed ?? network.Seed,
            PathRefinement = options.PathRefinement,
            IsProfiled = options.IsProfiled,
            Blocks = network.Populations.Select((population, i) => population.Cell is Neuron neuron ? BuildBlock(population, i, neuron) : null).ToArray(),
            Generators = network.Populations.Select(BuildGenerator).ToArray(),
            LongestDelays = new int[network.Populations.Count],
            OutDegrees = network.Populations.Select(population => new int[population.Size]).ToArray(),
            SilentCells = new bool[network.Populations.Count][],
        };
        blocks = state.Blocks;
        CountRates.RequireOneRateEach(state.Blocks.OfType<StateBlock>().SelectMany(block => block.Counts));
        CompileSeconds = watch.Elapsed.TotalSeconds;
        var shares = new WorkerShares(network.Populations, options);
        state.RangesOfRanks = shares.OfRanks;
        RequireMemory(state, shares);
        foreach (var block in state.Blocks.OfType<StateBlock>())
        {
            block.Allocate();
            Values[block.Index]!.FillColumns(block);
            block.FillOutputs(output => Values[block.Index]!.Of(output)); // what the first step reads
        }

        rows = new RowBuilder(network, options, state, shares, PortOf, (projection, name) =>
            state.Blocks[network.IndexOf(projection.Source.Population)]!.Outputs[readsOf[(projection, name)]], closedSynapses);
        rows.Make();
        GiveBack();
        return (state, shares);
    }

    // What follows from the synapses of all.
    private void Finish(EngineState state, WorkerShares shares)
    {
        rows!.Finish();
        Warnings.AddRange(rows.Warnings);
        Warnings.AddRange(network.Projections.Select(WeightSigns.Fault).Concat(network.Inputs.Select(WeightSigns.Fault)).OfType<string>());
        AddCouplings(state, shares);
        var watch = Stopwatch.StartNew();
        for (int worker = 0; worker < shares.Ranges.Length; worker++)
        {
            state.Workers.Add(new Worker(state, worker, shares.Ranges[worker], rows.Spaces[worker], rows.TablesOf(worker), rows.RegeneratedOf(worker)));
            state.Workers[worker].AddEdges(rows.Edges.EventsOf(worker));
        }

        AddSenders(state);
        SpikeAtStart(state);
        CompileSeconds += watch.Elapsed.TotalSeconds;
    }

    /// <summary>What the network would take, without making it.</summary>
    public MemoryEstimate Estimate()
    {
        var planned = network.Populations.Select((population, i) => population.Cell is Neuron neuron ? BuildBlock(population, i, neuron) : null).ToArray();
        var shares = new WorkerShares(network.Populations, options);
        return new MemoryEstimation(network, options, planned, shares, closedSynapses).Estimate();
    }

    /// <summary>Refuses what a running network would take on top of itself, where there is not as much.</summary>
    /// <param name="what">What is to be made, at the beginning of the error.</param>
    /// <param name="more">The parts.</param>
    /// <exception cref="MemoryLimitException">There is not as much.</exception>
    public void RequireMemory(string what, params MemoryPart[] more)
    {
        var estimate = new MemoryEstimate(more);
        if (options.MemoryLimit is { } limit)
        {
            estimate = new MemoryEstimate([.. Estimate().Parts.Concat(more).OrderByDescending(part => part.Bytes)]);
            if (estimate.Bytes > limit)
            {
                throw new MemoryLimitException(what, estimate, limit, isGiven: true);
            }
        }
        else if (estimate.Bytes > SmallNetwork && AvailableMemory.Bytes() is var free && estimate.Bytes > free)
        {
            throw new MemoryLimitException(what, estimate, free, isGiven: false);
        }
    }

    private void RequireMemory(EngineState state, WorkerShares shares)
    {
        var estimate = new MemoryEstimation(network, options, state.Blocks, shares, closedSynapses).Estimate();
        estimatedBytes = estimate.Bytes;
        long free = options.MemoryLimit ?? (estimate.Bytes > SmallNetwork ? AvailableMemory.Bytes() / state.Ranks.CountHere : long.MaxValue);
        if (estimate.Bytes > free)
        {
            throw new MemoryLimitException(estimate, free, isGiven: options.MemoryLimit is not null);
        }
    }

    // What building needed and a running network does not. The heap of a process does not become less where a network is divided.
    private void GiveBack()
    {
        foreach (var values in Values)
        {
            values?.LetGo();
        }

        if (estimatedBytes >= LargeNetwork)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private static void AddSenders(EngineState state)
    {
        for (int rank = 0; rank < state.Ranks.Count; rank++)
        {
            if (rank == state.Ranks.Rank)
            {
                state.Senders.AddRange(state.Workers.Select(worker => worker.Sender));
            }
            else
            {
                state.Senders.Add(new SpikeSender(state, state.RangesOfRanks[rank]));
            }
        }
    }

    // What spikes at time zero does so at the end of the step before the first: it is known before the run begins.
    private static void SpikeAtStart(EngineState state)
    {
        foreach (var listed in state.Generators.OfType<ListedGenerator>())
        {
            var spikes = listed.BeforeStart;
            state.Senders.ForEach(sender => sender.Restore(listed.Index, spikes));
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
        Declared[index] = equations;
        Values[index] = new CellValues(network, population, index, equations, timeStep);
        Warnings.AddRange(GridTimeCheck.Warnings(population, equations, Values[index]!, new TimeGrid(options.TimeStep)));
        Warnings.AddRange(GrowthCheck.Warnings(population.Name, equations, Values[index]!));
        return new StateBlock(population, index, equations, neuron.Method ?? options.Method, options.Precision == Precision.Single,
            Outputs(population, equations), port => closing.IsCoupled(population, port))
        {
            Counts = [.. equations.Counts.Select(count => new CountRates(count, population, Values[index]!))],
        };
    }

    /// <summary>
    /// Lets a population go on with other equations of the same variables: its step is composed and its kernel planned anew, and the columns of parameters are
    /// filled.
    /// </summary>
    /// <exception cref="ArgumentException">A value cannot be; the message names it, and nothing has changed.</exception>
    /// <exception cref="IntegratorRefusedException">The method cannot advance these equations.</exception>
    public void Renew(StateBlock block, EquationSystem equations, CellValues values)
    {
        var method = ((Neuron)block.Population.Cell).Method ?? options.Method;
        var step = StepEquations.Compose(equations, method, Outputs(block.Population, equations));
        var plan = KernelCompiler.Plan(equations, step, block.IsSingle, port => closing.IsCoupled(block.Population, port));
        var columns = values.ParameterColumns(plan).ToList();
        List<CountRates> counts = [.. equations.Counts.Select(count => new CountRates(count, block.Population, values))];
        CountRates.RequireOneRateEach(counts.Concat(blocks.OfType<StateBlock>().Where(other => other != block).SelectMany(other => other.Counts)));
        block.Renew(equations, step, plan);
        counts.ForEach(count => count.Allocate());
        var before = block.Counts;
        block.Counts = counts;
        foreach (var count in before)
        {
            count.Dispose();
        }

        columns.ForEach(column => block.Fill(column.Column, column.Values));
    }

    /// <summary>The values of a population's cells before the run, under other equations.</summary>
    public CellValues NewValues(Population population, EquationSystem equations)
        => new(network, population, network.IndexOf(population), equations, timeStep);

    // What the cells give out to all couplings of which they are the source, and the levels that open those of which they are either end.
    private List<Expr> Outputs(Population population, EquationSystem equations)
    {
        var outputs = new List<Expr>();
        foreach (var projection in network.Projections.Where(projection
            => projection.Source.Population == population || projection.Target.Population == population))
        {
            foreach (string name in projection.Source.Population == population ? closedSynapses.ReadOfSource(projection) : [])
            {
                readsOf[(projection, name)] = outputs.Count;
                outputs.Add(ReadOfSource(projection, name, equations));
            }

            if (projection.Receptor is not ICoupling coupling)
            {
                continue;
            }

            if (projection.Source.Population == population)
            {
                int first = outputs.Count;
                outputs.AddRange(coupling.OutputsOf(equations));
                outputsOf[projection] = first..outputs.Count;
            }

            if (coupling.LevelOf(equations) is { } level)
            {
                levelsOf[(projection, population)] = outputs.Count;
                outputs.Add(level);
            }
        }

        return outputs;
    }

    private static Expr ReadOfSource(Projection projection, string name, EquationSystem source)
    {
        try
        {
            return source.Find(name);
        }
        catch (UnknownNameException error)
        {
            throw new UnknownNameException($"Projection '{projection.Name}': it reads '{name}' of its source: {error.Message}");
        }
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
        if (readsOf.Count > 0)
        {
            state.Batch = BatchPlan.EachStep;
        }

        foreach (var projection in network.Projections.Where(projection => projection.Receptor is ICoupling))
        {
            state.Batch = BatchPlan.EachStep; // what a source gives out at a step's end acts in the next
            var columns = CoupledColumns(projection, state);
            if (projection.IsDynamic)
            {
                rows!.Edges.Of(projection).Coupled = columns;
                continue;
            }

            var (edges, count, hash) = CouplingBuilder.Build(projection, network.Seed, shares.Ranges.Length);
            state.CouplingBytes += edges.Bytes;
            state.WiringHash = (state.WiringHash * 31) + hash;
            var source = state.Blocks[network.IndexOf(projection.Source.Population)]!;
            var target = state.Blocks[network.IndexOf(projection.Target.Population)]!;
            for (int i = 0; i < columns.Length; i++)
            {
                state.Couplings.Add(new CouplingLink(projection, edges, target.Index, columns[i].Outputs, columns[i].Arrivals, Gate(projection, source, target))
                {
                    Count = count,
                    IsFirst = i == 0,
                });
            }
        }
    }

    // What the sources of a coupling give out, and where it arrives.
    private CoupledColumn[] CoupledColumns(Projection projection, EngineState state)
    {
        var source = state.Blocks[network.IndexOf(projection.Source.Population)]!;
        var target = state.Blocks[network.IndexOf(projection.Target.Population)]!;
        var (firstOutput, outputs) = outputsOf[projection].GetOffsetAndLength(source.Outputs.Count);
        int firstPort = closing.PortOf(projection, target.Equations);
        int arrivals = target.Equations.Ports.Count(port => port.Receptor == projection.Receptor.Name);
        return outputs == arrivals
            ? [.. Enumerable.Range(0, outputs).Select(i => new CoupledColumn(
                source.Outputs[firstOutput + i], target.ColumnAddress[target.ColumnOf(new Port(target.Index, firstPort + i))]))]
            : throw new ArgumentException(
                $"Coupling '{projection.Receptor.Name}' gives out {outputs} quantities and declares {arrivals} arrivals; expected as many.");
    }

    // Seen from the other end of a pair, downhill is uphill.
    private CouplingGate? Gate(Projection projection, StateBlock source, StateBlock target)
    {
        var coupling = (ICoupling)projection.Receptor;
        if (coupling.OpenDownhill == coupling.OpenUphill)
        {
            return null;
        }

        if (!levelsOf.TryGetValue((projection, projection.Source.Population), out int sourceLevel)
            || !levelsOf.TryGetValue((projection, projection.Target.Population), out int targetLevel))
        {
            throw new ArgumentException($"Coupling '{projection.Receptor.Name}' is open by level, but gives none.");
        }

        var (downhill, uphill) = projection.Mirrored is null ? (coupling.OpenDownhill, coupling.OpenUphill) : (coupling.OpenUphill, coupling.OpenDownhill);
        return new CouplingGate(source.Outputs[sourceLevel], target.Outputs[targetLevel], downhill, uphill);
    }
}
