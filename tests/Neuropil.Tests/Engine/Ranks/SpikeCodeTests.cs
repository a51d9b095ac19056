using Neuropil.Engine;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>Spikes that ranks tell each other come out as they went in, whichever form is shorter.</summary>
public class SpikeCodeTests
{
    [Theory]
    [InlineData(1, 0, 64)]
    [InlineData(1, 1, 64)]
    [InlineData(6, 500, 4096)]
    [InlineData(6, 20_000, 4096)] // as bits
    [InlineData(32, 3, 1 << 20)]
    public void What_comes_out_went_in(int steps, int count, int cells)
    {
        var random = new Random(count);
        var found = Enumerable.Range(0, count).Select(_ => (Step: random.Next(steps), Cell: random.Next(cells))).Distinct().Order().ToList();
        RequireSame(found, steps, cells);
    }

    [Fact]
    public void A_source_may_stand_several_times_in_a_step()
        => RequireSame([(0, 5), (0, 5), (0, 6), (2, 0), (2, 0), (2, 0), (2, 63)], steps: 3, cells: 64);

    [Fact]
    public void Dense_spikes_take_a_bit_for_each_cell_and_rare_ones_two_bytes_each()
    {
        var all = Enumerable.Range(0, 4).SelectMany(step => Enumerable.Range(0, 1024).Select(cell => (step, cell))).ToList();
        Assert.InRange(RequireSame(all, steps: 4, cells: 1024), 512, 512 + 10);
        var some = Enumerable.Range(0, 100).Select(i => (0, i * 640)).ToList();
        Assert.InRange(RequireSame(some, steps: 1, cells: 64_000), 100, 200 + 10);
    }

    // The bytes that it takes.
    private static int RequireSame(List<(int Step, int Cell)> spikes, int steps, int cells)
    {
        const int firstCell = 128;
        const long firstStep = 1000;
        return ThreadRanks.Run(2, group =>
        {
            using var from = new SpikeHistory(steps, cells);
            using var to = new SpikeHistory(steps, cells);
            using var room = new NativeList<int>();
            for (int k = 0; k < steps; k++)
            {
                from.EndStep(firstStep + k, spikes.Where(spike => spike.Step == k).Select(spike => spike.Cell + firstCell).ToArray());
            }

            group.Meeting.Begin(MeetingKind.Batch, firstStep);
            SpikeCode.Write(group.Meeting, [from], (firstCell, firstCell + cells), firstStep, steps);
            group.Meeting.End();
            var bytes = group.Meeting.Of(1 - group.Rank);
            Assert.Equal(0, SpikeCode.Read(bytes, to, (firstCell, firstCell + cells), firstStep, steps, room).Length);
            for (int k = 0; k < steps; k++)
            {
                Assert.Equal(Cells(from.Of(firstStep + k)), Cells(to.Of(firstStep + k)));
            }

            return bytes.Length;
        })[0];
    }

    private static unsafe int[] Cells(SpikeRange spikes) => new ReadOnlySpan<int>(spikes.Cells, (int)spikes.Count).ToArray();
}
