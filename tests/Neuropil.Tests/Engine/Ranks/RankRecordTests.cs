using System.Security.Cryptography;
using System.Text.Json;
using Neuropil.Tests.Recording;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>Spikes beyond the budget go to a file of each rank and an index, from which all ranks read what one process has.</summary>
public sealed class RankRecordTests : IDisposable
{
    private static readonly Time duration = 60 * ms;

    // What one process has in memory, of all cells and of some.
    private static readonly Lazy<(int Step, int Cell)[][]> whole = new(() =>
    {
        using var run = New(new RunOptions { Threads = 1, Ranks = RankGroup.Alone });
        var records = Record(run);
        run.Advance(duration);
        return [Pairs(records.All.Trains()), Pairs(records.Some.Trains())];
    });

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(3, 2000, false)]
    [InlineData(4, 400, false)]
    [InlineData(4, 400, true)]
    public void Records_are_those_of_one_process_and_each_rank_writes_its_own_cells(int ranks, long budget, bool isPartitioned)
    {
        string expected = Run(RankGroup.Alone, null, "");
        var all = Spikes(0);
        Assert.All(ThreadRanks.Run(ranks, group =>
        {
            using var run = New(new RunOptions
            {
                RecordBudget = budget, RecordFolder = folder["several"], Threads = 1, Ranks = group, Partition = isPartitioned ? Uneven : null,
            });
            var records = Record(run);
            run.Advance(duration);
            return (Outcome(run, records), Ranges: run.State.RangesOfRanks.Select(range => range[0]).ToArray(), records.All.FilePath);
        }), outcome =>
        {
            Assert.Equal((expected, folder["several/0-cells.spikes.json"]), (outcome.Item1, outcome.FilePath));
            for (int rank = 0; rank < ranks; rank++)
            {
                var (begin, end) = (outcome.Ranges[rank].Begin, Math.Min(200, outcome.Ranges[rank].End));
                string path = folder[$"several/0-cells.rank-{rank}-of-{ranks}.spikes"];
                Assert.Equal(begin < end, File.Exists(path));
                if (begin < end)
                {
                    var part = SpikeStreams.Load(path);
                    Assert.Equal(("cells", 200, 0), (part.Name, part.NeuronCount, part.StartStep));
                    Assert.Equal(all.Where(spike => spike.Step < part.StopStep && spike.Cell >= begin && spike.Cell < end), Pairs(part));
                }
            }
        });

        // The index tells of the same, and of nothing that is not there.
        var read = SpikeStreams.Load(folder["several/0-cells.spikes.json"]);
        Assert.True(read.Count > 200);
        Assert.Equal(all.Where(spike => spike.Step < read.StopStep), Pairs(read));
        using var json = JsonDocument.Parse(File.ReadAllText(folder["several/0-cells.spikes.json"]));
        var segment = Assert.Single(json.RootElement.GetProperty("segments").EnumerateArray());
        Assert.Equal((0, read.StopStep, ranks), (Number(segment, "start_step"), Number(segment, "stop_step"), Number(segment, "ranks")));
        Assert.Equal(read.Count, segment.GetProperty("parts").EnumerateArray().Sum(part => Number(part, "spikes")));
        int next = 0;
        foreach (var part in segment.GetProperty("parts").EnumerateArray())
        {
            byte[] bytes = File.ReadAllBytes(folder["several/" + part.GetProperty("file").GetString()]);
            Assert.Equal((bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), (Number(part, "bytes"), part.GetProperty("sha256").GetString()));
            Assert.Equal(next, Number(part, "first_cell"));
            next += Number(part, "cells");
        }

        Assert.Equal(200, next);
    }

    [Fact]
    public void A_folder_has_the_files_of_the_last_run_under_the_name_of_a_record()
    {
        string[] Names() => [.. Directory.GetFiles(folder["same"], "0-cells.spikes*").Select(path => Path.GetFileName(path)).Order()];
        string expected = Run(RankGroup.Alone, 400, "same");
        Assert.Equal(["0-cells.spikes"], Names());
        Assert.All(ThreadRanks.Run(3, group => Run(group, 400, "same")), outcome => Assert.Equal(expected, outcome));
        Assert.Equal(["0-cells.spikes.json"], Names());
        Assert.Equal(expected, Run(RankGroup.Alone, 400, "same"));
        Assert.Equal(["0-cells.spikes"], Names());
    }

    [Theory]
    [InlineData(1, 3, 400, "records", 2)]
    [InlineData(3, 1, 400, "elsewhere", 2)]
    [InlineData(4, 1, 400, "records", 2)]
    [InlineData(3, 2, 0, "records", 2)]
    [InlineData(2, 3, 400, "elsewhere", 2)]
    [InlineData(3, 3, 400, "elsewhere", 1)]
    [InlineData(2, 2, 0, "records", 1)]
    [InlineData(4, 3, 1_000_000, "records", 1)] // nothing is in files before
    [InlineData(-4, 4, 400, "records", 2)] // another partition
    [InlineData(-4, -4, 400, "records", 1)]
    public void Any_number_of_ranks_goes_on_with_the_files(int before, int after, long budget, string where, int segments)
    {
        string expected = Run(RankGroup.Alone, null, "");
        var options = new RunOptions { RecordBudget = budget, RecordFolder = folder["records"], Threads = 1 };
        byte[] file = Of(Math.Abs(before), group =>
        {
            using var run = New(options with { Ranks = group, Partition = before < 0 ? Uneven : null });
            _ = Record(run);
            using var stream = new MemoryStream();
            run.Advance(33.3 * ms);
            run.SaveCheckpoint(stream);
            run.Advance(10 * ms); // what is written behind the checkpoint comes again
            return stream.ToArray();
        })[0];
        Assert.All(Of(Math.Abs(after), group =>
        {
            using var run = New(options with { Ranks = group, RecordBudget = 400, RecordFolder = folder[where], Partition = after < 0 ? Uneven : null });
            var records = Record(run);
            run.LoadCheckpoint(group.Writes ? new MemoryStream(file) : Stream.Null);
            run.Advance(duration - run.Time);
            return (Outcome(run, records), records.All.FilePath!);
        }), outcome => Assert.Equal((expected, folder[$"{where}/0-cells.spikes.json"]), outcome));
        using var json = JsonDocument.Parse(File.ReadAllText(folder[$"{where}/0-cells.spikes.json"]));
        Assert.Equal(segments, json.RootElement.GetProperty("segments").GetArrayLength());
        var read = SpikeStreams.Load(folder[$"{where}/0-cells.spikes.json"]);
        Assert.True(read.StopStep > 500);
        Assert.Equal(Spikes(0).Where(spike => spike.Step < read.StopStep), Pairs(read));
    }

    [Fact]
    public void A_run_whose_number_of_ranks_changes_three_times_has_four_segments()
    {
        string expected = Run(RankGroup.Alone, null, "");
        byte[]? checkpoint = null;
        foreach (var (ranks, stop) in new[] { (4, 15), (1, 30), (3, 45), (2, 60) })
        {
            var outcomes = Of(ranks, group =>
            {
                using var run = New(new RunOptions { RecordBudget = 0, RecordFolder = folder["chain"], Threads = 1, Ranks = group });
                var records = Record(run);
                if (checkpoint is { } former)
                {
                    run.LoadCheckpoint(group.Writes ? new MemoryStream(former) : Stream.Null);
                }

                using var stream = new MemoryStream();
                run.Advance((stop * ms) - run.Time);
                run.SaveCheckpoint(stream);
                return (Bytes: stream.ToArray(), Outcome: Outcome(run, records));
            });
            checkpoint = outcomes[0].Bytes;
            Assert.All(outcomes, outcome => Assert.True(stop < 60 || outcome.Outcome == expected));
        }

        Assert.Equal(
            ["0-cells.2.spikes", "0-cells.3.rank-0-of-3.spikes", "0-cells.3.rank-1-of-3.spikes", "0-cells.3.rank-2-of-3.spikes",
                "0-cells.4.rank-0-of-2.spikes", "0-cells.4.rank-1-of-2.spikes", "0-cells.rank-0-of-4.spikes", "0-cells.rank-1-of-4.spikes",
                "0-cells.rank-2-of-4.spikes", "0-cells.rank-3-of-4.spikes", "0-cells.spikes.json"],
            Directory.GetFiles(folder["chain"], "0-*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        var read = SpikeStreams.Load(folder["chain/0-cells.spikes.json"]);
        Assert.Equal(Spikes(0).Where(spike => spike.Step < read.StopStep), Pairs(read));
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
        for (int rank = 0; rank < 2; rank++)
        {
            var (own, other) = rank == 0 ? ("records", "others") : ("others", "records");
            string file = $"0-cells.rank-{1 - rank}-of-2.spikes";
            string message = Assert.IsType<IOException>(errors[rank]).Message;
            string paths = $"'{folder[$"{other}/{file}"]}' are not in '{folder[$"{own}/{file}"]}' on ";
            Assert.StartsWith($"The spikes of 'cells' that rank {1 - rank} has written to {paths}", message, StringComparison.Ordinal);
            Assert.EndsWith("Give a RecordFolder that all ranks share.", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_part_of_other_bytes_than_were_written_is_named()
    {
        var errors = ThreadRanks.Errors(3, group =>
        {
            using var run = New(new RunOptions
            {
                RecordBudget = 400, RecordFolder = folder["records"], Threads = 1, Ranks = group, OpenRecord = (path, mode) => new Spoiling(path, mode),
            });
            _ = Record(run);
            run.Advance(duration);
        });
        foreach (int rank in new[] { 0, 2 })
        {
            string message = Assert.IsType<IOException>(errors[rank]).Message;
            Assert.Contains("that rank 1 has written to '", message, StringComparison.Ordinal);
            Assert.Contains("other spikes are in it. Give a", message, StringComparison.Ordinal);
        }

        Assert.StartsWith(
            "Rank 0: The spikes of 'cells' that rank 1 has written to", Assert.IsType<RankException>(errors[1]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_file_that_one_rank_cannot_write_stops_all_and_loses_nothing(int full)
    {
        string expected = Run(RankGroup.Alone, null, "");
        long room = 500;
        var outcomes = ThreadRanks.Run(3, group =>
        {
            using var run = New(new RunOptions
            {
                RecordBudget = 400, RecordFolder = folder["full"], Threads = 1, Ranks = group,
                OpenRecord = (path, mode) => new FailingStream(
                    path, mode, () => path.Contains($".rank-{full}-", StringComparison.Ordinal) ? room : long.MaxValue),
            });
            var records = Record(run);
            var error = Xunit.Record.Exception(() => run.Advance(duration));
            Assert.True(group.Rank == full ? error is RecordFileException : error is RankException, $"{error}");
            Assert.Contains($"0-cells.rank-{full}-of-3.spikes': {FailingStream.Reason}", error!.Message, StringComparison.Ordinal);
            Assert.InRange(run.Step, 1, 599);

            // All have what there was, in files that count or in memory, and so has the index, and a checkpoint of this moment.
            Assert.Equal(Spikes(0).Where(spike => spike.Step < run.Step), Pairs(records.All.Trains()));
            var inFiles = SpikeStreams.Load(records.All.FilePath!);
            Assert.InRange(inFiles.Count, 1, (int)records.All.Count - 1);
            Assert.Equal(Spikes(0).Where(spike => spike.Step < inFiles.StopStep), Pairs(inFiles));
            using var checkpoint = new MemoryStream();
            run.SaveCheckpoint(checkpoint);
            Assert.NotNull(Xunit.Record.Exception(() => run.Advance(duration - run.Time))); // there is still no room
            group.Together(() => room = long.MaxValue);
            run.Advance(duration - run.Time);
            return (Outcome(run, records), checkpoint.ToArray());
        });
        Assert.All(outcomes, outcome => Assert.Equal(expected, outcome.Item1));
        Assert.All(Of(2, group =>
        {
            using var run = New(new RunOptions { RecordBudget = 400, RecordFolder = folder["room"], Threads = 1, Ranks = group });
            var records = Record(run);
            run.LoadCheckpoint(group.Writes ? new MemoryStream(outcomes[0].Item2) : Stream.Null);
            run.Advance(duration - run.Time);
            return Outcome(run, records);
        }), outcome => Assert.Equal(expected, outcome));
    }

    [Fact]
    public void An_index_whose_parts_are_not_as_it_says_names_the_file()
    {
        ThreadRanks.Run(2, group => Run(group, 400, "damaged"));
        string index = folder["damaged/0-cells.spikes.json"];
        string part = folder["damaged/0-cells.rank-1-of-2.spikes"];
        string Refusal() => Assert.Throws<InvalidDataException>(() => SpikeStreams.Load(index)).Message;

        byte[] bytes = File.ReadAllBytes(part);
        string before = SpikeStreams.Load(index).Hash();
        File.WriteAllBytes(part, [.. bytes, 1, 2, 3]); // what was written since does not count
        Assert.Equal(before, SpikeStreams.Load(index).Hash());
        File.WriteAllBytes(part, bytes[..^1]);
        Assert.Equal($"The spikes that '{index}' tells of are not in '{part}': it has {bytes.Length - 1} bytes, and had {bytes.Length}.", Refusal());
        bytes[^1] ^= 1;
        File.WriteAllBytes(part, bytes);
        Assert.Equal($"The spikes that '{index}' tells of are not in '{part}': other spikes are in it.", Refusal());
        File.Delete(part);
        Assert.Equal($"The spikes that '{index}' tells of are not in '{part}': there is no such file.", Refusal());

        string text = File.ReadAllText(index);
        File.WriteAllText(index, text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
        Assert.Equal($"'{index}' is an index of spikes of version 2; this program reads version 1.", Refusal());
        File.WriteAllText(index, text[..^20]);
        Assert.Equal($"'{index}' is no index of spikes, or it is damaged.", Refusal());
    }

    [Fact]
    public void A_checkpoint_without_one_of_its_files_is_refused_by_all()
    {
        var options = new RunOptions { RecordBudget = 0, RecordFolder = folder["lost"], Threads = 1 };
        byte[] file = ThreadRanks.Run(2, group =>
        {
            using var run = New(options with { Ranks = group });
            _ = Record(run);
            run.Advance(20 * ms);
            using var stream = new MemoryStream();
            run.SaveCheckpoint(stream);
            return stream.ToArray();
        })[0];
        File.Delete(folder["lost/0-cells.rank-1-of-2.spikes"]);
        Assert.All(ThreadRanks.Errors(3, group =>
        {
            using var run = New(options with { Ranks = group });
            var records = Record(run);
            var error = Assert.Throws<CheckpointException>(() => run.LoadCheckpoint(group.Writes ? new MemoryStream(file) : Stream.Null));
            Assert.Equal((0, 0), (run.Step, records.All.Count));
            throw error;
        }), error => Assert.StartsWith(
            $"The spikes of 'cells' that the checkpoint tells of are not in '{folder["lost/0-cells.rank-1-of-2.spikes"]}'", error!.Message,
            StringComparison.Ordinal));
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

    // Of four ranks; one has no cell.
    private static IReadOnlyList<Range> Uneven(Population population, int ranks) => [0..64, 64..64, 64..192, 192..200];

    private static (int Step, int Cell)[] Spikes(int record) => whole.Value[record];

    private static (int Step, int Cell)[] Pairs(SpikeTrains trains) => [.. trains.Steps.ToArray().Zip(trains.Neurons.ToArray())];

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Outcome(Simulation run, (SpikeRecord All, SpikeRecord Some) records)
        => $"{run.SpikeCounts[0]} {records.All.Count} {records.All.Hash()} {records.Some.Trains().Hash()} {records.All.Trains(20 * ms, 30 * ms).Hash()}";

    private string Run(RankGroup group, long? budget, string name)
    {
        using var run = New(new RunOptions { RecordBudget = budget, RecordFolder = budget is null ? null : folder[name], Threads = 1, Ranks = group });
        var records = Record(run);
        run.Advance(duration);
        return Outcome(run, records);
    }

    // A file system that writes something else to the file of rank 1.
    private sealed class Spoiling(string path, FileMode mode) : FileStream(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0)
    {
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            byte[] written = buffer.ToArray();
            written[^1] ^= (byte)(Name.Contains(".rank-1-", StringComparison.Ordinal) ? 1 : 0);
            base.Write(written, 0, written.Length);
        }
    }
}
