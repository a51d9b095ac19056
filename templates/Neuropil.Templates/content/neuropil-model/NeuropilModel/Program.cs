using NeuropilModel;

var network = SmallNetwork.Create();
using var run = new Simulation(network, new RunOptions { TimeStep = 0.05 * ms });
var spikes = run.Record(network.Find("cells").Spikes);
var traces = run.Record(network.Find("cells").Trace("V", 0, 1) with { Interval = 0.2 * ms });
run.Advance(500 * ms, Progress.Console);

Directory.CreateDirectory("out");
spikes.Raster().Save("out/raster.svg");
traces.Traces().Plot("Two cells", stacked: true).Save("out/traces.svg");
spikes.Trains().Save("out/spikes.npz");
Console.WriteLine($"{spikes.Trains().Statistics()}\nFigures and spikes are in out.");
