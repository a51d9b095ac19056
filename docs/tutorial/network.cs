#:project ../../src/Neuropil
#:property PublishAot=false
using Neuropil;
using static Neuropil.Distributions;
using static Neuropil.Units;

var threshold = -20 * mV;
var area = 20_000 * um2;
var capacitance = 1 * uF / cm2;

var cell = new PointNeuron
{
    Area = area, Capacitance = capacitance, Threshold = threshold,
    Mechanisms =
    [
        new Sodium    { Reversal =  50 * mV, Channels = [new SodiumTraubMiles    { Conductance = 100 * mS / cm2, Shift = -63 * mV }] },
        new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles { Conductance =  30 * mS / cm2, Shift = -63 * mV }] },
        new Leak      { Reversal = -60 * mV, Conductance = 5 * nS / cm2 },
    ],
};

var network = new Network { Seed = 2007 };
var cells = network.Add(new Population("cells", 4000, cell) { Initial = { ["V"] = Uniform(-70 * mV, -60 * mV) } });
var excitatory = cells.Slice("E", ..3200);
var inhibitory = cells.Slice("I", 3200..);

var wiring = new FixedOutDegree(80) { WithRepetition = true };
var excitation = new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV };
var inhibition = new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV };
network.Connect(excitatory, cells, wiring, excitation, weight: 6 * nS);
network.Connect(inhibitory, cells, wiring, inhibition, weight: 67 * nS);

using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
var spikes = run.Record(cells.Spikes);
run.Advance(100 * ms, Progress.Console);

spikes.Raster().Save("raster.svg");

var trains = spikes.Trains();
int[] perCell = trains.Counts();
Console.WriteLine($"{spikes.Count} spikes, {trains.MeanRate() / Hz:F1} Hz, {perCell.Count(count => count == 0)} cells silent");
Console.WriteLine($"at most {perCell.Max()} spikes of one cell; CV of intervals {trains.InterspikeIntervals().Cv:F2}; chi {trains.SynchronyChi(5 * ms):F2}");
double[] rate = trains.PopulationRate(bin: 5 * ms).Values.ToArray();
Console.WriteLine($"rate in bins of 5 ms: {string.Join(' ', rate.Select(value => $"{value:F0}"))} Hz");
