using Neuropil.Engine;

namespace Neuropil.Tests.Engine;

public class ThreadPolicyTests
{
    // A trial of 100 steps; of what the faster takes meanwhile, 2 %.
    [Theory]
    [InlineData(1, 5000)]
    [InlineData(2, 10_000)]
    [InlineData(50, 250_000)]
    [InlineData(1e9, 1_000_000)]
    [InlineData(double.PositiveInfinity, 1_000_000)]
    public void What_loses_is_tried_so_rarely_that_trials_are_cheap(double slower, long steps)
        => Assert.Equal(steps, ThreadPolicy.StepsBetweenTrials(slower));

    [Fact]
    public void Both_are_tried_and_one_is_kept_as_long_as_the_trials_say()
    {
        var policy = new ThreadPolicy(workers: 2, automatic: true);
        var tried = new List<int>();
        long kept = 0;
        for (int stretch = 0; stretch < 5; stretch++)
        {
            var (threads, steps) = policy.Next(stepsLeft: 1_000_000_000);
            tried.Add(threads);
            kept = steps;
            if (stretch == 1)
            {
                Thread.Sleep(20);
            }

            policy.Done(steps);
        }

        // To warm up, all, one; then one, whose steps took no time.
        Assert.Equal([2, 2, 1, 1, 1], tried);
        Assert.InRange(kept, 1, 4000);
    }

    [Fact]
    public void A_number_that_is_given_stays() => Assert.Equal((2, 4000), new ThreadPolicy(workers: 2, automatic: false).Next(1_000_000));
}
