namespace Neuropil.Tests.Recording;

public sealed class TraceFilesTests : IDisposable
{
    private static readonly Traces Three = new(
        [0, 0.0001, 0.0103],
        [new("V", "mV", [-65, double.NaN, -64.5], 12), new("mean rate", "Hz", [0, 1e-300, 1.0 / 3]), new("sodium.m", "", [0.1, 0.2, 0.3], 0)]);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_npz_file_gives_the_same_traces_back()
    {
        Three.Save(folder["traces.npz"]);
        Traces loaded = TraceFiles.Load(folder["traces.npz"]);
        Assert.Equal(Three.TimesSeconds, loaded.TimesSeconds);
        Assert.Equal(Three.Columns.Select(c => (c.Name, c.Unit, c.Neuron)), loaded.Columns.Select(c => (c.Name, c.Unit, c.Neuron)));
        Assert.All(Three.Columns.Zip(loaded.Columns), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
    }

    [Fact]
    public void NumPy_reads_values_units_and_neurons()
    {
        Three.Save(folder["traces.npz"]);
        string printed = Python.RunWithNumpy(
            """
            import sys, numpy
            f = numpy.load(sys.argv[1])
            print(sorted(f.files))
            print(f["time_ms"].tolist(), f["name"].tolist(), f["unit"].tolist(), f["neuron"].tolist())
            print(f["trace_0"].tolist(), f["trace_1"].tolist(), f["trace_2"].tolist())
            """,
            folder["traces.npz"]);
        Assert.Equal(
            """
            ['name', 'neuron', 'time_ms', 'trace_0', 'trace_1', 'trace_2', 'unit']
            [0.0, 0.1, 10.3] ['V', 'mean rate', 'sodium.m'] ['mV', 'Hz', ''] [12, -1, 0]
            [-65.0, nan, -64.5] [0.0, 1e-300, 0.3333333333333333] [0.1, 0.2, 0.3]
            """,
            printed.TrimEnd(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_CSV_file_has_a_column_per_trace_with_its_unit()
    {
        Three.Save(folder["traces.csv"]);
        Assert.Equal(
            ["time (ms),V[12] (mV),mean rate (Hz),sodium.m[0]", "0,-65,0,0.1", "0.1,,1E-300,0.2", "10.3,-64.5,0.3333333333333333,0.3"],
            File.ReadAllLines(folder["traces.csv"]));
    }

    [Fact]
    public void Traces_without_columns_or_samples_survive()
    {
        new Traces([], [new("V", "mV", [], 0)]).Save(folder["empty.npz"]);
        Assert.Empty(TraceFiles.Load(folder["empty.npz"])["V"].Values);
        new Traces([0.5], []).Save(folder["none.npz"]);
        Assert.Equal([0.5], TraceFiles.Load(folder["none.npz"]).TimesSeconds);
    }

    public void Dispose() => folder.Dispose();
}
