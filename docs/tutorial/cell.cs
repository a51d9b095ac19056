#:project ../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

var cell = new PointNeuron
{
    Area = 20_000 * um2, Capacitance = 1 * uF / cm2, Threshold = -20 * mV,
    Mechanisms =
    [
        new Sodium    { Reversal =  50 * mV, Channels = [new SodiumTraubMiles    { Conductance = 100 * mS / cm2, Shift = -63 * mV }] },
        new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles { Conductance =  30 * mS / cm2, Shift = -63 * mV }] },
        new Leak      { Reversal = -60 * mV, Conductance = 0.05 * mS / cm2 },
    ],
};

var network = new Network();
var driven = cell with { Inputs = [new StepCurrent { Amplitude = 0.5 * nA, Start = 50 * ms, Stop = 250 * ms }] };
var one = network.Add(new Population("one", 1, driven));

using var run = new Simulation(network, new RunOptions { TimeStep = 0.02 * ms });
var spikes = run.Record(one.Spikes);
var traces = run.Record(one.Trace("V", 0));
run.Advance(300 * ms);

double[] intervals = spikes.Trains().IntervalsSeconds();
Console.WriteLine($"{spikes.Count} spikes, {intervals[0] * 1e3:F1} ms between the first two, {intervals[^1] * 1e3:F1} ms between the last two");
traces.Traces().Plot("One cell").Save("cell.svg");

Current[] currents = [.. Enumerable.Range(0, 21).Select(i => 0.1 * (i - 6) * nA)];
var many = new Network();
var cells = many.Add(new Population("cells", currents.Length, cell with { Inputs = [new ConstantCurrent { Amplitude = currents }] }));

using var curve = new Simulation(many, new RunOptions { TimeStep = 0.02 * ms });
var counts = curve.Record(cells.SpikeCounts);
curve.Advance(1 * second);

double[] nanoamperes = [.. currents.Select(current => current / nA)];
var panel = new Panel
{
    X = new Axis("Current", "nA"), Y = new Axis("Rate", "Hz"),
    Layers = [new Series("", nanoamperes, counts.RatesHz()) { Marker = Marker.Circle }],
};
new Figure { Panels = [panel] }.Save("f-i-curve.svg");
int first = Array.FindIndex(counts.RatesHz(), rate => rate > 0);
Console.WriteLine($"the smallest of these currents that makes it fire: {nanoamperes[first]:F1} nA, at {counts.RatesHz()[first]:F0} Hz");
