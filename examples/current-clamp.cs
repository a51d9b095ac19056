#:project ../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Units;

// The f-I curve of the squid axon's cell (Hodgkin and Huxley 1952): one population, a different current for every cell, one run.
Current[] amplitudes = [.. Enumerable.Range(0, 61).Select(i => i * 0.05 * nA)];
var cell = new PointNeuron
{
    Area = 20_000 * um2,
    Threshold = 0 * mV,
    Mechanisms =
    [
        new Sodium { Channels = [new SodiumHodgkinHuxley()] },
        new Potassium { Reversal = -77 * mV, Channels = [new PotassiumHodgkinHuxley()] },
        new Leak { Conductance = 0.3 * mS / cm2, Reversal = -54.3 * mV },
    ],
    Inputs = [new ConstantCurrent { Amplitude = amplitudes }],
};

var network = new Network();
var cells = network.Add(new Population("cells", amplitudes.Length, cell));
using var run = new Simulation(network, new RunOptions { TimeStep = 0.01 * ms, Method = Integrators.RungeKutta4 });
var spikes = run.Record(cells.Spikes);
var traces = run.Record(cells.Trace("V", 20, 40, 60) with { Interval = 0.05 * ms });
run.Advance(1 * second);

var steady = spikes.Trains().Window(200 * ms, 1 * second);
double[] rates = steady.RatesHz();
int first = Array.FindIndex(rates, rate => rate > 0);
Console.WriteLine($"rheobase of repetitive firing: {amplitudes[first]} ({rates[first]:F0} Hz at once: a class 2 cell); {rates[^1]:F0} Hz at {amplitudes[^1]}");

Directory.CreateDirectory("out");
new Figure
{
    Title = "f-I curve",
    Panels = [new Panel
    {
        X = new Axis("Current", "nA"), Y = new Axis("Rate", "Hz"),
        Layers = [new Series("", [.. amplitudes.Select(current => current / nA)], rates) { Marker = Marker.Circle }],
    }],
}.Save("out/current-clamp.svg");
traces.Traces().Window(0 * ms, 200 * ms).Plot("Responses").Save("out/current-clamp-traces.svg");
