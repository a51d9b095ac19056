using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// The synapses of a projection as its rule makes them: row by row, any number of times, on any number of threads, and always the same. Nothing of
/// how they are stored is known here.
/// </summary>
internal sealed class ProjectionRows
{
    // So many delays are assumed to occur, where there are so many synapses for each, if their distribution allows them.
    private const int MostAssumed = 1024;
    private const long FewestOfDelay = 64;

    private readonly RowSource rows;
    private readonly TargetRange range; // of the targets onto which readers read
    private readonly RankGroup ranks;
    private readonly int threads;
    private readonly string delayName;
    private readonly Lazy<int?> weightPlaces;
    private readonly GrownWiring? grown;

    /// <summary>The rows of a projection.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="timeStepSeconds">The time step.</param>
    /// <param name="threads">How many threads make rows.</param>
    /// <param name="weights">Weights in kernel units in place of the declared ones, one for all or one for each synapse; null for none.</param>
    /// <param name="grown">Who connects to whom where synapses have come and gone; null for what the rule makes.</param>
    /// <param name="own">The targets of this rank, onto which alone readers read; null for all. All ranks make the rows together then.</param>
    /// <exception cref="ArgumentException">The projection has more synapses than can be held.</exception>
    public ProjectionRows(Projection projection, ulong seed, double timeStepSeconds, int threads, float[]? weights = null, GrownWiring? grown = null,
        RankTargets? own = null)
    {
        (Projection, this.threads, Seed, this.grown) = (projection, threads, seed, grown);
        (range, ranks) = (own?.Of(projection) ?? TargetRange.All(projection.Target.Count), own?.Ranks ?? RankGroup.Alone);
        Grid = new DelayGrid(timeStepSeconds);
        delayName = $"delay of '{projection.Name}'";
        rows = grown?.Source ?? ConnectivityBuilder.Rows(projection.Rule, projection.Ends, seed, projection.WiringFamily, threads,
            own is null || NeedsWhole(projection, weights) ? null : own.TargetsOf(projection));
        var given = weights is null ? null : new GivenWeights(weights, rows, projection.Source.Count);
        Weights = new SynapseValues(projection.Weight, RandomPurpose.Weight, (ulong)projection.Index, rows.Held, seed, given: given, grown: grown);
        DendriticDelays = new SynapseValues(projection.DendriticDelay, RandomPurpose.DendriticDelay, (ulong)projection.Index, rows.Held, seed, grown: grown);
        weightPlaces = new Lazy<int?>(() => projection.HasCodedWeights && !Weights.AreEqual ? WeightCode.Places(LargestWeight()) : null);
        bool isSummed = !projection.IsDynamic && !(projection.DendriticDelay.IsUniform && projection.DendriticDelay.UniformSi == 0);
        Delays = new SynapseValues(projection.Delay, RandomPurpose.Delay, (ulong)projection.Index, rows.Held, seed, isSummed ? DendriticDelays : null,
            grown: grown);
    }

    public Projection Projection { get; }

    private ulong Seed { get; }

    public SynapseValues Weights { get; }

    /// <summary>The delays from a spike to the synapse; to the soma where nothing happens in between.</summary>
    public SynapseValues Delays { get; }

    /// <summary>The delays from the synapses to the soma.</summary>
    public SynapseValues DendriticDelays { get; }

    /// <summary>The binary places of weights that are rounded to 16 bits; null where they are not.</summary>
    public int? WeightPlaces => weightPlaces.Value;

    private DelayGrid Grid { get; }

    /// <summary>Who connects to whom now, where synapses may come and go.</summary>
    public GrownWiring Wiring => grown ?? GrownWiring.Of(rows.NewGenerator(), Projection.Source.Count);

    /// <summary>Which delays there are; some between others may not occur.</summary>
    /// <exception cref="ArgumentException">A delay is negative or too long; the message names it.</exception>
    public DelaySurvey Survey() => Survey(Delays, delayName);

    /// <summary>Which dendritic delays there are.</summary>
    /// <exception cref="ArgumentException">A delay is negative or too long; the message names it.</exception>
    public DelaySurvey SurveyDendrites() => Survey(DendriticDelays, $"dendritic {delayName}");

    /// <summary>The values of a parameter that each synapse draws for itself.</summary>
    public SynapseValues ValuesOf(Parameter parameter, string name, ulong seed)
        => new(parameter, RandomPurpose.Parameter, RandomStream.Entity((ulong)Projection.Index, StableHash.Of(name)), rows.Held, seed,
            grown: grown);

    /// <summary>The values of a parameter that stands in place of the weight, in kernel units, by source and target.</summary>
    public float[] DrawnWeights(Parameter weight)
        => Collect(WeightsOf(weight), value => (float)value);

    /// <summary>The weights of a parameter that stands in place of the declared one.</summary>
    public SynapseValues WeightsOf(Parameter weight) => new(weight, RandomPurpose.Weight, (ulong)Projection.Index, rows.Held, Seed, grown: grown);

    /// <summary>The values of a distribution that each synapse draws for itself.</summary>
    public SynapseValues ValuesOf(Parameter parameter, string name) => ValuesOf(parameter, name, Seed);

    /// <summary>A number of each synapse, by source and target.</summary>
    public T[] Collect<T>(SynapseValues values, Func<double, T> valueOf)
    {
        var generator = rows.NewGenerator();
        var all = new T[Synapses()];
        double[] row = [];
        int[] targets = [];
        long next = 0;
        for (int source = 0; source < Projection.Source.Count; source++)
        {
            int length = generator.Length(source);
            Array.Resize(ref row, Math.Max(row.Length, length));
            Array.Resize(ref targets, row.Length);
            if (values.NeedTargets)
            {
                generator.Fill(source, targets.AsSpan(0, length));
            }

            values.FillKernelValues(source, 0, targets.AsSpan(0, length), row.AsSpan(0, length));
            for (int i = 0; i < length; i++)
            {
                all[next++] = valueOf(row[i]);
            }
        }

        return all;
    }

    private DelaySurvey Survey(SynapseValues delays, string name)
    {
        if (delays.AreEqual)
        {
            (int steps, string? warning) = Grid.StepsWithWarning(delays.Value, name);
            return new DelaySurvey([steps], Synapses(), warning);
        }

        // Where delays lie between bounds, and are many, all between the bounds occur: they need not be drawn to be known.
        if (!delays.AreWritten && delays.Bounds is { Low: >= 0 } bounds && Grid.Steps(bounds.High, name) - Grid.Steps(bounds.Low, name) < MostAssumed)
        {
            int shortest = Grid.Steps(bounds.Low, name);
            long count = Synapses();
            int[] between = [.. Enumerable.Range(shortest, Grid.Steps(bounds.High, name) - shortest + 1)];
            if (count >= FewestOfDelay * between.Length || Projection.Structure is not null)
            {
                return new DelaySurvey(between, count, null);
            }
        }

        if (Projection.Structure is not null)
        {
            throw new ArgumentException(
                $"The {name} is drawn from {delays}, but synapses that come while the network runs may draw any: expected one for all, or a distribution "
                    + $"between bounds that are fewer than {MostAssumed} time steps apart.");
        }

        var found = new DelaySet();
        long synapses = 0;
        string? firstWarning = null;
        var merging = new Lock();

        // Written delays are few: on one thread the first that was rounded is found first, and each rank looks at all.
        var within = delays.AreWritten ? TargetRange.All(Projection.Target.Count) : range;
        Shares.Run(Projection.Source.Count, Work, delays.AreWritten ? 1 : threads, (first, end) =>
        {
            var own = new DelaySet();
            var reader = new SynapseReader(rows.NewGenerator(), within, this, Grid, delayName);
            var values = Array.Empty<double>();
            long count = 0;
            for (int source = first; source < end; source++)
            {
                var targets = delays.NeedTargets ? reader.Targets(source) : [];
                int length = delays.NeedTargets ? targets.Length : reader.Length(source);
                Array.Resize(ref values, Math.Max(values.Length, length));
                var row = values.AsSpan(0, length);
                delays.Fill(source, reader.First, targets, row);
                count += reader.RowLength(source);
                foreach (double value in row)
                {
                    (int steps, string? warning) = delays.AreWritten ? Grid.StepsWithWarning(value, name) : (Grid.Steps(value, name), null);
                    own.Add(steps);
                    firstWarning ??= warning;
                }
            }

            lock (merging)
            {
                found.Add(own);
                synapses += count;
            }
        });
        return new DelaySurvey(RankWork.Union(ranks, found.ToArray()), synapses, firstWarning);
    }

    /// <summary>A reader for one thread.</summary>
    public SynapseReader NewReader() => NewReader(range);

    /// <summary>A reader for one thread of the synapses onto some targets.</summary>
    public SynapseReader NewReader(TargetRange within) => new(rows.NewGenerator(), within, this, Grid, delayName);

    /// <summary>Runs <paramref name="work"/> for shares of the sources, each with a reader of its own, on several threads.</summary>
    public void Run(Action<SynapseReader, int, int> work)
        => Shares.Run(Projection.Source.Count, Work, threads, (first, end) => work(NewReader(), first, end));

    // By its bounds, or else by drawing all. A maximum has no order.
    private double LargestWeight()
    {
        if (Weights.Bounds is { } bounds)
        {
            double unit = KernelUnits.FromSi(1, Projection.Weight.Dimension);
            return Math.Max(Math.Abs(bounds.Low), Math.Abs(bounds.High)) * unit;
        }

        double largest = 0;
        var merging = new Lock();
        Shares.Run(Projection.Source.Count, Work, threads, (first, end) =>
        {
            var reader = NewReader(TargetRange.All(Projection.Target.Count));
            double own = 0;
            for (int source = first; source < end; source++)
            {
                foreach (float weight in reader.DrawnWeights(source, reader.Targets(source).Length))
                {
                    own = Math.Max(own, Math.Abs(weight));
                }
            }

            lock (merging)
            {
                largest = Math.Max(largest, own);
            }
        });
        return largest;
    }

    // Synapses that come and go are known by all ranks; and coded weights have the places of the largest, for which all are looked at where it has no bound.
    private static bool NeedsWhole(Projection projection, float[]? weights)
        => projection.Structure is not null
            || (projection.HasCodedWeights && (weights is { Length: > 1 } || (!projection.Weight.IsUniform && projection.Weight.Values.Bounds is null)));

    // An estimate that decides whether threads pay.
    private long Work => Projection.Source.Count * (long)Math.Max(1, Projection.Target.Count / 16);

    /// <summary>The number of synapses.</summary>
    public long Synapses()
    {
        long synapses = 0;
        Shares.Run(Projection.Source.Count, Work, threads, (first, end) =>
        {
            var generator = rows.NewGenerator();
            long count = 0;
            for (int source = first; source < end; source++)
            {
                count += generator.Length(source);
            }

            Interlocked.Add(ref synapses, count);
        });
        return synapses;
    }
}
