namespace Neuropil.Engine;

/// <summary>Makes the synapses of a network, population after population of sources, in the form in which workers deliver them.</summary>
internal sealed class RowBuilder
{
    // With long delays workers could run far between meetings; beyond this many steps nothing is gained.
    private const int LongestBatch = 32;

    // What projections that are not stored may have on its way.
    private const long LargestRing = 1L << 30;

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
    private readonly List<List<BundleMember>> codedTogether = [];
    private int shortestDelay = LongestBatch;

    public RowBuilder(Network network, RunOptions options, EngineState state, WorkerShares shares, Func<Projection, EngineState, Port> portOf)
    {
        (this.network, this.options, this.state, this.shares, this.portOf) = (network, options, state, shares, portOf);
        ports = [.. state.Blocks.OfType<StateBlock>().SelectMany(block => block.SpikePorts)];
        loads = ports.ToDictionary(port => port, port => new PortLoad(network.Populations[port.Population].Size));
        Spaces = [.. shares.Ranges.Select(ranges => new ArrivalSpace(ports, ranges))];
        Tables = [.. shares.Ranges.Select(_ => new List<RowTable>())];
        Regenerated = [.. shares.Ranges.Select(_ => new List<RegeneratedRows>())];
        edges = new EdgeAssembly(network, options, state, shares, projection => portOf(projection, state));
        (hashes, warnings) = (new ulong[network.Projections.Count], new string?[network.Projections.Count]);
    }

    /// <summary>The arrivals of each worker.</summary>
    public IReadOnlyList<ArrivalSpace> Spaces { get; }

    /// <summary>The synapses onto the cells of each worker.</summary>
    public IReadOnlyList<List<RowTable>> Tables { get; }

    /// <summary>The synapses onto the cells of each worker that are not stored.</summary>
    public IReadOnlyList<List<RegeneratedRows>> Regenerated { get; }

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

        foreach (var coded in members.Where(member => member.Rows.WeightPlaces is not null).GroupBy(member => member.Key))
        {
            codedTogether.Add([.. coded]);
        }

        foreach (var member in members.Where(member => !member.Projection.IsStored))
        {
            AddRegenerated(member, population);
        }

        foreach (var bundle in members.Where(member => member.Projection.IsStored).GroupBy(member => member.Key))
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

    // Coded weights of the same sources and the same unit have one shift, so that their ports count in the same unit: the coarsest. It follows from what is
    // declared, never from how it is stored.
    private void AlignCoded()
    {
        for (bool isAligned = false; !isAligned;)
        {
            isAligned = true;
            foreach (var members in codedTogether)
            {
                int places = members.Min(member => state.Resolutions[member.Port].WeightBits);
                foreach (var port in members.Select(member => member.Port).Where(port => state.Resolutions[port].WeightBits > places))
                {
                    state.Resolutions[port] = new Resolution(places + state.Resolutions[port].Shift, places);
                    isAligned = false;
                }
            }
        }

        foreach (var member in codedTogether.SelectMany(members => members)
            .Where(member => state.Resolutions[member.Port].WeightBits < member.Rows.WeightPlaces))
        {
            throw new ArgumentException(
                $"Projection '{member.Projection.Name}' has coded weights, in units of 2^{-member.Rows.WeightPlaces}, finer than what arrives with the other "
                    + $"weights there can be counted: 2^{-state.Resolutions[member.Port].WeightBits}. Expected HasCodedWeights to be false.");
        }
    }

    // All rows are made once, for what has to be known of them before the run.
    private void AddRegenerated(BundleMember member, int population)
    {
        int rows = member.Survey.Longest - member.Survey.Shortest + 1;
        long bytes = Spaces.Sum(space => space.Size) * rows * sizeof(long);
        if (bytes > LargestRing)
        {
            throw new ArgumentException(
                $"Projection '{member.Projection.Name}' is not stored, and its delays span {rows} time steps: what is on its way would take "
                    + $"{ByteText.Of(bytes)}; expected at most {ByteText.Of(LargestRing)}. Store it, or let its delays differ less.");
        }

        state.ArrivalRows = Math.Max(state.ArrivalRows, rows);
        for (int worker = 0; worker < Regenerated.Count; worker++)
        {
            Regenerated[worker].Add(new RegeneratedRows(member, population, shares.Ranges[worker][member.Port.Population], Spaces[worker]));
        }

        member.Rows.Run((reader, first, end) =>
        {
            var filler = new RowFiller(member, [], [], [], reader);
            for (int source = first; source < end; source++)
            {
                state.OutDegrees[population][member.Projection.Source.Start + source] += filler.Read(source);
            }

            loads[member.Port].Add(filler.InDegree, member.Projection.Target.Start, filler.LargestWeight);
            Interlocked.Add(ref hashes[member.Projection.Index], filler.Hash);
        });
    }

    private void Resolve()
    {
        var resolutions = Resolution.Choose(ports.ConvertAll(port => loads[port]));
        for (int i = 0; i < ports.Count; i++)
        {
            state.Resolutions[ports[i]] = resolutions[i];
        }

        AlignCoded();

        edges.Resolve();
        for (int worker = 0; worker < Tables.Count; worker++)
        {
            Regenerated[worker].ForEach(rows => rows.Resolve(state.Resolutions));
            foreach (var table in Tables[worker])
            {
                WeightConversion.Convert(table, Spaces[worker], state.Resolutions, shares.Ranges.Length);
            }
        }
    }
}
