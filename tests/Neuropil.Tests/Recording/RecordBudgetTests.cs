using Neuropil.Tests.Engine;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Recording;

/// <summary>Spikes that go to a file while a network runs are those that would have stayed in memory; a disk that is full loses none.</summary>
public sealed class RecordBudgetTests : IDisposable
{
    private static readonly Time duration = 60 * ms;
    private static readonly Lazy<(string Hash, long[] Counts, SpikeTrains Some)> whole = new(() =>
    {
        using var run = Build();
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        var some = run.Record(run.Network.Populations[0].Slice("some", 37..141).Spikes with { Every = 3 });
        run.Advance(duration);
        return (spikes.Hash(), [.. spikes.Trains().Counts().Select(count => (long)count)], some.Trains());
    });

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(400, 2)]
    [InlineData(6000, 2)]
    [InlineData(1_000_000, 2)]
    public void A_budget_changes_no_spike(long budget, int threads)
    {
        using var run = Build(new RunOptions { RecordBudget = budget, RecordFolder = folder["records"], Threads = threads });
        var cells = run.Network.Populations[0];
        var spikes = run.Record(cells.Spikes);
        var some = run.Record(cells.Slice("some", 37..141).Spikes with { Every = 3 });
        run.Advance(duration);
        Assert.Equal(budget < 1_000_000, spikes.FilePath is not null);
        Assert.Equal(whole.Value.Hash, spikes.Hash());
        Assert.Equal(whole.Value.Hash, spikes.Trains().Hash());
        Assert.Equal(whole.Value.Counts, spikes.Counts());
        Assert.Equal(run.SpikeCounts[0], spikes.Count);
        Assert.Equal(whole.Value.Some.Hash(), some.Trains().Hash());
        foreach (var (from, to) in new (double, double)[] { (0, 60), (0, 0.1), (10, 20), (59.9, 60), (30, 30) })
        {
            var part = spikes.Trains(from * ms, to * ms);
            var expected = spikes.Trains().Window(from * ms, to * ms);
            Assert.Equal((expected.Hash(), expected.StartStep, expected.StopStep), (part.Hash(), part.StartStep, part.StopStep));
        }
    }

    [Fact]
    public void What_lies_in_the_file_is_read_by_itself_and_takes_about_two_bytes_a_spike()
    {
        using var run = Build(new RunOptions { RecordBudget = 0, RecordFolder = folder["records"] });
        var spikes = run.Record(run.Network.Populations[0].Slice("some", 20..180).Spikes);
        run.Advance(duration);
        var inMemory = spikes.Trains();
        var inFile = SpikeStreams.Load(spikes.FilePath!);
        Assert.Equal(("some", 160, inMemory.TimeStep, 0), (inFile.Name, inFile.NeuronCount, inFile.TimeStep, inFile.StartStep));
        Assert.Equal(inMemory.Window(0 * ms, inFile.Stop).Hash(), inFile.Hash());
        Assert.True(inFile.Count > 500);

        // Here a block has the spikes of one batch, of six steps; blocks of a real budget have thousands.
        Assert.InRange(new FileInfo(spikes.FilePath!).Length, 2L * inFile.Count, 12L * inFile.Count);
    }

    [Fact]
    public void Many_spikes_take_three_bytes_each_at_most()
    {
        using var run = Build(new RunOptions { RecordBudget = 40_000, RecordFolder = folder["records"] }, cells: 3000);
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        run.Advance(duration);
        var inFile = SpikeStreams.Load(spikes.FilePath!);
        Assert.True(inFile.Count > 10_000);
        Assert.InRange(new FileInfo(spikes.FilePath!).Length / (double)inFile.Count, 1, 3);
    }

    // The format as it is described, read by a program that knows nothing else.
    [Fact]
    public void A_few_lines_of_Python_read_the_file()
    {
        using var run = Build(new RunOptions { RecordBudget = 0, RecordFolder = folder["records"] });
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        run.Advance(20 * ms);
        const string Script = """
            import sys, json, struct, zlib
            data = open(sys.argv[1], 'rb').read()
            assert data[:8] == b'NPSPIKE\n'
            version, length = struct.unpack('<ii', data[8:16])
            head = json.loads(data[16:16 + length])
            at, spikes = 16 + length, []
            def number():
                global at
                value = shift = 0
                while True:
                    byte = data[at]; at += 1
                    value |= (byte & 127) << shift; shift += 7
                    if byte < 128: return value
            while at < len(data):
                size, count, first, stop, crc = struct.unpack('<iiiiI', data[at:at + 20])
                assert zlib.crc32(data[at + 20:at + 20 + size], zlib.crc32(data[at:at + 16])) == crc
                at += 20; end = at + size; step = first
                while at < end:
                    step += number(); cell = 0
                    for _ in range(number()):
                        cell += number(); spikes.append((step, cell))
            print(version, head['name'], head['cells'], head['time_step_s'], stop, *[f'{step},{cell}' for step, cell in spikes])
            """;
        string output = Python.RunWithNumpy(Script, spikes.FilePath!);
        var file = SpikeStreams.Load(spikes.FilePath!);
        string expected = string.Join(' ', Enumerable.Range(0, file.Count).Select(i => $"{file.Steps[i]},{file.Neurons[i]}"));
        Assert.Equal($"1 cells 200 0.0001 {file.StopStep} {expected}", output.Trim());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2000)]
    public void A_resumed_run_goes_on_with_the_file_also_elsewhere(long budget)
    {
        var options = new RunOptions { RecordBudget = budget, RecordFolder = folder["records"] };
        using var checkpoint = new MemoryStream();
        string former;
        using (var first = Build(options))
        {
            var spikes = first.Record(first.Network.Populations[0].Spikes);
            first.Advance(33.3 * ms);
            first.SaveCheckpoint(checkpoint);
            first.Advance(10 * ms); // what was written behind the checkpoint is cut off, since it comes again
            former = spikes.FilePath!;
        }

        string copy = folder["copy of the former.spikes"];
        File.Copy(former, copy);
        foreach (string where in new[] { "elsewhere", "records" })
        {
            checkpoint.Position = 0;
            using var second = Build(options with { RecordFolder = folder[where], Threads = 2 });
            var spikes = second.Record(second.Network.Populations[0].Spikes);
            second.LoadCheckpoint(checkpoint);
            second.Advance(duration - second.Time);
            Assert.Equal(Path.GetFullPath(folder[where]), Path.GetDirectoryName(spikes.FilePath));
            Assert.Equal(whole.Value.Hash, spikes.Hash());
            if (where == "elsewhere")
            {
                Assert.Equal(File.ReadAllBytes(copy), File.ReadAllBytes(former));
            }
        }
    }

    [Fact]
    public void A_checkpoint_without_its_file_is_refused_and_changes_nothing()
    {
        var options = new RunOptions { RecordBudget = 0, RecordFolder = folder["records"] };
        using var checkpoint = new MemoryStream();
        string file;
        using (var first = Build(options))
        {
            var spikes = first.Record(first.Network.Populations[0].Spikes);
            first.Advance(20 * ms);
            first.SaveCheckpoint(checkpoint);
            file = spikes.FilePath!;
        }

        RequireRefused(checkpoint, new RunOptions(), "this run needs a RecordFolder");
        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..^1]);
        RequireRefused(checkpoint, options, $"it has {bytes.Length - 1} bytes, and had {bytes.Length}.");
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        RequireRefused(checkpoint, options, "other spikes are in it.");
        Assert.Contains("does not match its checksum", Assert.Throws<InvalidDataException>(() => SpikeStreams.Load(WithMore(file))).Message);
        File.Delete(file);
        RequireRefused(checkpoint, options, "The spikes of 'cells' that the checkpoint tells of are not in");
    }

    [Fact]
    public void A_disk_that_fills_up_stops_the_run_with_all_spikes_and_a_file_that_can_be_read()
    {
        long room = 900;
        using var run = Build(new RunOptions
        {
            RecordBudget = 500, RecordFolder = folder["records"], OpenRecord = (path, mode) => new FailingStream(path, mode, () => room),
        });
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        var error = Assert.Throws<RecordFileException>(() => run.Advance(duration));
        Assert.InRange(run.Step, 1, 599);
        Assert.Equal((run.Step, spikes.FilePath), (error.Step, Path.GetFullPath(error.Path)));
        Assert.StartsWith($"The spikes of 'cells' cannot be written to '{error.Path}': {FailingStream.Reason}. The run stopped at {run.Time} (step {run.Step}) "
            + "and has all spikes up to there; the file has those before ", error.Message);

        // Nothing is lost: the record has what the whole run has up to there, and the file what it has up to its last complete block.
        string Before(Time time)
        {
            using var other = Build();
            var expected = other.Record(other.Network.Populations[0].Spikes);
            other.Advance(duration);
            return expected.Trains().Window(0 * ms, time).Hash();
        }

        Assert.Equal(Before(run.Time), spikes.Trains().Hash());
        var file = SpikeStreams.Load(spikes.FilePath!);
        Assert.InRange(file.Count, 1, (int)spikes.Count - 1);
        Assert.Equal(Before(file.Stop), file.Hash());
        Assert.EndsWith($"the file has those before {file.Stop}.", error.Message);

        // It goes on, and so does what takes its state over, when there is room again.
        using var checkpoint = new MemoryStream();
        run.SaveCheckpoint(checkpoint);
        Assert.Throws<RecordFileException>(() => run.Advance(duration - run.Time));
        room = long.MaxValue;
        run.Advance(duration - run.Time);
        Assert.Equal(whole.Value.Hash, spikes.Hash());

        checkpoint.Position = 0;
        using var resumed = Build(new RunOptions { RecordBudget = 500, RecordFolder = folder["resumed"] });
        var again = resumed.Record(resumed.Network.Populations[0].Spikes);
        resumed.LoadCheckpoint(checkpoint);
        resumed.Advance(duration - resumed.Time);
        Assert.Equal(whole.Value.Hash, again.Hash());
    }

    [Fact]
    public void A_file_that_was_cut_short_has_all_complete_blocks()
    {
        using var run = Build(new RunOptions { RecordBudget = 0, RecordFolder = folder["records"] });
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        run.Advance(20 * ms);
        var all = SpikeStreams.Load(spikes.FilePath!);
        byte[] bytes = File.ReadAllBytes(spikes.FilePath!);
        int former = -1;
        for (int length = bytes.Length; length > 300; length -= 7)
        {
            File.WriteAllBytes(folder["cut.spikes"], bytes[..length]);
            var part = SpikeStreams.Load(folder["cut.spikes"]);
            Assert.Equal(all.Window(0 * ms, part.Stop).Hash(), part.Hash());
            Assert.True(former < 0 || part.Count <= former);
            former = part.Count;
        }

        File.WriteAllBytes(folder["cut.spikes"], bytes[..30]);
        Assert.Contains("cut.spikes'", Assert.Throws<InvalidDataException>(() => SpikeStreams.Load(folder["cut.spikes"])).Message);
    }

    [Fact]
    public void Counts_alone_are_those_of_the_spikes_and_live_in_checkpoints()
    {
        using var checkpoint = new MemoryStream();
        using (var first = Build())
        {
            first.Record(first.Network.Populations[0].SpikeCounts);
            first.Record(first.Network.Populations[0].Slice("some", 5..77).SpikeCounts);
            first.Advance(30 * ms);
            first.SaveCheckpoint(checkpoint);
        }

        checkpoint.Position = 0;
        using var run = Build(new RunOptions { Threads = 3 });
        var counts = run.Record(run.Network.Populations[0].SpikeCounts);
        var some = run.Record(run.Network.Populations[0].Slice("some", 5..77).SpikeCounts);
        Assert.All(counts.RatesHz(), rate => Assert.True(double.IsNaN(rate)));
        run.LoadCheckpoint(checkpoint);
        run.Advance(duration - run.Time);
        Assert.Equal(whole.Value.Counts, counts.Counts());
        Assert.Equal(whole.Value.Counts[5..77], some.Counts());
        Assert.Equal(counts.Counts()[9] / 0.06, counts.RatesHz()[9], 1e-9);
    }

    [Fact]
    public void What_cannot_be_is_named()
    {
        Assert.Equal("The budget of records is -1 bytes; expected 0 or more.",
            Assert.Throws<ArgumentException>(() => Build(new RunOptions { RecordBudget = -1 })).Message);
        Assert.Equal("The budget of records is 256 MB, and there is no RecordFolder for what is beyond it.",
            Assert.Throws<ArgumentException>(() => Build(new RunOptions { RecordBudget = 256_000_000 })).Message);
        using var run = Build();
        Assert.Equal("One in 0 cells of 'cells' cannot be recorded; expected one in 1 or more.",
            Assert.Throws<ArgumentException>(() => run.Record(run.Network.Populations[0].Spikes with { Every = 0 })).Message);
    }

    private static void RequireRefused(Stream checkpoint, RunOptions options, string message)
    {
        checkpoint.Position = 0;
        using var run = Build(options);
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => run.LoadCheckpoint(checkpoint)).Message);
        Assert.Equal((0, 0), (run.Step, spikes.Count));
    }

    // A damaged block at the end counts as one that is not complete.
    private static string WithMore(string file)
    {
        using var stream = new FileStream(file, FileMode.Append);
        stream.WriteByte(0);
        return file;
    }

    private static Simulation Build(RunOptions? options = null, int cells = 200)
    {
        var network = new Network { Seed = 9 };
        var population = network.Add(new Population("cells", cells, new LeakyCell { Rest = -47 * mV }) { Initial = { ["V"] = Uniform(-65 * mV, -50 * mV) } });
        network.Connect(population, population, new FixedOutDegree(20), new Exponential("excitation"), Uniform(0 * nS, 1 * nS), Uniform(0.5 * ms, 2 * ms));
        return new Simulation(network, options);
    }
}
