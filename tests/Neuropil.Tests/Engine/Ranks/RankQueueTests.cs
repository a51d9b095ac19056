namespace Neuropil.Tests.Engine.Ranks;

/// <summary>Numbers that ranks deal out among themselves: each goes to one rank, and one that is free takes what a slow one does not.</summary>
public class RankQueueTests
{
    [Theory]
    [InlineData(1, 7, true)]
    [InlineData(2, 0, true)]
    [InlineData(3, 1, true)]
    [InlineData(3, 100, true)]
    [InlineData(3, 100, false)]
    public void Each_number_goes_to_one_rank(int ranks, int count, bool sendsMessages)
    {
        int[][] taken = ThreadRanks.Run(ranks, group => Take(group, count), sendsMessages);
        Assert.Equal(Enumerable.Range(0, count), taken.SelectMany(own => own).Order());
        Assert.All(taken, own => Assert.Equal(own.Order(), own));
    }

    [Fact]
    public void A_rank_that_is_free_takes_what_a_slow_one_does_not()
    {
        // Rank 1 keeps its first number until the others have taken all that are left.
        const int count = 20;
        int left = count;
        int[][] taken = ThreadRanks.Run(3, group =>
        {
            using var queue = group.Deal(count);
            var own = new List<int>();
            while (queue.Next() is { } next)
            {
                own.Add(next);
                Interlocked.Decrement(ref left);
                Assert.True(group.Rank != 1 || SpinWait.SpinUntil(() => Volatile.Read(ref left) == 0, TimeSpan.FromSeconds(30)));
            }

            return own.ToArray();
        });
        Assert.InRange(taken[1].Length, 0, 1);
        Assert.Equal(Enumerable.Range(0, count), taken.SelectMany(own => own).Order());
    }

    [Fact]
    public void Several_threads_of_a_rank_ask_and_queues_follow_each_other()
    {
        int[][] taken = ThreadRanks.Run(3, group => Enumerable.Range(0, 20).SelectMany(_ =>
        {
            using var queue = group.Deal(11);
            var own = new System.Collections.Concurrent.ConcurrentBag<int>();
            Parallel.For(0, 3, _ =>
            {
                while (queue.Next() is { } next)
                {
                    own.Add(next);
                }
            });
            return own;
        }).ToArray());
        Assert.Equal(Enumerable.Range(0, 11).SelectMany(number => Enumerable.Repeat(number, 20)), taken.SelectMany(own => own).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_rank_that_closes_ends_it_for_all(int closing)
    {
        int[][] taken = ThreadRanks.Run(3, group =>
        {
            using var queue = group.Deal(1_000_000);
            var own = new List<int>();
            while (queue.Next() is { } next)
            {
                own.Add(next);
                if (group.Rank == closing)
                {
                    queue.Close();
                }
            }

            return own.ToArray();
        });
        Assert.InRange(taken[closing].Length, 0, 1);
        Assert.InRange(taken.Sum(own => own.Length), 1, 999_999);
    }

    [Fact]
    public void A_negative_count_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => RankGroup.Alone.Deal(-1));

    private static int[] Take(RankGroup group, int count)
    {
        using var queue = group.Deal(count);
        var own = new List<int>();
        while (queue.Next() is { } next)
        {
            own.Add(next);
        }

        return [.. own];
    }
}
