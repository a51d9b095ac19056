using static Neuropil.Units;

namespace Neuropil.Tests.Recording;

/// <summary>A record saves what it has so far, as its spikes, traces or matrix do.</summary>
public class RecordFilesTests
{
    [Theory]
    [InlineData(".csv")]
    [InlineData(".npz")]
    public void A_record_writes_the_file_of_what_it_holds(string ending)
    {
        using var folder = new TemporaryFolder();
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 300 * pA }] }));
        using var run = new Simulation(network);
        var spikes = run.Record(cells.Spikes);
        var traces = run.Record(cells.Trace("V", 0, 2));
        var mean = run.Record(cells.Mean("V"));
        var matrix = run.Record(cells.All("V"));
        run.Advance(50 * ms);
        Assert.NotEqual(0, spikes.Count);

        void Same(Action<string> record, Action<string> content)
        {
            string[] paths = [folder["record" + ending], folder["content" + ending]];
            record(paths[0]);
            content(paths[1]);
            Assert.Equal(File.ReadAllBytes(paths[1]), File.ReadAllBytes(paths[0]));
        }

        Same(spikes.Save, spikes.Trains().Save);
        Same(traces.Save, traces.Traces().Save);
        Same(mean.Save, mean.Traces().Save);
        Same(matrix.Save, matrix.Matrix().Save);
    }
}
