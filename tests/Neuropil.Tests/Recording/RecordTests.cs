using Neuropil.Tests.Engine;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Recording;

/// <summary>Spikes, traces and means of populations and slices.</summary>
public class RecordTests
{
    private const int Cells = 200;

    [Theory]
    [InlineData(Precision.Double, 1)]
    [InlineData(Precision.Double, 3)]
    [InlineData(Precision.Single, 2)]
    public void A_mean_is_the_average_of_the_traces(Precision precision, int threads)
    {
        using var run = Build(new RunOptions { Precision = precision, Threads = threads });
        var cells = run.Network.Populations[0];
        var some = cells.Slice("some", 10..150);
        foreach (string variable in new[] { "V", "leak" })
        {
            var traces = run.Record(some.Trace(variable, [.. Enumerable.Range(0, some.Count)]));
            var mean = run.Record(some.Mean(variable));
            run.Record(cells.Mean(variable));
            Later.Add(() =>
            {
                var columns = traces.Traces().Columns;
                var values = mean.Traces().Columns.Single().Values;
                Assert.Equal(101, values.Count);
                Assert.Equal(columns[0].Unit, mean.Traces().Columns[0].Unit);
                for (int sample = 0; sample < values.Count; sample++)
                {
                    double average = columns.Average(column => column.Values[sample]);
                    Assert.Equal(average, values[sample], 1e-12 * columns.Max(column => Math.Abs(column.Values[sample])));
                }
            });
        }

        run.Advance(10 * ms);
        Later.ForEach(check => check());
    }

    [Fact]
    public void A_slice_counts_and_numbers_its_own_spikes()
    {
        using var run = Build(null);
        var cells = run.Network.Populations[0];
        var all = run.Record(cells.Spikes);
        var some = run.Record(cells.Slice("some", 37..141).Spikes);
        run.Advance(30 * ms);
        var expected = all.Trains().Slice("some", 37..141);
        var trains = some.Trains();
        Assert.True(trains.Count > 50);
        Assert.Equal(trains.Count, some.Count);
        Assert.Equal(("some", 104, expected.Hash()), (trains.Name, trains.NeuronCount, trains.Hash()));
        Assert.Equal(all.Count, run.SpikeCounts[0]);
    }

    [Fact]
    public void Spikes_can_be_recorded_from_a_later_time_on()
    {
        using var run = Build(null);
        var cells = run.Network.Populations[0];
        var all = run.Record(cells.Spikes);
        run.Advance(10 * ms);
        var late = run.Record(cells.Spikes);
        run.Advance(20 * ms);
        Assert.Equal(100, late.Trains().StartStep);
        Assert.Equal(all.Trains().Window(10 * ms, 30 * ms).Hash(), late.Trains().Hash());
    }

    [Fact]
    public void Traces_have_the_units_and_times_of_their_quantity()
    {
        using var run = Build(null);
        var cells = run.Network.Populations[0];
        var v = run.Record(cells.Trace("V", 3));
        var g = run.Record(cells.Trace("g", 3) with { Interval = 2 * ms });
        var current = run.Record(cells.Trace("leak", 3));
        var synaptic = run.Record(cells.Trace("excitation.current", 3));
        run.Advance(10.1 * ms); // what advances with the receptors has its sample at 10 ms with the step after it
        Assert.Equal(("mV", "nS", "pA"), (v.Traces().Columns[0].Unit, g.Traces().Columns[0].Unit, current.Traces().Columns[0].Unit));
        Assert.Equal([0, 0.002, 0.004, 0.006, 0.008, 0.01], g.Traces().TimesSeconds);
        var (voltage, conductance) = (v.Traces().Columns[0].Values, g.Traces().Columns[0].Values);
        for (int sample = 0; sample <= 100; sample++)
        {
            Assert.Equal(10 * (-47 - voltage[sample]), current.Traces().Columns[0].Values[sample], 1e-11);
        }

        for (int sample = 0; sample <= 5; sample++)
        {
            Assert.Equal(conductance[sample] * (0 - voltage[20 * sample]), synaptic.Traces().Columns[0].Values[20 * sample], 1e-11);
        }
    }

    [Fact]
    public void Initial_values_are_the_first_samples()
    {
        using var run = Build(null);
        var trace = run.Record(run.Network.Populations[0].Trace("V", 5));
        run.Advance(0 * ms);
        Assert.Equal(0, Assert.Single(trace.Traces().TimesSeconds));
        Assert.InRange(trace.Traces().Columns[0].Values[0], -65, -50);
    }

    // What is read lies beside the samples once: not in lists that grow, and not in copies of copies.
    [Fact]
    public void A_trace_costs_its_size_and_reading_it_as_much_again()
    {
        using var run = Build(null);
        var cells = run.Network.Populations[0];
        var trace = run.Record(cells.Trace("V", [.. Enumerable.Range(0, 20)]));
        var matrix = run.Record(cells.All("V") with { Interval = 1 * ms });
        run.Advance(500 * ms);
        long samples = 5001 * 20 * sizeof(double);
        Assert.Equal(samples, run.Records.Probes[0].Samples.Count * sizeof(double));
        Assert.Equal(samples, run.Records.Probes[0].Samples.Bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(trace.Traces());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, samples, (1.06 * samples) + 10_000); // a twentieth: the times
        before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(matrix.Matrix());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 501 * Cells * sizeof(double), (1.01 * 501 * Cells * sizeof(double)) + 10_000);
    }

    private List<Action> Later { get; } = [];

    private static Simulation Build(RunOptions? options)
    {
        var network = new Network { Seed = 9 };
        var cells = network.Add(new Population("cells", Cells, new LeakyCell { Rest = -47 * mV }) { Initial = { ["V"] = Uniform(-65 * mV, -50 * mV) } });
        network.Connect(cells, cells, new FixedOutDegree(20), new Exponential("excitation"), Uniform(0 * nS, 1 * nS), Uniform(0 * ms, 2 * ms));
        return new Simulation(network, options);
    }
}
