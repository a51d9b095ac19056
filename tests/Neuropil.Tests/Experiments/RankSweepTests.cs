using System.Collections.Concurrent;
using Neuropil.Experiments;
using Neuropil.Tests.Engine.Ranks;

namespace Neuropil.Tests.Experiments;

/// <summary>Points of a sweep that ranks take as they become free: the table is that of one process, and what fails at a point names it.</summary>
public class RankSweepTests
{
    private static readonly double[] values = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public void The_table_is_that_of_one_process(int ranks, int threads)
    {
        string expected = Table(RankGroup.Alone, 1, Measure);
        var calculated = new ConcurrentBag<(double Value, ulong Seed)>();
        Assert.All(ThreadRanks.Run(ranks, group => Table(group, threads, (value, session, findings) =>
        {
            calculated.Add((value, session.Seed));
            Measure(value, session, findings);
        })), table => Assert.Equal(expected, table));
        Assert.Equal(values.SelectMany(value => new[] { (value, 1UL), (value, 2UL), (value, 3UL) }), calculated.Order()); // each once, whoever took it
    }

    [Fact]
    public void A_slow_rank_leaves_the_rest_to_others()
    {
        int left = values.Length * 3;
        int[] taken = ThreadRanks.Run(3, group =>
        {
            int own = 0;
            Table(group, 1, (value, session, findings) =>
            {
                own++;
                Interlocked.Decrement(ref left);
                Assert.True(group.Rank != 1 || SpinWait.SpinUntil(() => Volatile.Read(ref left) == 0, TimeSpan.FromSeconds(30)));
                Measure(value, session, findings);
            });
            return own;
        });
        Assert.InRange(taken[1], 0, 1);
        Assert.Equal(values.Length * 3, taken.Sum());
    }

    [Fact]
    public void What_fails_at_a_point_fails_at_all_ranks_and_names_it()
    {
        var errors = ThreadRanks.Errors(3, group => Table(group, 1, (value, session, findings) =>
        {
            if ((value, session.Seed) == (3, 2))
            {
                throw new ArgumentOutOfRangeException(nameof(value), "no such thing");
            }

            Measure(value, session, findings);
        }));
        Assert.All(errors, error => Assert.Matches(@"^Rank [012], point 8 of 15 \(3, seed 2\): no such thing", error!.Message));
        Assert.Single(errors, error => error is InvalidOperationException { InnerException: ArgumentOutOfRangeException });
        Assert.Equal(2, errors.Count(error => error is UserErrorException));
    }

    private static void Measure(double value, Session session, Findings findings) => findings.Measure("sum", (10 * value) + session.Seed);

    private static string Table(RankGroup group, int threads, Action<double, Session, Findings> measure)
    {
        string table = "";
        ExperimentRun.Of(new ExperimentContext { Threads = threads, Ranks = group }, (session, _) =>
        {
            var sweep = session.Sweep(values, seeds: 3, measure);
            sweep.Run();
            table = string.Join('\n', sweep.Points.Select(point => $"{point.Value} {point.Mean("sum"):R} {point.Error("sum"):R}"));
        });
        return table;
    }
}
