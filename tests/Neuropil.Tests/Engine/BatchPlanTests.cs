using Neuropil.Engine;

namespace Neuropil.Tests.Engine;

/// <summary>Batches of steps: a spike is known to all before it can act.</summary>
public class BatchPlanTests
{
    [Fact]
    public void One_process_meets_when_a_spike_can_act()
        => Assert.All(Enumerable.Range(0, 32), delay => Assert.Equal(new BatchPlan(delay + 1, 0), BatchPlan.Of(delay)));

    [Fact]
    public void A_batch_is_not_longer_than_what_keeps_its_samples()
    {
        Assert.Equal(32, BatchPlan.Of(500).Steps);
        Assert.InRange(BatchPlan.OfRank(500, ahead: 1000).Steps, 1, 32);
    }

    /// <summary>
    /// A spike of a batch's first step acts as many steps later as the shortest delay and one. It is known when the next batch has done the steps that need
    /// nothing of it, since all of a batch sets out at its end.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void A_spike_of_another_rank_is_known_when_it_can_act(int? asked) => Assert.All(Enumerable.Range(0, 100), delay =>
    {
        var (steps, ahead) = BatchPlan.OfRank(delay, asked);
        Assert.InRange(ahead, 0, steps);
        Assert.True(steps + ahead <= delay + 1);
        Assert.True(asked is null || ahead == Math.Min(asked.Value, Math.Min(delay + 1, 32) / 2));
    });

    [Fact]
    public void What_costs_little_goes_by_itself()
    {
        Assert.Equal(new BatchPlan(7, 0), BatchPlan.OfRank(6, ahead: null));
        Assert.Equal(new BatchPlan(7, 1), BatchPlan.OfRank(7, ahead: null));
        Assert.Equal(new BatchPlan(14, 2), BatchPlan.OfRank(15, ahead: null));
    }
}
