namespace Neuropil.Engine;

/// <summary>Makes the synapses of a network, population after population of sources, in the form in which workers deliver them.</summary>
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
    private readonly Dictionary<Port, PortLoad> loads;
    private readonly ulong[] hashes;
    private readonly string?[] warnings;
    private readonly EdgeAssembly edges;
    private int shortestDelay = LongestBatch;

    public RowBuilder(Network network, RunOptions options, EngineState state, WorkerShares shares, Func<Projection, EngineState, Port> portOf)
    {
        (this.network, this.options, this.state, this.shares, this.portOf) = (network, options, state, shares, portOf);
        ports = [.. state.Blocks.OfType<StateBlock>().SelectMany(block => block.SpikePorts)];
        loads = ports.ToDictionary(port => port, port => new PortLoad(network.Populations[port.Population].Size));
        Spaces = [.. shares.Ranges.Select(ranges => new ArrivalSpace(ports, ranges))];
        Tables = [.. shares.Ranges.Select(_ => new List<RowTable>())];
        edges = new EdgeAssembly(network, options, state, shares, projection => portOf(projection, state));
        (hashes, warnings) = (new ulong[network.Projections.Count], new string?[network.Projections.Count]);
    }

    /// <summary>The arrivals of each worker.</summary>
    public IReadOnlyList<ArrivalSpace> Spaces { get; }

    /// <summary>The synapses onto the cells of each worker.</summary>
    public IReadOnlyList<List<RowTable>> Tables { get; }

    /// <summary>What the user should know of projections, in their order.</summary>
    public IEnumerable<string> Warnings => warnings.OfType<string>().Concat(edges.Warnings);

    /// <summary>The synapses with state.</summary>
    public EdgeAssembly Edges => edges;

    /// <summary>Makes all synapses, and sets what follows from them: delays, degrees, resolutions.</summary>
    /// <exception cref="ArgumentException">A weight or a delay cannot be; the message names it.</exception>
    public void Build()
    {
        foreach (var sources in network.Projections.Where(projection => projection.Receptor is not ICoupling && !projection.IsDynamic)
            .GroupBy(projection => projection.Source.Population))
        {
            BuildFrom(network.IndexOf(sources.Key), sources);
        }

        edges.Build(loads, hashes);
        shortestDelay = Math.Min(shortestDelay, edges.ShortestDelay ?? shortestDelay);
        foreach (ulong hash in hashes)
        {
            state.WiringHash = (state.WiringHash * 31) + hash;
        }

        state.BatchSteps = Math.Clamp(shortestDelay + 1, 1, LongestBatch);
        Resolve();
    }

    private void BuildFrom(int population, IEnumerable<Projection> projections)
    {
        var members = new List<BundleMember>();
        foreach (var projection in projections)
        {
            var rows = new ProjectionRows(projection, network.Seed, options.TimeStep.SiValue, shares.Ranges.Length);
            var survey = rows.Survey();
            warnings[projection.Index] = survey.Warning;
            state.Synapses += survey.Synapses;
            if (survey.Synapses > 0)
            {
                members.Add(new BundleMember(rows, survey, portOf(projection, state)));
                shortestDelay = Math.Min(shortestDelay, survey.Shortest);
                state.LongestDelays[population] = Math.Max(state.LongestDelays[population], survey.Longest);
            }
        }

        foreach (var bundle in members.GroupBy(member => member.Key))
        {
            var built = new RowBundle([.. bundle], population, Spaces, shares.Ranges, options.Storage);
            for (int worker = 0; worker < Tables.Count; worker++)
            {
                Tables[worker].AddRange(built.Tables[worker]);
            }

            built.Build(loads, state.OutDegrees[population], hashes);
            state.ArrivalRows = Math.Max(state.ArrivalRows, built.Reach + 1);
        }
    }

    private void Resolve()
    {
        var resolutions = Resolution.Choose(ports.ConvertAll(port => loads[port]));
        for (int i = 0; i < ports.Count; i++)
        {
            state.Resolutions[ports[i]] = resolutions[i];
        }

        edges.Resolve();
        for (int worker = 0; worker < Tables.Count; worker++)
        {
            foreach (var table in Tables[worker])
            {
                WeightConversion.Convert(table, Spaces[worker], state.Resolutions, shares.Ranges.Length);
            }
        }
    }
}
