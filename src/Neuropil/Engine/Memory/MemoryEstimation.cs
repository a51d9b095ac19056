using Neuropil.Compiler;
using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>Adds up what a network will take, from its declaration: numbers of synapses by their rules, bytes of a synapse by what varies.</summary>
internal sealed class MemoryEstimation
{
    // Delays without bounds: the longest of so many draws, and as much again for what is rarer.
    private const int DelaySamples = 1000;
    private const int UnknownDelays = 64;
    private const long HeldPairBytes = 3 * sizeof(int);

    private readonly Network network;
    private readonly RunOptions options;
    private readonly StateBlock?[] blocks;
    private readonly WorkerShares shares;
    private readonly ClosedSynapses closed;
    private readonly List<ArrivalSpace> spaces;
    private readonly Dictionary<Projection, (int Shortest, int Longest)> knownDelays = []; // by now: some have to be drawn

    /// <summary>Of a network whose columns are known, though not made.</summary>
    public MemoryEstimation(Network network, RunOptions options, StateBlock?[] blocks, WorkerShares shares, ClosedSynapses closed)
    {
        (this.network, this.options, this.blocks, this.shares, this.closed) = (network, options, blocks, shares, closed);
        List<Port> ports = [.. blocks.OfType<StateBlock>().SelectMany(block => block.SpikePorts)];
        spaces = [.. shares.Ranges.Select(ranges => new ArrivalSpace(ports, ranges))];
    }

    private int Workers => shares.Ranges.Length;

    /// <exception cref="ArgumentException">There are more delays than any form could hold; the message names the projection.</exception>
    public MemoryEstimate Estimate()
    {
        long synapses = 0;
        long index = 0;
        int rows = 1;
        foreach (var bundle in network.Projections.Where(each => each.Receptor is not ICoupling && !each.IsDynamic && each.IsStored && Synapses(each) > 0)
            .GroupBy(each => (each.Source.Population, each.Source.Start, each.Source.Count, each.Weight.IsUniform, each.HasCodedWeights)))
        {
            synapses += bundle.Sum(each => (long)Synapses(each) * (each.Weight.IsUniform || each.HasCodedWeights ? sizeof(uint) : sizeof(ulong)));
            (long bytes, int reach) = Index([.. bundle], bundle.Key.Count);
            index += bytes;
            rows = Math.Max(rows, reach + 1);
        }

        foreach (var projection in network.Projections.Where(each => !each.IsStored))
        {
            rows = Math.Max(rows, Delays(projection).Longest - Delays(projection).Shortest + 1);
        }

        synapses = (long)(synapses * shares.Part);
        long edges = (long)(network.Projections.Where(each => each.IsDynamic).Sum(EdgeBytes) * shares.Part);
        long couplings = network.Projections.Where(each => each.Receptor is ICoupling && !each.IsDynamic).Sum(CouplingBytes);
        long arrivals = spaces.Sum(space => space.Size) * rows * sizeof(long);
        MemoryPart[] parts =
        [
            new("cells", Cells()), new("synapses", synapses), new("index of synapses", index), new("synapses with state", edges),
            new("couplings", couplings), new("arrivals", arrivals), new("spikes on their way", Histories()), new("wiring while it is built", HeldRows()),
        ];
        return new MemoryEstimate([.. parts.OrderByDescending(part => part.Bytes)]);
    }

    /// <summary>The number of synapses that a rule makes, or is expected to make.</summary>
    public static double Synapses(Projection projection)
    {
        var (sources, targets) = ((double)projection.Source.Count, (double)projection.Target.Count);
        return projection.Rule switch
        {
            AllToAll => sources * targets,
            OneToOne => sources,
            FixedProbability rule => sources * targets * rule.Probability,
            FixedOutDegree rule => sources * rule.Count,
            FixedInDegree rule => targets * rule.Count,
            FixedTotalNumber rule => rule.Count,
            ExplicitPairs rule => rule.Pairs.Count,
            _ => 0,
        };
    }

    // Columns, the values that they were filled from, and for each cell the number of its synapses.
    private long Cells()
    {
        long cells = blocks.OfType<StateBlock>().Sum(block => block.Bytes + ((long)block.Columns * block.Population.Size * sizeof(double)));
        return cells + network.Populations.Sum(population => (long)population.Size * sizeof(int));
    }

    private (long Bytes, int Reach) Index(List<Projection> bundle, long sources)
    {
        bool isShared = bundle[0].Weight.IsUniform;
        var uniform = bundle.Where(each => Delays(each).Longest == Delays(each).Shortest).ToList();
        var differing = bundle.Except(uniform).ToList();
        object Kind(Projection each) => isShared ? (each.Target.Population, each.Receptor.Name, each.Weight.UniformSi) : 0;
        long classes = uniform.Select(each => (Delays(each).Longest, Kind(each))).Distinct().Count();
        int width = 1;
        if (differing.Count > 0)
        {
            long delays = differing.Max(each => Delays(each).Longest) - differing.Min(each => Delays(each).Shortest) + 1L;
            long own = (long)(differing.Sum(Synapses) * shares.Part);
            width = new BlockWidth(sources, delays, own, spaces, string.Join(", ", differing.Select(each => $"'{each.Name}'")))
                .Choose(bundle[0].HasCodedWeights ? SynapseStorage.Groups : options.Storage);
            classes += (delays + width - 1) / width * differing.Select(Kind).Distinct().Count();
        }

        return (sources * Workers * classes * sizeof(uint), width - 1);
    }

    private long EdgeBytes(Projection projection)
    {
        var equations = Equations(projection);
        var columns = equations.In(Scope.Edge).ToList();
        var (shortest, longest) = Delays(projection);
        long groups = longest - shortest + 1;
        bool ages = columns.Exists(variable => variable.Derivative is not null);
        bool ageTogether = EdgeProjection.AgesTogether(projection, equations);
        long doubles = columns.Count + (ages && !ageTogether ? 1 : 0) + DrawnColumns(equations, ageTogether);
        long words = 1 + (groups > 1 ? 1 : 0) + (projection.DendriticDelay.IsUniform ? 0 : 1)
            + (equations.IsWeightPlastic || projection.Weight.IsUniform ? 0 : 1)
            + (equations.IsWeightPlastic ? 2 : 0); // plasticity mostly sees spikes of the target, through a reverse index
        return (long)(Synapses(projection) * ((doubles * sizeof(double)) + (words * sizeof(int))))
            + (projection.Source.Count * groups * Workers * (sizeof(long) + (ages && ageTogether ? sizeof(double) : 0)));
    }

    // What synapses draw, and what follows from it, as kernels read it.
    private static int DrawnColumns(SynapseEquations equations, bool ageTogether)
        => equations.Parameters.All(each => each.Parameter.IsUniform) ? 0
            : SynapsePlans.Of(equations, ageTogether).All.SelectMany(stage => stage.Plan.Columns.Where((_, i) => stage.Columns[i].Role == EventRole.Parameter))
                .Select(column => EdgeBlock.KeyOf(column.Source!, equations)).Distinct().Count();

    private SynapseEquations Equations(Projection projection)
        => closed.Of(projection, blocks[network.IndexOf(projection.Source.Population)], blocks[network.IndexOf(projection.Target.Population)]!);

    private static long CouplingBytes(Projection projection)
        => projection.Rule is AllToAll && projection.Weight.IsUniform ? 0
            : (long)(Synapses(projection) * (sizeof(int) + (projection.Weight.IsUniform ? 0 : sizeof(float))));

    // A list of cells for each step that a delay, or an event that comes after it, reaches back, and pages of twice as many spikes as cells.
    private long Histories()
    {
        long bytes = 0;
        for (int population = 0; population < network.Populations.Count; population++)
        {
            var own = network.Projections.Where(each => each.Receptor is not ICoupling && each.Source.Population == network.Populations[population]).ToList();
            long kept = own.Count == 0 ? 2 : own.Max(each => Delays(each).Longest + LateSteps(each)) + 2L;
            bytes += ((long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)kept + 1) * 2 * sizeof(long) * Workers)
                + ((long)network.Populations[population].Size * 2 * sizeof(int));
        }

        return bytes;
    }

    // How long after spikes the last of a synapse's own events comes.
    private long LateSteps(Projection projection)
        => !projection.IsDynamic ? 0 : Equations(projection).LateSpikes.Select(late => (long)Steps(late.Delay.SiValue)).DefaultIfEmpty(0).Max();

    // Rules that are driven by their targets are turned, those of one source population at a time.
    private long HeldRows() => network.Projections.GroupBy(each => each.Source.Population).Select(own => own.Sum(each => each.Rule switch
    {
        FixedInDegree => (long)(Synapses(each) * (each.Structure is null ? shares.Part : 1)) * InDegreeTransposition.BytesOf(each.Target.Count),
        ExplicitPairs => (long)Synapses(each) * HeldPairBytes,
        _ => 0,
    })).DefaultIfEmpty().Max();

    private (int Shortest, int Longest) Delays(Projection projection)
    {
        if (knownDelays.TryGetValue(projection, out var known))
        {
            return known;
        }

        var (low, high) = Bounds(projection.Delay);
        if (!projection.IsDynamic)
        {
            var (more, most) = Bounds(projection.DendriticDelay);
            (low, high) = (low + more, high + most);
        }

        return knownDelays[projection] = (Steps(low), Steps(high));
    }

    private int Steps(double seconds) => (int)Math.Clamp(Math.Round(seconds / options.TimeStep.SiValue), 0, DelayGrid.MostSteps);

    private (double Low, double High) Bounds(Parameter delay)
    {
        if (delay.Values.Bounds is { } bounds)
        {
            return bounds;
        }

        if (delay.Values is FormulaValues)
        {
            return (0, UnknownDelays * options.TimeStep.SiValue);
        }

        double[] values = new double[delay.Count ?? DelaySamples];
        delay.Fill(values, network.Seed, RandomPurpose.Delay, family: 0, firstEntity: 0);
        return (values.Min(), (delay.Count is null ? 2 : 1) * values.Max());
    }
}
