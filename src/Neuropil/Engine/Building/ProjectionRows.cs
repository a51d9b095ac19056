using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// The synapses of a projection as its rule makes them: row by row, any number of times, on any number of threads, and always the same. Nothing of
/// how they are stored is known here.
/// </summary>
internal sealed class ProjectionRows
{
    private readonly RowSource rows;
    private readonly int threads;
    private readonly string delayName;

    /// <summary>The rows of a projection.</summary>
    /// <exception cref="ArgumentException">The projection has more synapses than can be held.</exception>
    public ProjectionRows(Projection projection, ulong seed, double timeStepSeconds, int threads)
    {
        (Projection, this.threads) = (projection, threads);
        Grid = new DelayGrid(timeStepSeconds);
        delayName = $"delay of '{projection.Name}'";
        rows = ConnectivityBuilder.Rows(projection.Rule, projection.Ends, seed, projection.WiringFamily, threads);
        Weights = new SynapseValues(projection.Weight, RandomPurpose.Weight, (ulong)projection.Index, rows.Held, seed);
        DendriticDelays = new SynapseValues(projection.DendriticDelay, RandomPurpose.DendriticDelay, (ulong)projection.Index, rows.Held, seed);
        bool isSummed = !projection.IsDynamic && !(projection.DendriticDelay.IsUniform && projection.DendriticDelay.UniformSi == 0);
        Delays = new SynapseValues(projection.Delay, RandomPurpose.Delay, (ulong)projection.Index, rows.Held, seed, isSummed ? DendriticDelays : null);
    }

    public Projection Projection { get; }

    public SynapseValues Weights { get; }

    /// <summary>The delays from a spike to the synapse; to the soma where nothing happens in between.</summary>
    public SynapseValues Delays { get; }

    /// <summary>The delays from the synapses to the soma.</summary>
    public SynapseValues DendriticDelays { get; }

    private DelayGrid Grid { get; }

    /// <summary>Which delays there are.</summary>
    /// <exception cref="ArgumentException">A delay is negative or too long; the message names it.</exception>
    public DelaySurvey Survey() => Survey(Delays, delayName);

    /// <summary>Which dendritic delays there are.</summary>
    /// <exception cref="ArgumentException">A delay is negative or too long; the message names it.</exception>
    public DelaySurvey SurveyDendrites() => Survey(DendriticDelays, $"dendritic {delayName}");

    /// <summary>The values of a parameter that each synapse draws for itself.</summary>
    public SynapseValues ValuesOf(Parameter parameter, string name, ulong seed)
        => new(parameter, RandomPurpose.Parameter, RandomStream.Entity((ulong)Projection.Index, StableHash.Of(name)), rows.Held, seed);

    private DelaySurvey Survey(SynapseValues delays, string name)
    {
        if (delays.AreEqual)
        {
            (int steps, string? warning) = Grid.StepsWithWarning(delays.Value, name);
            return new DelaySurvey([steps], Synapses(), warning);
        }

        var found = new DelaySet();
        long synapses = 0;
        string? firstWarning = null;
        var merging = new Lock();

        // Written delays are few: on one thread the first that was rounded is found first.
        Shares.Run(Projection.Source.Count, Work, delays.AreWritten ? 1 : threads, (first, end) =>
        {
            var own = new DelaySet();
            var generator = rows.NewGenerator();
            var values = Array.Empty<double>();
            long count = 0;
            for (int source = first; source < end; source++)
            {
                int length = generator.Length(source);
                Array.Resize(ref values, Math.Max(values.Length, length));
                var row = values.AsSpan(0, length);
                delays.Fill(source, row);
                count += length;
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
        return new DelaySurvey(found.ToArray(), synapses, firstWarning);
    }

    /// <summary>Runs <paramref name="work"/> for shares of the sources, each with a reader of its own, on several threads.</summary>
    public void Run(Action<SynapseReader, int, int> work)
        => Shares.Run(Projection.Source.Count, Work, threads, (first, end) => work(new SynapseReader(rows.NewGenerator(), this, Grid, delayName), first, end));

    // An estimate that decides whether threads pay.
    private long Work => Projection.Source.Count * (long)Math.Max(1, Projection.Target.Count / 16);

    private long Synapses()
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
