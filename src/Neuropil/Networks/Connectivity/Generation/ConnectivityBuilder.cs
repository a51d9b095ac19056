namespace Neuropil.Networks;

/// <summary>
/// Makes the synapses of a connection rule. The result depends on the rule, the ends, the seed and the wiring's number only: every row (or,
/// for <see cref="FixedInDegree"/>, every target) draws from a stream of its own, so workers can take any share of them.
/// </summary>
internal static class ConnectivityBuilder
{
    // Waking a worker costs tens of microseconds, about this many neurons' rows.
    private const int FewestNeuronsPerWorker = 256;

    /// <summary>The synapses of <paramref name="rule"/> between <paramref name="ends"/>, all at once.</summary>
    /// <exception cref="ArgumentException">The rule does not fit the ends, or makes more synapses than an array can hold.</exception>
    public static Connectivity Build(ConnectionRule rule, ConnectionEnds ends, ulong seed, ulong projection, int threads = 1)
    {
        var rows = Rows(rule, ends, seed, projection, threads);
        return rows.Held ?? FromRows(rows, ends.Sources, threads);
    }

    /// <summary>
    /// The synapses of <paramref name="rule"/> between <paramref name="ends"/>, row by row: made again whenever they are asked for, where the rule is driven
    /// by its sources; held, where they have to be turned or sorted.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="ends">What it connects.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="projection">The wiring's number.</param>
    /// <param name="threads">How many threads make rows that are held.</param>
    /// <param name="own">The targets of this process, beyond which rows may be unknown; null for all.</param>
    /// <exception cref="ArgumentException">The rule does not fit the ends, or makes more synapses than can be held.</exception>
    public static RowSource Rows(ConnectionRule rule, ConnectionEnds ends, ulong seed, ulong projection, int threads = 1, OwnTargets? own = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        rule.RequireFits(ends);
        return rule switch
        {
            AllToAll all => new RowSource(() => new AllToAllRows(all, ends)),
            OneToOne => new RowSource(() => new OneToOneRows()),
            FixedProbability bernoulli => new RowSource(() => new BernoulliRows(bernoulli, ends, seed, projection)),
            FixedOutDegree outDegree => new RowSource(() => new OutDegreeRows(outDegree, ends, seed, projection)),
            FixedTotalNumber total => TotalNumber(total, ends, seed, projection, threads),
            FixedInDegree inDegree => new InDegreeTransposition(inDegree, ends, seed, projection, Workers(ends.Targets, threads), own).Build(),
            ExplicitPairs pairs => new RowSource(PairSort.Build(pairs.Span, ends)),
            _ => throw new ArgumentException($"{rule.GetType().Name} is not a connection rule that can be built."),
        };
    }

    /// <summary>Turns row lengths, each given where the next row starts, into row starts, and makes room for all rows.</summary>
    /// <exception cref="ArgumentException">The rows together are longer than an array can be.</exception>
    internal static int[] AllocateRows(long[] rowStart) => AllocateRows<int>(rowStart);

    /// <inheritdoc cref="AllocateRows(long[])"/>
    internal static T[] AllocateRows<T>(long[] rowStart)
        where T : unmanaged
    {
        for (int source = 1; source < rowStart.Length; source++)
        {
            rowStart[source] += rowStart[source - 1];
        }

        RequireHoldable(rowStart[^1]);
        return GC.AllocateUninitializedArray<T>((int)rowStart[^1]);
    }

    /// <summary>Throws when <paramref name="synapses"/> are more than one array can hold.</summary>
    internal static void RequireHoldable(long synapses)
    {
        if (synapses > Array.MaxLength)
        {
            throw new ArgumentException(
                $"The projection would have {synapses} synapses; expected at most {Array.MaxLength}: split its source into slices.");
        }
    }

    /// <summary>Runs <paramref name="work"/> for the share of each worker: neurons from its first argument up to its second.</summary>
    internal static void Share(int neurons, int workers, Action<int, int, int> work)
    {
        if (workers == 1)
        {
            work(0, 0, neurons);
            return;
        }

        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
            work(worker, (int)((long)neurons * worker / workers), (int)((long)neurons * (worker + 1) / workers)));
    }

    private static RowSource TotalNumber(FixedTotalNumber rule, ConnectionEnds ends, ulong seed, ulong projection, int threads)
    {
        int[] degrees = TotalNumberRows.Degrees(rule, ends, seed, projection, threads);
        return new RowSource(() => new TotalNumberRows(rule, ends, seed, projection, degrees));
    }

    private static int Workers(int neurons, int threads) => Math.Clamp(neurons / FewestNeuronsPerWorker, 1, threads);

    // Lengths first, then the rows themselves into their final place: nothing is held twice.
    private static Connectivity FromRows(RowSource rows, int sources, int threads)
    {
        int workers = Workers(sources, threads);
        var generators = new RowGenerator[workers];
        foreach (ref RowGenerator generator in generators.AsSpan())
        {
            generator = rows.NewGenerator();
        }

        long[] rowStart = new long[sources + 1];
        Share(sources, workers, (worker, first, end) =>
        {
            for (int source = first; source < end; source++)
            {
                rowStart[source + 1] = generators[worker].Length(source);
            }
        });

        int[] targets = AllocateRows(rowStart);
        Share(sources, workers, (worker, first, end) =>
        {
            for (int source = first; source < end; source++)
            {
                generators[worker].Fill(source, targets.AsSpan((int)rowStart[source], (int)(rowStart[source + 1] - rowStart[source])));
            }
        });

        return new Connectivity(rowStart, targets);
    }
}
