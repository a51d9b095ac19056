using Neuropil.Files;

namespace Neuropil.Tests.Recording;

/// <summary>Spikes that were written in parts come as those of one file, held against sorting them all.</summary>
public sealed class SpikeMergeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2, 40, 300, 4000)]
    [InlineData(5, 7, 1000, 900)]
    [InlineData(3, 200, 90_000, 300_000)] // more than are given at once
    [InlineData(3, 90_000, 3, 150_000)] // more than that in one step
    [InlineData(4, 8, 50, 0)]
    public void Parts_are_merged_by_step_then_by_cell(int parts, int cells, int steps, int spikes)
    {
        var random = new Random(3 * parts);
        var all = Enumerable.Range(0, spikes).Select(_ => (Step: random.Next(steps), Cell: random.Next(cells))).Distinct().Order().ToArray();
        int[] bounds = [0, .. Enumerable.Range(0, parts - 1).Select(_ => random.Next(cells)).Order(), cells];
        var places = Enumerable.Range(0, parts).Select(part => Write($"{part}.spikes", cells, steps,
            [.. all.Where(spike => spike.Cell >= bounds[part] && spike.Cell < bounds[part + 1])], blocks: 1 + random.Next(9))).ToArray();
        Assert.Equal(all, Read(places, int.MinValue, long.MaxValue));
        foreach (var (from, to) in new[] { (0, steps), (steps / 3, steps / 2), (steps / 2, steps / 2 + 1), (steps - 1, steps + 5) })
        {
            // Blocks come whole, so that there may be others before and behind; what is asked for is all there, in its order.
            Assert.Equal(all.Where(spike => spike.Step >= from && spike.Step < to),
                Read(places, from, to).Where(spike => spike.Step >= from && spike.Step < to));
        }
    }

    [Fact]
    public void No_more_is_given_at_once_than_a_block_and_the_rest_of_a_step()
    {
        const int Cells = 40;
        (int, int)[] Spikes(int first) => [.. Enumerable.Range(0, 40_000).SelectMany(step => Enumerable.Range(first, Cells / 2).Select(cell => (step, cell)))];
        SpikeStreamPlace[] places = [Write("a", Cells, 40_000, Spikes(0), 40), Write("b", Cells, 40_000, Spikes(Cells / 2), 40)];
        int largest = 0;
        SpikeMerge.Read(places, int.MinValue, long.MaxValue, (steps, _) => largest = Math.Max(largest, steps.Length));
        Assert.InRange(largest, 1 << 16, (1 << 16) + Cells - 1);
    }

    private SpikeStreamPlace Write(string name, int cells, int steps, (int Step, int Cell)[] spikes, int blocks)
    {
        using var writer = SpikeStreamWriter.Create(folder[name], new SpikeStreamHead("cells", cells, 0.0001, 0),
            (path, mode) => new FileStream(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
        for (int block = 1; block <= blocks; block++)
        {
            var (from, to) = (writer.StopStep, (int)((long)steps * block / blocks));
            var some = spikes.Where(spike => spike.Step >= from && spike.Step < to).ToArray();
            writer.Write([.. some.Select(spike => spike.Step)], [.. some.Select(spike => spike.Cell)], to);
        }

        return writer.Place;
    }

    private static List<(int Step, int Cell)> Read(SpikeStreamPlace[] places, long from, long to)
    {
        var read = new List<(int, int)>();
        SpikeMerge.Read(places, from, to, (steps, cells) =>
        {
            for (int i = 0; i < steps.Length; i++)
            {
                read.Add((steps[i], cells[i]));
            }
        });
        return read;
    }
}
