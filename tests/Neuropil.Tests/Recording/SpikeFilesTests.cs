using System.Globalization;
using static Neuropil.Units;

namespace Neuropil.Tests.Recording;

public sealed class SpikeFilesTests : IDisposable
{
    private static readonly SpikeTrains[] Two =
    [
        new("excitatory, \"E\"", 3, 0.1 * ms, 0, 1000, [0, 102, 999], [2, 0, 1]),
        new("inhibitory λ𝛌", 2, 0.1 * ms, 0, 1000, [5, 5], [0, 1]),
    ];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_npz_file_gives_the_same_spikes_back()
    {
        string path = folder["spikes.npz"];
        Two.Save(path);
        IReadOnlyList<SpikeTrains> loaded = SpikeFiles.Load(path);
        Assert.Equal(Two.Select(Facts), loaded.Select(Facts));

        static (string, int, double, int, int, string) Facts(SpikeTrains s) => (s.Name, s.NeuronCount, s.TimeStep / ms, s.StartStep, s.StopStep, s.Hash());
    }

    [Fact]
    public void Populations_without_spikes_or_neurons_survive()
    {
        SpikeTrains[] sparse = [new("none", 0, 1 * ms, 3, 3, [], []), Two[0], new("silent", 5, 1 * ms, 0, 10, [], [])];
        sparse.Save(folder["sparse.npz"]);
        Assert.Equal([0, 3, 0], SpikeFiles.Load(folder["sparse.npz"]).Select(spikes => spikes.Count));
    }

    [Fact]
    public void NumPy_reads_times_neurons_and_names()
    {
        Two.Save(folder["spikes.npz"]);
        string printed = Python.RunWithNumpy(
            """
            import sys, numpy
            f = numpy.load(sys.argv[1])
            print(f["time_ms"].dtype, f["neuron"].dtype, *map(repr, f["time_ms"].tolist()))
            print(f["neuron"].tolist(), f["population"].tolist(), f["step"].tolist())
            print(ascii(f["population_name"].tolist()), f["population_size"].tolist(), f["dt_ms"].tolist(), f["stop_step"].tolist())
            """,
            folder["spikes.npz"]);
        Assert.Equal(
            """
            float64 int32 0.1 10.3 100.0 0.6 0.6
            [2, 0, 1, 0, 1] [0, 0, 0, 1, 1] [0, 102, 999, 5, 5]
            ['excitatory, "E"', 'inhibitory \u03bb\U0001d6cc'] [3, 2] [0.1, 0.1] [1000, 1000]
            """,
            printed.TrimEnd(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_CSV_file_has_units_in_its_header_and_quotes_names()
    {
        Two.Save(folder["spikes.csv"]);
        string[] lines = File.ReadAllLines(folder["spikes.csv"]);
        Assert.Equal("time (ms),neuron,population", lines[0]);
        Assert.Equal("10.3,0,\"excitatory, \"\"E\"\"\"", lines[2]);
        Assert.Equal("0.6,1,inhibitory λ𝛌", lines[5]);
        Assert.Equal(6, lines.Length);
    }

    [Fact]
    public void A_CSV_file_larger_than_its_buffer_loses_nothing()
    {
        int[] steps = [.. Enumerable.Range(0, 50_000)];
        var spikes = new SpikeTrains(new string('n', 300), 1, 0.1 * ms, 0, 50_000, steps, new int[50_000]);
        spikes.Save(folder["long.csv"]);
        var times = File.ReadLines(folder["long.csv"]).Skip(1).Select(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture));
        Assert.Equal(steps.Select(step => (step + 1) / 10.0), times);
    }

    [Fact]
    public void The_same_spikes_give_the_same_bytes()
    {
        Two.Save(folder["a.npz"]);
        Two.Save(folder["b.npz"]);
        Assert.Equal(File.ReadAllBytes(folder["a.npz"]), File.ReadAllBytes(folder["b.npz"]));
    }

    [Fact]
    public void Another_ending_is_refused_by_name_before_anything_is_written()
    {
        var error = Assert.Throws<ArgumentException>(() => Two[0].Save(folder["spikes.txt"]));
        Assert.Contains(".npz or .csv, not '.txt'", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a zip file at all")]
    public void Another_kind_of_file_is_refused_by_name(string content)
    {
        File.WriteAllText(folder["other.npz"], content);
        var error = Assert.Throws<InvalidDataException>(() => SpikeFiles.Load(folder["other.npz"]));
        Assert.Contains("other.npz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_traces_is_not_taken_for_spikes()
    {
        new Traces([0.0], []).Save(folder["traces.npz"]);
        var error = Assert.Throws<InvalidDataException>(() => SpikeFiles.Load(folder["traces.npz"]));
        Assert.Contains("no array 'population_name'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_refused_or_gives_the_same_spikes()
    {
        Two.Save(folder["spikes.npz"]);
        byte[] good = File.ReadAllBytes(folder["spikes.npz"]);
        string[] hashes = [.. Two.Select(spikes => spikes.Hash())];
        for (int position = 0; position < good.Length; position += 3)
        {
            byte[] bad = [.. good];
            bad[position] ^= 0x55;
            File.WriteAllBytes(folder["bad.npz"], bad);
            try
            {
                Assert.Equal(hashes, SpikeFiles.Load(folder["bad.npz"]).Select(spikes => spikes.Hash()));
            }
            catch (InvalidDataException error)
            {
                Assert.Contains("bad.npz", error.Message, StringComparison.Ordinal);
            }
        }
    }

    public void Dispose() => folder.Dispose();
}
