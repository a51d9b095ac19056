using Neuropil.Networks;

namespace Neuropil.Tests.Networks;

/// <summary>A part of a row, onto some targets, is that part of the whole row; whoever has which targets.</summary>
public class RowPartTests
{
    public static TheoryData<ConnectionRule> Rules() => ConnectivityTwinTests.Rules();

    [Theory]
    [MemberData(nameof(Rules))]
    public void Parts_are_those_of_the_whole_row(ConnectionRule rule)
    {
        foreach (ConnectionEnds ends in new ConnectionEnds[] { new(13, 13, 0), new(20, 20, 7), new(20, 20, -7), new(17, 140), new(140, 17), new(300, 300, 0) })
        {
            Connectivity whole = ConnectivityBuilder.Build(rule, ends, seed: 5, projection: 3);
            int third = ends.Targets / 3;
            TargetRange[] ranges = [new(0, third), new(third, third), new(third, ends.Targets - 1), new(ends.Targets - 1, ends.Targets)];
            foreach (var range in ranges)
            {
                var own = new OwnTargets(range, counts => Complete(counts, whole, range));
                var source = ConnectivityBuilder.Rows(rule, ends, seed: 5, projection: 3, threads: 2, own);
                var generator = source.NewGenerator();
                int[] row = [];
                for (int cell = 0; cell < ends.Sources; cell++)
                {
                    int[] all = whole.Row(cell).ToArray();
                    int count = generator.FillPart(cell, range, ref row, out int first);
                    Assert.Equal(all.Where(target => target >= range.Begin && target < range.End), row[..count]);
                    Assert.Equal(all.Length, generator.Length(cell));
                    Assert.Equal(all.Count(target => target < range.Begin), first);
                }
            }
        }
    }

    [Fact]
    public void A_rule_that_is_driven_by_its_targets_draws_for_its_own_alone()
    {
        // Two bytes a synapse are what there is beside a count of each source.
        long Allocated(OwnTargets? own)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ConnectivityBuilder.Rows(new FixedInDegree(1000), new ConnectionEnds(4000, 4000), seed: 1, projection: 0, threads: 1, own);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        long whole = Allocated(null);
        Assert.InRange(whole, 8_000_000, 9_000_000);
        Assert.InRange(Allocated(new OwnTargets(new TargetRange(2000, 4000), own => (own, own))), 0.4 * whole, 0.53 * whole);
    }

    [Fact]
    public void What_is_skipped_of_a_stream_is_what_would_have_been_drawn()
    {
        Parameter<Time>[] distributions =
        [
            Distributions.Uniform(1 * Units.ms, 2 * Units.ms), Distributions.Normal(1 * Units.ms, 2 * Units.ms),
            Distributions.LogNormal(1 * Units.ms, 2 * Units.ms),
            Distributions.Exponential(1 * Units.ms), Distributions.Gamma(1 * Units.ms, 2 * Units.ms),
            Distributions.TruncatedNormal(1 * Units.ms, 1 * Units.ms, 0 * Units.ms, 2 * Units.ms),
            Distributions.TruncatedNormal(1 * Units.ms, 0.01 * Units.ms, 0.5 * Units.ms, 2 * Units.ms),
            Distributions.TruncatedNormal(1 * Units.ms, 1 * Units.ms, 2 * Units.ms, 3 * Units.ms),
            Distributions.Clipped(Distributions.Normal(1 * Units.ms, 2 * Units.ms), 0 * Units.ms, 2 * Units.ms),
        ];
        foreach (var distribution in distributions)
        {
            var drawn = new double[600];
            var stream = new RandomStream(3, RandomPurpose.Weight, entity: 4);
            distribution.Values.Sample(ref stream, drawn);
            foreach (int skipped in new[] { 0, 1, 2, 3, 5, 8, 255, 256, 257, 517 })
            {
                foreach (int count in new[] { 1, 2, 31, 80 })
                {
                    var some = new double[count];
                    var other = new RandomStream(3, RandomPurpose.Weight, entity: 4);
                    distribution.Values.Skip(ref other, skipped);
                    distribution.Values.Sample(ref other, some);
                    Assert.Equal(drawn.AsSpan(skipped, count).ToArray(), some);
                }
            }
        }
    }

    // What the ranks would tell each other.
    private static (int[] Before, int[] InAll) Complete(int[] own, Connectivity whole, TargetRange range)
    {
        int[] CountOf(Func<int, bool> counts) => [.. Enumerable.Range(0, whole.Sources).Select(cell => whole.Row(cell).ToArray().Count(counts))];

        Assert.Equal(CountOf(target => target >= range.Begin && target < range.End), own);
        return (CountOf(target => target < range.Begin), CountOf(_ => true));
    }
}
