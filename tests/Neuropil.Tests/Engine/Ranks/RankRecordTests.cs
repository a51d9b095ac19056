using Neuropil.Tests.Recording;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>Spikes beyond the budget go to the files of one process, which rank 0 writes and all ranks read.</summary>
public sealed class RankRecordTests : IDisposable
{
    private static readonly Time duration = 60 * ms;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 2000)]
    public void Files_and_records_are_those_of_one_process(int ranks, long budget)
    {
        string expected = Run(RankGroup.Alone, null, "");
        Assert.Equal(expected, Run(RankGroup.Alone, budget, "one"));
        Assert.All(ThreadRanks.Run(ranks, group => Run(group, budget, "several")), outcome => Assert.Equal(expected, outcome));
        string[] files = [.. Directory.GetFiles(folder["one"]).Select(path => Path.GetFileName(path)!).Order()];
        Assert.Equal(2, files.Length);
        Assert.Equal(files, Directory.GetFiles(folder["several"]).Select(path => Path.GetFileName(path)!).Order());
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(folder["one"], file)), File.ReadAllBytes(Path.Combine(folder["several"], file))));
    }

    [Theory]
    [InlineData(1, 3, "records")]
    [InlineData(3, 1, "elsewhere")]
    [InlineData(2, 3, "elsewhere")]
    public void Any_number_of_ranks_goes_on_with_the_files(int before, int after, string where)
    {
        string expected = Run(RankGroup.Alone, null, "");
        var options = new RunOptions { RecordBudget = 400, RecordFolder = folder["records"], Threads = 1 };
        byte[] file = Of(before, group =>
        {
            using var run = New(options with { Ranks = group });
            _ = Record(run);
            using var stream = new MemoryStream();
            run.Advance(33.3 * ms);
            run.SaveCheckpoint(stream);
            run.Advance(10 * ms); // what is written behind the checkpoint comes again
            return stream.ToArray();
        })[0];
        Assert.All(Of(after, group =>
        {
            using var run = New(options with { Ranks = group, RecordFolder = folder[where] });
            var records = Record(run);
            run.LoadCheckpoint(group.Writes ? new MemoryStream(file) : Stream.Null);
            run.Advance(duration - run.Time);
            return Outcome(run, records);
        }), outcome => Assert.Equal(expected, outcome));
    }

    [Fact]
    public void A_folder_that_a_rank_does_not_see_is_named()
    {
        var errors = ThreadRanks.Errors(2, group =>
        {
            using var run = New(new RunOptions { RecordBudget = 0, RecordFolder = folder[group.Writes ? "records" : "others"], Threads = 1, Ranks = group });
            _ = Record(run);
            run.Advance(duration);
        });
        string own = Assert.IsType<IOException>(errors[1]).Message;
        Assert.StartsWith("The spikes of 'cells' that rank 0 has written to '", own, StringComparison.Ordinal);
        Assert.EndsWith("Give a RecordFolder that all ranks share.", own, StringComparison.Ordinal);
        Assert.Equal($"Rank 1: {own}", Assert.IsType<RankException>(errors[0]).Message);
    }

    [Fact]
    public void A_file_that_cannot_be_written_stops_all_and_loses_nothing()
    {
        string expected = Run(RankGroup.Alone, null, "");
        bool isFull = true;
        var outcomes = ThreadRanks.Run(2, group =>
        {
            using var run = New(new RunOptions
            {
                RecordBudget = 0, RecordFolder = folder["full"], Threads = 1, Ranks = group,
                OpenRecord = (path, mode) => isFull ? throw new IOException("No space left on device")
                    : new FileStream(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete),
            });
            var records = Record(run);
            var error = Xunit.Record.Exception(() => run.Advance(duration));
            Assert.True(group.Writes ? error is RecordFileException : error is RankException, $"{error}");
            Assert.Contains("No space left on device", error!.Message, StringComparison.Ordinal);
            group.Together(() => isFull = false);
            run.Advance(duration - run.Time);
            return Outcome(run, records);
        });
        Assert.All(outcomes, outcome => Assert.Equal(expected, outcome));
    }

    private static T[] Of<T>(int ranks, Func<RankGroup, T> program) => ranks == 1 ? [program(RankGroup.Alone)] : ThreadRanks.Run(ranks, program);

    private static Simulation New(RunOptions options)
    {
        var network = new Network { Seed = 9 };
        var population = network.Add(new Population("cells", 200, new LeakyCell { Rest = -47 * mV }) { Initial = { ["V"] = Uniform(-65 * mV, -50 * mV) } });
        network.Connect(population, population, new FixedOutDegree(20), new Exponential("excitation"), Uniform(0 * nS, 1 * nS), Uniform(0.5 * ms, 2 * ms));
        return new Simulation(network, options);
    }

    private static (SpikeRecord All, SpikeRecord Some) Record(Simulation run)
    {
        var cells = run.Network.Populations[0];
        return (run.Record(cells.Spikes), run.Record(cells.Slice("some", 37..141).Spikes with { Every = 3 }));
    }

    private static string Outcome(Simulation run, (SpikeRecord All, SpikeRecord Some) records)
        => $"{run.SpikeCounts[0]} {records.All.Count} {records.All.Hash()} {records.Some.Trains().Hash()} {records.All.Trains(20 * ms, 30 * ms).Hash()}";

    private string Run(RankGroup group, long? budget, string name)
    {
        using var run = New(new RunOptions { RecordBudget = budget, RecordFolder = budget is null ? null : folder[name], Threads = 1, Ranks = group });
        var records = Record(run);
        run.Advance(duration);
        return Outcome(run, records);
    }
}
