namespace Neuropil.Engine;

/// <summary>
/// Makes the synapses of a network, population after population of sources, in the form in which workers deliver them; and makes some of them anew when what
/// they are has been changed between two steps.
/// </summary>
internal sealed class RowBuilder
{
    // With long delays workers could run far between meetings; beyond this many steps nothing is gained.
    private const int LongestBatch = 32;

    private readonly Network network;
    private readonly RunOptions options;
    private readonly EngineState state;
    private readonly WorkerShares shares;
    private readonly Func<Projection, EngineState, Port> portOf;
    private readonly List<Port> ports;
    private readonly PortLoad[] loads; // of each projection
    private readonly DelaySurvey?[] surveys;
    private readonly ulong[] hashes;
    private readonly string?[] warnings;
    private readonly EdgeAssembly edges;
    private readonly PopulationRows?[] built; // by population of the sources
    private RunChanges? changes; // null until something is changed
    private int shortestDelay = LongestBatch;

    public RowBuilder(Network network, RunOptions options, EngineState state, WorkerShares shares, Func<Projection, EngineState, Port> portOf)
    {
        (this.network, this.options, this.state, this.shares, this.portOf) = (network, options, state, shares, portOf);
        ports = [.. state.Blocks.OfType<StateBlock>().SelectMany(block => block.SpikePorts)];
        loads = [.. network.Projections.Select(projection => new PortLoad(projection.Target.Population.Size))];
        surveys = new DelaySurvey?[network.Projections.Count];
        built = new PopulationRows?[network.Populations.Count];
        Spaces = [.. shares.Ranges.Select(ranges => new ArrivalSpace(ports, ranges))];
        edges = new EdgeAssembly(network, options, state, shares, projection => portOf(projection, state));
        (hashes, warnings) = (new ulong[network.Projections.Count], new string?[network.Projections.Count]);
    }

    /// <summary>The arrivals of each worker.</summary>
    public IReadOnlyList<ArrivalSpace> Spaces { get; }

    /// <summary>What the user should know of projections, in their order.</summary>
    public IEnumerable<string> Warnings => warnings.OfType<string>().Concat(edges.Warnings);

    /// <summary>The synapses with state.</summary>
    public EdgeAssembly Edges => edges;

    /// <summary>The static synapses onto the cells of a worker.</summary>
    public RowTable[] TablesOf(int worker) => [.. built.OfType<PopulationRows>().SelectMany(rows => rows.Tables[worker])];

    /// <summary>Makes all synapses, and sets what follows from them: delays, degrees, resolutions.</summary>
    /// <exception cref="ArgumentException">A weight or a delay cannot be; the message names it.</exception>
    public void Build()
    {
        foreach (int population in network.Projections.Where(IsStatic).Select(SourceOf).Distinct())
        {
            built[population] = BuildFrom(population, countsDelays: true);
        }

        edges.Build(loads, hashes);
        shortestDelay = Math.Min(shortestDelay, edges.ShortestDelay ?? shortestDelay);
        foreach (ulong hash in hashes)
        {
            state.WiringHash = (state.WiringHash * 31) + hash;
        }

        state.BatchSteps = Math.Clamp(shortestDelay + 1, 1, LongestBatch);
        foreach (var (port, resolution) in Resolutions())
        {
            state.Resolutions[port] = resolution;
        }

        edges.Resolve(network.Projections);
        Finish(built);
    }

    /// <summary>
    /// Makes synapses anew after a change: the static ones of populations that have a changed projection, and those that arrive where the units of what arrives
    /// are others than before, since these follow from the weights as they are now.
    /// </summary>
    /// <param name="now">What is changed.</param>
    /// <param name="changed">The projections whose synapses are others than before.</param>
    /// <exception cref="ArgumentException">Synapses cannot be stored; the message says why, and nothing has changed.</exception>
    public void Renew(RunChanges now, IReadOnlyCollection<Projection> changed)
    {
        var before = changes;
        changes = now;
        var fresh = new PopulationRows?[built.Length];
        try
        {
            foreach (int population in changed.Where(IsStatic).Select(SourceOf).Distinct())
            {
                fresh[population] = BuildFrom(population, countsDelays: false);
            }

            edges.Renew(now, changed.Where(projection => projection.IsDynamic), loads);
            var resolutions = Resolutions();
            var others = resolutions.Where(pair => state.Resolutions[pair.Key] != pair.Value).Select(pair => pair.Key).ToHashSet();
            var moved = network.Projections.Where(projection => projection.Receptor is not ICoupling && others.Contains(portOf(projection, state))).ToList();
            foreach (int population in moved.Where(IsStatic).Select(SourceOf).Distinct().Where(population => fresh[population] is null))
            {
                fresh[population] = BuildFrom(population, countsDelays: false);
            }

            edges.ShiftDendrites(moved, resolutions);
            foreach (var (port, resolution) in resolutions)
            {
                state.Resolutions[port] = resolution;
            }

            edges.Resolve(moved.Concat(changed).Distinct());
        }
        catch
        {
            changes = before;
            foreach (var rows in fresh)
            {
                rows?.Dispose();
            }

            throw;
        }

        for (int population = 0; population < fresh.Length; population++)
        {
            if (fresh[population] is { } rows)
            {
                built[population]?.Dispose();
                built[population] = rows;
            }
        }

        Finish(fresh);
    }

    private static bool IsStatic(Projection projection) => projection.Receptor is not ICoupling && !projection.IsDynamic;

    private int SourceOf(Projection projection) => network.IndexOf(projection.Source.Population);

    private bool IsCut(Projection projection) => changes?.CutProjections.Contains(projection.Index) ?? false;

    private PopulationRows BuildFrom(int population, bool countsDelays)
    {
        var members = new List<BundleMember>();
        foreach (var projection in network.Projections.Where(projection => IsStatic(projection) && SourceOf(projection) == population))
        {
            loads[projection.Index].Clear();
            if (IsCut(projection))
            {
                continue;
            }

            var rows = new ProjectionRows(projection, network.Seed, options.TimeStep.SiValue, shares.Ranges.Length,
                changes?.Weights.GetValueOrDefault(projection.Index));
            var survey = surveys[projection.Index] ??= rows.Survey();
            warnings[projection.Index] = survey.Warning;
            if (survey.Synapses > 0)
            {
                members.Add(new BundleMember(rows, survey, portOf(projection, state)));
                if (countsDelays)
                {
                    shortestDelay = Math.Min(shortestDelay, survey.Shortest);
                    state.LongestDelays[population] = Math.Max(state.LongestDelays[population], survey.Longest);
                }
            }
        }

        var made = new PopulationRows([.. shares.Ranges.Select(_ => new List<RowTable>())], new int[network.Populations[population].Size], 0);
        foreach (var group in members.GroupBy(member => member.Key))
        {
            var bundle = new RowBundle([.. group], population, Spaces, shares.Ranges, options.Storage);
            for (int worker = 0; worker < made.Tables.Length; worker++)
            {
                made.Tables[worker].AddRange(bundle.Tables[worker]);
            }

            bundle.Build(loads, made.OutDegrees, hashes);
            made = made with { Reach = Math.Max(made.Reach, bundle.Reach) };
        }

        return made;
    }

    private Dictionary<Port, Resolution> Resolutions()
    {
        var arriving = network.Projections.Where(projection => projection.Receptor is not ICoupling && !IsCut(projection))
            .ToLookup(projection => portOf(projection, state), projection => loads[projection.Index]);
        var chosen = Resolution.Choose(ports.ConvertAll(port => PortLoad.Sum(network.Populations[port.Population].Size, arriving[port])));
        var resolutions = new Dictionary<Port, Resolution>();
        for (int i = 0; i < chosen.Length; i++)
        {
            resolutions[ports[i]] = chosen[i];
        }

        return resolutions;
    }

    // The weights of new tables become integers of the units of what arrives; and what is known of all synapses is known anew.
    private void Finish(IEnumerable<PopulationRows?> fresh)
    {
        foreach (var rows in fresh.OfType<PopulationRows>())
        {
            for (int worker = 0; worker < rows.Tables.Length; worker++)
            {
                foreach (var table in rows.Tables[worker])
                {
                    WeightConversion.Convert(table, Spaces[worker], state.Resolutions, shares.Ranges.Length);
                }
            }
        }

        state.ArrivalRows = 1 + built.Max(rows => rows?.Reach ?? 0);
        for (int population = 0; population < state.OutDegrees.Length; population++)
        {
            Array.Clear(state.OutDegrees[population]);
            built[population]?.OutDegrees.CopyTo(state.OutDegrees[population], 0);
        }

        edges.CountOutDegrees();
        state.SpikeSynapses = state.OutDegrees.Sum(degrees => degrees.Sum(degree => (long)degree));
    }
}
