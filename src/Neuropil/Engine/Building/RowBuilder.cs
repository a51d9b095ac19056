namespace Neuropil.Engine;

/// <summary>
/// Makes the synapses of a network, population after population of sources, in the form in which workers deliver them; and makes some of them anew when what
/// they are has been changed between two steps.
/// </summary>
internal sealed class RowBuilder
{
    // What projections that are not stored may have on its way.
    private const long LargestRing = 1L << 30;

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
    private readonly RankTargets? own; // null where all targets are
    private readonly EdgeAssembly edges;
    private readonly PopulationRows?[] built; // by population of the sources
    private RunChanges? changes; // null until something is changed
    private int shortestDelay = BatchPlan.LongestBatch;

    public RowBuilder(Network network, RunOptions options, EngineState state, WorkerShares shares, Func<Projection, EngineState, Port> portOf,
        Func<Projection, string, OutputRows> sourceOutputOf, ClosedSynapses closed)
    {
        (this.network, this.options, this.state, this.shares, this.portOf) = (network, options, state, shares, portOf);
        ports = [.. state.Blocks.OfType<StateBlock>().SelectMany(block => block.SpikePorts)];
        loads = [.. network.Projections.Select(projection => new PortLoad(projection.Target.Population.Size))];
        surveys = new DelaySurvey?[network.Projections.Count];
        built = new PopulationRows?[network.Populations.Count];
        Spaces = [.. shares.Ranges.Select(ranges => new ArrivalSpace(ports, ranges))];
        own = state.IsDivided ? new RankTargets(state.Ranks, network, state.RangesOfRanks[state.Ranks.Rank]) : null;
        edges = new EdgeAssembly(network, options, state, shares, own, projection => portOf(projection, state), sourceOutputOf, closed);
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

    /// <summary>The static synapses onto the cells of a worker that are not stored.</summary>
    public RegeneratedRows[] RegeneratedOf(int worker) => [.. built.OfType<PopulationRows>().SelectMany(rows => rows.Regenerated[worker])];

    /// <summary>Makes all synapses onto the cells of this process.</summary>
    /// <exception cref="ArgumentException">A weight or a delay cannot be; the message names it.</exception>
    public void Make()
    {
        foreach (int population in network.Projections.Where(IsStatic).Select(SourceOf).Distinct())
        {
            built[population] = BuildFrom(population, countsDelays: true);
        }

        edges.Build(hashes);
    }

    /// <summary>Sets what follows from the synapses of all ranks: delays, degrees, resolutions.</summary>
    public void Finish()
    {
        RankWork.Add(state.Ranks, hashes);
        edges.TakeNote(loads);
        shortestDelay = Math.Min(shortestDelay, edges.ShortestDelay ?? shortestDelay);
        foreach (ulong hash in hashes)
        {
            state.WiringHash = (state.WiringHash * 31) + hash;
        }

        state.Batch = state.IsDivided ? BatchPlan.OfRank(shortestDelay, options.StepsAhead) : BatchPlan.Of(shortestDelay);
        foreach (var (port, resolution) in Resolutions(built))
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
    /// <param name="step">The step to come, at which new synapses begin.</param>
    /// <exception cref="ArgumentException">Synapses cannot be stored; the message says why, and nothing has changed.</exception>
    public void Renew(RunChanges now, IReadOnlyCollection<Projection> changed, long step)
    {
        var (before, loadsBefore) = (changes, loads.ToArray());
        changes = now;
        var fresh = new PopulationRows?[built.Length];
        var dynamic = changed.Where(projection => projection.IsDynamic).ToList();
        try
        {
            RankWork.Together(state.Ranks, MeetingKind.Building, () => Renew(now, changed, dynamic, fresh, step));
        }
        catch
        {
            changes = before;
            edges.Undo();
            edges.Renew(before ?? new RunChanges(), dynamic, loads, step);
            edges.Resolve(dynamic);
            loadsBefore.CopyTo(loads, 0);
            foreach (var rows in fresh)
            {
                rows?.Dispose();
            }

            throw;
        }

        edges.Keep();
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

    private void Renew(RunChanges now, IReadOnlyCollection<Projection> changed, IReadOnlyList<Projection> dynamic, PopulationRows?[] fresh, long step)
    {
        foreach (int population in changed.Where(IsStatic).Select(SourceOf).Distinct())
        {
            fresh[population] = BuildFrom(population, countsDelays: false);
        }

        edges.Renew(now, dynamic, loads, step);
        var resolutions = Resolutions(fresh);
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

    private static bool IsStatic(Projection projection) => projection.Receptor is not ICoupling && !projection.IsDynamic;

    private int SourceOf(Projection projection) => network.IndexOf(projection.Source.Population);

    private bool IsCut(Projection projection) => changes?.CutProjections.Contains(projection.Index) ?? false;

    private PopulationRows BuildFrom(int population, bool countsDelays)
    {
        var members = new List<BundleMember>();
        foreach (var projection in network.Projections.Where(projection => IsStatic(projection) && SourceOf(projection) == population))
        {
            loads[projection.Index] = new PortLoad(projection.Target.Population.Size);
            if (IsCut(projection))
            {
                continue;
            }

            var rows = new ProjectionRows(projection, network.Seed, options.TimeStep.SiValue, shares.Ranges.Length,
                changes?.Weights.GetValueOrDefault(projection.Index), changes?.Wirings.GetValueOrDefault(projection.Index), own);
            var survey = surveys[projection.Index] ??= rows.Survey();
            warnings[projection.Index] = survey.Warning;
            survey = projection.Structure is null ? survey : survey with { Synapses = rows.Synapses() };
            if (countsDelays && (survey.Synapses > 0 || projection.Structure is not null))
            {
                shortestDelay = Math.Min(shortestDelay, survey.Shortest);
                state.LongestDelays[population] = Math.Max(state.LongestDelays[population], survey.Longest);
            }

            if (survey.Synapses > 0)
            {
                members.Add(new BundleMember(rows, survey, portOf(projection, state)));
            }
        }

        int workers = shares.Ranges.Length;
        var made = new PopulationRows(
            [.. Enumerable.Range(0, workers).Select(_ => new List<RowTable>())],
            [.. Enumerable.Range(0, workers).Select(_ => new List<RegeneratedRows>())],
            [.. members.Where(member => member.Rows.WeightPlaces is not null).GroupBy(member => member.Key).Select(coded => coded.ToList())],
            new int[network.Populations[population].Size], 0);
        foreach (var member in members.Where(member => !member.Projection.IsStored))
        {
            made = made with { Reach = Math.Max(made.Reach, AddRegenerated(made, member, population)) };
        }

        foreach (var group in members.Where(member => member.Projection.IsStored).GroupBy(member => member.Key))
        {
            var bundle = new RowBundle([.. group], population, Spaces, shares.Ranges, shares.Part, options.Storage);
            for (int worker = 0; worker < made.Tables.Length; worker++)
            {
                made.Tables[worker].AddRange(bundle.Tables[worker]);
            }

            bundle.Build(loads, made.OutDegrees, hashes);
            made = made with { Reach = Math.Max(made.Reach, bundle.Reach) };
        }

        return made;
    }

    // All rows are made once, for what has to be known of them before the run.
    private int AddRegenerated(PopulationRows made, BundleMember member, int population)
    {
        int reach = member.Survey.Longest - member.Survey.Shortest;
        long bytes = Spaces.Sum(space => space.Size) * (reach + 1) * sizeof(long);
        if (bytes > LargestRing)
        {
            throw new ArgumentException(
                $"Projection '{member.Projection.Name}' is not stored, and its delays span {reach + 1} time steps: what is on its way would take "
                    + $"{ByteText.Of(bytes)}; expected at most {ByteText.Of(LargestRing)}. Store it, or let its delays differ less.");
        }

        for (int worker = 0; worker < made.Regenerated.Length; worker++)
        {
            made.Regenerated[worker].Add(new RegeneratedRows(member, population, shares.Ranges[worker][member.Port.Population], Spaces[worker]));
        }

        int index = member.Projection.Index;
        member.Rows.Run((reader, first, end) =>
        {
            var filler = new RowFiller(member, [], [], [], reader);
            for (int source = first; source < end; source++)
            {
                made.OutDegrees[member.Projection.Source.Start + source] += filler.Read(source);
            }

            loads[index].Add(filler.InDegree, member.Projection.Target.Start, filler.LargestWeight);
            Interlocked.Add(ref hashes[index], filler.Hash);
        });
        return reach;
    }

    private Dictionary<Port, Resolution> Resolutions(PopulationRows?[] fresh)
    {
        var arriving = network.Projections.Where(projection => projection.Receptor is not ICoupling && !IsCut(projection))
            .ToLookup(projection => portOf(projection, state), projection => loads[projection.Index]);
        var chosen = Resolution.Choose(LargestOfAll(ports.ConvertAll(port => PortLoad.Sum(network.Populations[port.Population].Size, arriving[port]).Largest)));
        var resolutions = new Dictionary<Port, Resolution>();
        for (int i = 0; i < chosen.Length; i++)
        {
            resolutions[ports[i]] = chosen[i];
        }

        AlignCoded(resolutions, fresh);
        return resolutions;
    }

    // Each rank knows what arrives at its own cells.
    private List<PortLargest> LargestOfAll(List<PortLargest> here)
    {
        double[] numbers = [.. here.SelectMany(one => new[] { one.InDegree, (double)one.Weight })];
        RankWork.Largest(state.Ranks, numbers);
        return [.. here.Select((_, i) => new PortLargest((long)numbers[2 * i], (float)numbers[(2 * i) + 1]))];
    }

    // Coded weights of the same sources and the same unit have one shift, so that their ports count in the same unit: the coarsest. It follows from what is
    // declared, never from how it is stored.
    private void AlignCoded(Dictionary<Port, Resolution> resolutions, PopulationRows?[] fresh)
    {
        var coded = fresh.Zip(built, (now, before) => now ?? before).OfType<PopulationRows>().SelectMany(rows => rows.Coded).ToList();
        for (bool isAligned = false; !isAligned;)
        {
            isAligned = true;
            foreach (var members in coded)
            {
                int places = members.Min(member => resolutions[member.Port].WeightBits);
                foreach (var port in members.Select(member => member.Port).Where(port => resolutions[port].WeightBits > places))
                {
                    resolutions[port] = new Resolution(places + resolutions[port].Shift, places);
                    isAligned = false;
                }
            }
        }

        foreach (var member in coded.SelectMany(members => members).Where(member => resolutions[member.Port].WeightBits < member.Rows.WeightPlaces))
        {
            throw new ArgumentException(
                $"Projection '{member.Projection.Name}' has coded weights, in units of 2^{-member.Rows.WeightPlaces}, finer than what arrives with the other "
                    + $"weights there can be counted: 2^{-resolutions[member.Port].WeightBits}. Expected HasCodedWeights to be false.");
        }
    }

    // The weights of new tables become integers of the units of what arrives; and what is known of all synapses is known anew.
    private void Finish(IEnumerable<PopulationRows?> fresh)
    {
        foreach (var rows in fresh.OfType<PopulationRows>())
        {
            for (int worker = 0; worker < rows.Tables.Length; worker++)
            {
                rows.Regenerated[worker].ForEach(each => each.Resolve(state.Resolutions));
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
