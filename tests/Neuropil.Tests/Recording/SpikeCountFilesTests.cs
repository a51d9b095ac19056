using System.Globalization;
using Neuropil.Files;
using static Neuropil.Units;

namespace Neuropil.Tests.Recording;

/// <summary>What a file of counts holds is what a record of the spikes themselves says; NumPy reads the same.</summary>
public sealed class SpikeCountFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_table_has_the_counts_and_rates_of_the_spikes()
    {
        var (counts, spikes) = Recorded();
        counts.Save(folder["counts.csv"]);
        string[] lines = File.ReadAllLines(folder["counts.csv"]);
        Assert.Equal("neuron,spikes,rate (Hz)", lines[0]);
        string[][] cells = [.. lines[1..].Select(line => line.Split(','))];
        Assert.Equal(["0", "1", "2"], cells.Select(cell => cell[0]));
        Assert.Equal(spikes.Counts(), cells.Select(cell => (int)long.Parse(cell[1], CultureInfo.InvariantCulture)));
        // Counted from 20 ms to 120 ms: a spike is 10 Hz.
        Assert.All(cells, cell => Assert.Equal(
            10.0 * long.Parse(cell[1], CultureInfo.InvariantCulture), double.Parse(cell[2], CultureInfo.InvariantCulture), 1e-9));
    }

    [Fact]
    public void An_archive_has_the_counts_and_the_time_that_they_are_of()
    {
        var (counts, spikes) = Recorded();
        counts.Save(folder["counts.npz"]);
        var arrays = NumpyArchive.Read(folder["counts.npz"]);
        Assert.Equal(spikes.Counts(), arrays["count"].LongIntegers().Select(count => (int)count));
        Assert.Equal([0, 1, 2], arrays["neuron"].Integers());
        Assert.Equal(counts.RatesHz(), arrays["rate_hz"].Numbers());
        Assert.Equal(["driven"], arrays["population_name"].Texts());
        Assert.Equal([0.1], arrays["dt_ms"].Numbers());
        Assert.Equal([200L], arrays["start_step"].LongIntegers());
        Assert.Equal([1200L], arrays["stop_step"].LongIntegers());
    }

    [Fact]
    public void NumPy_reads_them()
    {
        var (counts, spikes) = Recorded();
        counts.Save(folder["counts.npz"]);
        string printed = Python.RunWithNumpy(
            """
            import sys, numpy
            f = numpy.load(sys.argv[1])
            seconds = (f["stop_step"][0] - f["start_step"][0]) * f["dt_ms"][0] / 1000
            print(f["count"].dtype, *f["count"], f"{seconds:.6f}", numpy.allclose(f["count"] / seconds, f["rate_hz"]))
            """,
            folder["counts.npz"]);
        Assert.Equal($"int64 {string.Join(' ', spikes.Counts())} 0.100000 True", printed.Trim());
    }

    [Fact]
    public void Before_any_time_has_passed_there_is_no_rate()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire()));
        using var run = new Simulation(network);
        run.Record(cells.SpikeCounts).Save(folder["none.csv"]);
        Assert.Equal("neuron,spikes,rate (Hz)\n0,0,\n1,0,\n", File.ReadAllText(folder["none.csv"]));
    }

    [Fact]
    public void Another_ending_is_refused()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire()));
        using var run = new Simulation(network);
        var counts = run.Record(cells.SpikeCounts);
        Assert.Contains(".npz or .csv, not '.txt'", Assert.Throws<ArgumentException>(() => counts.Save("counts.txt")).Message, StringComparison.Ordinal);
    }

    // Three cells of five, each with its own current, counted from the 20th millisecond on.
    private static (SpikeCountRecord Counts, SpikeTrains Spikes) Recorded()
    {
        Current[] currents = [0 * pA, 0 * pA, 260 * pA, 300 * pA, 400 * pA];
        var network = new Network();
        var cells = network.Add(new Population("cells", 5, new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = currents }] }));
        var driven = cells.Slice("driven", 2..);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var spikes = run.Record(driven.Spikes);
        run.Advance(20 * ms);
        var counts = run.Record(driven.SpikeCounts);
        run.Advance(100 * ms);
        var window = spikes.Trains(20 * ms, 120 * ms);
        Assert.Equal(3, window.Counts().Distinct().Count());
        return (counts, window);
    }
}
