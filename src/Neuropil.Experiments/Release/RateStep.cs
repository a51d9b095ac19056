using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What a synapse lets out under Poisson trains whose rate steps: means over many trains with their standard errors, from groups of them.</summary>
internal sealed class RateStep
{
    /// <summary>How long is looked at before the step, ms.</summary>
    public const double Before = 1000;

    /// <summary>How long after it, ms.</summary>
    public const double After = 2000;

    /// <summary>Student's distribution of 19 degrees of freedom leaves 1e-4 beyond so many standard errors.</summary>
    public const double Errors = 4.9;

    // The synapse is at rest at first; two seconds later it has forgotten that.
    private const double Settling = 2000;
    private const double Step = Settling + Before;
    private const int Groups = 20;
    private static readonly Time grid = 1 * ms;
    private readonly double[][] courses; // of each group, what arrives at each ms, a train

    private RateStep(double[][] courses) => this.courses = courses;

    /// <summary>Measures a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="low">The rate before the step.</param>
    /// <param name="high">The rate after it.</param>
    /// <param name="trains">How many independent trains.</param>
    /// <param name="session">What runs it.</param>
    public static RateStep Of(Release release, Frequency low, Frequency high, int trains, Session session)
    {
        int each = trains / Groups;
        var network = session.NewNetwork();
        var spikes = Enumerable.Range(0, each * Groups).SelectMany(cell => Train(session.Seed, cell, low / kHz, high / kHz).Select(time => (cell, time * ms)));
        var sources = network.Add(new Population("sources", each * Groups, new Trains([.. spikes])));
        var targets = network.Add(new Population("targets", each * Groups, new LeakyIntegrateAndFire()));
        network.Connect(sources, targets, new OneToOne(), new Amounts("amounts"), (Number)1, release: release);
        var run = session.Simulate(network, grid, precision: Precision.Double);
        var groups = Enumerable.Range(0, Groups).Select(group => targets.Slice($"group {group}", (group * each)..((group + 1) * each)));
        var means = groups.Select(group => run.Record(group.Mean("arrived"))).ToList();
        run.Advance((Step + After) * ms);
        return new RateStep([.. means.Select(mean => mean.Traces().Columns[0].Values.ToArray())]);
    }

    /// <summary>What is let out in a second, between two times after the step, ms; with its standard error.</summary>
    public (double Mean, double Error) In(double begin, double end)
    {
        // Spikes stand on the grid up to a millisecond later: what arrives at t is of the time from t - 1 ms on.
        double[] sums = [.. courses.Select(course => 1000 * course.Skip((int)(Step + begin) + 1).Take((int)(end - begin)).Average())];
        return (sums.Average(), StandardError.Of(sums));
    }

    // Intervals of a unit of hazard; what is left of one at the step goes over into the new rate.
    private static IEnumerable<double> Train(ulong seed, int cell, double low, double high)
    {
        var random = new RandomStream(seed, RandomPurpose.SpikeSource, (ulong)cell);
        double hazard = 0;
        while (true)
        {
            hazard += random.NextExponential();
            double time = hazard < Step * low ? hazard / low : Step + ((hazard - (Step * low)) / high);
            if (time >= Step + After)
            {
                yield break;
            }

            yield return time;
        }
    }

    // Drawn times are meant to be rounded to the grid.
    private sealed record Trains(IReadOnlyList<(int Cell, Time Time)> Spikes) : ListedSource
    {
        protected override bool DrawsTimes => true;

        protected override IEnumerable<(int Cell, Time Time)> SpikesOf(SourceCells cells) => Spikes;
    }
}
